"""Where the network's input, and each cell of a layer, lies on the slice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Alignment = Literal["centred", "half-pixel"]


@dataclass(frozen=True)
class Placement:
    """An axis-aligned grid on the slice: cell (i, j) is centred on pixel (row + i * step, column + j * step).

    Attributes:
        row, column: the slice's pixel coordinates of the first cell's centre.
        step: slice pixels from one cell to the next.
        frame: the part of the slice that the cells speak about; None where they speak about all of it.
    """

    row: float
    column: float
    step: float
    frame: Frame | None = None


@dataclass(frozen=True)
class Frame:
    """The square part of the slice that the network sees.

    Attributes:
        row, column: the slice's pixel coordinates of the square's upper left corner (a pixel's centre is at n,
            its edges at n - 0.5 and n + 0.5). May lie outside the slice.
        side: length of the square's side in slice pixels.
        size: length of the square's side in network input pixels.
    """

    row: float
    column: float
    side: float
    size: int

    @property
    def scale(self) -> float:
        """Slice pixels per network input pixel."""
        return self.side / self.size

    def placement(self, stride: int, alignment: Alignment = "centred") -> Placement:
        """Where the cells of a layer of this stride lie on the slice.

        A torchvision ResNet's cell i is centred on input pixel ``stride * i`` ("centred", its receptive field);
        ordinary image resizing assumes ``stride * i + (stride - 1) / 2`` ("half-pixel").
        """
        offset = 0.0 if alignment == "centred" else (stride - 1) / 2
        shift = (offset + 0.5) * self.scale
        return Placement(self.row + shift, self.column + shift, stride * self.scale, self)
