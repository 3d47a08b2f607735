"""Small charts as inline SVG: no script, nothing from outside. Colours come from the page's style sheet, or, where a
chart is a file of its own, from the one that goes with it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

from xaiviewer.display import palette
from xaiviewer.display.palette import hexadecimal

Figure = Mapping[str, float | None]
_FEW, _LETTER = 6, 7  # parts of a network whose names are all written; pixels of a letter


@dataclass(frozen=True)
class Axes:
    """A chart's inner rectangle in pixels, and the values at its edges."""

    width: int
    height: int
    x_range: tuple[float, float] = (0.0, 1.0)
    y_range: tuple[float, float] = (0.0, 1.0)
    left: int = 48
    top: int = 12
    right: int = 12
    bottom: int = 40

    def x(self, value: float) -> float:
        """Pixels from the left."""
        low, high = self.x_range
        return round(self.left + (value - low) / (high - low) * (self.width - self.left - self.right), 2)

    def y(self, value: float) -> float:
        """Pixels from the top."""
        low, high = self.y_range
        return round(
            self.height - self.bottom - (value - low) / (high - low) * (self.height - self.top - self.bottom), 2
        )


def chart(axes: Axes, title: str, parts: Sequence[str]) -> str:
    """The SVG element; `title` is what a screen reader says."""
    return (
        f'<svg viewBox="0 0 {axes.width} {axes.height}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def standalone(axes: Axes, title: str, parts: Sequence[str]) -> bytes:
    """A `chart` as a file of its own, with the colours of the window."""
    drawn = chart(axes, title, parts)
    rules = "".join(f".{kind}{{{rule}}}" for kind, rule in _ALONE.items())
    size = f'width="{axes.width}" height="{axes.height}"'
    back = f'<style>{rules}</style><rect {size} class="back"/>'
    opened = drawn.replace("<svg ", f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{_FONTS}" ', 1)
    head, close, rest = opened.partition("</title>")
    return f"{head}{close}{back}{rest}\n".encode("utf-8", "replace")


_FONTS = "Inter, Segoe UI, Helvetica Neue, Noto Sans, sans-serif"
_ALONE = {
    "back": f"fill:{hexadecimal(palette.BACKGROUND)}",
    "title": f"fill:{hexadecimal(palette.TEXT)};font-size:16px;font-weight:600",
    "tick": f"fill:{hexadecimal(palette.FAINT)};font-size:12px",
    "name": f"fill:{hexadecimal(palette.TEXT)};font-size:12px",
    "label": f"fill:{hexadecimal(palette.MUTED)};font-size:13px",
    "caution": f"fill:{hexadecimal(palette.CAUTION)};font-size:11px",
    "grid": f"stroke:{hexadecimal(palette.LINE)};stroke-width:1",
    "zero": f"stroke:{hexadecimal(palette.MUTED)};stroke-width:1",
    "whisker": f"stroke:{hexadecimal(palette.TEXT)};stroke-width:1.5",
    "bar": f"fill:{hexadecimal(palette.CLINICIAN)};opacity:.55",
}
"""The style of a chart that stands alone, by the kind of its parts."""


def text(x: float, y: float, words: str, *, anchor: str = "middle", kind: str = "tick") -> str:
    """A line of text."""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" class="{kind}">{escape(words)}</text>'


def grid_lines(axes: Axes, values: Sequence[float], form: str = "{:.1f}") -> list[str]:
    """Horizontal lines with their values on the left."""
    parts = []
    for value in values:
        y = axes.y(value)
        parts.append(f'<line x1="{axes.left}" x2="{axes.width - axes.right}" y1="{y}" y2="{y}" class="grid"/>')
        parts.append(text(axes.left - 8, y + 4, form.format(value), anchor="end"))
    return parts


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round values, zero among them where it lies between; `about` so many over the range, or fewer."""
    rough = (high - low) / about
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * each for each in (1, 2, 5, 10) if size * each >= rough)
    return [round(number * step, 10) + 0.0 for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def polyline(points: Sequence[tuple[float, float] | None], kind: str) -> str:
    """A line through pixel positions, interrupted where one is None."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    drawn = "".join("M" + "L".join(f"{x} {y}" for x, y in run) for run in runs if run)
    return f'<path d="{drawn}" class="{kind}"/>' if drawn else ""


def reliability_curve(bins: Sequence[Mapping[str, Any]], finding: str) -> str:
    """Observed share of a class, the finding, against its predicted probability; below, the slices of each bin."""
    axes = Axes(440, 400, bottom=96)
    filled = [each for each in bins if each["n"]]
    most = max((each["n"] for each in filled), default=1)
    parts = grid_lines(axes, (0, 0.2, 0.4, 0.6, 0.8, 1))
    parts.append(polyline([(axes.x(0), axes.y(0)), (axes.x(1), axes.y(1))], "ideal"))
    base, floor = axes.height - axes.bottom, axes.height - 36
    for each in filled:
        tall = round((floor - base - 22) * each["n"] / most, 2)
        left, right = axes.x(each["low"]), axes.x(each["high"])
        told = f"{each['low']:.1f} to {each['high']:.1f}: {each['n']} slices"
        parts.append(
            f'<rect x="{left + 2}" width="{round(right - left - 4, 2)}" y="{round(floor - tall, 2)}" height="{tall}" '
            f'class="bar"><title>{told}</title></rect>'
        )
    points = [(axes.x(each["predicted"]), axes.y(each["observed"])) for each in filled]
    parts.append(polyline(points, "line"))
    for each, (x, y) in zip(filled, points, strict=True):
        told = f"predicted {each['predicted']:.3f}, observed {each['observed']:.3f}, {each['n']} slices"
        parts.append(f'<circle cx="{x}" cy="{y}" r="4.5" class="dot"><title>{told}</title></circle>')
    parts += [text(axes.x(value), floor + 16, f"{value:.1f}") for value in (0, 0.2, 0.4, 0.6, 0.8, 1)]
    parts.append(text(axes.x(0.5), axes.height - 4, f"predicted probability of {finding}", kind="label"))
    return chart(axes, f"Reliability: observed share of {finding} against predicted probability", parts)


def agreement_curve(
    layers: Sequence[Mapping[str, Any]],
    favourite: Sequence[Figure],
    others: Mapping[str, Sequence[Figure]],
    title: str,
    size: tuple[int, int],
) -> str:
    """One score over the layers: the favoured method with its interval, other methods as thin lines.

    Args:
        layers: as `manifest.layer_fields` gives each, from the input to the output.
        favourite: the score's figure of each layer.
        others: the same by method, thin.
        title: the chart's name.
        size: width and height in pixels.
    """
    highest = max((_ends(figure)[1] for figure in favourite), default=0.0)
    for figures in others.values():
        highest = max([highest, *(_value(figure) for figure in figures)])
    top = next(limit for limit in (0.1, 0.2, 0.4, 0.6, 0.8, 1.0) if limit >= min(highest, 1.0))
    axes = Axes(*size, x_range=(-0.5, len(layers) - 0.5), y_range=(0.0, top))
    parts = grid_lines(axes, [top * step / 4 for step in range(5)], "{:.2f}")
    parts += network_parts(axes, layers)
    parts += [polyline(_points(axes, figures), "thin") for figures in others.values()]
    band = [(axes.x(index), *_ends(figure)) for index, figure in enumerate(favourite) if figure["low"] is not None]
    if band:
        around = [(x, axes.y(min(high, top))) for x, _, high in band] + [
            (x, axes.y(low)) for x, low, _ in reversed(band)
        ]
        parts.append(f'<polygon points="{" ".join(f"{x},{y}" for x, y in around)}" class="band"/>')
    points = _points(axes, favourite)
    radius = 3 if axes.width > 800 else 1.8
    parts.append(polyline(points, "line"))
    for layer, figure, point in zip(layers, favourite, points, strict=True):
        if point is not None:
            told = escape(f"{' · '.join((layer['name'], *layer['other_names'].values()))}: {_value(figure):.3f}")
            parts.append(
                f'<circle cx="{point[0]}" cy="{point[1]}" r="{radius}" class="dot"><title>{told}</title></circle>'
            )
    return chart(axes, title, parts)


def dice_bars(dice: Mapping[str, float]) -> str:
    """Dice of every patient, the best first."""
    ordered = sorted(dice.items(), key=lambda item: -item[1])
    axes = Axes(880, 34 + 20 * len(ordered), left=250, right=56, bottom=24, top=8)
    parts = []
    for value in (0, 0.25, 0.5, 0.75, 1):
        x = axes.x(value)
        parts.append(f'<line x1="{x}" x2="{x}" y1="{axes.top}" y2="{axes.height - axes.bottom}" class="grid"/>')
        parts.append(text(x, axes.height - 6, f"{value:.2f}"))
    for number, (name, value) in enumerate(ordered):
        y = axes.top + 20 * number
        parts.append(text(axes.left - 10, y + 14, name, anchor="end", kind="name"))
        width = round(axes.x(value) - axes.x(0), 2)
        parts.append(f'<rect x="{axes.x(0)}" y="{y + 4}" width="{width}" height="12" rx="2" class="bar"/>')
        parts.append(text(axes.x(value) + 8, y + 14, f"{value:.2f}", anchor="start"))
    return chart(axes, "Dice of every patient", parts)


def network_parts(axes: Axes, layers: Sequence[Mapping[str, Any]]) -> list[str]:
    """Where a part of the network begins: a line, and its name below; of many parts, those whose name has room.

    Args:
        axes: whose x counts layers.
        layers: as `manifest.layer_fields` gives each.
    """
    drawn, first = [], 0
    names = [layer["groups"][0].lower() if layer["groups"] else "" for layer in layers]
    few = len(set(names)) <= _FEW
    for name, members in groupby(names):
        last = first + len(list(members)) - 1
        if first:
            x = axes.x(first - 0.5)
            drawn.append(f'<line x1="{x}" x2="{x}" y1="{axes.top}" y2="{axes.height - axes.bottom}" class="part"/>')
        if few or axes.x(last) - axes.x(first) > _LETTER * len(name):
            drawn.append(text(axes.x((first + last) / 2), axes.height - axes.bottom + 18, name))
        first = last + 1
    return drawn


def _points(axes: Axes, figures: Sequence[Figure]) -> list[tuple[float, float] | None]:
    return [
        None if figure["value"] is None else (axes.x(index), axes.y(_value(figure)))
        for index, figure in enumerate(figures)
    ]


def _value(figure: Figure) -> float:
    return figure["value"] or 0.0


def _ends(figure: Figure) -> tuple[float, float]:
    """The interval, or the value twice where there is none."""
    value = _value(figure)
    low, high = figure["low"], figure["high"]
    return (value if low is None else low), (value if high is None else high)
