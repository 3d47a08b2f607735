"""The maps of chosen layers by chosen methods, all from one pass forward and one backward."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from xaiviewer.explain.one_pass.all_layers import AllLayers
from xaiviewer.explain.one_pass.eigen import eigen_cam, eigen_grad_cam
from xaiviewer.explain.one_pass.pair import Pair, Workspace
from xaiviewer.explain.one_pass.rules import RULES
from xaiviewer.requests import Layer

Maps = list[NDArray[np.float32]]

_EIGEN: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "eigen-cam": lambda activation, _: eigen_cam(activation),
    "eigen-grad-cam": eigen_grad_cam,
}
"""From one slice's activation and gradient, ``[channel, row, column]``, to its map."""


@dataclass(frozen=True)
class Chosen:
    """Which maps are made: every layer by every method.

    Attributes:
        methods: their keys.
        indices: of the layers in the network.
        layers: these layers.
    """

    methods: tuple[str, ...]
    indices: tuple[int, ...]
    layers: tuple[Layer, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Methods and layers."""
        return len(self.methods), len(self.indices)

    @property
    def of_maps(self) -> list[Layer]:
        """The layer of each map of a slice: the layers by the first method, then those by the second, and so on."""
        return [layer for _ in self.methods for layer in self.layers]

    def place(self, method: str, index: int) -> int:
        """Where in that order the map of a layer of the network by a method stands."""
        return self.methods.index(method) * len(self.indices) + self.indices.index(index)

    def table(self, values: NDArray[np.floating]) -> NDArray[np.float32]:
        """What is told of each map ``[..., map]`` as ``[..., method, layer]``."""
        return np.asarray(values, dtype=np.float32).reshape(*values.shape[:-1], *self.shape)


def chosen_maps(
    all_layers: AllLayers, inputs: NDArray[np.float32], class_index: int, chosen: Chosen, workspace: Workspace
) -> list[Maps]:
    """Of each slice of ``[slice, channel, size, size]`` the maps, in the order of `Chosen.of_maps`."""
    found: dict[tuple[int, int], NDArray[np.float32]] = {}
    places = {index: place for place, index in enumerate(chosen.indices)}

    def seen(index: int, activation: Tensor, gradient: Tensor) -> None:
        place = places.get(index)
        if place is None:
            return
        for number, made in enumerate(_by_methods(chosen.methods, activation, gradient, workspace)):
            found[number, place] = made.cpu().numpy()

    all_layers.visit(inputs.copy(), class_index, seen)
    methods, layers = chosen.shape
    order = [(method, layer) for method in range(methods) for layer in range(layers)]
    return [[found[each][number] for each in order] for number in range(len(inputs))]


def _by_methods(methods: Sequence[str], activation: Tensor, gradient: Tensor, workspace: Workspace) -> Iterator[Tensor]:
    """One layer's maps ``[slice, row, column]`` by each method."""
    pair = Pair(activation, gradient, workspace)
    for method in methods:
        if method in RULES:
            yield RULES[method](pair).reshape(len(activation), *activation.shape[2:])
        else:
            each = [_EIGEN[method](one, other) for one, other in zip(activation, gradient, strict=True)]
            yield torch.stack(each)
