"""Maps of volumes, as they pass through the slices of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis.maps import Maps
from xaiviewer.case import Case
from xaiviewer.explain.volumes.network import VolumeNetwork
from xaiviewer.nets.inputs.volumes import Box, at_slices
from xaiviewer.requests import LayerMaps, Request


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
        stacked = []
        for layer, volume in enumerate(made[method]):
            _, stride, centre = layers.along(layer, 0, box.axes)
            stacked.append(at_slices(box.axes.to_case(volume[0]), box, len(case), stride=stride, centre=centre))
        return stacked

    own = {request: stacks(found.maps, request.method) for request in requests}
    opposite = {request: stacks(found.opposite, request.method) for request in others}

    def on_slice(made: Mapping[Request, list[NDArray[np.float32]]], number: int) -> dict[Request, LayerMaps]:
        return {
            request: LayerMaps(request, number, tuple(each[number] for each in volumes))
            for request, volumes in made.items()
        }

    return found.logits[0], {number: Maps(on_slice(own, number), on_slice(opposite, number)) for number in case.indices}
