"""What a network takes, as its package says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from xaiviewer.case import Frame
from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.inputs.orientation import RADIOLOGICAL
from xaiviewer.nets.inputs.turns import Sides, Way, middle

Fit = Literal["pad", "crop", "stretch"]
"""How what is seen of a slice comes into an input of another shape."""

FITS: Mapping[Fit, str] = {
    "pad": "all of it, with air beside",
    "crop": "cropped: what stands out is not seen",
    "stretch": "stretched to the size",
}
"""The same in words."""

HEAD = Normalisation()
"""That of the bundled networks."""


@dataclass(frozen=True)
class OfVolumes:
    """What a network of volumes takes beside that.

    Attributes:
        depth: pixels along the slices.
        spacing: millimetres along the slices; None where all slices are scaled to the depth.
        orientation: see `orientation`.
    """

    depth: int
    spacing: float | None = None
    orientation: str = RADIOLOGICAL


@dataclass(frozen=True)
class Preprocessing:
    """What a network was trained on; see `preprocessing` and `fields` beside this.

    Attributes:
        size: side of the input in pixels; of one that is no square the longer one.
        margin: added around the head, as a share of its side.
        sequences: keys of the input's channels, in order.
        missing: which of them stands in for one that a case lacks; "" for the case's main sequence.
        field: "head", or "slice" for all of it.
        spacing: millimetres from one pixel to the next; None where the field is scaled to the size.
        normalisation: from stored values to the network's.
        volumes: what it takes of whole volumes; None for a network of slices.
        way: from the square that is prepared of a slice to what it gets; None where that is the square as it is shown.
        fit: "pad": all of the field is in the input, and air beside it; "crop": the input is filled, and what stands
            out is not seen; "stretch": all of it, filling the input, down in another scale than across.
    """

    size: int
    margin: float
    sequences: tuple[str, ...]
    missing: str = ""
    field: str = "head"
    spacing: float | None = None
    normalisation: Normalisation = HEAD
    volumes: OfVolumes | None = None
    way: Way | None = None
    fit: Fit = "pad"

    @property
    def part(self) -> Sides:
        """Rows and columns of the square that is prepared of a slice which the network gets, as they are shown."""
        return (self.size, self.size) if self.way is None else self.way.part

    @property
    def plain(self) -> bool:
        """Whether it is what the bundled networks take: the head, standardised over its voxels."""
        return self.field == "head" and self.spacing is None and self.normalisation == HEAD

    def frame(
        self, corner: tuple[float, float], lengths: tuple[float, float], wide: tuple[float, float] | None
    ) -> Frame:
        """The square of a slice that is prepared, around the middle of what is to be seen.

        Args:
            corner: upper left one of what is to be seen; see `case.Frame` for how places are counted.
            lengths: its rows and columns.
            wide: how long the square is, down and across; None where what is seen comes into the input.
        """
        down, across = (self.size * length / count for length, count in zip(lengths, self.part, strict=True))
        if wide is not None:
            down, across = wide
        elif self.fit != "stretch":
            down = across = max(down, across) if self.fit == "pad" else min(down, across)
        first, _ = middle(self.size, self.part, self.size)
        row, column = (
            at + (length - side) / 2 - side * (start + count / 2 - self.size / 2) / self.size
            for at, length, side, start, count in zip(corner, lengths, (down, across), first, self.part, strict=True)
        )
        return Frame(row, column, across, self.size, down / across, None if self.way is None else self.part)

    @property
    def stored(self) -> bool:
        """Whether it takes values as they are stored: only what is put in relation to the head needs a dark background.

        Nobody's own code undoes what was done to pictures before.
        """
        return self.normalisation.scale != "head"
