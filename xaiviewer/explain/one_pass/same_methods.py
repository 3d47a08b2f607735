"""Which methods give the same map in a layer, read off what the network does behind it.

Where all that comes behind a layer begins with the mean over positions, whatever follows, the logit's gradient is the
same at every position of a channel. Then a channel's mean gradient (Grad-CAM), its gradient position by position
(HiResCAM) and its gradient weighted by activation (XGrad-CAM) are one and the same weight, and where the mean is
followed by one linear layer that weight is CAM's. Operations in between that treat all positions alike, such as batch
normalisation of a network at work, change nothing about that.

In a layer of evidence, which has one channel, CAM is by its definition Grad-CAM.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import torch
from torch import fx, nn
from torch.nn import functional

from xaiviewer.errors import UsageError
from xaiviewer.explain.layers.listing import View
from xaiviewer.explain.one_pass.ends import averages, head_of
from xaiviewer.nets.entering import STEPS
from xaiviewer.requests import EVIDENCE, Layer

_FLAT = ("grad-cam", "hires-cam", "xgrad-cam")
_CAM = "cam"

_ALIKE = (nn.BatchNorm2d, nn.BatchNorm3d, nn.Dropout, nn.Dropout2d, nn.Dropout3d, nn.Identity)
"""Modules that treat all positions of a channel alike, in a network at work."""

_ALIKE_FUNCTIONS = frozenset(
    {operator.add, operator.iadd, torch.add, "add", functional.dropout, functional.dropout2d, *STEPS}
)


def with_same_methods(view: View, layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """The layers, each with the groups of methods that give the same map in it.

    Args:
        view: the network, from its input to what it gives and every layer's output. One that has no graph tells
            nothing.
        layers: of it.
    """
    if not isinstance(view, fx.GraphModule):
        return tuple(layers)
    modules = dict(view.named_modules())
    output: Any = next(node for node in view.graph.nodes if node.op == "output").args[0]
    logits, nodes = output
    flat, with_cam = _flat(view.graph, logits, modules), _averaged_alone(view)
    found = []
    for index, (layer, node) in enumerate(zip(layers, nodes, strict=True)):
        group = _FLAT + ((_CAM,) if index == with_cam else ()) if node in flat else ()
        if layer.kind == EVIDENCE:
            group = (_FLAT[0], _CAM)
        found.append(replace(layer, same=(group,)) if group else layer)
    return tuple(found)


def _averaged_alone(view: fx.GraphModule) -> int:
    """Index of the layer whose mean over positions and one linear layer are the logits; -1 where there is none."""
    try:
        head = head_of(view)
    except UsageError:
        return -1
    return head.layers[0] if len(head.layers) == 1 else -1


def _flat(graph: fx.Graph, logits: fx.Node, modules: dict[str, nn.Module]) -> set[fx.Node]:
    """The nodes by whose output the logits' gradient is the same at every position of a channel."""
    found: set[fx.Node] = set()
    needed = {logits}
    for node in reversed(graph.nodes):
        if node in needed:
            needed.update(node.all_input_nodes)
    for node in reversed(graph.nodes):
        behind = [user for user in node.users if user in needed]
        if behind and all(averages(user, modules) or (user in found and _alike(user, modules)) for user in behind):
            found.add(node)
    return found


def _alike(node: fx.Node, modules: dict[str, nn.Module]) -> bool:
    """Whether a node treats all positions of a channel alike."""
    if node.op != "call_module":
        along: Any = node.args[1] if len(node.args) > 1 else node.kwargs.get("dim", 0)
        return bool(node.target is torch.cat and along == 1) or node.target in _ALIKE_FUNCTIONS
    module = modules[str(node.target)]
    if isinstance(module, nn.Conv2d):
        return _one_by_one(module)
    return isinstance(module, _ALIKE)


def _one_by_one(module: nn.Conv2d) -> bool:
    """Whether a convolution sees each position by itself."""
    return set(module.kernel_size) == set(module.stride) == {1} and module.padding in ((0, 0), "valid", "same")
