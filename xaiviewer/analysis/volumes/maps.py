"""Maps of volumes, as they pass through the slices of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis.maps import Maps
from xaiviewer.case import Case
from xaiviewer.explain.volumes.network import VolumeNetwork
from xaiviewer.nets.inputs.volumes import Box, at_slices
from xaiviewer.requests import LayerMaps, Request


@dataclass(frozen=True, eq=False)
class Cells:
    """The maps of a volume in their own cells: a fraction of what they take on all slices.

    Attributes:
        volumes: of each layer, ``[slice, row, column]`` of its cells, along the case's axes.
        along: of each layer how far apart its cells lie along the slices, and where the first is centred, in pixels.
        box, count: where they lie, and how many slices the case has.
    """

    volumes: tuple[NDArray[np.float32], ...]
    along: tuple[tuple[int, float], ...]
    box: Box
    count: int

    @classmethod
    def of(cls, network: VolumeNetwork, box: Box, count: int, made: Sequence[NDArray[np.float32]]) -> Cells:
        """What a pass through one volume gave of each layer, ``[1, ...]`` along the network's axes."""
        along = [network.all_layers.along(layer, 0, box.axes)[1:] for layer in range(len(made))]
        return cls(tuple(box.axes.to_case(each[0]) for each in made), tuple(along), box, count)

    def at(self, layer: int, wanted: slice) -> NDArray[np.float32]:
        """A layer's map on some of the slices, ``[slice, row, column]``."""
        stride, centre = self.along[layer]
        volume = self.volumes[layer]
        return at_slices(volume, self.box, self.count, stride=stride, centre=centre, wanted=wanted)


class OnSlice(Sequence[NDArray[np.float32]]):
    """The maps of all layers on one slice, each cut from its volume when it is asked for."""

    def __init__(self, cells: Cells, index: int) -> None:
        self._cells, self._index = cells, index

    def __len__(self) -> int:
        return len(self._cells.volumes)

    def __getitem__(self, layer: Any) -> Any:
        if isinstance(layer, slice):
            return [self[each] for each in range(*layer.indices(len(self)))]
        return self._cells.at(layer, slice(self._index, self._index + 1))[0]


def maps_of(
    network: VolumeNetwork,
    values: NDArray[np.float32],
    box: Box,
    case: Case,
    requests: Sequence[Request],
    *,
    both: bool,
) -> tuple[NDArray[np.float32], dict[int, Maps]]:
    """Logits ``[class]`` of a volume, and of every slice the maps by all requests: one pass.

    A slice's map has the rows and columns of the layer; along the slices it lies between the layer's cells.

    Args:
        network: it.
        values: what the box holds, ``[channel, slice, row, column]``.
        box: what the network sees of the case.
        case: whose slices.
        requests: of one class.
        both: make what the other class's maps lack, where one pass gives it.
    """
    class_index, layers = requests[0].class_index, network.all_layers
    methods = [request.method for request in requests]
    found = layers(box.axes.to_network(values)[None], class_index, methods, opposite=both and layers.opposed)
    others = [replace(each, class_index=1 - class_index) for each in requests if each.method in found.opposite]

    def stacks(made: Mapping[str, tuple[NDArray[np.float32], ...]], method: str) -> list[NDArray[np.float32]]:
        cells = Cells.of(network, box, len(case), made[method])
        return [cells.at(layer, slice(None)) for layer in range(len(cells.volumes))]

    own = {request: stacks(found.maps, request.method) for request in requests}
    opposite = {request: stacks(found.opposite, request.method) for request in others}

    def on_slice(made: Mapping[Request, list[NDArray[np.float32]]], number: int) -> dict[Request, LayerMaps]:
        return {
            request: LayerMaps(request, number, tuple(each[number] for each in volumes))
            for request, volumes in made.items()
        }

    return found.logits[0], {number: Maps(on_slice(own, number), on_slice(opposite, number)) for number in case.indices}
