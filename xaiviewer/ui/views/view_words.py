"""A view in words, for whoever does not see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xaiviewer.requests import method_title
from xaiviewer.review import ShownState, query
from xaiviewer.ui.kit import sequence_words
from xaiviewer.ui.language import tr


def in_words(state: ShownState, *, of_heat: bool, window: str, said: Sequence[str]) -> str:
    """Slice, sequence, window, map, and what is said on the picture.

    No name of a patient or file is among them, so that nothing is to be hidden where names are off.
    """
    volume, parts = query.volume_shown(state), []
    if volume is not None and state.case is not None and state.case_told is not None:
        volume = state.case_told.volumes[state.case.volumes.index(volume)]
    if state.case is not None and volume is not None:
        parts.append(tr("Slice {here} of {count}").format(here=state.slice_index + 1, count=len(state.case)))
        stands_in = tr("in place of {sequence}") if volume.name else "{sequence}"
        told = stands_in.format(sequence=volume.taken_for)
        itself = volume.itself or not volume.taken_for
        parts += [sequence_words.brief(replace(volume, itself=True)) if itself else told, *window.split("\n")]
    if of_heat and state.appearance.heat:
        parts += _map(state)
    return "; ".join(filter(None, [*parts, *said]))


def _map(state: ShownState) -> list[str]:
    """The method, and the layer of a map of one."""
    layers, method = query.layers(state), query.method_of(state, state.layer)
    if state.request is not None:
        method = state.request.method
    if method is None:
        return []
    layer = layers[state.layer].name if query.walks(state) and state.layer < len(layers) else ""
    return [method_title(method), layer]
