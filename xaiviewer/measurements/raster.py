"""Which pixels lie in a region: those whose centres do."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.measurements.shapes import Measurement


@dataclass(frozen=True, eq=False)
class Patch:
    """The part of a slice around a region.

    Attributes:
        top, left: row and column of its upper left pixel.
        inside: bool ``[row, column]``, which of its pixels belong to the region.
    """

    top: int
    left: int
    inside: NDArray[np.bool_]

    def cut(self, values: NDArray[Any]) -> NDArray[Any]:
        """The same part of a picture ``[row, column]`` of the slice."""
        rows, columns = self.inside.shape
        part: NDArray[Any] = values[self.top : self.top + rows, self.left : self.left + columns]
        return part


def inside(drawn: Measurement, shape: tuple[int, int]) -> Patch:
    """The pixels of a slice of `shape` (rows, columns) that a region holds; a line alone holds none."""
    left, top, right, bottom = drawn.box
    first_row, first_column = max(math.ceil(top), 0), max(math.ceil(left), 0)
    rows = np.arange(first_row, min(math.floor(bottom), shape[0] - 1) + 1)
    columns = np.arange(first_column, min(math.floor(right), shape[1] - 1) + 1)
    if drawn.kind == "freehand":
        held = _in_polygon(np.asarray(drawn.points, dtype=np.float64), rows, columns)
    elif drawn.kind == "ellipse":
        down = (rows - (top + bottom) / 2) / max((bottom - top) / 2, 1e-9)
        across = (columns - (left + right) / 2) / max((right - left) / 2, 1e-9)
        held = down[:, None] ** 2 + across[None, :] ** 2 <= 1
    else:
        held = np.full((rows.size, columns.size), drawn.kind == "rectangle")
    return Patch(first_row, first_column, held)


def _in_polygon(points: NDArray[np.float64], rows: NDArray[np.intp], columns: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which pixels a closed line holds by the even-odd rule, bool ``[row, column]``: row by row, where it crosses."""
    if not rows.size or not columns.size:
        return np.zeros((rows.size, columns.size), dtype=bool)
    after = np.roll(points, -1, axis=0)
    low, high = np.minimum(points[:, 1], after[:, 1]), np.maximum(points[:, 1], after[:, 1])
    first = np.clip(np.ceil(low).astype(np.intp), rows[0], None)  # an edge owns its upper end, not its lower one
    last = np.clip(np.ceil(high).astype(np.intp), None, rows[-1] + 1)
    count = np.maximum(last - first, 0)
    edge = np.repeat(np.arange(len(points)), count)
    row = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + first[edge]
    (x0, y0), (x1, y1) = points[edge].T, after[edge].T
    crossing = x0 + (row - y0) * (x1 - x0) / np.where(y1 == y0, 1, y1 - y0)
    at = np.clip(np.ceil(crossing).astype(np.intp) - columns[0], 0, columns.size)
    turns = np.zeros((rows.size, columns.size + 1), dtype=np.intp)
    np.add.at(turns, (row - rows[0], at), 1)
    held: NDArray[np.bool_] = np.cumsum(turns, axis=1)[:, :-1] % 2 == 1
    return held
