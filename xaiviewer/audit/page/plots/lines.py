"""Lines with bands, over the layers of a network or over shares of the head."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from xaiviewer.records.pages.making import number
from xaiviewer.records.pictures.svg import Axes, chart, grid_lines, network_parts, polyline, text, ticks

_FEW = 40  # layers whose dots are drawn large


@dataclass(frozen=True)
class Line:
    """One course.

    Attributes:
        name: what it is.
        values: NaN where it is interrupted.
        mark: the class of the style sheet that draws it: "line", "moved", "hard", "even", "thin".
        low, high: the ends of its band; empty where it has none.
        band: the class that fills the band.
        dots: for each point whether it has a dot, which stands out or not; empty for none.
    """

    name: str
    values: Sequence[float]
    mark: str
    low: Sequence[float] = ()
    high: Sequence[float] = ()
    band: str = "band"
    dots: Sequence[bool] = ()


def over_layers(
    layers: Sequence[Mapping[str, Any]], lines: Sequence[Line], title: str, size: tuple[int, int] = (1080, 340)
) -> str:
    """Courses over the layers, from the input to the output.

    Args:
        layers: as `manifest.layer_fields` gives each.
        lines: a value per layer each; the first is drawn last, on top.
        title: what a screen reader says.
        size: width and height in pixels.
    """
    low, high = _range(lines)
    axes = Axes(*size, x_range=(-0.5, len(layers) - 0.5), y_range=(low, high))
    names = [layer["name"] for layer in layers]
    parts = [*_grid(axes), *network_parts(axes, layers)]
    parts += _courses(axes, lines, list(range(len(layers))), names)
    return chart(axes, title, parts)


def over_shares(
    shares: Sequence[float], lines: Sequence[Line], title: str, axis: str, size: tuple[int, int] = (530, 300)
) -> str:
    """Courses over a quantity.

    Args:
        shares: of each point, ascending.
        lines: a value per point each; the first is drawn last, on top.
        title: what a screen reader says.
        axis: what the quantity is.
        size: width and height in pixels.
    """
    low, high = _range(lines)
    ends = (min(shares), max(shares)) if len(set(shares)) > 1 else (0.0, 1.0)
    axes = Axes(*size, x_range=ends, y_range=(low, high), bottom=52)
    parts = _grid(axes)
    parts += [text(axes.x(value), axes.height - axes.bottom + 18, number(value, "{:g}")) for value in ticks(*ends)]
    parts.append(text((axes.left + axes.width - axes.right) / 2, axes.height - 8, axis, kind="label"))
    parts += _courses(axes, lines, shares, [number(value, "{:.2f}") for value in shares])
    return chart(axes, title, parts)


def _range(lines: Sequence[Line]) -> tuple[float, float]:
    """From zero, or below where a value lies there, to the highest, at a round number."""
    known = [end for line in lines for end in (*line.values, *line.low, *line.high) if math.isfinite(end)]
    low, high = min([0.0, *known]), max([0.0, *known])
    if high == low:
        return low, low + 1.0
    steps = ticks(low, high)
    step = steps[1] - steps[0] if len(steps) > 1 else high - low
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step


def _grid(axes: Axes) -> list[str]:
    return grid_lines(axes, ticks(*axes.y_range), "{:g}")


def _courses(axes: Axes, lines: Sequence[Line], places: Sequence[float], names: Sequence[str]) -> list[str]:
    """Bands lie below all lines."""
    drawn = [line for line in reversed(lines) if any(math.isfinite(value) for value in line.values)]
    parts = [_band(axes, line, places) for line in drawn if len(line.low) and len(line.high)]
    for line in drawn:
        points = [
            (axes.x(place), axes.y(value)) if math.isfinite(value) else None
            for place, value in zip(places, line.values, strict=True)
        ]
        parts.append(f"<g><title>{escape(line.name)}</title>{polyline(points, line.mark)}</g>")
        parts += _dots(axes, line, points, names)
    return parts


def _dots(axes: Axes, line: Line, points: Sequence[tuple[float, float] | None], names: Sequence[str]) -> list[str]:
    radius = 3.5 if axes.width > 800 and len(points) <= _FEW else 2
    parts = []
    for point, value, held, name in zip(points, line.values, line.dots, names, strict=bool(line.dots)):
        if point is not None:
            told = escape(f"{name}: {number(value)}")
            kind = "dot" if held else "hollow"
            parts.append(
                f'<circle cx="{point[0]}" cy="{point[1]}" r="{radius}" class="{kind}"><title>{told}</title></circle>'
            )
    return parts


def _band(axes: Axes, line: Line, places: Sequence[float]) -> str:
    known = [
        (axes.x(place), axes.y(low), axes.y(high))
        for place, low, high in zip(places, line.low, line.high, strict=True)
        if math.isfinite(low) and math.isfinite(high)
    ]
    around = [f"{x},{high}" for x, _, high in known] + [f"{x},{low}" for x, low, _ in reversed(known)]
    return f'<polygon points="{" ".join(around)}" class="{line.band}"/>' if known else ""
