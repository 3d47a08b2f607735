"""RT Structure Set Storage as masks (PS3.3 A.19, C.8.8.5 and C.8.8.6): every structure is a segment.

A structure set speaks for the whole of the image: where a structure has no contour it is absent, and every slice counts
as drawn. Only closed contours enclose voxels; open ones and points are left out with a notice.

This stays our own, for the reason that stands in `contours`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.filereader import read_partial
from pydicom.uid import RTStructureSetStorage

from xaiviewer.case.geometry import Geometry
from xaiviewer.case.series import MaskSource, MaskVoxels, Segment, Series
from xaiviewer.errors import ReadError
from xaiviewer.readers.dicom.files.header import first, integer, items, tags, text
from xaiviewer.readers.dicom.files.opening import is_deflated, opened
from xaiviewer.readers.dicom.files.quiet import guarded
from xaiviewer.readers.dicom.segmentation import masks
from xaiviewer.readers.dicom.segmentation.contour_planes import Contour, Report, draw, flat, own_grids
from xaiviewer.readers.dicom.segmentation.contours import XOR
from xaiviewer.readers.files.limits import MAX_HEADER_BYTES
from xaiviewer.readers.grids.reslice import Shape
from xaiviewer.readers.naming.names import listed, shown

_CLOSED = ("CLOSED_PLANAR", XOR)
_KEYWORDS = (
    "SOPClassUID",
    "SeriesNumber",
    "SeriesDescription",
    "StructureSetLabel",
    "FrameOfReferenceUID",
    "ReferencedFrameOfReferenceSequence",
    "StructureSetROISequence",
    "ROIContourSequence",
)
_CONTOUR_DATA = 0x30060050
_DAMAGED = "cannot be read as a DICOM structure set; it is damaged or incomplete: copy or export it again."
_HEAD = 1024


def mask_source(path: Path, series: Sequence[Series]) -> MaskSource:
    """The mask in the structure set file `path`, matched to `series`; contours are read when they are asked for.

    Its key is "rtstruct-" and the SeriesNumber; where several have one number, whoever lists them makes it unique.

    Raises:
        ReadError: where it is no structure set, is damaged, encloses nothing, or belongs to none of the series.
    """
    with guarded(path, _DAMAGED):
        data = _read(path)
        if text(data, "SOPClassUID") != RTStructureSetStorage:
            raise ReadError(f"{shown(path)} is no DICOM structure set; choose another file.")
        segments, bare = _segments(path, data)
        found, segments, notices = _matched(path, data, series, segments)
    if bare:
        what = "has" if len(bare) == 1 else "have"
        notices.append(f"{listed(bare)} of {shown(path.name)} {what} no closed contour and cannot be shown as a mask.")
    number = text(data, "SeriesNumber")
    return MaskSource(
        key=f"rtstruct-{number}" if number else "rtstruct",
        name=masks.label(text(data, "StructureSetLabel") or text(data, "SeriesDescription"), shown(path.name)),
        format="RTSTRUCT",
        files=(path,),
        segments=tuple(segments),
        reader=_ContourReader(path, tuple(segments), found),
        series=found.keys,
        notices=(*notices, *found.notices),
    )


@dataclass(frozen=True, eq=False)
class _ContourReader:
    """Fills the contours of structures on the grid that is asked for."""

    path: Path
    segments: tuple[Segment, ...]
    found: masks.Match

    def read(self, segments: tuple[int, ...], geometry: Geometry, shape: Shape) -> MaskVoxels:
        """As `MaskReader.read`."""
        wanted = masks.chosen(self.path, self.segments, segments)
        masks.refuse_other_frames(self.path, self.found, geometry, shape)
        with guarded(self.path, _DAMAGED):
            structures, notices = _structures(self.path, _read(self.path), wanted)
            self._refuse_apart(structures, geometry, shape)
            report = Report()
            out = np.zeros(shape, dtype=bool)
            exact = True
            for contours in structures:
                exact &= self._draw(contours, geometry, out, report)
        drawn = np.ones(shape[0], dtype=bool)
        return MaskVoxels(out, drawn, (*notices, *self._notices(report, exact=exact)), "contours")

    def _draw(self, contours: list[Contour], geometry: Geometry, out: NDArray[np.bool_], report: Report) -> bool:
        """Set a structure's voxels; False where they had to be mapped from another grid."""
        normals = [np.linalg.inv(geometry.affine[:3, :3])[2 - axis] for axis in range(3)]
        left = contours
        for axis in range(3):
            here = [each for each in left if flat(each, geometry, axis)]
            if here:
                normal = normals[axis] / np.linalg.norm(normals[axis])
                between = draw(here, geometry, out, axis, masks.spacings_mm(self.found, normal), report)
                if axis == 0:
                    report.shifted += between
                else:
                    report.turned += between
            left = [each for each in left if each not in here]
        if not left:
            return True
        for series in self.found.series:
            here = [each for each in left if flat(each, series.geometry, 0)]
            if here:
                self._put(here, series.geometry, series.shape, geometry, out, report)
            left = [each for each in left if each not in here]
        hints = [step for series in self.found.drawn_on for step in series.geometry.spacing_mm[:1]]
        for own, shape, here in own_grids(left, geometry, hints, report):
            self._put(here, own, shape, geometry, out, report)
        return False

    def _put(
        self,
        contours: list[Contour],
        own: Geometry,
        shape: Shape,
        geometry: Geometry,
        out: NDArray[np.bool_],
        report: Report,
    ) -> None:
        """Draw on a grid of the contours' own planes and map that to the grid that is asked for."""
        voxels = masks.blank(self.path, shape)
        normal = np.cross(own.affine[:3, 0], own.affine[:3, 1])
        draw(contours, own, voxels, 0, masks.spacings_mm(self.found, normal / np.linalg.norm(normal)), report)
        mapped, lost, _ = masks.put(voxels, own, geometry, (out.shape[0], out.shape[1], out.shape[2]))
        report.outside += len(contours) if lost and not mapped.any() else 0
        out |= mapped

    def _refuse_apart(self, structures: list[list[Contour]], geometry: Geometry, shape: Shape) -> None:
        points = [contour.points for contours in structures for contour in contours]
        if points:
            together = np.concatenate(points)
            masks.refuse_apart(self.path, (together.min(axis=0), together.max(axis=0)), geometry, shape)

    def _notices(self, report: Report, *, exact: bool) -> list[str]:
        name = shown(self.path.name)
        found = masks.notices_of(self.path, lost=0, exact=exact, total=0)
        if report.shifted:
            found.append(
                f"{_contours(report.shifted, name)} between the image's slices; each slice shows the nearest one."
            )
        if report.turned:
            found.append(
                f"The contours of {name} were drawn in other planes than the image's slices and were mapped to its "
                "grid by nearest neighbour."
            )
        if report.outside:
            found.append(f"{_contours(report.outside, name)} outside the image and cannot be shown.")
        if report.overlapping:
            found.append(f"Contours of one structure of {name} overlap in part; they were united.")
        if report.bent:
            found.append(f"{_contours(report.bent, name)} in no plane and cannot be shown.")
        return found


def _contours(count: int, name: str) -> str:
    return f"1 contour of {name} lies" if count == 1 else f"{count} contours of {name} lie"


def _read(path: Path) -> Dataset:
    """The structure set's elements; contours are parsed when they are touched."""
    with path.open("rb") as file:
        deflated = is_deflated(file.read(_HEAD))
        size = file.seek(0, 2)
    if size > MAX_HEADER_BYTES:
        raise ReadError(f"{shown(path)} has more than {MAX_HEADER_BYTES >> 20} MiB of contours; export fewer of them.")
    with opened(path, deflated=deflated) as file:
        return read_partial(file, force=True, specific_tags=tags(_KEYWORDS))


def _segments(path: Path, data: Dataset) -> tuple[list[Segment], list[str]]:
    """The structures that have closed contours, and the names of those that have none."""
    with_area = {
        integer(item, "ReferencedROINumber", -1)
        for item in items(data, "ROIContourSequence")
        if any(_kind(contour) in _CLOSED for contour in items(item, "ContourSequence"))
    }
    found: dict[int, Segment] = {}
    bare = []
    for item in items(data, "StructureSetROISequence"):
        number = integer(item, "ROINumber", -1)
        segment = Segment(number, masks.label(text(item, "ROIName"), f"structure {number}"))
        if number in with_area:
            found.setdefault(number, segment)
        else:
            bare.append(segment.name)
    if not found:
        raise ReadError(f"{shown(path)} holds no closed contour; choose another mask.")
    return [found[number] for number in sorted(found)], bare


def _matched(
    path: Path, data: Dataset, series: Sequence[Series], segments: list[Segment]
) -> tuple[masks.Match, list[Segment], list[str]]:
    """The series that the structures belong to; structures of another frame of reference are left out."""
    frames = {
        integer(item, "ROINumber", -1): text(item, "ReferencedFrameOfReferenceUID")
        for item in items(data, "StructureSetROISequence")
    }
    faults = []
    for frame in dict.fromkeys(frames[segment.number] for segment in segments):
        own = frame or text(data, "FrameOfReferenceUID")
        try:
            found = masks.match(path, _references(data, own), series)
        except ReadError as error:
            faults.append(error)
            continue
        kept = [segment for segment in segments if frames[segment.number] == frame]
        away = [segment.name for segment in segments if segment not in kept]
        notice = f"{listed(away)} of {shown(path.name)} lie in another frame of reference and are left out."
        return found, kept, [notice] if away else []
    raise faults[0]


def _references(data: Dataset, frame: str) -> masks.References:
    series: set[str] = set()
    instances: set[str] = set()
    for item in items(data, "ReferencedFrameOfReferenceSequence"):
        if frame and text(item, "FrameOfReferenceUID") not in ("", frame):
            continue
        for study in items(item, "RTReferencedStudySequence"):
            for each in items(study, "RTReferencedSeriesSequence"):
                series.add(text(each, "SeriesInstanceUID"))
                instances |= {text(image, "ReferencedSOPInstanceUID") for image in items(each, "ContourImageSequence")}
    if not instances:
        instances = _contour_images(data)
    return masks.References(frame, frozenset(series - {""}), frozenset(instances - {""}))


def _contour_images(data: Dataset) -> set[str]:
    """The images that contours name, of each structure the first: enough to find the series."""
    found = set()
    for item in items(data, "ROIContourSequence"):
        contour = first(item, "ContourSequence")
        image = first(contour, "ContourImageSequence")
        if image is not None:
            found.add(text(image, "ReferencedSOPInstanceUID"))
    return found


def _structures(path: Path, data: Dataset, wanted: frozenset[int]) -> tuple[list[list[Contour]], list[str]]:
    """The closed contours of each structure that is wanted, and sentences on what was left out."""
    found = []
    unclosed = damaged = 0
    for item in items(data, "ROIContourSequence"):
        if integer(item, "ReferencedROINumber", -1) not in wanted:
            continue
        contours = []
        for each in items(item, "ContourSequence"):
            if _kind(each) not in _CLOSED:
                unclosed += 1
            elif (points := _points(each)) is None:
                damaged += 1
            else:
                contours.append(Contour(points, _kind(each)))
        if contours:
            found.append(contours)
    name = shown(path.name)
    notices = []
    if unclosed:
        notices.append(f"{name} has open contours or points ({unclosed}) that enclose no area; they were left out.")
    if damaged:
        notices.append(f"{name} has contours whose points cannot be read ({damaged}); they were left out.")
    return found, notices


def _kind(contour: Dataset) -> str:
    return text(contour, "ContourGeometricType").upper()


def _points(contour: Dataset) -> NDArray[np.float64] | None:
    """``[point, 3]`` in LPS millimetres; None where they are no numbers.

    One or two points make no area, but where they are centres of pixels they are what some programs draw around them.
    """
    try:
        # Straight from the bytes: pydicom makes an object of every decimal string, a hundred times slower.
        stored: Any = contour.get_item(_CONTOUR_DATA)
        value = stored.value if stored is not None else b""
        parts = bytes(value).split(b"\\") if isinstance(value, bytes | bytearray) else list(value)
        values = np.array([float(part) for part in parts], dtype=np.float64)
    except (TypeError, ValueError):
        return None
    if not values.size or values.size % 3 or not (np.abs(values) < 1e6).all():
        return None
    return values.reshape(-1, 3)
