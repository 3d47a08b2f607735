"""What lies on disk for a case, before voxels are read: its image series and its masks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.arrays import frozen
from xaiviewer.case.geometry import Geometry

Progress = Callable[[int, int], None]
"""Called with how much is done, and how much there is in all."""

Cancel = Callable[[], bool]
"""Asked between steps whether the work is to stop."""


def never() -> bool:
    """Nobody cancels."""
    return False


def ignore(*values: object) -> None:
    """For a callback that nobody waits for."""


@dataclass(frozen=True, eq=False)
class Voxels:
    """The voxels of one series as they were read.

    Attributes:
        values: ``[slice, row, column]`` on the series' acquired grid.
        read: bool ``[slice]``; False where a slice could not be decoded: its values are zero.
        notices: sentences on what was left out or assumed.
    """

    values: NDArray[Any]
    read: NDArray[np.bool_]
    notices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", frozen(self.values))
        object.__setattr__(self, "read", frozen(np.asarray(self.read, dtype=bool)))


class VoxelSource(Protocol):
    """Decodes the voxels of one series. Nothing is kept: whoever needs them twice keeps them."""

    def slice(self, index: int) -> NDArray[Any]:
        """One slice ``[row, column]``, the rescaled values; ReadError with a sentence when it cannot be decoded."""

    def read(self, *, progress: Progress = ignore, cancelled: Cancel = never) -> Voxels:
        """All slices; ReadError when none can be decoded, Cancelled when `cancelled` says so."""


@runtime_checkable
class ColourSource(Protocol):
    """A `VoxelSource` that may hold pictures in colour, whose `slice` is their luminance."""

    def colours(self, index: int) -> NDArray[Any] | None:
        """One slice ``[row, column, (red, green, blue)]``; None of one in grey, or that is missing.

        Raises:
            ReadError: where it cannot be decoded.
        """


@dataclass(frozen=True, eq=False)
class Series:
    """One image series: a DICOM series (or an echo, b-value or stack of it), a NIfTI volume, a channel of TIFF slices.

    Attributes:
        key: short, unique in the case, stable between runs: what ``--sequences t1=KEY`` and `Choices` name.
        name: shown to the user: SeriesDescription, or the file's name.
        format: "DICOM", "NIfTI", "TIFF" or "picture".
        files: every file it is read from, in slice order where slices have files of their own.
        shape: (slices, rows, columns) as acquired.
        dtype: type of the values that `source` gives, as NumPy names it.
        geometry: of the acquired grid.
        attributes: what the files say that helps to recognise the sequence, by DICOM keyword or BIDS key
            (``SequenceName``, ``EchoTime``, ``InversionTime``, ``ContrastBolusAgent``, ...); never a patient's name.
        slice_names: one per slice; the file's stem where every slice has a file.
        notices: sentences on gaps, duplicates, uneven positions, tilt ..., naming the files.
        frame_of_reference: FrameOfReferenceUID, or "" where the format has none.
        source: gives the voxels.
        whole: False for what is no volume of the patient to be judged: localisers, derived maps, single stray slices.
        missing: slices that no file holds, for which only room is kept.
    """

    key: str
    name: str
    format: str
    files: tuple[Path, ...]
    shape: tuple[int, int, int]
    dtype: str
    geometry: Geometry
    source: VoxelSource = field(repr=False)
    attributes: Mapping[str, Any] = field(default_factory=dict)
    slice_names: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    frame_of_reference: str = ""
    whole: bool = True
    missing: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "attributes", MappingProxyType(dict(self.attributes)))


@dataclass(frozen=True)
class Segment:
    """One label of a mask: its value and what it is called."""

    number: int
    name: str


@dataclass(frozen=True, eq=False)
class MaskVoxels:
    """A mask on the grid that was asked for.

    Attributes:
        voxels: bool ``[slice, row, column]``.
        drawn: bool ``[slice]``; False where no mask exists for a slice, which is not the same as an empty mask.
        notices: sentences on what was mapped, left out or assumed.
        meaning: how its values were read, in a few words.
    """

    voxels: NDArray[np.bool_]
    drawn: NDArray[np.bool_]
    notices: tuple[str, ...] = ()
    meaning: str = ""


class MaskReader(Protocol):
    """Decodes a mask."""

    def read(self, segments: tuple[int, ...], geometry: Geometry, shape: tuple[int, int, int]) -> MaskVoxels:
        """The union of `segments` (all of them when empty) on the grid of `geometry` and `shape`.

        Nearest neighbour through both affines where the mask lies on another grid, with a notice; ReadError with a
        sentence where it cannot be decoded or does not overlap the grid at all.
        """


@dataclass(frozen=True, eq=False)
class MaskSource:
    """One mask on disk: a DICOM SEG, an RTSTRUCT, a NIfTI label map, the mask files of TIFF slices.

    Attributes:
        key: short, unique in the case, stable between runs: what ``--mask KEY`` and `Choices` name.
        name: shown to the user: the label of the object, or the file's name.
        format: "DICOM SEG", "RTSTRUCT", "NIfTI", "TIFF" or "picture".
        files: every file it is read from.
        segments: its labels, in order.
        series: keys of the series that it says it was drawn on; empty where it does not say.
        notices: sentences on what is unusual.
        reader: gives the voxels.
        by_values: nothing but its values says that it is a mask; `series` are those on whose grid it lies, and
            none where it has too many labels for a lesion's.
    """

    key: str
    name: str
    format: str
    files: tuple[Path, ...]
    segments: tuple[Segment, ...]
    reader: MaskReader = field(repr=False)
    series: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    by_values: bool = False


@dataclass(frozen=True, eq=False)
class Contents:
    """All that lies on disk for one case.

    Attributes:
        name: shown in the list of cases.
        path: what `load_case` opens it by.
        series, masks: in the order in which they are listed.
        notices: sentences on files that were left out and why.
        synthetic: True for the phantom.
        study: of DICOM, what tells it from other studies: StudyInstanceUID and a mark of the patient; else "".
        patient: of DICOM, a mark that all studies of the patient have in common, made of number and name and not to be
            turned back into them; "" where the files do not say whose they are.
        number: of DICOM, the mark of the patient's number alone, see `patient_marks.number_mark`; "" likewise.
    """

    name: str
    path: Path
    series: tuple[Series, ...]
    masks: tuple[MaskSource, ...] = ()
    notices: tuple[str, ...] = ()
    synthetic: bool = False
    study: str = ""
    patient: str = ""
    number: str = ""


@dataclass(frozen=True)
class Choices:
    """What the user decided about a case's files; what is left open is decided by `readers.choosing.sequences`.

    Attributes:
        sequences: (key of `SEQUENCES`, key of a `Series`) pairs, such as ``(("t1", "5"),)``; "" in place of a
            series' key leaves the sequence out.
        mask: key of a `MaskSource`; "" for no mask; None for the one that fits best.
        segments: numbers of its segments; empty for the whole lesion: the union of all but those that are named as
            anatomy (brain, body, eyes ...).
    """

    sequences: tuple[tuple[str, str], ...] = ()
    mask: str | None = None
    segments: tuple[int, ...] = ()


AUTOMATIC = Choices()
"""Everything is left open."""


@dataclass(frozen=True, eq=False)
class Preview:
    """The first slice of a case, painted while the others are still being read.

    Attributes:
        name: of the case.
        pixels: ``[row, column]`` on the case's grid.
        index: which slice it is.
        count: how many slices there are.
        geometry: of the case's grid.
    """

    name: str
    pixels: NDArray[Any]
    index: int
    count: int
    geometry: Geometry

    def __post_init__(self) -> None:
        object.__setattr__(self, "pixels", frozen(self.pixels))
