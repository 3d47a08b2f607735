"""Does the marked place matter: which map that is asked of, and what is known of it. Pure functions, no Qt."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from xaiviewer.requests import AttributionMap, Partial, Regions, Request
from xaiviewer.requests.faithfulness import Beside, Faithfulness, FaithfulnessKey
from xaiviewer.requests.reliance import RegionTest
from xaiviewer.review import query
from xaiviewer.review.state import ShownState


def key_of(state: ShownState) -> FaithfulnessKey | None:
    """The map shown, to be asked about; None where there is none of the classifier yet, or it is still refined.

    Of fused layers it is the current one's.
    """
    analysis = state.analysis
    if analysis is None or state.case is None or query.task(state) != "classification":
        return None
    if query.one_map(state):
        found = query.answer_of(state)
        if isinstance(found, Partial) or not isinstance(found, AttributionMap | Regions):
            return None
        return FaithfulnessKey(state.slice_index, found.request, getattr(found, "layer", None), state.removal)
    request = _request_of_layers(state)
    if request is None or query.map_of(state, state.layer) is None or not query.walks(state):
        return None
    return FaithfulnessKey(state.slice_index, request, state.layer, state.removal)


def values_of(state: ShownState) -> NDArray[np.float32] | None:
    """The map shown on its own grid ``[row, column]``; None where there is none."""
    if query.one_map(state):
        found = query.input_map(state)
        return None if found is None else found.values
    return query.map_of(state, state.layer)


def found(state: ShownState) -> Faithfulness | None:
    """What is known of the map shown, whole or still being refined; None where it was not asked."""
    key = key_of(state)
    return None if key is None else state.faithfulness.get(key)


def region_test(state: ShownState) -> RegionTest | None:
    """What is known of the outlined region of the slice shown; None where that was not asked, or there is none."""
    explained = state.explained_class
    return None if explained is None else state.region_tests.get((state.slice_index, explained))


def beside(known: Iterable[Faithfulness], key: FaithfulnessKey) -> Beside | None:
    """What another map of the slice was held against, so that it need not be found again; None where none was."""
    return next((each.beside for each in known if each.whole and each.key.alike(key)), None)


def _request_of_layers(state: ShownState) -> Request | None:
    """What the layers' maps shown answer."""
    if state.analysis is None or query.asks_layers(state):
        return state.request
    method = query.method_of(state, state.layer)
    return next((each for each in state.analysis.requests if each.method == method), None)
