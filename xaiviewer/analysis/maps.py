"""The maps of slices by the methods of one pass, and those of the other class that follow from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from numpy.typing import NDArray

from xaiviewer.explain.one_pass.all_layers import AllLayers
from xaiviewer.explain.one_pass.rules import ODD
from xaiviewer.nets.memory import SHORTAGE, free
from xaiviewer.requests import LayerMaps, Request, SliceResult


@dataclass(frozen=True, eq=False)
class Maps:
    """Of one slice.

    Attributes:
        explanations: the maps of every layer, by request.
        opposite: see `SliceResult.opposite`.
    """

    explanations: Mapping[Request, LayerMaps] = field(default_factory=dict)
    opposite: Mapping[Request, LayerMaps] = field(default_factory=dict)


def in_one_pass(
    all_layers: AllLayers,
    inputs: NDArray[np.float32],
    numbers: Sequence[int],
    requests: Sequence[Request],
    *,
    both: bool,
) -> dict[int, tuple[NDArray[np.float32], Maps]]:
    """Logits ``[class]`` and the maps by all requests, of every slice; in halves where memory is too small.

    Args:
        all_layers: the network.
        inputs, numbers: the slices as it takes them, and which these are.
        requests: of one class.
        both: make what the other class's maps lack, where one pass gives it.
    """
    try:
        return _together(all_layers, inputs, numbers, requests, both=both)
    except torch.OutOfMemoryError:
        if len(numbers) < 2:
            raise
    SHORTAGE.met = True
    free()
    half = len(numbers) // 2
    return {
        **in_one_pass(all_layers, inputs[:half], numbers[:half], requests, both=both),
        **in_one_pass(all_layers, inputs[half:], numbers[half:], requests, both=both),
    }


def _together(
    all_layers: AllLayers,
    inputs: NDArray[np.float32],
    numbers: Sequence[int],
    requests: Sequence[Request],
    *,
    both: bool,
) -> dict[int, tuple[NDArray[np.float32], Maps]]:
    class_index = requests[0].class_index
    methods = [request.method for request in requests]
    found = all_layers(inputs, class_index, methods, opposite=both and all_layers.opposed)
    others = [replace(each, class_index=1 - class_index) for each in requests if each.method in found.opposite]

    def of_slice(made: Mapping[str, tuple[NDArray[np.float32], ...]], request: Request, place: int) -> LayerMaps:
        return LayerMaps(request, numbers[place], tuple(each[place] for each in made[request.method]))

    return {
        number: (
            found.logits[place],
            Maps(
                {request: of_slice(found.maps, request, place) for request in requests},
                {request: of_slice(found.opposite, request, place) for request in others},
            ),
        )
        for place, number in enumerate(numbers)
    }


def from_other_class(result: SliceResult, requests: Sequence[Request]) -> Maps | None:
    """The maps of a class out of those of the other one, to the bit as a pass would give them; None where one lacks.

    Args:
        result: of the slice, with maps of the other class.
        requests: of the class that is explained now.
    """
    made: dict[Request, LayerMaps] = {}
    opposite: dict[Request, LayerMaps] = {}
    for request in requests:
        known = result.opposite.get(request)
        before = result.explanations.get(replace(request, class_index=1 - request.class_index))
        if not isinstance(before, LayerMaps) or not result.opposite:
            return None
        if request.method in ODD:
            known = LayerMaps(request, result.index, tuple(-each for each in before.maps))
        else:
            opposite[before.request] = before
        if known is None:
            return None
        made[request] = known
    return Maps(made, opposite)
