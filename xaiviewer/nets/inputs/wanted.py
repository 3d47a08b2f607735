"""What a network takes, as its package says."""

from __future__ import annotations

from dataclasses import dataclass

from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.inputs.orientation import RADIOLOGICAL
from xaiviewer.nets.inputs.turns import Way

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
        size: side of the input in pixels.
        margin: added around the head, as a share of its side.
        sequences: keys of the input's channels, in order.
        missing: which of them stands in for one that a case lacks; "" for the case's main sequence.
        field: "head", or "slice" for all of it.
        spacing: millimetres from one pixel to the next; None where the field is scaled to the size.
        normalisation: from stored values to the network's.
        volumes: what it takes of whole volumes; None for a network of slices.
        way: from the square that is prepared of a slice to what it gets; None where that is the square as it is shown.
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

    @property
    def plain(self) -> bool:
        """Whether it is what the bundled networks take: the head, standardised over its voxels."""
        return self.field == "head" and self.spacing is None and self.normalisation == HEAD

    @property
    def stored(self) -> bool:
        """Whether it takes values as they are stored: only what is put in relation to the head needs a dark background.

        Nobody's own code undoes what was done to pictures before.
        """
        return self.normalisation.scale != "head"
