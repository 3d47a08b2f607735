"""A slice small on a sheet: the part of it that is shown, in its true proportions, with outlines on top."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.display.contour import dashes, draw_outline, outline
from xaiviewer.display.extent import Extent
from xaiviewer.display.palette import Colour


def size_of(case: Case, part: Extent, side: float) -> tuple[int, int]:
    """Rows and columns of a part of a slice in its true proportions, the longer side of which has `side` pixels.

    Voxels are square where no spacing is stated.
    """
    _, high, wide = case.geometry.spacing_mm
    aspect = high / wide if case.geometry.known else 1.0
    scale = side / max(part.width, part.height * aspect)
    return max(round(part.height * aspect * scale), 1), max(round(part.width * scale), 1)


@dataclass(frozen=True)
class Cell:
    """Where the slices of a case are cut, and how large they are drawn.

    Attributes:
        rows, columns: what of the slice is shown.
        size: rows and columns of the picture.
    """

    rows: slice
    columns: slice
    size: tuple[int, int]

    @classmethod
    def of(cls, case: Case, part: Extent, side: int) -> Cell:
        """The pixels of a case's slices that a part holds, as far as there are any."""
        high, wide = case.shape
        rows = slice(max(0, round(part.row)), max(1, min(high, round(part.row + part.height))))
        columns = slice(max(0, round(part.column)), max(1, min(wide, round(part.column + part.width))))
        held = Extent(rows.start, columns.start, rows.stop - rows.start, columns.stop - columns.start)
        return cls(rows, columns, size_of(case, held, side))

    def picture(self, drawn: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """A whole slice as it is drawn, uint8 ``[row, column, 3]``, cut and scaled."""
        cut = drawn[self.rows, self.columns]
        smaller = self.size[0] * self.size[1] < cut.shape[0] * cut.shape[1]
        interpolation = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
        return np.ascontiguousarray(cv2.resize(cut, self.size[::-1], interpolation=interpolation), dtype=np.uint8)

    def draw(
        self, picture: NDArray[np.uint8], mask: NDArray[np.bool_], colour: Colour, *, dashed: bool = False
    ) -> None:
        """Draw the outline of a mask of the whole slice, bool ``[row, column]``, into such a picture."""
        polygons = outline(mask[self.rows, self.columns])
        if dashed:
            polygons = [dash for polygon in polygons for dash in dashes(polygon)]
        down, right = (
            size / (part.stop - part.start) for size, part in zip(self.size, (self.rows, self.columns), strict=True)
        )
        placed = [(polygon + 0.5) * (right, down) - 0.5 for polygon in polygons]
        draw_outline(picture, placed, colour, closed=not dashed)
