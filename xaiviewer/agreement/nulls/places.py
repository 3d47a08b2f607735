"""A mask at each of its places, as the cells of a grid see it, and as it is looked up at single pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls.moves import Moves, Points, pixels
from xaiviewer.case import Placement

POINTS = 1024
"""At most so many pixels stand for a mask: every second one of each row and column of a larger one. Maps are
smooth over that distance, and the mask where it is drawn is read at the same ones, so p stays exact."""


@dataclass(frozen=True, eq=False)
class Places:
    """A mask at several places.

    Attributes:
        mask: as it is drawn, bool ``[row, column]``, not empty.
        points: centres of those of its pixels that stand for it, ``[point, 2]``.
        moves: to the places; the first one changes nothing.
    """

    mask: NDArray[np.bool_]
    points: Points
    moves: Moves

    @cached_property
    def area(self) -> int:
        """The mask's pixels."""
        return int(np.count_nonzero(self.mask))

    def covered(self, placement: Placement, grid: tuple[int, int], which: slice) -> NDArray[np.float32]:
        """How many of its pixels each cell stands for, at some of the places: float32 ``[place, cell]``.

        As `footprint.Footprint.covered` counts them, at any place between pixels: linear between the cells' centres,
        the edge's cells beyond them, and nothing outside of the frame.
        """
        here = self._positions[which]
        rows, columns = here[:, 0], here[:, 1]
        count = len(here)
        low_row, row = between(rows, placement.row, placement.steps[0], grid[0])
        low_column, column = between(columns, placement.column, placement.step, grid[1])
        weight = np.full(rows.shape, self.area / len(self.points), dtype=np.float32)
        frame = placement.frame
        if frame is not None:
            for at, (start, length) in zip((rows, columns), frame.seen, strict=True):
                weight[(at < start) | (at >= start + length)] = 0
        cells = grid[0] * grid[1]
        first = low_row * grid[1] + low_column + np.arange(count, dtype=np.intp)[:, None] * cells
        below, right = (grid[1] if grid[0] > 1 else 0), (1 if grid[1] > 1 else 0)
        lower, upper = row * weight, (1 - row) * weight
        found = np.zeros(count * cells)
        for offset, share in (
            (0, upper * (1 - column)),
            (right, upper * column),
            (below, lower * (1 - column)),
            (below + right, lower * column),
        ):
            found += np.bincount((first + offset).ravel(), share.ravel(), minlength=count * cells)
        return found.astype(np.float32).reshape(count, cells)

    def read(self, canvas: NDArray[np.uint8], margin: int, where: Points) -> NDArray[np.uint8]:
        """What the places' own picture of the mask shows at pixels of the slice: uint8 ``[place, pixel]``.

        Args:
            canvas: drawn around the mask where it lies, wider than the slice by `margin` pixels at each edge, of which
                the outermost hold 0.
            margin: at least one.
            where: the pixels, ``[pixel, 2]``.
        """
        sources = np.rint(self.moves.brought_from(where)).astype(np.int32) + margin
        rows = np.clip(sources[:, 0], 0, canvas.shape[0] - 1)
        columns = np.clip(sources[:, 1], 0, canvas.shape[1] - 1)
        found: NDArray[np.uint8] = canvas.ravel()[rows * canvas.shape[1] + columns]
        return found

    def some(self, which: slice) -> Places:
        """The mask at some of the places."""
        return replace(self, moves=self.moves.some(which))

    @cached_property
    def _positions(self) -> Points:
        return self.moves.moved(self.points)


def standing_for(mask: NDArray[np.bool_], most: int = POINTS) -> Points:
    """The pixels that stand for a mask: all, or those of a wider lattice, the one that holds most nearly its share.

    Of a volume they are voxels, ``[point, 3]``.
    """
    points = pixels(mask)
    sides = mask.ndim
    apart = np.sqrt(len(points) / most) if sides == 2 else np.cbrt(len(points) / most)
    step = int(np.ceil(apart)) if len(points) > most else 1
    if step == 1:
        return points
    lattice = (points % step).astype(np.intp) @ step ** np.arange(sides)[::-1]
    counts = np.bincount(lattice, minlength=step**sides)
    best = int(np.abs(counts - len(points) / step**sides).argmin())
    chosen: Points = points[lattice == best]
    return chosen


def between(
    positions: NDArray[np.float32], first: float, step: float, cells: int
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """The cell before each position, and the share of the way to the next."""
    at = np.clip((positions - np.float32(first)) * np.float32(1 / step), 0, cells - 1)
    low = np.minimum(at.astype(np.intp), max(cells - 2, 0))
    share: NDArray[np.float32] = at - low.astype(np.float32)
    return low, share
