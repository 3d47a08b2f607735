"""The border of a region as a line half-way between its pixels and the others, and the diameters that it has.

Half-way: a pixel alone is one pixel wide, and round regions are neither too large, as between the pixels' outer
corners, nor too small, as between their centres (scikit-image measures Feret's diameter alike).
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.measurements.figures import Scale

_AT_ONCE = 512  # rows of a table of distances

_Points = NDArray[np.float64]

_PAIRS = {  # of a square's corners (upper left, upper right, lower right, lower left): the sides that a line joins
    (1, 0, 0, 0): ((0, 3),),
    (0, 1, 0, 0): ((0, 1),),
    (0, 0, 1, 0): ((1, 2),),
    (0, 0, 0, 1): ((2, 3),),
    (1, 1, 0, 0): ((1, 3),),
    (0, 1, 1, 0): ((0, 2),),
    (1, 0, 1, 0): ((0, 1), (2, 3)),  # pixels that touch at a corner are joined: both others are cut off
    (0, 1, 0, 1): ((0, 3), (1, 2)),
}
_MIDDLES = np.array([(0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)])  # of a square's sides, (column, row)


def border(mask: NDArray[np.bool_]) -> _Points:
    """Short lines that make up the border of `mask`, bool ``[row, column]``: ``[line, end, 2]`` as (column, row)."""
    padded = np.pad(np.asarray(mask, dtype=bool), 1)
    corners = padded[:-1, :-1], padded[:-1, 1:], padded[1:, 1:], padded[1:, :-1]
    code = sum(corner.astype(np.uint8) << place for place, corner in enumerate(corners))
    lines = []
    for pattern, pairs in _PAIRS.items():
        wanted = sum(bit << place for place, bit in enumerate(pattern))
        alike = [wanted] if len(pairs) == 2 else [wanted, 15 - wanted]  # inside out, the same line
        rows, columns = np.nonzero(np.isin(code, alike))
        corner = np.stack([columns, rows], axis=-1).astype(np.float64) - 1
        lines += [np.stack([corner + _MIDDLES[a], corner + _MIDDLES[b]], axis=1) for a, b in pairs]
    return np.concatenate(lines)


def hull(lines: _Points) -> _Points:
    """The corners of the convex hull of a border, ``[corner, 2]`` as (column, row)."""
    doubled = np.rint(2 * lines.reshape(-1, 2)).astype(np.int32)  # whole numbers: exact
    found: _Points = np.asarray(cv2.convexHull(doubled), dtype=np.float64).reshape(-1, 2) / 2
    return found


def farthest(points: _Points) -> tuple[int, int, float]:
    """The two of some points ``[point, axis]`` that lie farthest apart, and how far; of equals the first."""
    best = (0, 0, -1.0)
    for start in range(0, len(points), _AT_ONCE):
        apart = np.linalg.norm(points[start : start + _AT_ONCE, None] - points[None], axis=-1)
        at = int(apart.argmax())
        one, other = divmod(at, len(points))
        if apart.flat[at] > best[2] + 1e-9:
            best = (start + one, other, float(apart.flat[at]))
    return best


def longest(corners: _Points, scale: Scale) -> tuple[_Points, float]:
    """The longest diameter of a hull: its ends ``[end, 2]`` as (column, row), and its length."""
    one, other, far = farthest(corners * (scale.column, scale.row))
    return corners[[one, other]], far


def perpendicular(lines: _Points, ends: _Points, scale: Scale) -> tuple[_Points, float]:
    """The longest line at right angles to a diameter that ends at a border on both sides; arguments as `longest` has.

    It goes from the outermost border to the outermost, as a ruler is laid: a bay in the region does not shorten it.
    """
    size = np.array([scale.column, scale.row])
    along = (ends[1] - ends[0]) * size
    along /= max(math.hypot(*along), 1e-12)
    across = np.array([-along[1], along[0]])
    placed = lines * size
    s, t = placed @ along, placed @ across
    order = np.argsort(s, axis=1)
    s, t = np.take_along_axis(s, order, axis=1), np.take_along_axis(t, order, axis=1)
    best, chord = -1.0, (0.0, 0.0, 0.0)
    where = np.unique(np.round(s, 9))
    for start in range(0, len(where), _AT_ONCE):
        low, high = _reach(where[start : start + _AT_ONCE], s, t)
        at = int(np.argmax(high - low))
        if high[at] - low[at] > best + 1e-9:
            best, chord = float(high[at] - low[at]), (float(where[start + at]), float(low[at]), float(high[at]))
    place, low_end, high_end = chord
    found = np.stack([place * along + low_end * across, place * along + high_end * across]) / size
    return found, max(best, 0.0)


def _reach(where: _Points, s: _Points, t: _Points) -> tuple[_Points, _Points]:
    """At places along a diameter, how far the border reaches on both sides of it; `s`, `t` ``[line, end]``."""
    met = (s[:, 0] <= where[:, None] + 1e-9) & (s[:, 1] >= where[:, None] - 1e-9)
    width = s[:, 1] - s[:, 0]
    steep = width < 1e-9
    share = np.clip((where[:, None] - s[:, 0]) / np.where(steep, 1, width), 0, 1)
    at = t[:, 0] + share * (t[:, 1] - t[:, 0])
    lower = np.where(steep, t.min(axis=1), at)
    upper = np.where(steep, t.max(axis=1), at)
    low = np.where(met, lower, np.inf).min(axis=1)
    high = np.where(met, upper, -np.inf).max(axis=1)
    return low, high
