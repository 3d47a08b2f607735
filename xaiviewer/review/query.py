"""What follows from the state: which map, which score, which method. Pure functions, no Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Volume
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.requests import (
    MEASURES,
    METHODS,
    Answers,
    AttributionMap,
    Explanation,
    Favourite,
    InputShape,
    Partial,
    Request,
    SequenceShares,
    SliceResult,
)
from xaiviewer.requests.request import with_layers
from xaiviewer.review.state import BEST, ShownState


@dataclass(frozen=True)
class Areas:
    """Both outlines of the slice shown, in pixels; None where one was not drawn. Dice is None for two empty ones."""

    clinician: int | None
    model: int | None
    dice: float | None


def volume_shown(state: ShownState) -> Volume | None:
    """The sequence that is shown of the open case; None where none is open."""
    return None if state.case is None else state.appearance.volume(state.case)


def window_shown(state: ShownState) -> WindowLevel | None:
    """The window it is shown through; None where no case is open."""
    volume = volume_shown(state)
    return None if volume is None else state.appearance.windows.get(volume.sequence)


def opening_slice(case: Case) -> int:
    """The slice a case opens at: the clinician's largest outline, else the middle one of those with a picture."""
    if case.mask is not None and case.mask.voxels.any():
        return int(np.argmax(case.mask.areas_px))
    return min(case.indices or range(len(case)), key=lambda index: abs(index - len(case) // 2))


def class_charted(state: ShownState) -> int:
    """The class whose probability is drawn over the slices: the finding, else the one that is explained."""
    analysis = state.analysis
    if analysis is None:
        return 0
    finding = analysis.description.finding
    return analysis.class_index if finding is None else finding


def result(state: ShownState) -> SliceResult | None:
    """The results of the slice shown; None until they came in."""
    return state.analysis.slices.get(state.slice_index) if state.analysis else None


def method_of(state: ShownState, layer: int) -> str | None:
    """The method whose map of `layer` is shown; None before the analysis began."""
    analysis = state.analysis
    if analysis is None:
        return None
    chosen = state.method
    if chosen == BEST:
        chosen = analysis.favourites[layer].method if layer < len(analysis.favourites) else ""
    return chosen if chosen in analysis.methods else analysis.methods[0]


def favourite_of(state: ShownState) -> Favourite | None:
    """The best method of the current layer; None before the analysis began."""
    analysis = state.analysis
    layer = state.layer
    return analysis.favourites[layer] if analysis is not None and layer < len(analysis.favourites) else None


def favourite_measured(state: ShownState) -> bool:
    """Whether the best method of the current layer rests on a measurement."""
    favourite = favourite_of(state)
    return favourite is not None and not math.isnan(favourite.mass)


def shown_layers(state: ShownState) -> tuple[int, ...]:
    """Indices of the layers that make up the map shown: the current one, or those it is fused with."""
    analysis, selection = state.analysis, state.selection
    if analysis is None:
        return ()
    match selection.scope:
        case "group":
            chosen = list(analysis.description.group_of(state.layer, selection.level))
        case "network":
            chosen = list(range(len(analysis.layers)))
        case "chosen":
            chosen = sorted(index for index in selection.chosen if index < len(analysis.layers))
        case _:
            chosen = []
    return tuple(chosen) or (state.layer,)


def request_of(state: ShownState, method: str, **parameters: object) -> Request | None:
    """A method asked about the network and class shown; None before the analysis began.

    Raises:
        UsageError: for a parameter or value that is not allowed.
    """
    analysis = state.analysis
    if analysis is None:
        return None
    declared = METHODS[method]
    description = analysis.description if declared.task == "classification" else analysis.segmenter
    if description is None:
        return None
    class_index = analysis.class_index if declared.task == "classification" else 0
    named = with_layers(declared, description, parameters)
    return Request.of(method, network=description.identity.sha256, class_index=class_index, **named)


def input_shape(state: ShownState) -> InputShape:
    """What the costs of a request depend on: the network's input; the usual one before the analysis began."""
    analysis = state.analysis
    return InputShape() if analysis is None else InputShape(len(analysis.description.inputs), analysis.frame.size)


def at_input(state: ShownState) -> bool:
    """Whether a map at the network's input is looked at in place of the layers' maps."""
    return state.request is not None and METHODS[state.request.method].answers is Answers.MAP


def answer_of(state: ShownState) -> Explanation | Partial | None:
    """What is known of the request looked at, for the slice shown."""
    return None if state.request is None else state.answers.get((state.request, state.slice_index))


def input_map(state: ShownState) -> AttributionMap | None:
    """The map at the input, as far as it is refined; None where it was not asked of the slice shown."""
    return _input_map(answer_of(state))


def input_maps_over_slices(state: ShownState) -> list[NDArray[np.float32]]:
    """The same request's maps of every slice it was asked of."""
    found = [_input_map(answer) for (asked, _), answer in state.answers.items() if asked == state.request]
    return [each.values for each in found if each is not None]


def shares(state: ShownState) -> SequenceShares | None:
    """What each sequence adds to the slice's logit: what is looked at, else what was asked last."""
    known = [answer_of(state), *reversed(list(state.answers.values()))]
    for each in known:
        here = isinstance(each, SequenceShares) and each.index == state.slice_index
        if isinstance(each, SequenceShares) and here and each.request.class_index == state.explained_class:
            return each
    return None


def map_of(state: ShownState, layer: int) -> NDArray[np.float32] | None:
    """The signed map of a layer on its native grid, by the method shown; None until the slice's results came in."""
    return _map_in(state, layer, result(state))


def maps_over_slices(state: ShownState, layer: int) -> list[NDArray[np.float32]]:
    """The same layer's maps of every analysed slice."""
    if state.analysis is None:
        return []
    maps = [_map_in(state, layer, each) for each in state.analysis.slices.values()]
    return [each for each in maps if each is not None]


def scores(state: ShownState, layer: int) -> NDArray[np.float32] | None:
    """float32 ``[score]`` of a layer's map on the slice shown; None without mask or result."""
    here = result(state)
    method = method_of(state, layer)
    curves = [here.curve(method, measure) for measure in MEASURES] if here is not None and method is not None else []
    row = [curve[layer] for curve in curves if curve is not None]
    return np.array(row, dtype=np.float32) if len(row) == len(MEASURES) else None


def chance(state: ShownState) -> float | None:
    """The mask's share of the head on the slice shown: the mass a uniform map would have in it."""
    here = result(state)
    assessed = here.assessments.values() if here is not None else ()
    return next((found["mass"].chance for found in assessed if "mass" in found), None)


def curve(state: ShownState) -> NDArray[np.float32] | None:
    """float32 ``[layer]``: the chosen score of every layer, each by the method shown for it."""
    here = result(state)
    if here is None or not here.assessments or state.analysis is None:
        return None
    values = np.full(len(state.analysis.layers), np.nan, dtype=np.float32)
    curves = {method: here.curve(method, state.score) for method in state.analysis.methods}
    for layer in range(len(values)):
        found = curves.get(method_of(state, layer) or "")
        if found is not None:
            values[layer] = found[layer]
    return values


def areas(state: ShownState) -> Areas:
    """How the model's segmentation compares with the clinician's mask on the slice shown."""
    here = result(state)
    mask = state.case.mask_of(state.slice_index) if state.case is not None else None
    model = here.segmentation if here is not None else None
    clinician = None if mask is None else int(np.count_nonzero(mask))
    outlined = None if model is None else int(np.count_nonzero(model))
    dice = None
    if mask is not None and model is not None and clinician is not None and outlined is not None:
        joint = clinician + outlined
        dice = 2 * int(np.count_nonzero(mask & model)) / joint if joint else None
    return Areas(clinician, outlined, dice)


def _input_map(answer: Explanation | Partial | None) -> AttributionMap | None:
    found = answer.explanation if isinstance(answer, Partial) else answer
    return found if isinstance(found, AttributionMap) else None


def _map_in(state: ShownState, layer: int, where: SliceResult | None) -> NDArray[np.float32] | None:
    method = method_of(state, layer)
    found = where.layer_maps(method) if where is not None and method is not None else None
    return None if found is None else found.maps[layer]
