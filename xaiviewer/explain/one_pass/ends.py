"""The end of a network, read off its graph: does it take the mean over positions of a layer, and what follows?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, fx, nn
from torch.nn import functional

from xaiviewer.errors import UsageError
from xaiviewer.explain.layers.listing import View
from xaiviewer.nets.entering import turned

_REFUSAL = (
    "CAM needs a network that ends in the mean over positions of a listed layer and one linear layer; this one does "
    "not: Grad-CAM and HiResCAM answer the same question in any layer."
)
_SPATIAL = {(2, 3), (-2, -1), (3, 2), (-1, -2)}


@dataclass(frozen=True)
class Head:
    """The end of a network that allows a closed form.

    Attributes:
        layers: indices of the layers whose channels, one after the other, are averaged.
        weight: of each class on each channel, ``[class, channel]``; None where the means are the logits.
    """

    layers: tuple[int, ...]
    weight: Tensor | None


def head_of(view: View) -> Head:
    """The end of a network.

    Raises:
        UsageError: where it allows no closed form, or there is no graph to read it off.
    """
    if not isinstance(view, fx.GraphModule):
        raise UsageError(_REFUSAL)
    modules = dict(view.named_modules())
    output: Any = next(node for node in view.graph.nodes if node.op == "output").args[0]
    logits, layers = output
    node, weight = _before(logits, modules), None
    if isinstance(linear := _module(node, modules), nn.Linear):
        weight = linear.weight.detach()
        node = _before(node.args[0], modules)
    if not averages(node, modules):
        raise UsageError(_REFUSAL)
    averaged = _joined(_before(node.args[0], modules))
    indices = [index for each in averaged for index, layer in enumerate(layers) if layer is each]
    if len(indices) != len(averaged):
        raise UsageError(_REFUSAL)
    return Head(tuple(indices), weight)


def _before(node: Any, modules: dict[str, nn.Module]) -> Any:
    """The node itself, or the one before it if it changes no value: drop-out (of a network at work), another shape."""
    while isinstance(node, fx.Node) and (
        node.target in _RESHAPES or isinstance(_module(node, modules), nn.Dropout | nn.Flatten | nn.Identity)
    ):
        node = node.args[0]
    return node


_RESHAPES = frozenset(
    {torch.flatten, torch.squeeze, torch.reshape, functional.dropout, "flatten", "squeeze", "view", "reshape"}
)


def _module(node: Any, modules: dict[str, nn.Module]) -> nn.Module | None:
    """What a node calls, if that is a module."""
    return modules[str(node.target)] if isinstance(node, fx.Node) and node.op == "call_module" else None


def averages(node: Any, modules: dict[str, nn.Module]) -> bool:
    """Whether a node takes the mean over all positions."""
    module = _module(node, modules)
    if isinstance(module, nn.AdaptiveAvgPool2d | nn.AdaptiveAvgPool3d):
        return module.output_size in (1, (1, 1), (1, 1, 1))
    if not isinstance(node, fx.Node):
        return False
    given = node.args[1] if len(node.args) > 1 else node.kwargs.get("dim", node.kwargs.get("output_size"))
    if node.target is functional.adaptive_avg_pool2d:
        return given in (1, (1, 1), [1, 1])
    return node.target in ("mean", torch.mean) and isinstance(given, Sequence) and tuple(given) in _SPATIAL


def _joined(node: Any) -> list[Any]:
    """The nodes whose channels a node puts one after the other; itself where it does not.

    Of a layer of a network that turns pictures it is the layer as it lies on the picture.
    """
    if isinstance(node, fx.Node) and node.target is turned:
        return _joined(node.args[0])
    if not isinstance(node, fx.Node) or node.target is not torch.cat:
        return [node]
    along = node.args[1] if len(node.args) > 1 else node.kwargs.get("dim", 0)
    parts: Any = node.args[0]
    return [each for part in parts for each in _joined(part)] if along == 1 else [node]
