"""CAM: the class's weights on the last layer's channels, where these are all that comes behind it.

Zhou et al., "Learning deep features for discriminative localization" (2016). Where a network ends in the mean over
positions and one linear layer,

    logit = bias + sum over channels of weight * mean over positions of A,

the map ``sum over channels of weight * A / positions`` adds up to the logit without the bias, and one pass forward
gives it. Such an end is read off the network's graph.

The decision of a network with a layer of evidence is the mean of the strongest cells of that layer, and a part that
comes from no map. What corresponds to the weighted channels there is the evidence: the map is each cell's evidence
times what the logit gains if all of it grows, by the number of cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, fx, nn
from torch.nn import functional

from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.layers.cut import Cut
from xaiviewer.explain.layers.listing import View
from xaiviewer.explain.one_pass.all_layers import AllLayers
from xaiviewer.requests import EVIDENCE, AttributionMap, Request

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


class Cam:
    """Reads the weights off the network once, then looks at activations."""

    def __init__(self, all_layers: AllLayers) -> None:
        self._all_layers = all_layers

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[AttributionMap]:
        """See `Explainer`; one pass for each slice.

        Raises:
            UsageError: for a network whose end allows no closed form.
        """
        layers = self._all_layers.layers
        evidence = layers[-1].kind == EVIDENCE
        head = Head((len(layers) - 1,), None) if evidence else head_of(self._all_layers.view)
        for place, index in enumerate(slices.indices):
            if cancelled():
                raise Cancelled
            inputs = slices.inputs[place : place + 1]
            if evidence:
                found = self._evidence(torch.tensor(inputs), request.class_index)
            else:
                activations = self._all_layers.activations(inputs, request.class_index)
                averaged = torch.cat([activations[each][0] for each in head.layers])
                found = _weighted(averaged, head.weight, request.class_index)
            progress(place + 1, len(slices.indices))
            yield AttributionMap(request, index, found.cpu().numpy(), layer=head.layers[-1])

    def _evidence(self, images: Tensor, class_index: int) -> Tensor:
        """Of a network with a layer of evidence, ``[row, column]``."""
        cut = Cut(self._all_layers.view, len(self._all_layers.layers) - 1)
        evidence, gradient = cut.pair(images.to(self._all_layers.device), class_index)
        return (evidence * gradient.mean((1, 2), keepdim=True)).sum(0)


def _weighted(averaged: Tensor, weight: Tensor | None, class_index: int) -> Tensor:
    """The map ``[row, column]`` out of channels ``[channel, row, column]``."""
    cells = averaged.shape[1] * averaged.shape[2]
    if weight is None:
        return averaged[class_index] / cells
    return torch.einsum("c,chw->hw", weight[class_index] / cells, averaged)


# ---------------------------------------------------------------- the end of a network, read off its graph


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
    if not _averages(node, modules):
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


def _averages(node: Any, modules: dict[str, nn.Module]) -> bool:
    """Whether a node takes the mean over all positions."""
    module = _module(node, modules)
    if isinstance(module, nn.AdaptiveAvgPool2d):
        return module.output_size in (1, (1, 1))
    if not isinstance(node, fx.Node):
        return False
    given = node.args[1] if len(node.args) > 1 else node.kwargs.get("dim", node.kwargs.get("output_size"))
    if node.target is functional.adaptive_avg_pool2d:
        return given in (1, (1, 1), [1, 1])
    return node.target in ("mean", torch.mean) and isinstance(given, Sequence) and tuple(given) in _SPATIAL


def _joined(node: Any) -> list[Any]:
    """The nodes whose channels a node puts one after the other; itself where it does not."""
    if not isinstance(node, fx.Node) or node.target is not torch.cat:
        return [node]
    along = node.args[1] if len(node.args) > 1 else node.kwargs.get("dim", 0)
    parts: Any = node.args[0]
    return [each for part in parts for each in _joined(part)] if along == 1 else [node]
