"""How slices lie before a network: eight turns of a plane, and the part of a square that it gets. Free of torch.

Slices are shown, and prepared, as radiologists look at them: of an axial one the front is above and the patient's right
on the left. Many a network was taught on ``array[:, :, k]`` of a NIfTI file instead, whose rows and columns run as the
file has them. Turning moves pixels and makes none: there and back gives the same bits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.nets.inputs.orientation import RADIOLOGICAL

Sides = tuple[int, int]


@dataclass(frozen=True)
class Turn:
    """From a picture as it is shown to one as a network gets it: rows and columns exchanged, then turned round.

    Attributes:
        transposed: whether the picture's columns are the network's rows.
        rows, columns: whether the network's run against the picture's.
    """

    transposed: bool = False
    rows: bool = False
    columns: bool = False

    @property
    def flags(self) -> tuple[bool, bool, bool]:
        """The same as it is written into a network's graph."""
        return self.transposed, self.rows, self.columns

    def sides(self, sides: Sides) -> Sides:
        """Rows and columns of the other side's picture, whichever this one is."""
        return (sides[1], sides[0]) if self.transposed else sides

    def to_network(self, values: NDArray[Any]) -> NDArray[Any]:
        """``[..., row, column]`` as it is shown, as the network gets it."""
        turned = values.swapaxes(-1, -2) if self.transposed else values
        return np.ascontiguousarray(np.flip(turned, self._flipped))

    def to_picture(self, values: NDArray[Any]) -> NDArray[Any]:
        """The way back."""
        turned = np.flip(values, self._flipped)
        return np.ascontiguousarray(turned.swapaxes(-1, -2) if self.transposed else turned)

    @property
    def _flipped(self) -> tuple[int, ...]:
        return tuple(axis for axis, on in ((-2, self.rows), (-1, self.columns)) if on)


TURNS: Mapping[str, Turn] = {
    RADIOLOGICAL: Turn(),
    "transposed": Turn(transposed=True),
    "anti-transposed": Turn(transposed=True, rows=True, columns=True),
    "clockwise": Turn(transposed=True, columns=True),
    "counterclockwise": Turn(transposed=True, rows=True),
    "half-turn": Turn(rows=True, columns=True),
    "mirrored": Turn(columns=True),
    "upside-down": Turn(rows=True),
}
"""All turns of a plane, by the name that a package gives them: what was done to the slice as it is shown."""

TITLES: Mapping[str, str] = {
    RADIOLOGICAL: "as they are shown",
    "transposed": "transposed (NIfTI [:, :, k] in LPS)",
    "anti-transposed": "anti-transposed (NIfTI [:, :, k] in RAS)",
    "clockwise": "clockwise (NIfTI [:, :, k] in LAS)",
    "counterclockwise": "counterclockwise (NIfTI [:, :, k] in RPS)",
    "half-turn": "turned by a half",
    "mirrored": "left and right exchanged",
    "upside-down": "upside down",
}
"""The same in words that people find their own code in."""

OF_NIFTI: Mapping[str, str] = {
    "LPS": "transposed",
    "RAS": "anti-transposed",
    "LAS": "clockwise",
    "RPS": "counterclockwise",
}
"""How ``array[:, :, k]`` of axial slices lies, by what the array's axes run towards."""


def turn_named(name: str) -> str:
    """The name of a turn, also where what the axes of a NIfTI array run towards is named instead; as given if neither.

    Which way its slices follow each other is nothing to a single one: RAI is RAS.
    """
    return OF_NIFTI.get(name[:2] + "S", name) if len(name) == 3 and name[2] in "SI" else name


@dataclass(frozen=True)
class Way:
    """What a network gets of the square picture that is prepared for it: the middle of it, turned; and back.

    Attributes:
        turn: how.
        sides: rows and columns of what the network gets.
    """

    turn: Turn
    sides: Sides

    @property
    def size(self) -> int:
        """Side of the square."""
        return max(self.sides)

    @property
    def plain(self) -> bool:
        """Whether the network gets the square as it is."""
        return self.turn == Turn() and self.sides[0] == self.sides[1]

    @property
    def part(self) -> Sides:
        """Rows and columns of the square that the network gets."""
        return self.turn.sides(self.sides)

    @property
    def start(self) -> Sides:
        """The first of them."""
        return middle(self.size, self.part, self.size)[0]

    def to_network(self, values: NDArray[Any]) -> NDArray[Any]:
        """``[..., size, size]`` as the network gets it, ``[..., row, column]``."""
        (row, column), (rows, columns) = self.start, self.part
        return self.turn.to_network(values[..., row : row + rows, column : column + columns])

    def to_picture(self, values: NDArray[Any]) -> NDArray[Any]:
        """The way back, ``[..., size, size]``; 0 where the network gets nothing."""
        (row, column), (rows, columns) = self.start, self.part
        whole = np.zeros((*values.shape[:-2], self.size, self.size), values.dtype)
        whole[..., row : row + rows, column : column + columns] = self.turn.to_picture(values)
        return whole

    def placed(
        self, grid: Sides, stride: Sides, centre: tuple[float, float]
    ) -> tuple[Sides, Sides, tuple[float, float]]:
        """Where a layer's cells lie on the square: their number, distance and the first one's centre along each axis.

        Args:
            grid, stride, centre: the same on what the network gets.
        """
        first = [
            side - 1 - at - apart * (count - 1) if against else at
            for side, count, apart, at, against in zip(
                self.sides, grid, stride, centre, (self.turn.rows, self.turn.columns), strict=True
            )
        ]
        if self.turn.transposed:
            first.reverse()
        row, column = self.start
        return self.turn.sides(grid), self.turn.sides(stride), (row + first[0], column + first[1])


def middle(size: int, part: Sides, side: int) -> tuple[Sides, Sides]:
    """Where the middle part of a square begins, and how many rows and columns it has.

    Args:
        size, part: side of the square, and of the part in it.
        side: of the square at another size, in whose proportion the part is.
    """
    rows, columns = (max(round(each * side / size), 1) for each in part)
    return ((side - rows) // 2, (side - columns) // 2), (rows, columns)
