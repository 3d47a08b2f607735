"""The map that is shown, by its own values: not rescaled, cut or stretched as it is drawn. Pure functions, no Qt."""

from __future__ import annotations

from dataclasses import replace

from xaiviewer.measurements import Mapped, laid_out
from xaiviewer.requests import Regions
from xaiviewer.review import query
from xaiviewer.review.derived.comparison import Laid
from xaiviewer.review.state import ShownState


def laid_map(state: ShownState) -> Laid | None:
    """The map of the current layer, or the one that was asked for, on the slice shown; None where it is not known."""
    if query.one_map(state):
        found = query.input_map(state)
        if found is None:
            return None
        placement = query.placement(state, getattr(found, "layer", None))
        smooth, same = not isinstance(found, Regions), _same(state, getattr(found, "layer", None))
        return None if placement is None else Laid(found.values, placement, smooth, same)
    values, placement = query.map_of(state, state.layer), query.placement(state, state.layer)
    return None if values is None or placement is None else Laid(values, placement, same=_same(state, state.layer))


def _same(state: ShownState, layer: int | None) -> tuple[object, ...] | None:
    """The network, the layer and the methods of which the one shown is; None where it gives a map of its own there.

    Another network's map, or what several have in common, shares nothing with it.
    """
    description = query.network(state)
    if layer is None or description is None or (state.request is None and state.ensemble != "own"):
        return None
    method = query.method_of(state, layer) if state.request is None else state.request.method
    groups = description.layers[layer].same
    return next(((description.identity.sha256, layer, group) for group in groups if method in group), None)


def measurable(state: ShownState, index: int) -> Laid | None:
    """The map of one slice whose values can be told; None where it is not known, or several are fused."""
    if len(query.shown_layers(state)) > 1 and not query.one_map(state):
        return None
    return laid_map(state if state.slice_index == index else replace(state, slice_index=index))


def on_pixels(laid: Laid, shape: tuple[int, int]) -> Mapped:
    """A map on the pixels of a slice of `shape` (rows, columns)."""
    return laid_out(laid.values, laid.placement, shape, smooth=laid.smooth)
