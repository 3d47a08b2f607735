"""What the maps shown are worth beside maps and masks that know nothing. Pure functions of the state, no Qt."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.requests import MEASURES, Analysis, Explanation, Partial, Request
from xaiviewer.requests.nulls import FalseHeat, NullComparison, NullKind, Nulls
from xaiviewer.review import agreement, query
from xaiviewer.review.state import BEST, CaseKey, LayersKey, NullKey, ShownState

_FEW = 64  # comparisons that are asked for again and again while a slice is shown
_OTHER_MASKS: NullKind = "masks"
"""Not held against one slice: a neighbour's mask that covers this one holds all of its evidence and more."""

_NETWORKS: NullKind = "networks"


def case_key(state: ShownState) -> CaseKey | None:
    """Under which key the nulls of the whole case are kept; None where other maps than the layers' are shown."""
    analysis = state.analysis
    if analysis is None or query.asks_layers(state) or query.one_map(state):
        return None
    return state.method, analysis.class_index


def layers_key(state: ShownState) -> LayersKey | None:
    """The same of the slice shown."""
    key = case_key(state)
    return None if key is None else (state.slice_index, *key)


def key_of(state: ShownState) -> NullKey | None:
    """The same of whatever maps are shown, be they the layers' or what was asked for; None where none are."""
    asked = state.request is not None and (query.asks_layers(state) or query.one_map(state))
    return key_of_asked(state.request, state.slice_index) if asked and state.request else layers_key(state)


def key_of_asked(request: Request, index: int) -> NullKey:
    """Under which key the nulls of what was asked about a slice are kept."""
    return index, request, request.class_index


def wanted(state: ShownState) -> NullKey | None:
    """The same where they are still to be found: the slice has a mask and the maps shown, and the head is known."""
    key, result = key_of(state), query.result(state)
    if key is None or key in state.nulls or state.case is None:
        return None
    made = result is not None and result.explained if key == layers_key(state) else asked_map(state) is not None
    known = state.analysis is not None and state.analysis.head is not None
    return key if made and known and _marked(state.case, state.slice_index) else None


def asked_map(state: ShownState) -> Explanation | None:
    """What was asked for and is shown as a map, or as one of every layer, once it is whole; None for anything else."""
    answer = query.answer_of(state) if query.asks_layers(state) or query.one_map(state) else None
    return None if isinstance(answer, Partial) else answer


def place(state: ShownState) -> int:
    """Where the map shown stands among those that were compared: one map that was asked for is alone."""
    return 0 if query.one_map(state) else state.layer


def case_wanted(state: ShownState) -> CaseKey | None:
    """The case's key where the reader asks about the case, and that is still to be found: all of its maps are there."""
    key, analysis = case_key(state), state.analysis
    if key is None or key in state.of_case or state.scope != "case" or not state.complete:
        return None
    known = analysis is not None and analysis.head is not None
    return key if known and state.case is not None and state.case.mask is not None else None


def held_slices(case: Case, analysis: Analysis) -> tuple[int, ...]:
    """The slices of a case that have a mask which is not empty, and maps."""
    return tuple(index for index in sorted(analysis.explained) if _marked(case, index))


def band_wanted(state: ShownState) -> LayersKey | None:
    """The key of the nulls of the layers' maps shown where these lack the band of networks with random weights.

    The whole case goes before it.
    """
    key = layers_key(state)
    found = None if key is None else state.nulls.get(key)
    lacking = state.bands and found is not None and not has_band(found)
    return key if lacking and case_wanted(state) is None else None


def reproduced_wanted(state: ShownState) -> LayersKey | None:
    """The key of the maps shown where it is not known how other trainings' compare, and there are some."""
    key, result = layers_key(state), query.result(state)
    lacking = state.trainings and key is not None and key not in state.reproduced
    return key if lacking and result is not None and result.explained else None


def has_band(found: Nulls) -> bool:
    """Whether other networks are among the nulls."""
    return any(curve.kind == _NETWORKS for each in found for curve in found[each].curves)


def measurable(state: ShownState) -> bool:
    """Whether there is a mask on what is told of, and maps that nulls could be held against."""
    if state.case is None:
        return False
    if state.scope == "case":
        marked = state.case.mask is not None and bool(state.case.mask.voxels.any())
        return marked and state.complete and case_key(state) is not None
    return _marked(state.case, state.slice_index) and agreement.scores(state, state.layer) is not None


def nulls(state: ShownState) -> Nulls | None:
    """Every measure's comparison of the maps shown, on the slice or over the case; None where it was not measured."""
    if state.scope == "case":
        of_case = case_key(state)
        found = None if of_case is None else state.of_case.get(of_case)
        return None if found is None else found.nulls
    here = key_of(state)
    return None if here is None else state.nulls.get(here)


def nulls_on(state: ShownState, index: int) -> Nulls | None:
    """The same of the layers' maps of one slice, whatever is told of."""
    key = case_key(state)
    return None if key is None else state.nulls.get((index, *key))


def of_map(state: ShownState, measure: str) -> NullComparison | None:
    """The comparison on the slice shown in which the map shown stands (`place`), by whichever choice of methods.

    Of other layers it may hold other methods' maps; None where the map was not measured.
    """
    asked, key, analysis = key_of(state), case_key(state), state.analysis
    if asked is not None and key is None:
        return seen(state.nulls.get(asked), measure, bands=state.bands)
    method = query.method_of(state, state.layer)
    if key is None or analysis is None or state.ensemble != "own":
        return None
    opening = analysis.favourites[state.layer].method if state.layer < len(analysis.favourites) else ""
    alike = [each for each in (key[0], method, BEST if method == opening else None) if each is not None]
    found = (state.nulls.get((state.slice_index, each, key[1])) for each in alike)
    return next((there for each in found if (there := seen(each, measure, bands=state.bands)) is not None), None)


def comparison(state: ShownState, measure: str | None = None) -> NullComparison | None:
    """The comparison of one measure, by default of the score that is drawn; None where it was not measured."""
    return seen(nulls(state), measure or state.score, bands=state.bands)


@lru_cache(maxsize=_FEW)
def seen(found: Nulls | None, measure: str, *, bands: bool) -> NullComparison | None:
    """The same of some nulls, with the band of other networks or without."""
    if found is None or measure not in found.comparisons:
        return None
    compared = found[measure].without(_OTHER_MASKS)
    return compared if bands else compared.without(_NETWORKS)


def curve(state: ShownState, measure: str | None = None) -> NDArray[np.float32] | None:
    """float32 ``[layer]``: a score of every layer, of the slice shown or of the case; None where it is not known."""
    measure = measure or state.score
    if query.one_map(state):
        return None
    if state.scope == "slice" and measure in MEASURES:
        return agreement.curve(state, measure)
    found = comparison(state, measure)
    return None if found is None else found.observed


def score(state: ShownState, measure: str) -> float:
    """A score of the map shown; NaN where it is not known."""
    if state.scope == "slice" and measure in MEASURES:
        row = agreement.scores(state, state.layer)
        return float("nan") if row is None else float(row[list(MEASURES).index(measure)])
    found, at = comparison(state, measure), place(state)
    there = found is not None and at < len(found.observed)
    return float(found.observed[at]) if there and found is not None else float("nan")


def explained_by(state: ShownState, measure: str | None = None) -> str:
    """The null that gets as much as the map shown by one score; "" where none does."""
    found, at = comparison(state, measure), place(state)
    if found is None or at >= len(found.observed) or np.isnan(found.observed[at]):
        return ""
    return found.explained_by[at]


def false_heat(state: ShownState) -> FalseHeat | None:
    """How hot the slice shown is where its mask is empty; None where it is not, or that was not measured."""
    key = case_key(state)
    found = None if key is None else state.of_case.get(key)
    return None if found is None else found.heat.get(state.slice_index)


def _marked(case: Case, index: int) -> bool:
    mask = case.mask_of(index)
    return mask is not None and bool(mask.any())
