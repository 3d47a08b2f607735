"""A figure for every layer and method as a coloured table; what does not survive is hatched."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any
from zlib import crc32

from xaiviewer.records.pages.making import number
from xaiviewer.records.pictures.svg import Axes, chart, text

_ROW, _TOP, _NAMES, _PART, _EDGE = 24, 40, 132, 76, 8
_FULL, _LEGIBLE = 0.85, 0.5  # opacity of the largest figure; above the other, numbers have the ground's colour


@dataclass(frozen=True)
class MatrixCell:
    """One figure.

    Attributes:
        value: NaN where there is none.
        held: whether it survives.
        told: what is said where the pointer rests on it.
    """

    value: float
    held: bool
    told: str


def matrix(
    layers: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    cells: Sequence[Sequence[MatrixCell]],
    title: str,
    form: str = "{:+.2f}",
) -> str:
    """The chart: blue above zero, amber below, the fuller the farther; the number stands in every cell.

    Args:
        layers: as `manifest.layer_fields` gives each, from the input to the output: the rows.
        columns: their names.
        cells: ``[row][column]``.
        title: what a screen reader says.
        form: of the numbers.
    """
    axes = Axes(1080, _TOP + _ROW * len(layers) + _EDGE)
    left = _PART + _NAMES
    width = (axes.width - left - _EDGE) / max(len(columns), 1)
    most = max((abs(cell.value) for row in cells for cell in row if math.isfinite(cell.value)), default=0) or 1.0
    hatch = f"hatch-{crc32(title.encode()):x}"  # several charts on one page need names of their own
    parts = [
        (
            f'<defs><pattern id="{hatch}" width="6" height="6" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><line x1="0" x2="0" y1="0" y2="6" class="hatch"/></pattern></defs>'
        )
    ]
    parts += [
        text(round(left + width * (at + 0.5), 1), _TOP - 12, name, kind="label") for at, name in enumerate(columns)
    ]
    parts += _rows(axes, layers)
    for place, row in enumerate(cells):
        for at, cell in enumerate(row):
            corner = round(left + width * at, 1), _TOP + _ROW * place
            parts += _cell(cell, corner, round(width - 2, 1), most, hatch, form)
    return chart(axes, title, parts)


def _cell(cell: MatrixCell, corner: tuple[float, float], width: float, most: float, hatch: str, form: str) -> list[str]:
    (x, y), tall = corner, _ROW - 2
    box = f'x="{x}" y="{y}" width="{width}" height="{tall}" rx="2"'
    told = f"<title>{escape(cell.told)}</title>"
    parts, look = [], "cell" if cell.held else "cell weak"
    if math.isfinite(cell.value):
        opacity = round(_FULL * min(abs(cell.value) / most, 1) * (1 if cell.held else 0.35), 3)
        kind = "above" if cell.value >= 0 else "below"
        parts.append(f'<rect {box} class="{kind}" fill-opacity="{opacity}"/>')
        look = "cell strong" if opacity > _LEGIBLE else look
    if not cell.held:
        parts.append(f'<rect {box} fill="url(#{hatch})"/>')
    words = text(round(x + width / 2, 1), y + 15, number(cell.value, form), kind=look)
    parts.append(f'<g>{told}<rect {box} fill-opacity="0"/>{words}</g>')
    return parts


def _rows(axes: Axes, layers: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of the layers, and left of them of the part of the network, once."""
    parts = []
    names = [layer["groups"][0] if layer["groups"] else "" for layer in layers]
    first = 0
    for name, members in groupby(names):
        y = _TOP + _ROW * first - 1
        if first:
            parts.append(f'<line x1="0" x2="{axes.width}" y1="{y}" y2="{y}" class="part"/>')
        parts.append(text(0, y + 17, name, anchor="start", kind="label"))
        first += len(list(members))
    parts += [
        text(_PART + _NAMES - 10, _TOP + _ROW * place + 15, layer["name"], anchor="end", kind="name")
        for place, layer in enumerate(layers)
    ]
    return parts
