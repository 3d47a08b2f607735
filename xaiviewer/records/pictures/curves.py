"""Line charts side by side, as SVG and as PNG from one description: a picture looks the same either way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.display import palette
from xaiviewer.display.palette import Colour, hexadecimal
from xaiviewer.records.pictures.canvas import SMALL, TITLE, Canvas, shortened, width_of, wrapped
from xaiviewer.records.pictures.svg import Axes, standalone, text

_WIDTH, _HEIGHT, _EDGE, _FOOT = 360, 280, 24, 64  # of a chart, around all of them, below its axis
_LEFT, _LINE, _LEGEND = 56, 18, 24  # room for an axis' numbers and name, a line of words, a line of the legend
_NAME = 16  # the height of a line that stands on end: the name of the axis that goes up
_DASH = 6


@dataclass(frozen=True, eq=False)
class Line:
    """One line of a chart.

    Attributes:
        name: as the legend has it; "" for one that stands under another's name.
        across, up: float64 ``[point]``; what is NaN is left out.
        colour: of the line.
        dashed: so that colour is not the only sign.
        low, high: float64 ``[point]``: the band around it; None where there is none.
    """

    name: str
    across: NDArray[np.float64]
    up: NDArray[np.float64]
    colour: Colour
    dashed: bool = False
    low: NDArray[np.float64] | None = None
    high: NDArray[np.float64] | None = None


@dataclass(frozen=True, eq=False)
class Chart:
    """Lines over one axis from 0 to 1 on both sides.

    Attributes:
        title: above it.
        axis: what goes along it, below.
        lines: from back to front.
        across: the values at its left and right edge.
        up: what goes up it, along the left side; "" where the title says so.
    """

    title: str
    axis: str
    lines: tuple[Line, ...]
    across: tuple[float, float] = (0.0, 1.0)
    up: str = ""


@dataclass(frozen=True, eq=False)
class Sheet:
    """Charts side by side.

    Attributes:
        title: above all of them.
        told: sentences below it.
        charts: from left to right.
        notice: below all of them.
    """

    title: str
    told: tuple[str, ...]
    charts: tuple[Chart, ...]
    notice: str

    @property
    def width(self) -> int:
        """In pixels."""
        return 2 * _EDGE + _WIDTH * len(self.charts)

    @property
    def lines(self) -> list[str]:
        """The sentences as they fit."""
        return [line for each in self.told for line in wrapped(each, SMALL + 1, self.width - 2 * _EDGE)]

    @property
    def top(self) -> int:
        """Where the charts begin."""
        return _EDGE + 28 + _LINE * len(self.lines)

    @property
    def height(self) -> int:
        """In pixels."""
        return self.top + _HEIGHT + _LEGEND * self._rows + _EDGE

    @property
    def legend(self) -> list[Line]:
        """A line for each name, in the order of the first chart that has it."""
        named = {line.name: line for chart in self.charts for line in chart.lines if line.name}
        return list(named.values())

    @property
    def places(self) -> list[tuple[int, int]]:
        """Where each line of the legend begins, as many beside each other as there is room for."""
        found, x, y = [], _EDGE, self.top + _HEIGHT + 14
        for line in self.legend:
            needed = 26 + width_of(line.name, SMALL + 1) + 24
            if x > _EDGE and x + needed > self.width - _EDGE:
                x, y = _EDGE, y + _LEGEND
            found.append((x, y))
            x += needed
        return found

    @property
    def _rows(self) -> int:
        return 1 + len({y for _, y in self.places})

    def axes(self, place: int) -> Axes:
        """Where a chart's values lie."""
        left = _EDGE + place * _WIDTH + _LEFT
        return Axes(
            self.width,
            self.top + _HEIGHT,
            x_range=self.charts[place].across,
            left=left,
            right=self.width - (_EDGE + (place + 1) * _WIDTH) + 12,
            top=self.top + 28,
            bottom=_FOOT,
        )


def sheet_svg(sheet: Sheet) -> bytes:
    """The sheet as an SVG file."""
    parts = [text(_EDGE, _EDGE + 8, sheet.title, anchor="start", kind="title")]
    for number, words in enumerate(sheet.lines):
        parts.append(text(_EDGE, _EDGE + 32 + _LINE * number, words, anchor="start", kind="name"))
    for place, chart in enumerate(sheet.charts):
        axes = sheet.axes(place)
        right = axes.width - axes.right
        parts.append(text(axes.left, axes.top - 10, chart.title, anchor="start", kind="label"))
        for value in _TICKS:
            y = axes.y(value)
            parts.append(f'<line x1="{axes.left}" x2="{right}" y1="{y}" y2="{y}" class="grid"/>')
            parts.append(text(axes.left - 6, y + 4, f"{value:g}", anchor="end"))
        floor = axes.height - axes.bottom
        parts += [text(axes.x(value), floor + 16, f"{value:g}") for value in _along(chart)]
        parts.append(text((axes.left + right) / 2, floor + 36, chart.axis, kind="label"))
        if chart.up:
            x, y = axes.left - _LEFT + _NAME, round((axes.top + floor) / 2)
            named = text(0, 0, chart.up, kind="label")
            parts.append(f'<g transform="translate({x} {y}) rotate(-90)">{named}</g>')
        for line in chart.lines:
            parts += _svg_line(axes, line)
    for (x, y), line in zip(sheet.places, sheet.legend, strict=True):
        dash = f' stroke-dasharray="{_DASH} 4"' if line.dashed else ""
        stroke = f'stroke="{hexadecimal(line.colour)}" stroke-width="2"{dash}'
        parts.append(f'<line x1="{x}" x2="{x + 18}" y1="{y - 4}" y2="{y - 4}" {stroke}/>')
        parts.append(text(x + 26, y, line.name, anchor="start", kind="name"))
    parts.append(text(sheet.width - _EDGE, sheet.height - 12, sheet.notice, anchor="end", kind="caution"))
    return standalone(Axes(sheet.width, sheet.height), sheet.title, parts)


def sheet_png(sheet: Sheet) -> bytes:
    """The same as a PNG file."""
    canvas = Canvas(sheet.height, sheet.width)
    room = sheet.width - 2 * _EDGE
    canvas.text(_EDGE, _EDGE + 8, shortened(sheet.title, TITLE - 2, room), size=TITLE - 2, bold=True)
    for number, words in enumerate(sheet.lines):
        canvas.text(_EDGE, _EDGE + 32 + _LINE * number, words, size=SMALL + 1)
    for place, chart in enumerate(sheet.charts):
        _draw_chart(canvas, sheet.axes(place), chart)
    for (x, y), line in zip(sheet.places, sheet.legend, strict=True):
        canvas.swatch(x, y, line.colour, line.name, dashed=line.dashed)
    canvas.text_right(sheet.width - _EDGE, sheet.height - 12, sheet.notice, size=SMALL, colour=palette.CAUTION)
    return canvas.png()


_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def _along(chart: Chart) -> list[float]:
    """Both ends and what lies between them: a whole number where slices or layers are counted from one to another."""
    low, high = chart.across
    middle = (low + high) / 2
    if low >= 1 and low.is_integer() and high.is_integer():
        return sorted({low, float(int(middle)), high})
    return [round(each, 4) for each in (low, middle, high)]


def _points(axes: Axes, across: NDArray[np.float64], up: NDArray[np.float64]) -> list[tuple[float, float]]:
    known = np.isfinite(across) & np.isfinite(up)
    return [(axes.x(x), axes.y(y)) for x, y in zip(across[known].tolist(), up[known].tolist(), strict=True)]


def _band(axes: Axes, line: Line) -> list[tuple[float, float]]:
    """The outline of the band around a line; empty where there is none."""
    if line.low is None or line.high is None:
        return []
    return _points(axes, line.across, line.high) + _points(axes, line.across, line.low)[::-1]


def _svg_line(axes: Axes, line: Line) -> list[str]:
    colour, band = hexadecimal(line.colour), _band(axes, line)
    parts = []
    if band:
        points = " ".join(f"{x},{y}" for x, y in band)
        parts.append(f'<polygon points="{points}" fill="{colour}" opacity="0.2"/>')
    points = " ".join(f"{x},{y}" for x, y in _points(axes, line.across, line.up))
    dash = f' stroke-dasharray="{_DASH} 4"' if line.dashed else ""
    parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.8"{dash}/>')
    return parts


def _draw_chart(canvas: Canvas, axes: Axes, chart: Chart) -> None:
    right = axes.width - axes.right
    canvas.text(axes.left, axes.top - 10, chart.title, size=SMALL + 1, colour=palette.MUTED)
    for value in _TICKS:
        y = round(axes.y(value))
        cv2.line(canvas.pixels, (axes.left, y), (right, y), palette.LINE, 1)
        canvas.text_right(axes.left - 6, y + 4, f"{value:g}", size=SMALL)
    floor = axes.height - axes.bottom
    for value in _along(chart):
        words = f"{value:g}"
        canvas.text(round(axes.x(value)) - width_of(words, SMALL) // 2, floor + 16, words, size=SMALL)
    middle = (axes.left + right - width_of(chart.axis, SMALL + 1)) // 2
    canvas.text(middle, floor + 36, chart.axis, size=SMALL + 1, colour=palette.MUTED)
    if chart.up:
        wide = width_of(chart.up, SMALL + 1) + 2
        lying = Canvas(_NAME, wide)
        lying.text(0, _NAME - 4, chart.up, size=SMALL + 1, colour=palette.MUTED)
        canvas.paste(axes.left - _LEFT, round((axes.top + floor - wide) / 2), np.rot90(lying.pixels))
    for line in chart.lines:
        band = _band(axes, line)
        if band:
            behind = canvas.pixels.copy()
            cv2.fillPoly(canvas.pixels, [np.rint(band).astype(np.int32)], line.colour, cv2.LINE_AA)
            canvas.pixels[:] = np.rint(0.8 * behind + 0.2 * canvas.pixels).astype(np.uint8)
        _draw_line(canvas, _points(axes, line.across, line.up), line)


def _draw_line(canvas: Canvas, points: Sequence[tuple[float, float]], line: Line) -> None:
    for first, second in pairwise(points):
        ends = [first, second]
        if line.dashed:
            ends = _dashes(first, second)
        for start, end in zip(ends[::2], ends[1::2], strict=True):
            places = [(round(x), round(y)) for x, y in (start, end)]
            cv2.line(canvas.pixels, places[0], places[1], line.colour, 2, cv2.LINE_AA)


def _dashes(first: tuple[float, float], second: tuple[float, float]) -> list[tuple[float, float]]:
    """Ends of the dashes of a part of a line, two each."""
    length = float(np.hypot(second[0] - first[0], second[1] - first[1]))
    cuts = 2 * max(round(length / (2 * _DASH)), 1)
    at = np.linspace(0, 1, cuts + 1)
    points = [(first[0] + share * (second[0] - first[0]), first[1] + share * (second[1] - first[1])) for share in at]
    return [end for place in range(0, cuts, 2) for end in points[place : place + 2]]
