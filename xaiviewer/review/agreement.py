"""How maps and outline of the slice shown agree with the clinician's mask. Pure functions of the state, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.requests import MEASURES, Curve
from xaiviewer.review import query
from xaiviewer.review.state import ShownState


@dataclass(frozen=True)
class Areas:
    """Both outlines of the slice shown, in pixels; None where one was not drawn. Dice is None for two empty ones."""

    clinician: int | None
    model: int | None
    dice: float | None


def scores(state: ShownState, layer: int) -> NDArray[np.float32] | None:
    """float32 ``[score]`` of a layer's map on the slice shown; None without mask or result."""
    at = 0 if query.one_map(state) else layer
    curves = [_curve(state, layer, measure) for measure in MEASURES]
    row = [curve[at] for curve in curves if curve is not None and at < len(curve)]
    return np.array(row, dtype=np.float32) if len(row) == len(MEASURES) else None


def chance(state: ShownState) -> float | None:
    """The mask's share of the head on the slice shown: the mass a uniform map would have in it."""
    here = query.result(state)
    assessed = here.assessments.values() if here is not None else ()
    return next((found["mass"].chance for found in assessed if "mass" in found), None)


def curve(state: ShownState, measure: str | None = None) -> NDArray[np.float32] | None:
    """float32 ``[layer]``: one of `MEASURES` of every layer, the chosen one by default, each by the method shown."""
    here, measure = query.result(state), measure or state.score
    if query.one_map(state):
        return None
    if query.asks_layers(state):
        return _curve(state, 0, measure)
    if here is None or not here.assessments or state.analysis is None:
        return None
    values = np.full(len(state.analysis.layers), np.nan, dtype=np.float32)
    curves = {method: here.curve(method, measure) for method in state.analysis.methods}
    for layer in range(len(values)):
        found = curves.get(query.method_of(state, layer) or "")
        if found is not None:
            values[layer] = found[layer]
    return values


def areas(state: ShownState) -> Areas:
    """How the model's segmentation compares with the clinician's mask on the slice shown."""
    here = query.result(state)
    mask = state.case.mask_of(state.slice_index) if state.case is not None else None
    model = here.segmentation if here is not None else None
    clinician = None if mask is None else int(np.count_nonzero(mask))
    outlined = None if model is None else int(np.count_nonzero(model))
    dice = None
    if mask is not None and model is not None and clinician is not None and outlined is not None:
        joint = clinician + outlined
        dice = 2 * int(np.count_nonzero(mask & model)) / joint if joint else None
    return Areas(clinician, outlined, dice)


def _curve(state: ShownState, layer: int, measure: str) -> NDArray[np.float32] | None:
    """float32 ``[layer]``: what a measure found of the maps of the method shown for `layer`; of one map ``[1]``."""
    if state.request is not None and (query.asks_layers(state) or query.one_map(state)):
        found = state.judged.get((state.request, state.slice_index), {}).get(measure)
        return found.outcome.values if found is not None and isinstance(found.outcome, Curve) else None
    here, method = query.result(state), query.method_of(state, layer)
    return here.curve(method, measure) if here is not None and method is not None else None
