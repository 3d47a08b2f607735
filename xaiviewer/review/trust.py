"""What the maps shown are worth beside maps and masks that know nothing. Pure functions of the state, no Qt."""

from __future__ import annotations

import numpy as np

from xaiviewer.requests.nulls import NullComparison, NullKind, Nulls
from xaiviewer.review import query
from xaiviewer.review.state import NullKey, ShownState

_OTHER_MASKS: NullKind = "masks"
"""Not held against one slice: a neighbour's mask that covers this one holds all of its evidence and more."""

_NETWORKS: NullKind = "networks"


def key_of(state: ShownState) -> NullKey | None:
    """Under which key the nulls of the maps shown are kept; None where other maps than the layers' are shown."""
    analysis = state.analysis
    if analysis is None or query.asks_layers(state) or query.one_map(state):
        return None
    return state.slice_index, state.method, analysis.class_index


def wanted(state: ShownState) -> NullKey | None:
    """The same where they are still to be found: the slice has a mask and maps, and the head is known."""
    key, result = key_of(state), query.result(state)
    if key is None or key in state.nulls or state.case is None or result is None or not result.explained:
        return None
    mask = state.case.mask_of(state.slice_index)
    known = state.analysis is not None and state.analysis.head is not None
    return key if known and mask is not None and mask.any() else None


def band_wanted(state: ShownState) -> NullKey | None:
    """The key of the nulls of the maps shown where the band of networks with random weights is missing among them."""
    key = key_of(state)
    found = None if key is None else state.nulls.get(key)
    return key if state.bands and found is not None and not has_band(found) else None


def reproduced_wanted(state: ShownState) -> NullKey | None:
    """The key of the maps shown where it is not known how other trainings' compare, and there are some."""
    key, result = key_of(state), query.result(state)
    lacking = state.trainings and key is not None and key not in state.reproduced
    return key if lacking and result is not None and result.explained else None


def has_band(found: Nulls) -> bool:
    """Whether other networks are among the nulls."""
    return any(curve.kind == _NETWORKS for each in found for curve in found[each].curves)


def measurable(state: ShownState) -> bool:
    """Whether there is a mask on the slice shown, and maps that nulls could be held against."""
    mask = None if state.case is None else state.case.mask_of(state.slice_index)
    return mask is not None and bool(mask.any()) and query.scores(state, state.layer) is not None


def nulls(state: ShownState) -> Nulls | None:
    """Every measure's comparison of the maps shown; None where it was not measured."""
    key = key_of(state)
    return None if key is None else state.nulls.get(key)


def comparison(state: ShownState, measure: str | None = None) -> NullComparison | None:
    """The comparison of one measure, by default of the score that is drawn; None where it was not measured."""
    found = nulls(state)
    if found is None or (measure or state.score) not in found.comparisons:
        return None
    compared = found[measure or state.score].without(_OTHER_MASKS)
    return compared if state.bands else compared.without(_NETWORKS)


def explained_by(state: ShownState, measure: str | None = None) -> str:
    """The null that gets as much as the map of the current layer by one score; "" where none does."""
    found = comparison(state, measure)
    if found is None or state.layer >= len(found.observed) or np.isnan(found.observed[state.layer]):
        return ""
    return found.explained_by[state.layer]
