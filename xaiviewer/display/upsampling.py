"""A layer's grid onto the slice's pixels.

Interpolating along rows and columns is linear and separable, so the whole step is two small matrix products. They
are exact where OpenCV's warps round positions to 1/32 of a cell, which at stride 32 is a pixel of the slice.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Placement

SEEN = 0.5
"""Share of some pixel, along each axis, that a cell has which lies on the slice; what has less is nowhere drawn as
itself: the frame may reach beyond the slice."""


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
    spread: NDArray[np.float32] = rows @ (values.astype(np.float32, copy=False) @ columns.T)
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
    down, across = (each.max(axis=0, initial=0) >= SEEN for each in (rows, columns))
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


def _along(
    grid: tuple[int, int], placement: Placement, shape: tuple[int, int], *, smooth: bool
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The weights of both axes; see `_weights`."""
    frame = placement.frame
    above, left = (None, None) if frame is None else frame.seen
    rows = _weights(grid[0], shape[0], (placement.row, placement.steps[0]), above, smooth=smooth)
    columns = _weights(grid[1], shape[1], (placement.column, placement.step), left, smooth=smooth)
    return rows, columns


@lru_cache(maxsize=128)
def _weights(
    cells: int, pixels: int, grid: tuple[float, float], seen: tuple[float, float] | None, *, smooth: bool
) -> NDArray[np.float32]:
    """How much of each cell every pixel along one axis takes, float32 ``[pixel, cell]``.

    Args:
        cells, pixels: their numbers along the axis.
        grid: the first cell's centre and the step to the next.
        seen: where the frame begins, and its length.
    """
    positions = np.arange(pixels)
    at = np.clip((positions - grid[0]) / grid[1], 0, cells - 1)
    weights = np.zeros((pixels, cells), dtype=np.float32)
    if smooth:
        below = np.minimum(at.astype(np.intp), max(cells - 2, 0))
        share = at - below
        weights[positions, below] = 1 - share
        weights[positions, np.minimum(below + 1, cells - 1)] += share
    else:
        weights[positions, np.floor(at + 0.5).astype(np.intp)] = 1
    if seen is not None:
        weights[(positions < seen[0]) | (positions >= seen[0] + seen[1])] = 0
    weights.setflags(write=False)
    return weights
