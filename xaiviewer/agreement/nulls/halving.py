"""The cells of a coarse grid from those of a grid twice as fine.

Interpolating a coarse map linearly at the finer grid's cells and these at the pixels gives what interpolating it at the
pixels gives, as long as every coarse cell is centred on a fine one. So the pixels behind the coarse cells are sums of
those behind the fine ones, exactly, and a mask's thousands of places are laid out on the finest grid alone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls.scored import Ground

_APART = 1e-9  # of a step: rounding


def halves(fine: Ground, coarse: Ground) -> bool:
    """Whether the coarse grid's cells are every second one of the fine grid's, from the first on."""
    one, two = fine.placement, coarse.placement
    apart = max(abs(one.row - two.row), abs(one.column - two.column), abs(2 * one.step - two.step))
    along = all((few + 1) // 2 == half for few, half in zip(fine.grid, coarse.grid, strict=True))
    return along and one.frame == two.frame and apart <= _APART * two.step


def halved(covered: NDArray[np.float32], grid: tuple[int, int]) -> NDArray[np.float32]:
    """From pixels of each fine cell to pixels of each coarse one, ``[place, cell]`` of either.

    Args:
        covered: ``[place, cell]`` of the fine grid.
        grid: its rows and columns.
    """
    rows = _along(covered.reshape(len(covered), grid[0], grid[1]))
    columns = _along(rows.transpose(0, 2, 1)).transpose(0, 2, 1)
    return np.ascontiguousarray(columns).reshape(len(covered), -1)


def _along(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Every second cell along the second axis, with half of each neighbour; all of the one beyond the last."""
    found, between = values[:, ::2].copy(), values[:, 1::2]
    inner = found.shape[1] - 1  # cells between two coarse ones
    found[:, :inner] += between[:, :inner] / 2
    found[:, 1:] += between[:, :inner] / 2
    if between.shape[1] > inner:
        found[:, -1] += between[:, -1]
    return found
