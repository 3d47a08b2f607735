"""Contours to pixels: a pixel belongs to a structure when its centre lies inside the contour, or on it.

Points are ``[point, (column, row)]`` in pixel indices. Contours drawn along the edges of pixels come back as those
pixels exactly; so do contours drawn through the centres of the outermost pixels, as some programs write them.

This stays our own: the polygons of rt-utils and of scikit-image are wrong on masks drawn along the edges of pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

XOR = "CLOSEDPLANAR_XOR"
_ON_LINE = 0.01  # of a pixel: what two decimals of a millimetre leave uncertain
_AT_ONCE = 1 << 20  # crossings of contours with rows worked on together: bounds the memory

Points = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class _Patch:
    """The pixels of one contour inside the box around it.

    Attributes:
        box: rows and columns of the box.
        within: pixels whose centre lies inside, not on the contour.
        on: pixels whose centre lies on the contour.
    """

    box: tuple[slice, slice]
    within: NDArray[np.bool_]
    on: NDArray[np.bool_]


def filled(contours: Sequence[tuple[Points, str]], rows: int, columns: int) -> tuple[NDArray[np.bool_], bool]:
    """The pixels ``[row, column]`` of one structure on one plane, and whether contours overlap each other in part.

    A contour inside another one is a hole, and one inside a hole an island, as most programs write them; contours that
    overlap in part are united, and one that is there twice counts once. Those of the kind `XOR` are combined by
    exclusive or (PS3.3 C.8.8.6.3). A hole may also be cut by a keyhole: a single contour that runs in and out along one
    line.

    Args:
        contours: points and ContourGeometricType of each.
        rows: of the plane.
        columns: of the plane.
    """
    out = np.zeros((rows, columns), dtype=bool)
    overlap = False
    seen: set[bytes] = set()
    for points, kind in sorted(contours, key=lambda each: -_area(each[0])):
        same = np.unique(np.round(points / _ON_LINE).astype(np.int64), axis=0).tobytes()
        if kind != XOR and same in seen:
            continue
        seen.add(same)
        patch = _patch(points, rows, columns)
        here = out[patch.box]
        if kind == XOR:
            here ^= patch.within | patch.on
        elif not (patch.within & here).any():
            here |= patch.within | patch.on
        elif (patch.within & ~here).any():
            here |= patch.within | patch.on
            overlap = True
        else:
            here &= ~patch.within
    return out, overlap


def _area(points: Points) -> float:
    """Of a closed contour, in pixels (shoelace formula)."""
    x, y = (points - points.mean(axis=0)).T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def _patch(points: Points, rows: int, columns: int) -> _Patch:
    low = np.clip(np.floor(points.min(axis=0)), 0, (columns, rows)).astype(int)
    high = np.clip(np.ceil(points.max(axis=0)) + 1, low, (columns, rows)).astype(int)
    box = slice(low[1], high[1]), slice(low[0], high[0])
    width, height = high - low
    own = points - low
    on = np.zeros((height, width), dtype=bool)
    if not on.size:
        return _Patch(box, on, on)
    starts, ends = own, np.roll(own, -1, axis=0)
    _mark(on, starts, ends)
    return _Patch(box, _parity(starts, ends, height, width) & ~on, on)


def _parity(starts: Points, ends: Points, height: int, width: int) -> NDArray[np.bool_]:
    """Even-odd rule: is the number of edges to the left of a pixel's centre odd?"""
    upward = starts[:, 1] > ends[:, 1]
    top, bottom = np.where(upward[:, None], ends, starts), np.where(upward[:, None], starts, ends)
    first = np.clip(np.ceil(top[:, 1]), 0, height).astype(int)
    count = np.clip(np.ceil(bottom[:, 1]), 0, height).astype(int) - first
    crossings = np.zeros(height * (width + 1), dtype=np.int64)
    for edge, row in _steps(first, count):
        slope = (bottom[edge, 0] - top[edge, 0]) / (bottom[edge, 1] - top[edge, 1])
        x = top[edge, 0] + (row - top[edge, 1]) * slope
        column = np.clip(np.ceil(x), 0, width).astype(int)
        crossings += np.bincount(row * (width + 1) + column, minlength=crossings.size)
    odd: NDArray[np.bool_] = np.cumsum(crossings.reshape(height, width + 1), axis=1)[:, :width] % 2 == 1
    return odd


def _mark(on: NDArray[np.bool_], starts: Points, ends: Points) -> None:
    """Set the pixels whose centres lie on an edge; steep edges are followed row by row, others column by column."""
    steep = np.abs(ends - starts)[:, 1] >= np.abs(ends - starts)[:, 0]
    for chosen, along, across, grid in ((steep, 1, 0, on), (~steep, 0, 1, on.T)):
        begin, end = starts[chosen], ends[chosen]
        low = np.minimum(begin[:, along], end[:, along]) - _ON_LINE
        high = np.maximum(begin[:, along], end[:, along]) + _ON_LINE
        first = np.clip(np.ceil(low), 0, grid.shape[0]).astype(int)
        count = np.clip(np.floor(high) + 1, 0, grid.shape[0]).astype(int) - first
        length = end[:, along] - begin[:, along]
        slope = (end[:, across] - begin[:, across]) / np.where(length == 0, 1, length)
        for edge, step in _steps(first, np.maximum(count, 0)):
            other = begin[edge, across] + (step - begin[edge, along]) * slope[edge]
            nearest = np.rint(np.clip(other, -1, grid.shape[1])).astype(int)
            hit = (np.abs(other - nearest) <= _ON_LINE) & (nearest >= 0) & (nearest < grid.shape[1])
            grid[step[hit], nearest[hit]] = True


def _steps(first: NDArray[np.int_], count: NDArray[np.int_]) -> Iterator[tuple[NDArray[np.int_], NDArray[np.int_]]]:
    """(edge, row) for every row that every edge meets, edges in portions."""
    total = np.cumsum(count)
    start = 0
    while start < len(count):
        done = total[start - 1] if start else 0
        stop = max(int(np.searchsorted(total, done + _AT_ONCE, side="right")), start + 1)
        here = count[start:stop]
        edge = np.repeat(np.arange(start, stop), here)
        offset = np.arange(len(edge)) - np.repeat(np.cumsum(here) - here, here)
        if len(edge):
            yield edge, first[edge] + offset
        start = stop
