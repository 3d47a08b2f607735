"""Every layer of the network for one slice on one sheet, group by group from the input to the output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.cell import Cell
from xaiviewer.display.extent import Extent
from xaiviewer.display.heat import BELOW_THRESHOLD
from xaiviewer.display.palette import CAUTION, CLINICIAN, FAINT, MUTED, PANEL, TEXT
from xaiviewer.display.picture import grey_slice, under_heat
from xaiviewer.records import NOTICE
from xaiviewer.records.pictures.canvas import SMALL, Canvas, shortened
from xaiviewer.records.pictures.captioned import LayerMap, layer_heat
from xaiviewer.requests import Analysis, Layer, SliceResult, method_title

_TILE, _CAPTION, _GAP = 148, 50, 10
_EDGE, _HEAD, _FOOT, _LABEL = 28, 92, 48, 30
_TILES_ACROSS = 14  # two blocks of the longest kind beside each other


def contact_sheet(
    case: Case, analysis: Analysis, result: SliceResult, tiles: Sequence[LayerMap], *, appearance: Appearance
) -> Canvas:
    """The sheet; groups stand side by side, a group's layers in the order in which the network runs them."""
    strips = _strips(tiles, analysis.layers)
    longest = max(len(strip) for strip in strips)
    strip_width = longest * (_TILE + _GAP) - _GAP
    across = min(max(_TILES_ACROSS // longest, 1), len(strips))
    rows = -(-len(strips) // across)
    row_height = _LABEL + _TILE + _CAPTION + _GAP
    width = max(2 * _EDGE + across * strip_width + (across - 1) * 2 * _EDGE, 1100)
    canvas = Canvas(_HEAD + rows * row_height + _FOOT, width)
    _head(canvas, case, analysis, result)
    appearance = appearance.muted(denied=analysis.denied(result.index))
    view = _View.of(case, analysis, result.index, appearance)
    for number, strip in enumerate(strips):
        x = _EDGE + (number % across) * (strip_width + 2 * _EDGE)
        y = _HEAD + (number // across) * row_height
        canvas.text(x, y + 20, _label(analysis.layers[strip[0].layer]), size=13, colour=MUTED, bold=True)
        for place, tile in enumerate(strip):
            _draw(canvas, (x + place * (_TILE + _GAP), y + _LABEL), view, tile, appearance)
    bottom = canvas.pixels.shape[0] - 20
    if view.mask is not None:
        canvas.swatch(_EDGE, bottom, CLINICIAN, "clinician's mask")
    canvas.text_right(width - _EDGE, bottom, NOTICE, size=13, colour=CAUTION)
    return canvas


@dataclass(frozen=True, eq=False)
class _View:
    """The slice, cut to what the network saw of it."""

    grey: NDArray[np.uint8]
    analysis: Analysis
    mask: NDArray[np.bool_] | None
    cell: Cell

    @classmethod
    def of(cls, case: Case, analysis: Analysis, index: int, appearance: Appearance) -> _View:
        frame, grey = analysis.frame, grey_slice(appearance.volume(case), index, appearance)
        cell = Cell.of(case, Extent(frame.row, frame.column, *frame.sides), _TILE)
        return cls(grey, analysis, case.mask_of(index) if appearance.mask else None, cell)


def _draw(canvas: Canvas, corner: tuple[int, int], view: _View, tile: LayerMap, appearance: Appearance) -> None:
    x, y = corner
    layer, size = view.analysis.layers[tile.layer], view.cell.size[::-1]
    drawn = layer_heat(view.analysis, tile, (view.grey.shape[0], view.grey.shape[1]), appearance, None)
    picture = view.cell.picture(under_heat(view.grey, drawn.heat, appearance))
    if view.mask is not None:
        view.cell.draw(picture, view.mask, CLINICIAN)
    canvas.pixels[y : y + _TILE, x : x + _TILE] = PANEL
    canvas.paste(x + (_TILE - size[0]) // 2, y + (_TILE - size[1]) // 2, picture)
    if drawn.remark and appearance.heat:
        canvas.text(
            x + 6,
            y + _TILE - 8,
            _short(drawn.remark, appearance),
            size=SMALL,
            colour=CAUTION,
        )
    elif tile.mass is not None:
        # So that the words are read over a bright skull.
        canvas.pixels[y + _TILE - 22 : y + _TILE, x : x + _TILE] //= 3
        words = " · ".join(filter(None, (f"mass {tile.mass:.2f}", tile.worth)))
        canvas.text(x + 6, y + _TILE - 8, shortened(words, SMALL, _TILE - 8), size=SMALL)
    lines = (
        (layer.name, 12, TEXT),
        (layer.alias, SMALL, MUTED),
        (f"{layer.grid[0]} × {layer.grid[1]} · {method_title(tile.method)}", SMALL, FAINT),
    )
    for line, (words, letters, colour) in enumerate(lines):
        canvas.text(x, y + _TILE + 15 + 15 * line, shortened(words, letters, _TILE), size=letters, colour=colour)


def _short(remark: str, appearance: Appearance) -> str:
    """Why a tile shows no heat, in the room it has."""
    if remark == BELOW_THRESHOLD:
        return "below the threshold"
    return "no positive evidence" if appearance.polarity == "positive" else "no evidence"


def _head(canvas: Canvas, case: Case, analysis: Analysis, result: SliceResult) -> None:
    width = canvas.pixels.shape[1] - 2 * _EDGE
    canvas.text(
        _EDGE, 42, shortened(f"{case.name} · slice {result.index + 1} of {len(case)}", 22, width), size=22, bold=True
    )
    words = f"what each layer of the classifier saw for “{analysis.classes[analysis.class_index]}”"
    shown = analysis.description.main_class
    words += f" · P({analysis.classes[shown]}) = {float(result.probabilities[shown]):.3f}"
    words += " · each layer on a scale of its own" + (" · synthetic phantom" if case.synthetic else "")
    canvas.text(_EDGE, 70, shortened(words, 14, width), colour=MUTED)
    if case.stand_in:
        canvas.text(_EDGE, 88, shortened(case.stand_in, 12, width), size=12, colour=CAUTION)


def _strips(tiles: Sequence[LayerMap], layers: Sequence[Layer]) -> list[list[LayerMap]]:
    """The tiles of each group, in order; a long group goes on in the next strip."""
    groups = [list(group) for _, group in groupby(tiles, key=lambda tile: layers[tile.layer].groups)]
    return [group[first : first + _TILES_ACROSS] for group in groups for first in range(0, len(group), _TILES_ACROSS)]


def _label(layer: Layer) -> str:
    return " · ".join((layer.part, *(each[0].lower() + each[1:] for each in layer.groups[1:])))
