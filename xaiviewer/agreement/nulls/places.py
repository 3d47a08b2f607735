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
        near = self._near(placement, grid, which)
        return near.counted(near.row, near.column, grid)

    def touched(self, placement: Placement, grid: tuple[int, int], which: slice) -> Touched:
        """The same without the cells that hold none: of a fine grid that is far less to look at."""
        near = self._near(placement, grid, which)
        first_row, first_column = (each.min(axis=1, keepdims=True) for each in (near.row, near.column))
        rows, columns = near.row - first_row, near.column - first_column
        window = tuple(
            min(int(each.max(initial=0)) + 2, along) for each, along in zip((rows, columns), grid, strict=True)
        )
        found = touched_of(near.counted(rows, columns, (window[0], window[1])))
        row, column = np.divmod(found.cells, window[1])
        return Touched((row + first_row) * grid[1] + column + first_column, found.pixels)

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

    def _near(self, placement: Placement, grid: tuple[int, int], which: slice) -> _Near:
        """The cells around each of the points at some of the places."""
        here = self._positions[which]
        rows, columns = here[:, 0], here[:, 1]
        row, down = between(rows, placement.row, placement.steps[0], grid[0])
        column, across = between(columns, placement.column, placement.step, grid[1])
        weight = np.full(rows.shape, self.area / len(self.points), dtype=np.float32)
        frame = placement.frame
        if frame is not None:
            for at, (start, length) in zip((rows, columns), frame.seen, strict=True):
                weight[(at < start) | (at >= start + length)] = 0
        return _Near(row, column, down, across, weight)


@dataclass(frozen=True, eq=False)
class Touched:
    """The cells that hold pixels of a mask at each place, filled up with empty ones.

    Attributes:
        cells: their numbers, intp ``[place, touched]``.
        pixels: how many they hold, float32 ``[place, touched]``.
    """

    cells: NDArray[np.intp]
    pixels: NDArray[np.float32]


def touched_of(covered: NDArray[np.float32]) -> Touched:
    """From mask pixels of each cell, ``[place, cell]``."""
    flat = np.flatnonzero(covered.ravel() > 0)
    places = flat // covered.shape[1]
    counts = np.bincount(places, minlength=len(covered))
    width = int(counts.max(initial=0))
    position = np.arange(len(flat)) + np.repeat(np.arange(len(covered)) * width - (np.cumsum(counts) - counts), counts)
    which = np.zeros(len(covered) * width, dtype=np.intp)
    held = np.zeros(len(covered) * width, dtype=np.float32)
    which[position] = flat - places * covered.shape[1]
    held[position] = covered.ravel()[flat]
    return Touched(which.reshape(len(covered), width), held.reshape(len(covered), width))


@dataclass(frozen=True, eq=False)
class _Near:
    """Points between cells, ``[place, point]`` each.

    Attributes:
        row, column: of the cell before each point.
        down, across: the share of the way to the next one.
        weight: the mask's pixels that the point stands for; none beyond the frame.
    """

    row: NDArray[np.intp]
    column: NDArray[np.intp]
    down: NDArray[np.float32]
    across: NDArray[np.float32]
    weight: NDArray[np.float32]

    def counted(self, row: NDArray[np.intp], column: NDArray[np.intp], grid: tuple[int, int]) -> NDArray[np.float32]:
        """The pixels of each cell of a grid, ``[place, cell]``, the cells before the points being these."""
        count, cells = len(row), grid[0] * grid[1]
        first = row * grid[1] + column + np.arange(count, dtype=np.intp)[:, None] * cells
        below, right = (grid[1] if grid[0] > 1 else 0), (1 if grid[1] > 1 else 0)
        lower, upper = self.down * self.weight, (1 - self.down) * self.weight
        found = np.zeros(count * cells)
        for offset, share in (
            (0, upper * (1 - self.across)),
            (right, upper * self.across),
            (below, lower * (1 - self.across)),
            (below + right, lower * self.across),
        ):
            found += np.bincount((first + offset).ravel(), share.ravel(), minlength=count * cells)
        return found.astype(np.float32).reshape(count, cells)


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
    """The cell before each position ``[position]``, and the share of the way to the next, 0 to 1."""
    at = np.clip((positions - np.float32(first)) * np.float32(1 / step), 0, cells - 1)
    low = np.minimum(at.astype(np.intp), max(cells - 2, 0))
    share: NDArray[np.float32] = at - low.astype(np.float32)
    return low, share
