"""Which voxels a cell of a volume's map stands for; as `agreement.footprint` has it, with an axis more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.footprint import centres, interpolation
from xaiviewer.agreement.nulls.moves import Moves, Points
from xaiviewer.agreement.nulls.places import between
from xaiviewer.case.frame import Alignment

_Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Axis:
    """Cells along one axis of a case.

    Attributes:
        cells: how many.
        first, step: voxel on which the first is centred, and voxels from one to the next.
        corner, length: where what the network sees begins, and how long it is; voxel n reaches from n - 0.5 on.
        half_pixel: the first cell's centre as ordinary resizing has it, see `case.Frame.placement`.
    """

    cells: int
    first: float
    step: float
    corner: float
    length: float
    half_pixel: float

    def begin(self, alignment: Alignment) -> float:
        """Where the first cell is centred."""
        return self.first if alignment == "centred" else self.half_pixel


Grid = tuple[Axis, Axis, Axis]
"""Of a layer, along slices, rows and columns."""


@dataclass(frozen=True, eq=False)
class VolumeCells:
    """The voxels of a case behind each cell of a grid.

    Attributes:
        grid: where the cells lie.
        shape: slices, rows and columns of the case.
        alignment: where cells lie.
    """

    grid: Grid
    shape: tuple[int, int, int]
    alignment: Alignment = "centred"

    @cached_property
    def along(self) -> tuple[_Floats, _Floats, _Floats]:
        """Of each axis how far each cell counts at each voxel, ``[voxel, cell]``."""
        one, two, three = (
            interpolation(count, each.corner, each.length, each.begin(self.alignment), each.step, each.cells)
            for count, each in zip(self.shape, self.grid, strict=True)
        )
        return one, two, three

    @cached_property
    def area(self) -> _Floats:
        """How many voxels each cell stands for, ``[slice, row, column]`` of the grid."""
        one, two, three = (each.sum(axis=0) for each in self.along)
        found: _Floats = one[:, None, None] * two[None, :, None] * three[None, None, :]
        return found

    @cached_property
    def lies(self) -> NDArray[np.bool_]:
        """Which cells lie in the case."""
        found: NDArray[np.bool_] = self.area > 0
        return found

    @cached_property
    def centre(self) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
        """The voxel nearest to each cell's centre along each axis; -1 outside of the case."""
        one, two, three = (
            centres(each.begin(self.alignment), each.step, each.cells, count)
            for count, each in zip(self.shape, self.grid, strict=True)
        )
        return one, two, three

    def covered(self, mask: NDArray[np.bool_]) -> _Floats:
        """How many voxels of a mask each cell stands for, ``[slice, row, column]`` of the grid."""
        return self.summed(mask)

    def summed(self, values: NDArray[np.generic]) -> _Floats:
        """The values of a case, added up behind each cell as far as it counts there."""
        total = np.zeros(tuple(each.cells for each in self.grid), dtype=np.float64)
        for index, plane in enumerate(values):
            weights = self.along[0][index]
            if plane.any():
                total += weights[:, None, None] * self.of_slice(plane)
        return total.astype(np.float32)

    def of_slice(self, plane: NDArray[np.generic]) -> _Floats:
        """The same of one slice, ``[row, column]`` of the grid: how far it counts along the slices is left open."""
        found: _Floats = self.along[1].T @ plane.astype(np.float32) @ self.along[2]
        return found

    def centred_in(self, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Whether the voxel at each cell's centre belongs to a mask."""
        slices, rows, columns = (each >= 0 for each in self.centre)
        there = slices[:, None, None] & rows[None, :, None] & columns[None, None, :]
        hit: NDArray[np.bool_] = mask[np.ix_(*self.centre)] & there
        return hit


@dataclass(frozen=True, eq=False)
class VolumePlaces:
    """A mask of a volume at several places.

    Attributes:
        voxels: how many the mask has.
        points: centres of those that stand for it, ``[point, 3]``.
        moves: to the places; the first one changes nothing.
    """

    voxels: int
    points: Points
    moves: Moves

    def covered(self, cells: VolumeCells, which: slice) -> _Floats:
        """How many of its voxels each cell stands for, at some of the places: ``[place, cell]``."""
        here = self.moves.some(which).moved(self.points)
        weight = np.full((len(here), len(self.points)), self.voxels / len(self.points), dtype=np.float32)
        lows, shares = [], []
        for axis, each in enumerate(cells.grid):
            at = here[:, axis]
            low, share = between(at, each.begin(cells.alignment), each.step, each.cells)
            weight[(at < each.corner) | (at >= each.corner + each.length)] = 0
            lows.append(low)
            shares.append(share)
        sides = [each.cells for each in cells.grid]
        total = int(np.prod(sides))
        starts = np.arange(len(here), dtype=np.intp)[:, None] * total
        found = np.zeros(len(here) * total)
        for corner in np.ndindex(2, 2, 2):
            if any(step and side == 1 for step, side in zip(corner, sides, strict=True)):
                continue
            flat, share = _corner(lows, shares, corner, sides)
            found += np.bincount((starts + flat).ravel(), (weight * share).ravel(), minlength=len(found))
        return found.astype(np.float32).reshape(len(here), total)


def _corner(
    lows: Sequence[NDArray[np.intp]], shares: Sequence[_Floats], corner: tuple[int, ...], sides: Sequence[int]
) -> tuple[NDArray[np.intp], _Floats]:
    """Of each point the cell at one of the eight corners around it, and how far that counts."""
    flat = np.zeros_like(lows[0])
    weight = np.ones_like(shares[0])
    for low, share, step, side in zip(lows, shares, corner, sides, strict=True):
        flat = flat * side + low + step
        weight = weight * (share if step else 1 - share)
    return flat, weight
