"""The outline of a mask, and contour lines of a map."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

SHARES = (0.5, 0.8)
"""Of what a map holds on the slice: the inner contour line goes around as few pixels as hold the first."""

_HALF = 1.3  # pixels from the line at which it has faded out
_STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1))  # (column, row) of a step right, down, left, up: each a right turn further


def outline(mask: NDArray[np.bool_]) -> list[NDArray[np.float64]]:
    """The borders of a mask along the edges of its pixels.

    Args:
        mask: bool ``[row, column]``.

    Returns:
        Closed polygons (the last point joins the first), float ``[point, 2]`` as (column, row); pixel centres are
        integers, so edges lie at n + 0.5. Outer borders run clockwise on the screen and holes the other way round,
        so that both fill rules leave holes open. Pixels that touch at a corner alone are apart.
    """
    top, left, held = _held(mask)
    edges = _edges(held)
    polygons = []
    for start in [edge for edge in edges if edge[2] == 0]:
        if start not in edges:
            continue  # part of an earlier polygon
        points = []
        edge, heading = start, -1
        while edge in edges:
            edges.pop(edge)
            column, row, direction = edge
            if direction != heading:
                points.append((column, row))
                heading = direction
            edge = _next(edge, start, edges)
        polygons.append(np.array(points, dtype=np.float64) + np.array([left - 0.5, top - 0.5]))
    return polygons


def draw_outline(
    image: NDArray[np.uint8],
    polygons: Sequence[NDArray[np.float64]],
    colour: tuple[int, int, int],
    *,
    scale: int = 1,
    thickness: int = 1,
    closed: bool = True,
) -> None:
    """Draw what `outline` (open: `dashes`) found into `image`, uint8 ``[row, column, 3]``, `scale` times enlarged."""
    points = [np.rint(((polygon + 0.5) * scale - 0.5) * 16).astype(np.int32) for polygon in polygons]
    cv2.polylines(image, points, closed, colour, thickness, cv2.LINE_AA, shift=4)


def dashes(polygon: NDArray[np.float64], length: int = 3) -> list[NDArray[np.float64]]:
    """A polygon of `outline` as open dashes of `length` pixels with gaps of the same: a second line stays visible."""
    closed = np.concatenate([polygon, polygon[:1]])
    along = np.concatenate([[0.0], np.cumsum(np.abs(np.diff(closed, axis=0)).sum(axis=1))])
    at = np.arange(along[-1])
    points = np.stack([np.interp(at, along, closed[:, axis]) for axis in (0, 1)], axis=-1)
    return [points[start : start + length + 1] for start in range(0, len(points), 2 * length)]


def contours(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Lines around the fewest pixels that hold each of `SHARES` of a map's mass: how opaque they are.

    Args:
        values: ``[row, column]``; of both signs magnitudes count.

    Returns:
        float32 ``[share, row, column]`` in 0..1; all 0 where the map holds nothing.
    """
    size = np.abs(values)
    total = float(size.sum(dtype=np.float64))
    if total <= 0:
        return np.zeros((len(SHARES), *values.shape), dtype=np.float32)
    size = size / size.max()
    ranked = np.sort(size, axis=None)[::-1]
    held = np.cumsum(ranked, dtype=np.float64)
    down, across = np.gradient(size)
    slope = np.hypot(down, across) + np.float32(1e-6)
    lines = [np.clip(_HALF - np.abs(size - _level(ranked, held, share)) / slope, 0, 1) for share in SHARES]
    return np.stack(lines).astype(np.float32)


def _level(ranked: NDArray[np.float32], held: NDArray[np.float64], share: float) -> np.float32:
    """Halfway between the weakest value that is inside and the next: of equal pixels all are."""
    weakest = ranked[min(int(np.searchsorted(held, share * held[-1])), ranked.size - 1)]
    outside = ranked[ranked < weakest]
    return np.float32((weakest + (outside[0] if outside.size else np.float32(0))) / 2)


def _held(mask: NDArray[np.bool_]) -> tuple[int, int, NDArray[np.bool_]]:
    """The part of a mask that holds all of it, and the row and column that it begins at."""
    rows, columns = (np.flatnonzero(np.asarray(mask, dtype=bool).any(axis=axis)) for axis in (1, 0))
    if rows.size == 0:
        return 0, 0, mask[:0]
    top, left = int(rows[0]), int(columns[0])
    return top, left, mask[top : rows[-1] + 1, left : columns[-1] + 1]


def _edges(mask: NDArray[np.bool_]) -> dict[tuple[int, int, int], None]:
    """Every pixel edge between mask and not, as (column, row, direction) from its corner, the mask on the right.

    In raster order by direction, so that the first edge to the right of a border always starts at a corner.
    """
    padded = np.pad(np.asarray(mask, dtype=bool), 1)
    inside = padded[1:-1, 1:-1]
    found: dict[tuple[int, int, int], None] = {}
    sides = (
        (0, padded[:-2, 1:-1], 0, 0),  # above: run right along the top edge
        (1, padded[1:-1, 2:], 0, 1),
        (2, padded[2:, 1:-1], 1, 1),
        (3, padded[1:-1, :-2], 1, 0),
    )
    for direction, neighbour, down, right in sides:
        rows, columns = np.nonzero(inside & ~neighbour)
        found.update(
            dict.fromkeys(zip((columns + right).tolist(), (rows + down).tolist(), [direction] * rows.size, strict=True))
        )
    return found


def _next(
    edge: tuple[int, int, int], start: tuple[int, int, int], edges: dict[tuple[int, int, int], None]
) -> tuple[int, int, int]:
    """The edge that goes on from this one's end: the sharpest right turn there is; `start` when the border closes."""
    column, row, direction = edge
    column, row = column + _STEPS[direction][0], row + _STEPS[direction][1]
    for turn in (1, 0, 3):
        ahead = (column, row, (direction + turn) % 4)
        if ahead in edges or ahead == start:
            return ahead
    return start
