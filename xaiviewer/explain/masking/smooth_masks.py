"""RISE's masks: coarse random grids, made smooth and shifted.

Petsiuk et al., "RISE: randomized input sampling for explanation of black-box models" (2018), section 3.2: a grid of
cells is enlarged to one cell more than the picture, bilinearly, and the picture's part is cut out at a random shift.
Edges are as in the authors' code, which enlarges with scikit-image: beyond the outermost cells' centres it mirrors.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class SmoothMasks:
    """Draws masks for a square picture.

    Args:
        size: the picture's side in pixels.
        cells: along a side of the grid.
        probability: that a cell is seen.
        seed: of the generator.
    """

    def __init__(self, size: int, cells: int, probability: float, seed: list[int]) -> None:
        self._size = size
        self._cells = cells
        self._probability = probability
        self._grids, self._shifts = np.random.default_rng(seed).spawn(2)  # one each: batches of any size draw alike
        self._cell = -(-size // cells)
        self._enlarge = enlargement(cells, (cells + 1) * self._cell)

    def draw(self, count: int) -> NDArray[np.float32]:
        """The next masks, 0..1, float32 ``[mask, 1, size, size]``."""
        grids = (self._grids.random((count, self._cells, self._cells)) < self._probability).astype(np.float32)
        shifts = self._shifts.integers(0, self._cell, (count, 2))
        window = np.arange(self._size)
        rows = self._enlarge[shifts[:, :1] + window]  # [mask, size, cell]
        columns = self._enlarge[shifts[:, 1:] + window]
        found: NDArray[np.float32] = rows @ grids @ columns.transpose(0, 2, 1)
        return found[:, None]


def enlargement(cells: int, size: int) -> NDArray[np.float32]:
    """Bilinear weights ``[size, cells]`` from cells to pixels, by their centres, mirrored at the outermost ones."""
    at = (np.arange(size) + 0.5) * cells / size - 0.5
    at = np.abs(at)  # mirrored at the first centre ...
    last = cells - 1
    at = last - np.abs(last - at)  # ... and at the last
    below = np.clip(np.floor(at).astype(int), 0, max(last - 1, 0))
    share = at - below
    weights = np.zeros((size, cells))
    weights[np.arange(size), below] = 1 - share
    weights[np.arange(size), np.minimum(below + 1, last)] += share
    return weights.astype(np.float32) if cells > 1 else np.ones((size, 1), dtype=np.float32)
