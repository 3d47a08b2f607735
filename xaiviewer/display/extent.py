"""The part of the slices that holds the head: what a view fits to, so that air takes no room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.display.window_level import tails

_MARGIN = 0.04
_SHARE = 0.12  # of the bright end, above the border's own level
_LEAST = 0.02  # of a row or column that must stand out


@dataclass(frozen=True)
class Extent:
    """A rectangle of the slice in pixels: its upper left corner and its size."""

    row: float
    column: float
    height: float
    width: float


def whole(case: Case) -> Extent:
    """The whole slice."""
    rows, columns = case.shape
    return Extent(0, 0, rows, columns)


def head_extent(case: Case) -> Extent:
    """Rows and columns that stand out from the border in the mean over the slices, or hold mask, with a small margin.

    Where nothing stands out from the border the whole slice is returned.
    """
    with np.errstate(invalid="ignore"):  # infinite voxels of both signs
        projection = np.mean([volume.pictures.mean(axis=0, dtype=np.float64) for volume in case.volumes], axis=0)
    return bright_extent(projection, None if case.mask is None else np.any(case.mask.voxels, axis=0))


def bright_extent(projection: NDArray[Any], besides: NDArray[np.bool_] | None = None) -> Extent:
    """The same for one picture ``[row, column]``; `besides` is taken in whatever its brightness."""
    rows, columns = projection.shape
    projection = np.nan_to_num(projection.astype(np.float64), posinf=0.0, neginf=0.0)
    border = np.concatenate([projection[0], projection[-1], projection[:, 0], projection[:, -1]])
    base = float(np.median(border))
    low, high = (each - base for each in tails(projection.reshape(-1), 1))
    apart = projection - base
    if -low > high / 2:  # a head may be darker than what surrounds it: inverted, or z-scored
        apart, high = np.abs(apart), max(-low, high)
    bright = apart > _SHARE * high
    if besides is not None:
        bright = bright | besides
    top, height = _span(bright, axis=1)
    left, width = _span(bright, axis=0)
    if height < rows / 8 or width < columns / 8:
        return Extent(0, 0, rows, columns)
    margin = _MARGIN * max(height, width)
    top, bottom = max(top - margin, 0), min(top + height + margin, rows)
    left, right = max(left - margin, 0), min(left + width + margin, columns)
    return Extent(top, left, bottom - top, right - left)


def _span(bright: NDArray[Any], axis: int) -> tuple[float, float]:
    """First index and number of the rows (axis 1) or columns (axis 0) with enough bright pixels."""
    enough = np.flatnonzero(bright.mean(axis=axis) >= _LEAST)
    return (float(enough[0]), float(enough[-1] - enough[0] + 1)) if enough.size else (0.0, 0.0)
