"""DICOM masks written for tests: segmentations by highdicom, structure sets whose contours follow the pixels' edges."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import highdicom
import imagecodecs
import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.sr.codedict import codes
from pydicom.uid import (
    UID,
    ExplicitVRLittleEndian,
    JPEG2000Lossless,
    RLELossless,
    RTStructureSetStorage,
    generate_uid,
)

from xaiviewer.readers.dicom.files.header import numbers

ROOT = "1.2.826.0.1.3680043.8.498."
_COMPRESSED_HERE = (RLELossless, JPEG2000Lossless)
_STUDY = ("StudyInstanceUID", "PatientID", "PatientName", "StudyDate", "FrameOfReferenceUID")


def uid(*parts: object) -> str:
    """A UID that depends on `parts` alone."""
    return str(generate_uid(prefix=ROOT, entropy_srcs=[str(part) for part in parts]))


def headers(source_files: Iterable[Path]) -> list[Dataset]:
    """The images' headers, with what highdicom asks of them filled in."""
    found = []
    for file in source_files:
        header = pydicom.dcmread(file, stop_before_pixels=True)
        for keyword in ("PatientBirthDate", "PatientSex", "AccessionNumber", "StudyID", "StudyTime", "StudyDate"):
            if keyword not in header:
                setattr(header, keyword, "")
        for keyword in ("PatientID", "PatientName"):
            if keyword not in header:
                setattr(header, keyword, "unknown")
        found.append(header)
    return found


def write_seg(
    path: Path,
    mask: NDArray[Any],
    source_files: Sequence[Path],
    *,
    labels: Mapping[int, str] | None = None,
    kind: str = "BINARY",
    series_number: int = 7,
    description: str = "Tumour",
    omit_empty_frames: bool = True,
    transfer_syntax: str = ExplicitVRLittleEndian,
    **more: Any,
) -> Path:
    """A segmentation of classic images, written by highdicom.

    Args:
        path: the file to write.
        mask: ``[slice, row, column]``; bool, or integers that are the segments' numbers from 1, or, for a fractional
            one, float 0 to 1.
        source_files: one per slice, in the order of the slices.
        labels: names by number; "Tumour" where there is one segment.
        kind: "BINARY", "FRACTIONAL" or "LABELMAP".
        series_number: its SeriesNumber.
        description: its SeriesDescription.
        omit_empty_frames: as is usual.
        transfer_syntax: of the file.
        more: to highdicom's `Segmentation`.
    """
    sources = headers(source_files)
    numbers_ = [1] if mask.dtype.kind in "bf" else sorted(set(np.unique(mask).tolist()) - {0})
    names = dict(labels or {number: "Tumour" if len(numbers_) == 1 else f"Part {number}" for number in numbers_})
    described = [
        highdicom.seg.SegmentDescription(
            segment_number=number,
            segment_label=name,
            segmented_property_category=codes.SCT.MorphologicallyAbnormalStructure,
            segmented_property_type=codes.SCT.Neoplasm,
            algorithm_type=highdicom.seg.SegmentAlgorithmTypeValues.MANUAL,
        )
        for number, name in names.items()
    ]
    pixels = mask.astype(np.uint8) if mask.dtype == bool else mask
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = highdicom.seg.Segmentation(
            source_images=sources,
            pixel_array=pixels,
            segmentation_type=kind,
            segment_descriptions=described,
            series_instance_uid=uid(path, "series"),
            series_number=series_number,
            sop_instance_uid=uid(path),
            instance_number=1,
            manufacturer="tests",
            manufacturer_model_name="tests",
            software_versions="1",
            device_serial_number="1",
            series_description=description,
            omit_empty_frames=omit_empty_frames,
            transfer_syntax_uid=ExplicitVRLittleEndian if transfer_syntax in _COMPRESSED_HERE else transfer_syntax,
            **more,
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        made.save_as(path)
        if transfer_syntax in _COMPRESSED_HERE:
            _compress(path, transfer_syntax)
    return path


def _compress(path: Path, syntax: UID) -> None:
    """What highdicom leaves to packages that are not installed here."""
    data = pydicom.dcmread(path)
    if syntax == RLELossless:
        data.compress(RLELossless, encoding_plugin="pydicom", generate_instance_uid=False)
    else:
        settings = {"codecformat": "j2k", "reversible": True, "bitspersample": data.BitsStored}
        frames = data.pixel_array.reshape(-1, data.Rows, data.Columns)
        data.PixelData = encapsulate([imagecodecs.jpeg2k_encode(frame, **settings) for frame in frames])
        data["PixelData"].is_undefined_length = True
        data.file_meta.TransferSyntaxUID = syntax
    data.save_as(path)


def write_rtstruct(
    path: Path,
    mask: NDArray[Any],
    source_files: Sequence[Path],
    *,
    labels: Mapping[int, str] | None = None,
    series_number: int = 8,
    description: str = "Contours",
) -> Path:
    """A structure set with one structure per number in `mask` ``[slice, row, column]``, holes as contours of their own.

    The contours run along the edges of the pixels, so that the centres inside are those of the mask, exactly.
    """
    sources = headers(source_files)
    structures = []
    for number in [1] if mask.dtype == bool else sorted(set(np.unique(mask).tolist()) - {0}):
        contours = []
        for header, plane in zip(sources, mask == number, strict=True):
            contours += [Contour(points_mm(loop, header), image=header) for loop in edges(plane)]
        structures.append(Structure(number, (labels or {}).get(number, "GTV"), contours))
    return save_rtstruct(path, structures, sources, series_number=series_number, description=description)


class Contour:
    """One contour: points ``[point, 3]`` in LPS mm."""

    def __init__(self, points: NDArray[np.float64], kind: str = "CLOSED_PLANAR", image: Dataset | None = None) -> None:
        self.points, self.kind, self.image = points, kind, image


class Structure:
    """One region of interest."""

    def __init__(self, number: int, name: str, contours: Sequence[Contour]) -> None:
        self.number, self.name, self.contours = number, name, contours


def save_rtstruct(
    path: Path,
    structures: Sequence[Structure],
    sources: Sequence[Dataset],
    *,
    series_number: int = 8,
    description: str = "Contours",
    frame_of_reference: str | None = None,
    name_images: bool = True,
) -> Path:
    """A structure set of any contours, on the images `sources`."""
    made = Dataset()
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    made.SOPClassUID = made.file_meta.MediaStorageSOPClassUID = RTStructureSetStorage
    made.SOPInstanceUID = made.file_meta.MediaStorageSOPInstanceUID = uid(path)
    made.Modality, made.SeriesNumber, made.SeriesDescription = "RTSTRUCT", series_number, description
    made.SeriesInstanceUID = uid(path, "series")
    made.StructureSetLabel = description
    for keyword in _STUDY:
        if keyword in sources[0] and keyword != "FrameOfReferenceUID":
            setattr(made, keyword, sources[0][keyword].value)
    frame = sources[0].get("FrameOfReferenceUID", "") if frame_of_reference is None else frame_of_reference
    made.ReferencedFrameOfReferenceSequence = [_referenced(frame, sources if name_images else ())]
    made.StructureSetROISequence, made.ROIContourSequence, made.RTROIObservationsSequence = [], [], []
    for structure in structures:
        made.StructureSetROISequence.append(
            dataset(
                ROINumber=structure.number,
                ReferencedFrameOfReferenceUID=frame,
                ROIName=structure.name,
                ROIGenerationAlgorithm="MANUAL",
            )
        )
        made.ROIContourSequence.append(
            dataset(
                ReferencedROINumber=structure.number, ContourSequence=[_contour(each) for each in structure.contours]
            )
        )
        made.RTROIObservationsSequence.append(
            dataset(
                ObservationNumber=structure.number,
                ReferencedROINumber=structure.number,
                RTROIInterpretedType="GTV",
                ROIInterpreter="",
            )
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save_as(path, enforce_file_format=True)
    return path


def dataset(**elements: Any) -> Dataset:
    """A data set of DICOM keywords."""
    made = Dataset()
    for keyword, value in elements.items():
        setattr(made, keyword, value)
    return made


def _referenced(frame: str, sources: Sequence[Dataset]) -> Dataset:
    made = dataset(FrameOfReferenceUID=frame)
    if sources:
        images = [_image(source) for source in sources]
        series = dataset(SeriesInstanceUID=sources[0].SeriesInstanceUID, ContourImageSequence=images)
        study = dataset(
            ReferencedSOPClassUID="1.2.840.10008.3.1.2.3.1",
            ReferencedSOPInstanceUID=sources[0].StudyInstanceUID,
            RTReferencedSeriesSequence=[series],
        )
        made.RTReferencedStudySequence = [study]
    return made


def _image(source: Dataset) -> Dataset:
    return dataset(ReferencedSOPClassUID=source.SOPClassUID, ReferencedSOPInstanceUID=source.SOPInstanceUID)


def _contour(contour: Contour) -> Dataset:
    points = [f"{value:.10g}" for value in np.round(contour.points, 7).ravel()]
    made = dataset(
        ContourGeometricType=contour.kind,
        NumberOfContourPoints=len(contour.points),
        ContourData=points,
    )
    if contour.image is not None:
        made.ContourImageSequence = [_image(contour.image)]
    return made


def points_mm(loop: NDArray[np.float64], header: Dataset) -> NDArray[np.float64]:
    """``[point, (column, row)]`` of one image to LPS mm."""
    origin = np.array(numbers(header, "ImagePositionPatient"))
    cosines = np.array(numbers(header, "ImageOrientationPatient"))
    rows_mm, columns_mm = numbers(header, "PixelSpacing")
    return origin + loop[:, :1] * columns_mm * cosines[:3] + loop[:, 1:] * rows_mm * cosines[3:]


def edges(plane: NDArray[np.bool_]) -> list[NDArray[np.float64]]:
    """Closed loops ``[point, (column, row)]`` along the edges of the pixels of `plane`, holes too, corners alone."""
    padded = np.pad(plane, 1)
    following: dict[tuple[int, int], list[tuple[int, int]]] = {}

    def add(mask: NDArray[np.bool_], start: tuple[int, int], stop: tuple[int, int]) -> None:
        for row, column in np.argwhere(mask).tolist():
            begin = (column + start[0], row + start[1])
            following.setdefault(begin, []).append((column + stop[0], row + stop[1]))

    # Edges run with the mask on their right hand; corners are numbered like the pixels to their lower right.
    add(padded[1:-1, 1:-1] & ~padded[:-2, 1:-1], (0, 0), (1, 0))
    add(padded[1:-1, 1:-1] & ~padded[1:-1, 2:], (1, 0), (1, 1))
    add(padded[1:-1, 1:-1] & ~padded[2:, 1:-1], (1, 1), (0, 1))
    add(padded[1:-1, 1:-1] & ~padded[1:-1, :-2], (0, 1), (0, 0))
    loops = []
    while following:
        start = next(iter(following))
        loop = [start]
        here, heading = start, (0, 0)
        while True:
            ways = following[here]
            # Where two pixels touch at a corner alone, the loop turns right and stays with its own pixel.
            right = (here[0] - heading[1], here[1] + heading[0])
            chosen = right if right in ways else ways[0]
            ways.remove(chosen)
            if not ways:
                del following[here]
            heading = (chosen[0] - here[0], chosen[1] - here[1])
            here = chosen
            if here == start:
                break
            loop.append(here)
        points = np.array(loop, dtype=float)
        before, after = points - np.roll(points, 1, axis=0), np.roll(points, -1, axis=0) - points
        loops.append(points[(before != after).any(axis=1)] - 0.5)
    return loops
