"""How a shape runs, where it can be taken hold of, and how it changes then."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from xaiviewer.measurements.shapes import REGIONS, Measurement, Point

_FREEHAND = 12  # handles along a freehand line
_ROUND = 64  # straight lines that an ellipse is drawn of


def course(drawn: Measurement) -> NDArray[np.float64]:
    """The points of a shape's line one after the other, ``[point, 2]`` as (column, row); a region's ends at its first.

    Places on the line of an ellipse lie within a thousandth of its diameters of it.
    """
    left, top, right, bottom = drawn.box
    if drawn.kind == "rectangle":
        points = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
    elif drawn.kind == "ellipse":
        turn = 2 * np.pi * np.arange(_ROUND) / _ROUND
        points = np.column_stack(
            [
                (left + right + (right - left) * np.cos(turn)) / 2,
                (top + bottom + (bottom - top) * np.sin(turn)) / 2,
            ]
        )
    else:
        points = np.asarray(drawn.points, dtype=np.float64)
    return np.concatenate([points, points[:1]]) if drawn.kind in REGIONS else points


def distance_to(line: NDArray[np.float64], place: Point) -> float:
    """How far a place lies from a line ``[point, 2]``."""
    starts, ends = (line[:-1], line[1:]) if len(line) > 1 else (line, line)
    along, offset = ends - starts, np.asarray(place) - starts
    share = np.clip((offset * along).sum(axis=1) / np.maximum((along**2).sum(axis=1), 1e-12), 0, 1)
    return float(np.linalg.norm(offset - share[:, None] * along, axis=1).min())


def handles(drawn: Measurement) -> tuple[Point, ...]:
    """Where a shape can be taken hold of: ends, the corners of a box, places along a freehand line."""
    if drawn.kind in ("rectangle", "ellipse"):
        left, top, right, bottom = drawn.box
        return (left, top), (right, top), (right, bottom), (left, bottom)
    if drawn.kind == "freehand":
        return tuple(drawn.points[at] for at in _held(len(drawn.points)))
    return drawn.points


def moved(drawn: Measurement, by: Point, shape: tuple[int, int]) -> Measurement:
    """The shape elsewhere; it stays whole within slices of `shape` (rows, columns)."""
    left, top, right, bottom = drawn.box
    across = min(max(by[0], -0.5 - left), shape[1] - 0.5 - right)
    down = min(max(by[1], -0.5 - top), shape[0] - 0.5 - bottom)
    return replace(drawn, points=tuple((column + across, row + down) for column, row in drawn.points))


def reshaped(drawn: Measurement, handle: int, to: Point) -> Measurement:
    """The shape with one of its handles elsewhere; a freehand line follows beside it, the less the farther away."""
    if drawn.kind in ("rectangle", "ellipse"):
        opposite = handles(drawn)[(handle + 2) % 4]
        return replace(drawn, points=(opposite, to))
    if drawn.kind == "freehand":
        return replace(drawn, points=_bent(drawn.points, _held(len(drawn.points))[handle], to))
    points = list(drawn.points)
    points[handle] = to
    return replace(drawn, points=tuple(points))


def _held(count: int) -> tuple[int, ...]:
    """Which of a line's points are handles."""
    number = min(count, _FREEHAND)
    return tuple(round(each * count / number) % count for each in range(number))


def _bent(points: tuple[Point, ...], at: int, to: Point) -> tuple[Point, ...]:
    """A closed line with the point `at` drawn to another place: half of the way to the next handle on either side."""
    count, reach = len(points), max(len(points) / min(len(points), _FREEHAND), 1)
    across, down = to[0] - points[at][0], to[1] - points[at][1]
    bent = []
    for index, (column, row) in enumerate(points):
        apart = min((index - at) % count, (at - index) % count)
        pull = (1 + math.cos(math.pi * apart / reach)) / 2 if apart < reach else 0.0
        bent.append((column + pull * across, row + pull * down))
    return tuple(bent)
