"""Where the network's input, and each cell of a layer, lies on the slice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Alignment = Literal["centred", "half-pixel"]


@dataclass(frozen=True)
class Placement:
    """An axis-aligned grid on the slice: cell (i, j) is centred on (row + i * step * aspect, column + j * step).

    Attributes:
        row, column: the slice's pixel coordinates of the first cell's centre.
        step: slice pixels from one cell to the next, along a row.
        frame: the part of the slice that the cells speak about; None where they speak about all of it.
        aspect: how many times as far apart they lie down as across.
    """

    row: float
    column: float
    step: float
    frame: Frame | None = None
    aspect: float = 1.0

    @property
    def steps(self) -> tuple[float, float]:
        """Slice pixels from one cell to the next: down, across."""
        return self.step * self.aspect, self.step


@dataclass(frozen=True)
class Frame:
    """The part of the slice that the network sees as a square.

    Attributes:
        row, column: the slice's pixel coordinates of its upper left corner (a pixel's centre is at n, its edges at
            n - 0.5 and n + 0.5). May lie outside the slice.
        side: its length along a row in slice pixels.
        size: length of the square's side in network input pixels.
        aspect: how many times as long it is down as across: a network may see slices stretched.
        part: rows and columns in the middle of it that the network gets; None for all.
    """

    row: float
    column: float
    side: float
    size: int
    aspect: float = 1.0
    part: tuple[int, int] | None = None

    @property
    def numbers(self) -> tuple[float, ...]:
        """It as it is stored: row, column, side and size; of what is no square, or stretched, also aspect and part."""
        first = (self.row, self.column, self.side, float(self.size))
        if self.part is None and self.aspect == 1:
            return first
        return *first, self.aspect, *map(float, self.part or (self.size, self.size))

    @classmethod
    def of_numbers(cls, numbers: Sequence[float]) -> Frame:
        """What was stored.

        Raises:
            ValueError: for numbers that are none of a frame.
        """
        row, column, side, size, *further = (float(each) for each in numbers)
        if not further:
            return cls(row, column, side, int(size))
        aspect, rows, columns = further
        whole = rows == columns == size
        return cls(row, column, side, int(size), aspect, None if whole else (int(rows), int(columns)))

    @property
    def scale(self) -> float:
        """Slice pixels per network input pixel, along a row."""
        return self.side / self.size

    @property
    def scales(self) -> tuple[float, float]:
        """Slice pixels per network input pixel: down, across."""
        return self.scale * self.aspect, self.scale

    @property
    def sides(self) -> tuple[float, float]:
        """Its lengths in slice pixels: down, across."""
        return self.side * self.aspect, self.side

    @property
    def seen(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Where what the network gets begins, and how long it is, in slice pixels: down, and across."""
        if self.part is None:
            return (self.row, self.sides[0]), (self.column, self.side)
        (first, left), counts, scales = self.start, self.part, self.scales
        down, across = (count * scale for count, scale in zip(counts, scales, strict=True))
        return (self.row + first * scales[0], down), (self.column + left * scales[1], across)

    @property
    def start(self) -> tuple[int, int]:
        """The first of the square's rows and columns that the network gets."""
        rows, columns = self.part or (self.size, self.size)
        return (self.size - rows) // 2, (self.size - columns) // 2

    def placement(
        self, stride: int, alignment: Alignment = "centred", *, centre: tuple[float, float] = (0.0, 0.0)
    ) -> Placement:
        """Where the cells of a layer of this stride lie on the slice.

        Cell i of a layer is centred on input pixel ``stride * i + centre`` ("centred", its receptive field), in a
        torchvision ResNet on ``stride * i``; ordinary image resizing assumes ``stride * i + (stride - 1) / 2``
        ("half-pixel"), counted from the first pixel that the network gets.

        Args:
            stride, centre: the layer's, see `requests.Layer`.
            alignment: which of the two.
        """
        down, across = centre if alignment == "centred" else [first + (stride - 1) / 2 for first in self.start]
        row, column = (self.row + (down + 0.5) * self.scales[0], self.column + (across + 0.5) * self.scale)
        return Placement(row, column, stride * self.scale, self, self.aspect)
