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

    def placement(
        self, stride: int, alignment: Alignment = "centred", *, centre: tuple[float, float] = (0.0, 0.0)
    ) -> Placement:
        """Where the cells of a layer of this stride lie on the slice.

        Cell i of a layer is centred on input pixel ``stride * i + centre`` ("centred", its receptive field), in a
        torchvision ResNet on ``stride * i``; ordinary image resizing assumes ``stride * i + (stride - 1) / 2``
        ("half-pixel").

        Args:
            stride, centre: the layer's, see `requests.Layer`.
            alignment: which of the two.
        """
        down, across = centre if alignment == "centred" else ((stride - 1) / 2, (stride - 1) / 2)
        row, column = (self.row + (down + 0.5) * self.scale, self.column + (across + 0.5) * self.scale)
        return Placement(row, column, stride * self.scale, self)
