"""A case: the sequences of one patient on one grid, with the clinician's mask if there is one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from xaiviewer.case.geometry import Geometry, Grid
from xaiviewer.case.mask import Mask
from xaiviewer.case.series import AUTOMATIC, Choices, Contents
from xaiviewer.case.volume import Volume

_LEAST_PX = 8
"""Fewer rows or columns than that show nothing."""


@dataclass(frozen=True, eq=False)
class Case:
    """What a reviewer opens.

    Attributes:
        name: shown in the list of cases, and the folder name of exports.
        source: the folder or file it was read from.
        volumes: one per sequence, all of one shape and one geometry.
        slice_names: one per slice, in order; the file's stem where every slice has a file.
        mask: the clinician's mask, or None where there is none at all.
        notices: sentences about what was left out or assumed while reading.
        synthetic: True for the phantom: the window and every export say so.
        main_sequence: key of the sequence on whose grid the case lies, as the readers chose it: it is shown first and
            stands in for those that are missing; "" for the first one.
        acquired: the grid on which that was acquired, to which maps can be brought back; None where the files do not
            say where their voxels lie.
        contents: all that lies on disk for the case; None where it was not read from disk.
        choices: which of it was taken, by the user or automatically, with nothing left open.
        stand_in: why a decision on this case is to be doubted, where a series stands in for a sequence that was not
            recognised; else "".
        of_sequences: those of the notices that say what the networks see in the place of sequences of MR.

    Raises:
        ValueError: when the volumes or the mask differ in shape (a programming error of a reader).
    """

    name: str
    source: Path
    volumes: tuple[Volume, ...]
    slice_names: tuple[str, ...]
    mask: Mask | None = None
    notices: tuple[str, ...] = ()
    synthetic: bool = False
    main_sequence: str = ""
    acquired: Grid | None = None
    contents: Contents | None = None
    choices: Choices = AUTOMATIC
    stand_in: str = ""
    of_sequences: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        shapes = {volume.voxels.shape for volume in self.volumes}
        if self.mask is not None:
            shapes.add(self.mask.voxels.shape)
        if len(shapes) != 1 or len(self.slice_names) != len(self):
            raise ValueError(f"the volumes and the mask of {self.name} differ in shape: {shapes}")

    def __len__(self) -> int:
        """Number of slices, with those for which only room is kept; see `indices`."""
        return int(self.volumes[0].voxels.shape[0])

    @property
    def known_as(self) -> tuple[str, ...]:
        """By what a network's package may know the patient: the case's name and, of DICOM, the mark of his number."""
        number = "" if self.contents is None else self.contents.number
        return (self.name, number) if number else (self.name,)

    @property
    def absent(self) -> frozenset[int]:
        """Slices that were not acquired, so that nothing is said about them: the main sequence has no picture."""
        return self.main_volume.absent

    @property
    def main_volume(self) -> Volume:
        """The volume of the main sequence; the first where the case has none of it."""
        return next((volume for volume in self.volumes if volume.sequence == self.main_sequence), self.volumes[0])

    @cached_property
    def blank(self) -> frozenset[int]:
        """Slices that were acquired but hold no picture in any sequence, so that nothing is said about them either.

        All of them where no sequence shows anything or a slice has too few pixels.
        """
        acquired = frozenset(range(len(self))) - self.absent
        if min(self.shape) < _LEAST_PX:
            return acquired
        return acquired.intersection(*(each.blank | each.absent for each in self.volumes if each.shows))

    @cached_property
    def indices(self) -> tuple[int, ...]:
        """The slices that hold a picture, in order: what is analysed, scored and counted."""
        silent = self.absent | self.blank
        return tuple(index for index in range(len(self)) if index not in silent)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of a slice."""
        _, rows, columns = self.volumes[0].voxels.shape
        return rows, columns

    @property
    def geometry(self) -> Geometry:
        """Where the voxels lie."""
        return self.volumes[0].geometry

    @cached_property
    def modality(self) -> str:
        """What the files of the main sequence call the kind of pictures: "MR", "CT"; "" where they do not say."""
        key = dict(self.choices.sequences).get(self.main_sequence, "")
        there = () if self.contents is None else self.contents.series
        return next((str(each.attributes.get("Modality") or "") for each in there if each.key == key), "")

    def volume(self, sequence: str) -> Volume:
        """The volume of a sequence; KeyError when the case has none."""
        for volume in self.volumes:
            if volume.sequence == sequence:
                return volume
        raise KeyError(sequence)

    def mask_of(self, index: int) -> NDArray[Any] | None:
        """Mask of one slice, bool ``[row, column]``; None where no mask was drawn for it, or no picture is."""
        if self.mask is None or not self.mask.drawn[index] or index in self.absent:
            return None
        pixels: NDArray[Any] = self.mask.voxels[index]
        return pixels
