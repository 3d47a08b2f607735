"""The case in words, of the map that is looked at. Pure functions of the state, no Qt."""

from __future__ import annotations

from xaiviewer.requests import method_title
from xaiviewer.review import agreement, query, trust
from xaiviewer.review.state import ShownState
from xaiviewer.summary import Sentence, case_in_words
from xaiviewer.summary.place import MapShown, map_name


def words(state: ShownState) -> tuple[Sentence, ...]:
    """What is known of the case so far, in sentences; none before the first slice's results."""
    if state.case is None or state.analysis is None:
        return ()
    shown = _shown(state)
    if shown is None:
        return case_in_words(state.case, state.analysis)
    masses = agreement.curve(state, "mass")
    return case_in_words(
        state.case,
        state.analysis,
        shown,
        layer=state.layer,
        mass=float("nan") if masses is None else float(masses[state.layer]),
        comparison=trust.comparison(state, "mass"),
    )


def _shown(state: ShownState) -> MapShown | None:
    """The layer's map on the slice shown; None where other maps than the layers' are looked at."""
    if query.one_map(state) or query.asks_layers(state):
        return None
    values, placement = query.map_of(state, state.layer), query.placement(state, state.layer)
    method = query.method_of(state, state.layer)
    if values is None or placement is None or method is None:
        return None
    name = map_name(method_title(method), query.layers(state)[state.layer].name)
    return MapShown(state.slice_index, name, values, placement)
