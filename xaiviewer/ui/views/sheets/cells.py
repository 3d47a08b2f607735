"""What stands on a contact sheet: which layers or slices, what the review shows of each, and its caption."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from xaiviewer.requests import Layer
from xaiviewer.review import ShownState, query, trust
from xaiviewer.review.compared import Subject, seen_by
from xaiviewer.review.state import LayerSelection
from xaiviewer.ui.kit import null_wording, wording
from xaiviewer.ui.language import tr

Kind = Literal["layers", "slices"]


@dataclass(frozen=True)
class Cell:
    """One picture of a sheet: the index of its layer, of the network looked at, or of its slice."""

    kind: Kind
    index: int


def cells(state: ShownState, kind: Kind, *, every: bool) -> tuple[Cell, ...]:
    """What stands on the sheet, in order.

    Args:
        state: what is shown.
        kind: layers of the slice shown, or slices under the layer shown.
        every: whether every layer, and not only the last one of each block, which gives on what the block found.
    """
    if state.case is None:
        return ()
    if kind == "slices":
        return tuple(Cell("slices", index) for index in range(len(state.case)))
    layers = query.layers(own(state))
    return tuple(Cell("layers", index) for index in (range(len(layers)) if every else block_outputs(layers)))


def block_outputs(layers: tuple[Layer, ...]) -> list[int]:
    """The last layer of every block of the network."""
    runs = groupby(range(len(layers)), key=lambda index: layers[index].groups)
    return [list(members)[-1] for _, members in runs]


def own(state: ShownState) -> ShownState:
    """What is shown, or where that is one map of all layers, the maps that come with every slice in its place."""
    if state.request is None or query.asks_layers(state) or query.asked_layer(state) is not None:
        return state
    layer = state.resting_layer if query.network(state) is not query.network(_plain(state)) else state.layer
    return seen_by(state, Subject(state.method, layer))


def scaled(state: ShownState, kind: Kind) -> ShownState:
    """What the scale of a whole sheet is of: on one of layers their maps, whatever the views show in their place."""
    return own(state) if kind == "layers" else state


def _plain(state: ShownState) -> ShownState:
    return replace(state, request=None)


def seen(state: ShownState, cell: Cell) -> ShownState:
    """What is shown of one cell: the same method, colours, threshold and opacity."""
    if cell.kind == "slices":
        return replace(state, slice_index=cell.index)
    before = own(state)
    request = None if before.request is None else query.at_layer(before, before.request, cell.index)
    return replace(before, layer=cell.index, request=request, selection=LayerSelection(), ensemble="own")


def current(state: ShownState, cell: Cell) -> bool:
    """Whether the cell is what the views show."""
    return cell.index == (state.slice_index if cell.kind == "slices" else own(state).layer)


def caption(state: ShownState, cell: Cell) -> tuple[str, str]:
    """Which layer on which grid, or which slice; below it the score that is drawn, and whether it beats its nulls."""
    there = seen(state, cell)
    if cell.kind == "layers":
        layer = query.layers(there)[cell.index]
        rows, columns = layer.grid
        name = f"{layer.name} · {rows} × {columns}"
    else:
        name = tr("Slice {number}").format(number=cell.index + 1)
        found = query.result(there)
        if found is not None and there.analysis is not None:
            name += f" · {wording.percent(float(found.probabilities[query.class_charted(there)]))}"
    return name, worths(there)[0]


def worths(state: ShownState) -> tuple[str, ...]:
    """The score that is drawn, of one cell, with its p or that a null gets as much; then in fewer words, or ("",)."""
    value = trust.score(state, state.score)
    if value != value:  # noqa: PLR0124 - NaN: there is no mask to hold the map against
        return ("",)
    said = wording.score(value)
    return (*(" · ".join(filter(None, (said, told))) for told in null_wording.p_told(state)), said)


def beaten(state: ShownState, cell: Cell) -> bool:
    """Whether something that knows nothing of the lesion gets as much; its caption stands back."""
    there = seen(state, cell)
    found, at = trust.of_map(there, there.score), trust.place(there)
    return found is not None and at < len(found.explained) and bool(found.explained[at])


def titles(state: ShownState, kind: Kind) -> tuple[str, ...]:
    """What the sheet is of, and which score stands below its pictures; the same in fewer words."""
    if state.case is None:
        return ("",)
    score = "" if state.case.mask is None else f" · {wording.score_name(state.score)}"
    if kind == "layers":
        here = state.slice_index + 1
        told = tr("Layers of slice {here} of {count}").format(here=here, count=len(state.case))
        return told + score, told, tr("Slice {number}").format(number=here)
    layers, layer = query.layers(own(state)), own(state).layer
    name = layers[layer].name if layer < len(layers) else ""
    told = tr("Slices under {layer}").format(layer=name) if name else tr("Slices")
    return told + score, told, name
