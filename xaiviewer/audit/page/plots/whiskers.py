"""Dots with whiskers: figures with their intervals, one below the other, beside a line at zero."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from xaiviewer.records.pages.making import between, number
from xaiviewer.records.pictures.svg import Axes, chart, text, ticks

_ROW, _TOP, _BOTTOM = 24, 12, 48
_LETTER = 6.7  # pixels, of the names


@dataclass(frozen=True)
class Whisker:
    """A figure with its interval; NaN where one is not known.

    Attributes:
        name: on the left.
        value, low, high: the figure and the ends of its interval.
        held: whether it stands out: a full dot; else a hollow one.
        told: on the right, where the figure and its interval alone do not tell enough.
    """

    name: str
    value: float
    low: float
    high: float
    held: bool
    told: str = ""


def whiskers(rows: Sequence[Whisker], title: str, axis: str, form: str = "{:+.3f}") -> str:
    """The chart.

    Args:
        rows: from top to bottom.
        title: what a screen reader says.
        axis: what the figures are.
        form: of the figures on the right.
    """
    names = 24 + round(_LETTER * max((len(each.name) for each in rows), default=0))
    labels = [each.told or _told(each, form) for each in rows]
    words = 24 + round(_LETTER * max((len(each) for each in labels), default=0))
    known = [end for each in rows for end in (each.value, each.low, each.high) if math.isfinite(end)]
    low, high = min([0.0, *known]), max([0.0, *known])
    spare = 0.04 * ((high - low) or 1.0)
    axes = Axes(
        1080,
        _TOP + _ROW * len(rows) + _BOTTOM,
        x_range=(low - spare, high + spare),
        left=min(names, 380),
        right=min(words, 320),
        top=_TOP,
        bottom=_BOTTOM,
    )
    floor = axes.height - _BOTTOM
    parts = []
    for value in ticks(low - spare, high + spare, 9):
        kind = "zero" if value == 0 else "grid"
        x = axes.x(value)
        parts.append(f'<line x1="{x}" x2="{x}" y1="{_TOP}" y2="{floor}" class="{kind}"/>')
        parts.append(text(x, floor + 16, number(value, "{:g}")))
    for place, (row, label) in enumerate(zip(rows, labels, strict=True)):
        parts += _drawn(axes, row, label, _TOP + _ROW * (place + 0.5))
    parts.append(text((axes.left + axes.width - axes.right) / 2, axes.height - 8, axis, kind="label"))
    return chart(axes, title, parts)


def _drawn(axes: Axes, row: Whisker, label: str, y: float) -> list[str]:
    weak = "" if row.held else " weak"
    parts = [text(axes.left - 12, y + 4, row.name, anchor="end", kind="name")]
    if math.isfinite(row.low) and math.isfinite(row.high):
        x1, x2 = axes.x(row.low), axes.x(row.high)
        parts.append(f'<line x1="{x1}" x2="{x2}" y1="{y}" y2="{y}" class="whisker{weak}"/>')
    if math.isfinite(row.value):
        told = escape(f"{row.name}: {label}")
        kind = "dot" if row.held else "hollow"
        parts.append(f'<circle cx="{axes.x(row.value)}" cy="{y}" r="4.5" class="{kind}"><title>{told}</title></circle>')
    parts.append(text(axes.width - axes.right + 12, y + 4, label, anchor="start", kind=f"mark{weak}"))
    return parts


def _told(row: Whisker, form: str) -> str:
    return f"{number(row.value, form)} ({between(row.low, row.high, form)})"
