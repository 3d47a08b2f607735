"""The series that a case lies on, read again from its headers: whose it is, and where each of its slices lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.valuerep import DS

from xaiviewer.case import Case, Grid, Series
from xaiviewer.errors import ReadError, UsageError
from xaiviewer.readers.dicom.files.quiet import guarded
from xaiviewer.readers.dicom.pixels.source import DicomSource
from xaiviewer.readers.grids import reslice
from xaiviewer.readers.naming.names import shown

_MUST = ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "SOPClassUID", "FrameOfReferenceUID")
_MAY_BE_EMPTY = (
    *("PatientName", "PatientID", "PatientBirthDate", "PatientSex", "AccessionNumber"),
    *("StudyID", "StudyDate", "StudyTime", "ReferringPhysicianName"),
)
_STATED_ANEW = ("NumberOfFrames", "SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence")
_DAMAGED = "cannot be read again; it is damaged or was changed: copy or export it again."


@dataclass(frozen=True, eq=False)
class Slot:
    """Where one acquired slice is stored.

    Attributes:
        header: of its file.
        frame: counted from 1; 0 where the file holds a single picture.
        position: ImagePositionPatient, LPS millimetres.
    """

    header: Dataset
    frame: int
    position: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Source:
    """The main sequence's series.

    Attributes:
        headers: one per file, without pixels, in the order of the slices.
        slots: one per acquired slice; None for those that no file holds.
        grid: as acquired.
        axes: what turns the acquired array into the case's; None where the case was resampled.
        case: whose series it is.
        files: by SOPInstanceUID.
    """

    headers: tuple[Dataset, ...]
    slots: tuple[Slot | None, ...]
    grid: Grid
    axes: reslice.Axes | None
    case: Case
    files: dict[str, Path]

    @property
    def lead(self) -> Dataset:
        """The header of the first slice: study, patient, frame of reference."""
        return self.headers[0]

    @property
    def orientation(self) -> tuple[float, ...]:
        """ImageOrientationPatient of the acquired slices, from the grid that they lie on."""
        return cosines(self.grid.geometry.affine)

    @property
    def multiframe(self) -> bool:
        """Whether files hold several pictures each."""
        return "NumberOfFrames" in self.lead

    @property
    def stored(self) -> list[int]:
        """The acquired slices that a file holds."""
        return [index for index, slot in enumerate(self.slots) if slot is not None]

    def for_highdicom(self) -> dict[str, Any]:
        """The images as highdicom takes them: of multi-frame ones it wants one, whose frames share their geometry.

        Scanners state it frame by frame, and the series may be some frames of several files; so it gets a header with
        the slots' places alone. What each frame was made from is stated anew afterwards, see `made.refer`.
        """
        if not self.multiframe:
            return {"source_images": list(self.headers)}
        slots = [slot for slot in self.slots if slot is not None]
        step_mm, row_mm, column_mm = self.grid.geometry.spacing_mm
        shared, measures, orientation = Dataset(), Dataset(), Dataset()
        measures.PixelSpacing, measures.SliceThickness = [DS(row_mm, True), DS(column_mm, True)], DS(step_mm, True)
        orientation.ImageOrientationPatient = [DS(each, True) for each in self.orientation]
        shared.PixelMeasuresSequence, shared.PlaneOrientationSequence = [measures], [orientation]
        frames = []
        for slot in slots:
            frame, place = Dataset(), Dataset()
            place.ImagePositionPatient = [DS(float(each), True) for each in slot.position]
            frame.PlanePositionSequence = [place]
            frames.append(frame)
        made = Dataset()
        for element in self.lead:
            if element.keyword not in _STATED_ANEW:  # what is set in a copy's element is set in the header as well
                made.add(element)
        made.file_meta = self.lead.file_meta
        made.NumberOfFrames = len(slots)
        made.SharedFunctionalGroupsSequence, made.PerFrameFunctionalGroupsSequence = [shared], frames
        return {"source_images": [made], "further_source_images": list(self.headers[1:]) or None}

    def place_of(self, index: int) -> NDArray[np.float64]:
        """Where an acquired slice lies, LPS millimetres: as its file says, or in line with the others."""
        slot = self.slots[index]
        even: NDArray[np.float64] = self.grid.geometry.affine @ (0, 0, index, 1)
        return even[:3] if slot is None else slot.position

    def slot_of(self, index: int) -> Slot | None:
        """Where a slice of the case is stored; None where no file holds it or the case has slices of its own."""
        if self.axes is None or self.axes.order[0] != 0:
            return None
        return self.slots[len(self.slots) - 1 - index if self.axes.flips[0] else index]

    def origin_of(self, index: int) -> NDArray[np.float64]:
        """Centre of the first voxel of a slice of the case, LPS millimetres: where its file says that it lies.

        The case's grid is even; files may state positions that are not, by less than a reader would see.
        """
        here: NDArray[np.float64] = self.case.geometry.affine @ (0, 0, index, 1)
        slot = self.slot_of(index)
        if slot is None:
            return here[:3]
        place = next(number for number, each in enumerate(self.slots) if each is slot)
        even = self.grid.geometry.affine @ (0, 0, place, 1)
        return np.asarray(here[:3] + (slot.position - even[:3]))

    def as_acquired(self, voxels: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """A mask on the case's grid, bool ``[slice, row, column]``, on the acquired one."""
        return np.ascontiguousarray(
            reslice.nearest(voxels, self.case.geometry, self.grid.geometry, self.grid.shape), dtype=bool
        )


def refusal(case: Case) -> str:
    """Why no DICOM objects can be made of a case; "" where they can. Only what is known without reading."""
    series = main_series(case)
    if series is None or series.format != "DICOM" or case.synthetic:
        return (
            f"{case.name} does not come from DICOM, and no patient or study is invented for it; export NIfTI and JSON "
            "instead."
        )
    if case.acquired is None:
        return f"{case.name} does not say where its voxels lie, so no DICOM object can say it; export pictures instead."
    if not series.frame_of_reference:
        return f"{case.name} states no frame of reference, so no DICOM object can lie in it; export NIfTI instead."
    return ""


def main_series(case: Case) -> Series | None:
    """The series on whose grid the case lies; None where the case was not read from disk."""
    if case.contents is None:
        return None
    key = dict(case.choices.sequences).get(case.main_sequence)
    return next((each for each in case.contents.series if each.key == key), None)


def read_source(case: Case) -> Source:
    """Read the headers of the case's main series again.

    Raises:
        UsageError: where the case did not come from DICOM, or does not say whose it is or where it lies.
        ReadError: where a file is gone or is another one than when the case was opened.
    """
    if problem := refusal(case):
        raise UsageError(problem)
    series = main_series(case)
    assert series is not None
    assert case.acquired is not None
    by_uid: dict[str, Dataset] = {}
    files: dict[str, Path] = {}
    for path in series.files:
        header = _header(path)
        by_uid[str(header.SOPInstanceUID)] = header
        files[str(header.SOPInstanceUID)] = path
    slots = _slots(case, series, by_uid)
    used = dict.fromkeys(id(each.header) for each in slots if each is not None)
    headers = {id(header): header for header in by_uid.values()}
    found = tuple(headers[key] for key in used)
    if len({str(each.FrameOfReferenceUID) for each in found}) > 1:
        raise UsageError(f"{case.name} states several frames of reference, so no DICOM object can lie in one of them.")
    axes = reslice.same_grid(case.acquired.geometry, case.acquired.shape, case.geometry, (len(case), *case.shape))
    return Source(found, slots, case.acquired, axes, case, files)


def cosines(affine: NDArray[np.float64]) -> tuple[float, ...]:
    """ImageOrientationPatient of a grid: the directions of rows and of columns."""
    along = affine[:3, :2] / np.linalg.norm(affine[:3, :2], axis=0)
    return tuple(float(each) for each in along.T.ravel())


def _header(path: Path) -> Dataset:
    """One file's header; what may be empty is."""
    with guarded(path, _DAMAGED):
        header: Dataset = dcmread(path, stop_before_pixels=True, force=True)
        missing = [keyword for keyword in _MUST if not header.get(keyword)]
        if missing:
            raise UsageError(f"{shown(path)} has no {missing[0]}, and none is invented; export it again.")
        for keyword in _MAY_BE_EMPTY:
            if keyword not in header:
                setattr(header, keyword, "")
    return header


def _slots(case: Case, series: Series, by_uid: dict[str, Dataset]) -> tuple[Slot | None, ...]:
    named = [str(each) for each in series.attributes.get("SOPInstanceUIDs", ())]
    if len(named) != series.shape[0] or not set(named) - {""} <= set(by_uid):
        raise ReadError(f"The files of {case.name} are no longer those that were opened; open the case again.")
    found: list[Slot | None] = []
    for index, uid in enumerate(named):
        if not uid:
            found.append(None)
            continue
        header, frame = by_uid[uid], 0
        if "NumberOfFrames" in header:
            plane = series.source.plane(index) if isinstance(series.source, DicomSource) else None
            if plane is None:
                raise ReadError(f"{case.name} does not say which frames its slices are; open the case again.")
            frame = plane.index + 1
        even = series.geometry.affine @ (0, 0, index, 1)
        stated = _position(header, frame)
        found.append(Slot(header, frame, even[:3] if stated is None else stated))
    return tuple(found)


def _position(header: Dataset, frame: int) -> NDArray[np.float64] | None:
    """ImagePositionPatient as the file states it; None where it states none."""
    places = [header]
    if frame and "PerFrameFunctionalGroupsSequence" in header:
        groups = header.PerFrameFunctionalGroupsSequence
        places = [*groups[frame - 1].get("PlanePositionSequence", ())] if frame <= len(groups) else []
    elif frame:
        return None
    stated = next((each.ImagePositionPatient for each in places if each.get("ImagePositionPatient")), None)
    return None if stated is None or len(stated) != 3 else np.array([float(each) for each in stated])
