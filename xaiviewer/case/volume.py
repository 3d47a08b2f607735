"""One MR sequence of a case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.arrays import frozen
from xaiviewer.case.geometry import Geometry

SEQUENCES = {"t1": "T1", "flair": "FLAIR", "t1c": "T1 + contrast"}
"""The sequences that the readers know, in the order in which they are shown: key and name."""

MAIN_SEQUENCE = "flair"
"""Key of the one on whose grid the readers put a case, as gliomas stand out on it: a case always has a series for it,
which is shown first and stands in for those that are missing."""

_STEP = 8

TAKEN_FOR = "{series}, taken for {sequence}"
"""What a series is called that stands in for a sequence it was not recognised as."""


@dataclass(frozen=True, eq=False)
class Volume:
    """The voxels of one MR sequence.

    Attributes:
        sequence: a key of `SEQUENCES`.
        voxels: ``[slice, row, column]``, the values as stored (arbitrary units).
        geometry: where the voxels lie.
        absent: slices without a picture, missing from the series or beyond its end: their voxels only fill the room.
        name: the series' own name, where it only stands in for the sequence; else "".
        kind: what such a series was recognised as, "functional", "T2" or "CT"; "" where nothing says that, or none
            stands in.
        itself: whether it is shown as what it is, beside a network that names no sequence.
        stands_for: the sequences in whose place a network sees such a series, where that is not `sequence`, see
            `case.as_told`; None where it is.
    """

    sequence: str
    voxels: NDArray[Any]
    geometry: Geometry
    absent: frozenset[int] = frozenset()
    name: str = ""
    kind: str = ""
    itself: bool = False
    stands_for: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "voxels", frozen(self.voxels))

    @cached_property
    def blank(self) -> frozenset[int]:
        """Slices that hold no picture although they are there: all their pixels have one value."""
        few = self.voxels[:, ::_STEP, ::_STEP]  # a picture differs here already; only what does not is looked at whole
        likely = np.flatnonzero(~(few != few[:, :1, :1]).any(axis=(1, 2))).tolist()
        return frozenset(i for i in likely if not (self.voxels[i] != self.voxels[i, 0, 0]).any()) - self.absent

    @property
    def shows(self) -> bool:
        """Whether any slice holds a picture."""
        return len(self.blank | self.absent) < len(self.voxels)

    @property
    def pictures(self) -> NDArray[Any]:
        """The voxels of the slices that were acquired, ``[slice, row, column]``."""
        return np.delete(self.voxels, sorted(self.absent), axis=0) if self.absent else self.voxels

    @property
    def taken_for(self) -> str:
        """The names of the sequences in whose place it is seen; "" where it is seen in none's."""
        seen_as = (self.sequence,) if self.stands_for is None else self.stands_for
        return ", ".join(SEQUENCES[each] for each in seen_as)

    @property
    def title(self) -> str:
        """What it is called wherever it is shown: what stands in for a sequence keeps its own name and says so.

        A series that is shown as itself, or for no sequence, has its own name alone.
        """
        if not self.name:
            return SEQUENCES.get(self.sequence, "")
        if self.itself or not self.sequence or not self.taken_for:
            return self.name
        return TAKEN_FOR.format(series=self.name, sequence=self.taken_for)
