"""From a layer's cells to the pixels of the input, each cell where its receptive field is centred."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain.layers.receptive import Spot
from xaiviewer.requests import Layer


def spot_of_layer(layer: Layer) -> Spot:
    """Where a layer's cells lie."""
    return Spot(layer.grid, (layer.stride, layer.stride), layer.centre)


def interpolated(values: NDArray[np.float64], spot: Spot, sides: tuple[int, int]) -> NDArray[np.float64]:
    """Cells ``[row, column]`` as so many pixels, linear between centres, level beyond the outermost ones."""
    rows, columns = (_tents(spot, axis, sides[axis], level=True) for axis in (0, 1))
    return np.asarray(rows @ values @ columns.T)


def shared_out(values: NDArray[np.float64], spot: Spot, sides: tuple[int, int]) -> NDArray[np.float64]:
    """The same, each cell's value shared out among the pixels around its centre: the sum stays what it is."""
    rows, columns = (_tents(spot, axis, sides[axis], level=False) for axis in (0, 1))
    return np.asarray((rows / rows.sum(axis=0)) @ values @ (columns / columns.sum(axis=0)).T)


def _tents(spot: Spot, axis: int, size: int, *, level: bool) -> NDArray[np.float64]:
    """How much of each cell a pixel has, ``[pixel, cell]``: all at its centre, nothing from the next centre on.

    Args:
        spot, axis, size: rows (0) or columns (1) of the cells, and how many pixels there are.
        level: pixels beyond the outermost centres count as lying there; else centres beyond the edge as lying at it.
    """
    cells = spot.centre[axis] + spot.stride[axis] * np.arange(spot.grid[axis])
    pixels = np.arange(size, dtype=np.float64)
    if level:
        pixels = np.clip(pixels, cells[0], cells[-1])
    else:
        cells = np.clip(cells, 0, size - 1)
    return np.maximum(0, 1 - np.abs(pixels[:, None] - cells) / spot.stride[axis])
