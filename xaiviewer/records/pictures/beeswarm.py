"""A beeswarm with the mean magnitudes beside it, as SHAP draws its summary (Lundberg 2020, "beeswarm" and "bar")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray

from xaiviewer.display.palette import Colour, hexadecimal
from xaiviewer.records.pictures.svg import Axes, standalone, text, ticks

_ROW, _TOP, _BOTTOM, _LEFT, _SWARM, _BARS, _RIGHT = 64, 56, 78, 120, 480, 150, 76
_RADIUS, _BINS = 2.6, 100
_LOW: Colour = (0, 139, 251)
_HIGH: Colour = (255, 0, 81)  # SHAP's own pair, told apart with every common colour-vision deficiency


@dataclass(frozen=True)
class Dot:
    """One slice in a row.

    Attributes:
        value: where it lies.
        colour: 0 for the low end of the colours, 1 for the high one.
        told: what is said of it when the pointer rests on it.
    """

    value: float
    colour: float
    told: str


@dataclass(frozen=True)
class Row:
    """What one player adds, slice by slice.

    Attributes:
        name: of the player.
        figure: its mean magnitude with an interval: "value", "low", "high"; NaN where there is no interval.
        dots: one per slice.
    """

    name: str
    figure: Mapping[str, float]
    dots: tuple[Dot, ...]


def beeswarm(rows: Sequence[Row], title: str, axis: str, colour: str, notice: str) -> bytes:
    """The chart as an SVG file.

    Args:
        rows: from top to bottom.
        title: above it.
        axis: what the values are.
        colour: what colours the dots.
        notice: below it.
    """
    height = _TOP + _ROW * len(rows) + _BOTTOM
    width = _LEFT + _SWARM + _BARS + _RIGHT
    values = [dot.value for row in rows for dot in row.dots]
    low, high = min([0.0, *values]), max([0.0, *values])
    spare = 0.04 * ((high - low) or 1.0)
    swarm = Axes(
        width, height, x_range=(low - spare, high + spare), left=_LEFT, right=_BARS + _RIGHT, bottom=_BOTTOM, top=_TOP
    )
    floor = height - _BOTTOM
    parts = [text(16, 26, title, anchor="start", kind="title")]
    for value in ticks(low - spare, high + spare):
        x = swarm.x(value)
        kind = "zero" if value == 0 else "grid"
        parts.append(f'<line x1="{x}" x2="{x}" y1="{_TOP}" y2="{floor}" class="{kind}"/>')
        parts.append(text(x, floor + 18, f"{value:g}"))
    for number, row in enumerate(rows):
        parts += _drawn(row, swarm, _TOP + _ROW * (number + 0.5))
    parts += _bars(rows)
    parts.append(text(_LEFT + _SWARM / 2, floor + 38, axis, kind="label"))
    parts.append(text(_LEFT + _SWARM + _BARS / 2 + 8, _TOP - 10, "mean magnitude", kind="label"))
    parts += _legend(colour, height)
    parts.append(text(width - 16, height - 12, notice, anchor="end", kind="caution"))
    return standalone(Axes(width, height), title, parts)


def offsets(values: NDArray[np.float64], room: float) -> NDArray[np.float64]:
    """How far each dot stands above or below its row so that dots of like value do not hide each other.

    Dots of one bin pile up, by turns above and below the middle.

    Args:
        values: ``[dot]``.
        room: the farthest a dot may stand from the middle; where the pile is low, dots stand a diameter apart.
    """
    spread = float(np.ptp(values)) if values.size else 0.0
    bins = np.round(_BINS * (values - values.min(initial=0)) / (spread + 1e-9)) if values.size else values
    found, level, last = np.zeros(len(values)), 0, None
    for place in np.argsort(bins, kind="stable").tolist():
        level = 0 if bins[place] != last else level + 1
        last = bins[place]
        found[place] = -(-level // 2) * (1 if level % 2 else -1)
    highest = float(np.abs(found).max(initial=0))
    return found * min(2 * _RADIUS, room / highest) if highest else found


def _drawn(row: Row, axes: Axes, middle: float) -> list[str]:
    """One row's name and dots; those at the high end of the colours come last, on top."""
    parts = [text(_LEFT - 14, middle + 4, row.name, anchor="end", kind="name")]
    x_of = np.array([dot.value for dot in row.dots], dtype=np.float64)
    rises = offsets(x_of, 0.44 * _ROW)
    order = sorted(range(len(row.dots)), key=lambda place: row.dots[place].colour)
    for place in order:
        dot = row.dots[place]
        y = round(middle - float(rises[place]), 2)
        parts.append(
            f'<circle cx="{axes.x(dot.value)}" cy="{y}" r="{_RADIUS}" fill="{_colour(dot.colour)}">'
            f"<title>{escape(dot.told)}</title></circle>"
        )
    return parts


def _bars(rows: Sequence[Row]) -> list[str]:
    """The mean magnitudes, to one scale, each with its interval."""
    ends = [value for row in rows for value in (row.figure["value"], row.figure["high"]) if np.isfinite(value)]
    most = max([*ends, 1e-12])
    start = _LEFT + _SWARM + 16
    parts = []
    for number, row in enumerate(rows):
        middle = _TOP + _ROW * (number + 0.5)
        value, low, high = (row.figure[name] for name in ("value", "low", "high"))
        length = round((_BARS - 16) * value / most, 2)
        parts.append(f'<rect x="{start}" y="{middle - 8}" width="{length}" height="16" rx="2" class="bar"/>')
        known = np.isfinite(low) and np.isfinite(high)
        if known:
            ends_at = [round(start + (_BARS - 16) * each / most, 2) for each in (low, high)]
            parts.append(f'<line x1="{ends_at[0]}" x2="{ends_at[1]}" y1="{middle}" y2="{middle}" class="whisker"/>')
        said = f"{value:.3g}" + (f", 95 % interval {low:.3g} to {high:.3g}" if known else "")
        parts.append(text(start + _BARS - 8, middle + 4, f"{value:.3g}", anchor="start", kind="name"))
        parts[-1] = parts[-1].replace("</text>", f"<title>{escape(said)}</title></text>")
    return parts


def _legend(words: str, height: int) -> list[str]:
    """The colours from 0 to 1, in steps."""
    steps, step, y = 40, 3, height - 22
    left = 16 + 7 * len(words) + 30
    parts = [text(16, y + 10, f"{words}   0", anchor="start")]
    for number in range(steps):
        colour = _colour(number / (steps - 1))
        parts.append(f'<rect x="{left + number * step}" y="{y}" width="{step + 0.5}" height="10" fill="{colour}"/>')
    parts.append(text(left + steps * step + 8, y + 10, "1", anchor="start"))
    return parts


def _colour(share: float) -> str:
    """Between the two ends."""
    low, high = np.array(_LOW), np.array(_HIGH)
    red, green, blue = (round(each) for each in (low + (high - low) * min(max(share, 0.0), 1.0)).tolist())
    return hexadecimal((red, green, blue))
