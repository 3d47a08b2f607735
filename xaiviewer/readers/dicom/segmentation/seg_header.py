"""What a DICOM segmentation says of itself: its segments, and where each of its frames lies (PS3.3 C.8.20)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset
from pydicom.uid import SegmentationStorage

from xaiviewer.case.series import Segment
from xaiviewer.errors import ReadError
from xaiviewer.readers.dicom.files.functional import Groups, groups_of
from xaiviewer.readers.dicom.files.header import DicomHeader, first, integer, items, number, numbers, text
from xaiviewer.readers.dicom.pixels.image import IMAGE_KEYWORDS, Image
from xaiviewer.readers.dicom.segmentation.masks import References, label
from xaiviewer.readers.dicom.segmentation.planes import ImagePlane
from xaiviewer.readers.dicom.segmentation.seg_frames import image_of_mask
from xaiviewer.readers.lesion import half_of
from xaiviewer.readers.naming.names import listed, shown

LABEL_MAP = "1.2.840.10008.5.1.4.1.1.66.7"  # Label Map Segmentation Storage, of 2024
KEYWORDS = (
    *IMAGE_KEYWORDS,
    "SOPClassUID",
    "SegmentationType",
    "SegmentationFractionalType",
    "MaximumFractionalValue",
    "SegmentSequence",
    "SharedFunctionalGroupsSequence",
    "PerFrameFunctionalGroupsSequence",
    "FrameOfReferenceUID",
    "ReferencedSeriesSequence",
    "StudiesContainingOtherReferencedInstancesSequence",
    "SourceImageSequence",
    "ImagePositionPatient",
    "ImageOrientationPatient",
    "PixelSpacing",
    "SpacingBetweenSlices",
    "SliceThickness",
    "ImageOrientationSlide",
    "SeriesNumber",
    "SeriesDescription",
    "ContentLabel",
    "PixelPaddingValue",
)


@dataclass(frozen=True, eq=False, slots=True)
class MaskFrame:
    """One frame.

    Attributes:
        segment: the number of the only segment that it shows; None where its values are the numbers.
        plane: where it lies; None where the file does not say.
        images: SOPInstanceUIDs of the images that it was drawn on.
    """

    segment: int | None
    plane: ImagePlane | None
    images: frozenset[str]


@dataclass(frozen=True, eq=False, slots=True)
class Segmentation:
    """A segmentation object without its pixels.

    Attributes:
        name: what it is called.
        number: its SeriesNumber, "" where it has none.
        threshold: the least stored value that is inside; None for label maps.
        kind: "BINARY", "FRACTIONAL" or "LABELMAP".
        spacings_mm: the distance of neighbouring planes, where it states one.
        thickness_mm: of its planes, where it states one.
        notices: sentences on what is assumed.
    """

    image: Image
    name: str
    number: str
    kind: str
    threshold: float | None
    segments: tuple[Segment, ...]
    frames: tuple[MaskFrame, ...]
    spacings_mm: tuple[float, ...]
    thickness_mm: float | None
    references: References
    notices: tuple[str, ...]

    @property
    def path(self) -> Path:
        """Its file."""
        return self.image.path


def segmentation_of(header: DicomHeader) -> Segmentation:
    """What `header` (of `KEYWORDS`) says.

    Raises:
        ReadError: where it is no segmentation, or lacks what its frames need to be placed.
    """
    data, path = header.data, header.path
    if text(data, "SOPClassUID") not in (SegmentationStorage, LABEL_MAP):
        raise ReadError(f"{shown(path)} is no DICOM segmentation; choose another file.")
    image = image_of_mask(header)
    kind = "LABELMAP" if text(data, "SOPClassUID") == LABEL_MAP else text(data, "SegmentationType").upper()
    segments = _segments(path, data, kind)
    described = len(items(data, "PerFrameFunctionalGroupsSequence"))
    if described < image.frames and (described or image.frames > 1):
        raise ReadError(f"{shown(path)} describes {described} of its {image.frames} frames; export it again.")
    groups = groups_of(data, image.frames) or [Groups(Dataset(), Dataset())]
    frames = tuple(_frame(path, data, each, kind, segments) for each in groups)
    threshold, notices = _threshold(path, data, kind, image)
    if described > image.frames:
        notices.append(
            f"{shown(path.name)} describes {described} frames but holds {image.frames}; the others are missing."
        )
    notices += _about_algorithms(path, data)
    return Segmentation(
        image=image,
        name=label(text(data, "SeriesDescription") or text(data, "ContentLabel"), shown(path.name)),
        number=text(data, "SeriesNumber"),
        kind=kind,
        threshold=threshold,
        segments=segments,
        frames=frames,
        spacings_mm=(spacing,) if (spacing := _distance(data, groups, "SpacingBetweenSlices")) else (),
        thickness_mm=_distance(data, groups, "SliceThickness"),
        references=_references(data, frames),
        notices=tuple(notices),
    )


def _about_algorithms(path: Path, data: Dataset) -> list[str]:
    """Said where no person drew it: what agrees with it agrees with no clinician."""
    drawn = [each for each in items(data, "SegmentSequence") if text(each, "SegmentAlgorithmType") == "AUTOMATIC"]
    if not drawn:
        return []
    names = listed(sorted({label(text(each, "SegmentAlgorithmName"), "one without a name") for each in drawn}))
    return [f"{shown(path.name)} was drawn by an algorithm ({names}): agreement with it is none with a clinician."]


def _segments(path: Path, data: Dataset, kind: str) -> tuple[Segment, ...]:
    found: dict[int, Segment] = {}
    for item in items(data, "SegmentSequence"):
        value = integer(item, "SegmentNumber", -1)
        if value < 0 or (kind == "LABELMAP" and value == integer(data, "PixelPaddingValue", 0)):
            continue  # a label map may describe its background
        kind_item = first(item, "SegmentedPropertyTypeCodeSequence")
        meaning = text(kind_item, "CodeMeaning") if kind_item is not None else ""
        found.setdefault(value, Segment(value, label(text(item, "SegmentLabel") or meaning, f"segment {value}")))
    if not found:
        raise ReadError(f"{shown(path)} describes no segment; export it again.")
    return tuple(found[value] for value in sorted(found))


def _frame(path: Path, data: Dataset, groups: Groups, kind: str, segments: tuple[Segment, ...]) -> MaskFrame:
    segment = None
    if kind != "LABELMAP":
        segment = integer(groups.item("SegmentIdentificationSequence"), "ReferencedSegmentNumber", -1)
        if segment < 0 and len(segments) == 1:
            segment = segments[0].number
        if segment < 0:
            raise ReadError(f"{shown(path)} does not say which segment its frames show; export it again.")
    images = groups.item("DerivationImageSequence")
    sources = [text(source, "ReferencedSOPInstanceUID") for source in items(images, "SourceImageSequence")]
    return MaskFrame(segment, _plane(path, data, groups), frozenset(filter(None, sources)))


def _plane(path: Path, data: Dataset, groups: Groups) -> ImagePlane | None:
    """Where a frame lies; what is in no group may stand at the top, as in files of one frame (PS3.3 C.7.6.2)."""

    def stated(group: str, keyword: str, count: int) -> tuple[float, ...]:
        return numbers(groups.item(group), keyword, count) or numbers(data, keyword, count)

    origin = stated("PlanePositionSequence", "ImagePositionPatient", 3)
    cosines = stated("PlaneOrientationSequence", "ImageOrientationPatient", 6)
    spacing = stated("PixelMeasuresSequence", "PixelSpacing", 2)
    if "ImageOrientationSlide" in data or len(groups.item("PlanePositionSlideSequence")):
        raise ReadError(f"{shown(path)} was drawn on a microscope slide; choose a mask of this patient's images.")
    if not (origin and cosines and spacing):
        return None
    across, down = np.array(cosines[:3]), np.array(cosines[3:])
    lengths = np.linalg.norm([across, down], axis=1)
    square = abs(across @ down) < 0.01 and np.abs(lengths - 1).max() < 0.01
    if not square or min(spacing) <= 0:
        raise ReadError(f"{shown(path)} states an impossible orientation or spacing; export it again.")
    return ImagePlane(np.array(origin), across / lengths[0] * spacing[1], down / lengths[1] * spacing[0])


def _threshold(path: Path, data: Dataset, kind: str, image: Image) -> tuple[float | None, list[str]]:
    name = shown(path.name)
    if kind == "LABELMAP":
        return None, []
    if kind == "FRACTIONAL" and image.bits_allocated > 1:
        most = number(data, "MaximumFractionalValue")
        most = most if most and most > 0 else float((1 << image.bits_stored) - 1)
        what = "occupancy" if text(data, "SegmentationFractionalType").upper() == "OCCUPANCY" else "probability"
        return half_of(most), [f"{name} is fractional: voxels with a {what} of at least one half count as inside."]
    return 1, []


def _distance(data: Dataset, groups: list[Groups], keyword: str) -> float | None:
    found = number(groups[0].item("PixelMeasuresSequence"), keyword) or number(data, keyword)
    return abs(found) if found else None


def _references(data: Dataset, frames: tuple[MaskFrame, ...]) -> References:
    instances = {uid for frame in frames for uid in frame.images}
    series = set()
    for item in _referenced_series(data):
        series.add(text(item, "SeriesInstanceUID"))
        instances |= {text(each, "ReferencedSOPInstanceUID") for each in items(item, "ReferencedInstanceSequence")}
    instances |= {text(each, "ReferencedSOPInstanceUID") for each in items(data, "SourceImageSequence")}
    return References(text(data, "FrameOfReferenceUID"), frozenset(series - {""}), frozenset(instances - {""}))


def _referenced_series(data: Dataset) -> Iterator[Dataset]:
    yield from items(data, "ReferencedSeriesSequence")
    for study in items(data, "StudiesContainingOtherReferencedInstancesSequence"):
        yield from items(study, "ReferencedSeriesSequence")
