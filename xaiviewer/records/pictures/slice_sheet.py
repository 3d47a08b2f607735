"""Every slice of a case on one sheet: under the heat of one layer, or clinician against model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Geometry
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.cell import Cell
from xaiviewer.display.difference import BOTH, under_difference
from xaiviewer.display.extent import head_extent
from xaiviewer.display.palette import CAUTION, CLINICIAN, FAINT, MODEL, MUTED, PANEL, TEXT, Colour
from xaiviewer.display.picture import grey_slice, under_heat
from xaiviewer.evaluation.outlines import Overlap, Overlaps, outlines_of
from xaiviewer.records import NOTICE
from xaiviewer.records.pictures.canvas import SMALL, Canvas, shortened, width_of
from xaiviewer.records.pictures.captioned import LayerMap, asked_of, layer_heat
from xaiviewer.requests import Analysis

_SIDE, _GAP, _EDGE, _HEAD, _FOOT, _CAPTION, _LINE = 160, 12, 28, 96, 48, 40, 15
_LEAST = 900  # pixels across: for what stands above


@dataclass(frozen=True, eq=False)
class _Told:
    """One slice.

    Attributes:
        picture: uint8 ``[row, column, 3]``; None where the slice was not acquired.
        lines: below it.
        remark: why nothing is drawn over it; "" where something is.
    """

    picture: NDArray[np.uint8] | None
    lines: tuple[str, ...]
    remark: str = ""


def slice_sheet(
    case: Case, analysis: Analysis, maps: Sequence[LayerMap | None], *, appearance: Appearance, top: float
) -> Canvas:
    """The slices under one layer's heat, each with its probability and its score.

    Args:
        case, analysis: what is shown.
        maps: by slice, all of one layer; None where it was not acquired.
        appearance: how they are drawn, `settled`.
        top: the layer's value at full colour over the case, for an appearance normalised by case.
    """
    cell, volume = Cell.of(case, head_extent(case), _SIDE), appearance.volume(case)
    told = []
    for index, found in enumerate(maps):
        name = f"slice {index + 1}"
        if found is None:
            told.append(_Told(None, (name, "")))
            continue
        result, drawn = analysis.slices[index], appearance.muted(denied=analysis.denied(index))
        heat = layer_heat(analysis, found, case.shape, drawn, top)
        picture = cell.picture(under_heat(grey_slice(volume, index, drawn), heat.heat, drawn))
        mask = case.mask_of(index) if drawn.mask else None
        for outlined, colour in ((mask, CLINICIAN), (result.segmentation if drawn.model else None, MODEL)):
            if outlined is not None:
                cell.draw(picture, outlined, colour, dashed=colour == MODEL)
        shown = analysis.description.main_class
        name += f" · {100 * float(result.probabilities[shown]):.1f} %"
        score = "" if found.mass is None else f"mass {found.mass:.2f}"
        told.append(_Told(picture, (name, *_beside(score, found.worth))))
    first = next(each for each in maps if each is not None)
    layer = analysis.layers[first.layer]
    head = f"{layer.name} · {asked_of(analysis, first.method)}"
    scale = "one scale for all slices" if appearance.normalise == "case" else "each slice on a scale of its own"
    head += f" · {layer.grid[0]} × {layer.grid[1]} · P({analysis.description.main_name}) below each · {scale}"
    keys = [("clinician's mask", CLINICIAN, False)] if case.mask is not None and appearance.mask else []
    keys += [("model's segmentation", MODEL, True)] if appearance.model else []
    return _laid(case, told, head, "", keys)


def difference_sheet(case: Case, analysis: Analysis, *, appearance: Appearance) -> Canvas | None:
    """The slices in three colours, each with its figures, and the case's; None where nobody drew a mask."""
    overlaps = Overlaps()
    whole = overlaps.of_case(case, analysis)
    if whole is None:
        return None
    cell, volume, told = Cell.of(case, head_extent(case), _SIDE), appearance.volume(case), []
    for index in range(len(case)):
        result, name = analysis.slices.get(index), f"slice {index + 1}"
        if result is None:
            told.append(_Told(None, (name, "")))
            continue
        grey = grey_slice(volume, index, appearance)
        both, overlap = outlines_of(case, result), overlaps.of_slice(case, result)
        if both is None or overlap is None:
            plain = cell.picture(under_heat(grey, None, appearance))
            told.append(_Told(plain, (name, ""), "no mask was drawn"))
            continue
        picture = cell.picture(under_difference(grey, *both))
        name += "" if overlap.dice is None else f" · Dice {overlap.dice:.2f}"
        told.append(_Told(picture, (name, "" if overlap.dice is None else _figures(overlap, case.geometry))))
    dice = "" if whole.whole.dice is None else f" · Dice {whole.whole.dice:.2f}"
    head = "clinician against model; below each slice: both / only the clinician / only the model"
    of_case = f"case, {whole.slices} slices: {_figures(whole.whole, case.geometry, of_case=True)}{dice}"
    of_case += "" if whole.worst is None else f" · largest disagreement: slice {whole.worst + 1}"
    names = ("both", BOTH, False), ("only the clinician", CLINICIAN, False), ("only the model", MODEL, False)
    return _laid(case, told, head, of_case, names)


def _beside(score: str, worth: str) -> tuple[str, ...]:
    """A score and what it is worth in one line, or in two where it would be cut."""
    joined = " · ".join(filter(None, (score, worth)))
    return (joined,) if width_of(joined, SMALL) <= _SIDE else (score, worth)


def _figures(overlap: Overlap, geometry: Geometry, *, of_case: bool = False) -> str:
    """Areas of a slice in mm², or volumes of a case in ml; in pixels and voxels where no spacing is stated."""
    depth, high, wide = geometry.spacing_mm
    share, unit = (1.0, "voxels" if of_case else "px") if not geometry.known else (high * wide, "mm²")
    if geometry.known and of_case:
        share, unit = share * depth / 1000, "ml"
    digits = 1 if unit == "ml" else 0
    sizes = (overlap.both, overlap.clinician, overlap.model)
    return " / ".join(f"{each * share:,.{digits}f}" for each in sizes) + f" {unit}"


def _laid(case: Case, told: Sequence[_Told], head: str, below: str, keys: Sequence[tuple[str, Colour, bool]]) -> Canvas:
    """The slices in as many columns as make the sheet about square."""
    high = max((each.picture.shape[0] for each in told if each.picture is not None), default=_SIDE)
    further = max((len(each.lines) for each in told), default=2) - 2
    pitch = high + _CAPTION + _LINE * max(further, 0) + _GAP
    columns = min(max(ceil(sqrt(len(told) * pitch / (_SIDE + _GAP))), 1), len(told))
    rows = ceil(len(told) / columns)
    width = max(2 * _EDGE + columns * (_SIDE + _GAP) - _GAP, _LEAST)
    canvas = Canvas(_HEAD + rows * pitch + _FOOT, width)
    room = width - 2 * _EDGE
    name = f"{case.name} · {len(case)} slices" + (" · synthetic phantom" if case.synthetic else "")
    canvas.text(_EDGE, 36, shortened(name, 22, room), size=22, bold=True)
    canvas.text(_EDGE, 60, shortened(head, 14, room), colour=MUTED)
    second, colour = (case.stand_in, CAUTION) if case.stand_in and not below else (below, MUTED)
    canvas.text(_EDGE, 80, shortened(second, 14, room), colour=colour)
    for number, each in enumerate(told):
        x, y = _EDGE + (number % columns) * (_SIDE + _GAP), _HEAD + (number // columns) * pitch
        canvas.pixels[y : y + high, x : x + _SIDE] = PANEL
        if each.picture is not None:
            canvas.paste(x + (_SIDE - each.picture.shape[1]) // 2, y, each.picture)
        remark = each.remark if each.picture is not None else "not acquired"
        if remark:
            canvas.text(x + 6, y + high - 8, shortened(remark, SMALL, _SIDE - 12), size=SMALL, colour=CAUTION)
        for line, words in enumerate(each.lines):
            size, shade = (SMALL, FAINT) if line else (12, TEXT)
            canvas.text(x, y + high + _LINE * (1 + line), shortened(words, size, _SIDE), size=size, colour=shade)
    bottom, x = canvas.pixels.shape[0] - 20, _EDGE
    for words, colour, dashed in keys:
        x = canvas.swatch(x, bottom, colour, words, dashed=dashed) + 24
    canvas.text_right(width - _EDGE, bottom, NOTICE, size=13, colour=CAUTION)
    return canvas
