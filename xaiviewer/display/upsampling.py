"""A layer's grid onto the slice's pixels.

Interpolating along rows and columns is linear and separable: every pixel takes two cells along each axis. Positions are
exact where OpenCV's warps round them to 1/32 of a cell, which at stride 32 is a pixel of the slice. It is no matrix
product, although one would say the same: those share their threads with the networks', and the window waits for these.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Placement

SEEN = 0.5
"""Share of some pixel, along each axis, that a cell has which lies on the slice; what has less is nowhere drawn as
itself: the frame may reach beyond the slice."""


@dataclass(frozen=True)
class _Taps:
    """The two cells that every pixel along one axis takes, and how much of each; all ``[pixel]``."""

    first: NDArray[np.intp]
    second: NDArray[np.intp]
    of_first: NDArray[np.float32]
    of_second: NDArray[np.float32]

    def most(self, cells: int) -> NDArray[np.float32]:
        """The largest share that some pixel takes of each cell, float32 ``[cell]``."""
        most = np.zeros(cells, dtype=np.float32)
        np.maximum.at(most, self.first, self.of_first)
        np.maximum.at(most, self.second, self.of_second)
        return most


def upsample(
    values: NDArray[np.float32], placement: Placement, shape: tuple[int, int], *, smooth: bool = True
) -> NDArray[np.float32]:
    """Sample a map at every pixel of the slice.

    Args:
        values: ``[row, column]`` on the layer's grid.
        placement: where its cells lie on the slice.
        shape: rows and columns of the slice.
        smooth: linear between the cells' centres; otherwise the nearest cell.

    Returns:
        float32 ``[row, column]``; beyond the outermost centres the edge value goes on up to the frame's edge, and
        outside the frame, where the network saw nothing, there is 0.
    """
    rows, columns = _along((values.shape[0], values.shape[1]), placement, shape, smooth=smooth)
    cells = values.astype(np.float32, copy=False)
    across = cells[:, columns.first] * columns.of_first
    if smooth:
        across += cells[:, columns.second] * columns.of_second
    spread: NDArray[np.float32] = across[rows.first] * rows.of_first[:, None]
    if smooth:
        spread += across[rows.second] * rows.of_second[:, None]
    return spread


@lru_cache(maxsize=128)
def on_slice(
    grid: tuple[int, int], placement: Placement, shape: tuple[int, int], *, smooth: bool = True
) -> NDArray[np.bool_]:
    """Which cells of a map lie on the slice, read-only bool ``[row, column]`` of the grid.

    Args:
        grid: rows and columns of the map.
        placement, shape, smooth: as in `upsample`.
    """
    rows, columns = _along(grid, placement, shape, smooth=smooth)
    down, across = (taps.most(cells) >= SEEN for taps, cells in zip((rows, columns), grid, strict=True))
    lie: NDArray[np.bool_] = np.logical_and.outer(down, across)
    lie.setflags(write=False)
    return lie


@lru_cache(maxsize=128)
def box_on_slice(
    grid: tuple[int, int], placement: Placement, shape: tuple[int, int], *, smooth: bool = True
) -> tuple[slice, slice]:
    """The same cells, which fill a rectangle, as rows and columns of the grid."""
    lie = on_slice(grid, placement, shape, smooth=smooth)
    edges = [np.flatnonzero(lie.any(axis=axis)) for axis in (1, 0)]
    rows, columns = (slice(int(each[0]), int(each[-1]) + 1) if each.size else slice(0, 0) for each in edges)
    return rows, columns


def _along(grid: tuple[int, int], placement: Placement, shape: tuple[int, int], *, smooth: bool) -> tuple[_Taps, _Taps]:
    """What is taken along both axes; see `_taps`."""
    frame = placement.frame
    above, left = (None, None) if frame is None else frame.seen
    rows = _taps(grid[0], shape[0], (placement.row, placement.steps[0]), above, smooth=smooth)
    columns = _taps(grid[1], shape[1], (placement.column, placement.step), left, smooth=smooth)
    return rows, columns


@lru_cache(maxsize=128)
def _taps(
    cells: int, pixels: int, grid: tuple[float, float], seen: tuple[float, float] | None, *, smooth: bool
) -> _Taps:
    """What every pixel along one axis takes of the cells; read-only.

    Args:
        cells, pixels: their numbers along the axis.
        grid: the first cell's centre and the step to the next.
        seen: where the frame begins, and its length.
    """
    positions = np.arange(pixels)
    at = np.clip((positions - grid[0]) / grid[1], 0, cells - 1)
    first = np.minimum(at.astype(np.intp), max(cells - 2, 0)) if smooth else np.floor(at + 0.5).astype(np.intp)
    second = np.minimum(first + 1, cells - 1)
    share = at - first if smooth else np.zeros(pixels)
    inside = np.ones(pixels) if seen is None else ((positions >= seen[0]) & (positions < seen[0] + seen[1]))
    taps = _Taps(first, second, ((1 - share) * inside).astype(np.float32), (share * inside).astype(np.float32))
    for each in (taps.first, taps.second, taps.of_first, taps.of_second):
        each.setflags(write=False)
    return taps
