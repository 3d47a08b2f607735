"""FullGrad: the logit as the sum of the input's part and the parts of all biases.

Srinivas and Fleuret, "Full-gradient representation for neural network visualization" (2019). With piecewise linear
activations ``logit = input x gradient + sum over biases of bias x gradient``, exactly. Batch normalisation's bias is
what it adds to a value of zero: ``shift - scale x mean / deviation``.

Here the map is that sum by default, signed: every bias's part is shared out around its cell's centre. Biases behind
global pooling lie nowhere on the picture; they are left out of the map and counted in the gap. The paper's picture
takes each channel's size scaled to its range instead, which adds up to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, fx, nn

from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.input_gradients.cells import interpolated, shared_out
from xaiviewer.explain.input_gradients.gradient import double
from xaiviewer.explain.input_gradients.refining import Steps, as_map, refined
from xaiviewer.explain.input_gradients.rewritten import giving, graph_of
from xaiviewer.explain.layers.receptive import Spot, spot_of
from xaiviewer.explain.logit import logit_of
from xaiviewer.explain.network import Network
from xaiviewer.nets.entering import way_into
from xaiviewer.nets.inputs.turns import Turn, Way
from xaiviewer.requests import AttributionMap, Partial, Request

_SMALL = 1e-7  # added to a range that is divided by, as in pytorch-grad-cam


@dataclass(frozen=True)
class _Bias:
    """One bias: float64 ``[channel]``, and where the cells lie that it is added to; None for nowhere."""

    values: NDArray[np.float64]
    spot: Spot | None


@dataclass(frozen=True)
class _Parts:
    """What the logit is the sum of.

    Attributes:
        logit: of the slice.
        pixels: float64 ``[channel, size, size]``.
        biases: where they lie on what the network gets, and float64 ``[channel, row, column]``.
    """

    logit: float
    pixels: NDArray[np.float64]
    biases: list[tuple[Spot, NDArray[np.float64]]]


class FullGrad:
    """Takes the gradient by the input and by the output of whatever adds a bias, in one pass."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | AttributionMap]:
        """See `Explainer`; the complete form's gap is to the logit itself."""

        def steps(place: int) -> Steps:
            found, way = self._parts(slices.inputs[place], request.class_index), self._way
            gap = None
            if request.values["form"] == "display":
                values = _sizes(found.pixels)
                for spot, part in found.biases:
                    values = values + way.to_picture(interpolated(_sizes(part), spot, way.sides))
            else:
                values = found.pixels.sum(axis=0)
                for spot, part in found.biases:
                    values = values + way.to_picture(shared_out(part.sum(axis=0), spot, way.sides))
                gap = float(values.sum() - found.logit)
            yield 1, as_map(request, slices.indices[place], values, gap)

        return refined(request, slices, steps, progress, cancelled)

    @cached_property
    def _way(self) -> Way:
        """To what the network gets of the picture, which biases are placed on."""
        return way_into(self._network.module) or Way(Turn(), (self._network.size, self._network.size))

    @cached_property
    def _view(self) -> tuple[fx.GraphModule, list[_Bias]]:
        """The network giving out whatever adds a bias, and these biases."""
        view, graph = graph_of(self._network)
        modules: dict[str, nn.Module] = dict(view.named_modules())
        spots: dict[fx.Node, Spot | None] = {}
        nodes, biases = [], []
        for node in graph.nodes:
            if node.op in ("placeholder", "output"):
                spots[node] = Spot(self._way.sides) if node.op == "placeholder" else None
                continue
            spots[node] = spot_of(node, modules, spots)
            values = _bias(modules[str(node.target)]) if node.op == "call_module" else None
            if values is not None:
                nodes.append(node)
                biases.append(_Bias(double(values), spots[node]))
        return giving(view, graph, nodes), biases

    def _parts(self, image: NDArray[np.float32], class_index: int) -> _Parts:
        view, biases = self._view
        picture = self._network.tensor(image[None]).requires_grad_()
        with torch.enable_grad():
            logits, outputs = view(picture)
            logit = logit_of(logits, class_index)
            of_input, *slopes = torch.autograd.grad(logit.sum(), [picture, *outputs], allow_unused=True)
        there = []
        known: list[Tensor | None] = [*slopes]
        for bias, slope in zip(biases, known, strict=True):
            if slope is None or bias.spot is None or slope.ndim != 4:  # nothing depends on it, or it lies nowhere
                continue
            there.append((bias.spot, double(slope[0]) * bias.values.reshape(-1, 1, 1)))
        return _Parts(float(logit.item()), image * double(of_input[0]), there)


def _bias(module: nn.Module) -> Tensor | None:
    """What a module adds to a value of zero, ``[channel]``; None where it adds nothing."""
    if isinstance(module, nn.BatchNorm2d) and module.running_mean is not None and module.running_var is not None:
        scale = torch.rsqrt(module.running_var + module.eps)
        weight: Any = module.weight
        scale = scale if weight is None else scale * weight
        shift: Any = module.bias
        return -module.running_mean * scale + (0 if shift is None else shift)
    if isinstance(module, nn.Conv2d | nn.Linear):
        return module.bias
    return None


def _sizes(part: NDArray[np.float64]) -> NDArray[np.float64]:
    """The paper's picture of ``[channel, row, column]``: the sum of the channels' sizes, each scaled to its range."""
    sizes = np.abs(part)
    sizes -= sizes.min(axis=(1, 2), keepdims=True)
    return np.asarray((sizes / (_SMALL + sizes.max(axis=(1, 2), keepdims=True))).sum(axis=0))
