"""Which pixels a cell stands for, without upsampling.

A map of a coarse grid is shown by bilinear interpolation: pixel p gets ``sum over cells of U[p, cell] * map[cell]``,
clamped at the grid's edge inside the frame and zero outside of it. U is the product of a row matrix R and a column
matrix C, so that anything summed over pixels turns into a sum over cells:

    sum over p of mask[p] * (U map)[p]  =  sum over cells of (U^T mask)[cell] * map[cell],   U^T mask = R^T mask C
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Frame
from xaiviewer.case.frame import Alignment
from xaiviewer.display.upsampling import on_slice


class Cells(Protocol):
    """The pixels behind the cells of a grid, whatever it lies on."""

    @property
    def area(self) -> NDArray[np.float32]:
        """How many pixels each stands for, float32 in the shape of the grid."""

    @property
    def lies(self) -> NDArray[np.bool_]:
        """Which lie on the picture, in the shape of the grid."""

    def covered(self, mask: NDArray[np.bool_]) -> NDArray[np.float32]:
        """How many pixels of a mask, in the shape of the picture, each stands for, in that of the grid."""

    def centred_in(self, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Whether the pixel at each one's centre belongs to a mask, in the shape of the grid."""


@dataclass(frozen=True, eq=False)
class Footprint:
    """The pixels of a slice behind each cell of a grid.

    Attributes:
        rows: float32 ``[row of the slice, row of the grid]``: R.
        columns: float32 ``[column of the slice, column of the grid]``: C.
        area: float32 ``[row, column]`` of the grid: how many pixels each cell stands for (U^T 1).
        centre_row, centre_column: the slice pixel nearest each cell's centre; -1 outside the slice.
        lies: bool ``[row, column]`` of the grid: which cells lie on the slice, see `display.upsampling.on_slice`.
    """

    rows: NDArray[np.float32]
    columns: NDArray[np.float32]
    area: NDArray[np.float32]
    centre_row: NDArray[np.intp]
    centre_column: NDArray[np.intp]
    lies: NDArray[np.bool_]

    def covered(self, mask: NDArray[np.bool_]) -> NDArray[np.float32]:
        """How many of the mask's pixels each cell stands for (U^T mask), float32 ``[row, column]`` of the grid."""
        inside: NDArray[np.float32] = self.rows.T @ mask.astype(np.float32) @ self.columns
        return inside

    def centred_in(self, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Whether the pixel at each cell's centre belongs to the mask, bool ``[row, column]`` of the grid."""
        on_slice = (self.centre_row >= 0)[:, None] & (self.centre_column >= 0)[None, :]
        hit: NDArray[np.bool_] = mask[np.ix_(self.centre_row, self.centre_column)] & on_slice
        return hit


@lru_cache(maxsize=64)
def footprint(
    frame: Frame,
    grid: tuple[int, int],
    stride: int,
    shape: tuple[int, int],
    alignment: Alignment = "centred",
    centre: tuple[float, float] = (0.0, 0.0),
) -> Footprint:
    """The footprint of the cells of a layer (its `grid`, `stride`, `centre`) on slices of `shape` (rows, columns)."""
    placement = frame.placement(stride, alignment, centre=centre)
    down, across = placement.steps
    above, left = frame.seen
    rows = interpolation(shape[0], *above, placement.row, down, grid[0])
    columns = interpolation(shape[1], *left, placement.column, across, grid[1])
    return Footprint(
        rows,
        columns,
        np.outer(rows.sum(axis=0), columns.sum(axis=0)),
        centres(placement.row, down, grid[0], shape[0]),
        centres(placement.column, across, grid[1], shape[1]),
        on_slice(grid, placement, shape),
    )


def interpolation(
    pixels: int, corner: float, side: float, first: float, step: float, cells: int
) -> NDArray[np.float32]:
    """Linear interpolation along one axis, float32 ``[pixel, cell]``; rows of zeros outside the frame."""
    pixel = np.arange(pixels)
    position = np.clip((pixel - first) / step, 0, cells - 1)
    low = np.minimum(position.astype(np.intp), max(cells - 2, 0))
    share = position - low
    inside = (pixel >= corner) & (pixel < corner + side)
    weights = np.zeros((pixels, cells))
    weights[pixel, low] = inside * (1 - share)
    if cells > 1:
        weights[pixel, low + 1] = inside * share
    return weights.astype(np.float32)


def centres(first: float, step: float, cells: int, pixels: int) -> NDArray[np.intp]:
    """The pixel nearest to each cell's centre along one axis ``[cell]``; -1 where there is none."""
    nearest = np.rint(first + step * np.arange(cells)).astype(np.intp)
    return np.where((nearest >= 0) & (nearest < pixels), nearest, -1)
