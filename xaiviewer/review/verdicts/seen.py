"""What was on the screen when a statement was made. Pure functions of the state."""

from __future__ import annotations

from xaiviewer.ledger.events import Screen
from xaiviewer.requests import METHODS, Request
from xaiviewer.review import beside, query
from xaiviewer.review.state import ShownState


def screen_of(state: ShownState) -> Screen:
    """The slice, its sequence, window and networks; and while heat is drawn, whose map it is and how it is drawn."""
    if state.case is None:
        return Screen()
    volume, window, drawn = query.volume_shown(state), query.window_shown(state), state.appearance
    grey = None if window is None else (window.centre - window.width / 2, window.centre + window.width / 2)
    weights = None if state.analysis is None else {task: each.sha256 for task, each in state.analysis.models.items()}
    plain = Screen(
        slice=state.slice_index,
        sequence=None if volume is None else volume.sequence,
        window=grey,
        weights=weights or None,
        network=None if state.analysis is None else state.analysis.description.identity.name,
        beside=_beside(state),
    )
    if not drawn.heat or state.analysis is None:
        return plain
    asked = _asked(state)
    return Screen(
        **{
            **vars(plain),
            "layer": layer_shown(state),
            "method": query.method_of(state, state.layer) if asked is None else asked.method,
            "parameters": None if asked is None else {**asked.values, "class": asked.class_index},
            "seed": None if asked is None else asked.seed,
            "opacity": round(drawn.opacity, 4),
            "threshold": round(drawn.draw_above, 4),
        }
    )


def _beside(state: ShownState) -> dict[str, str] | None:
    """The second network, where what it says of the slice is on the screen, and its layer."""
    found = None if state.second is None or not state.second.on else state.second.found
    if found is None or state.slice_index not in found.analysis.slices:
        return None
    identity, laid = found.analysis.description.identity, beside.counterpart(state, state.layer)
    layer = {} if laid is None else {"layer": found.analysis.layers[laid.layer].name}
    return {"name": identity.name, "weights": identity.sha256, **layer}


def layer_shown(state: ShownState) -> str | None:
    """Names of the layers whose map is shown, joined where they are several; None where it is of the input."""
    layers = query.layers(state)
    if query.at_input(state) or not layers:
        own = query.own_layer(state)
        return None if own is None else own.name
    at = query.asked_layer(state)
    shown = query.shown_layers(state) if at is None else (at,)
    return "+".join(layers[index].name for index in shown if index < len(layers)) or None


def _asked(state: ShownState) -> Request | None:
    """The request whose answer is shown: the reader's own, or the one that comes with every slice."""
    if state.request is not None or state.analysis is None:
        return state.request
    method = query.method_of(state, state.layer)
    found = (each for each in state.analysis.requests if each.method == method and method in METHODS)
    return next(found, None)
