"""The same patient written as TIFF slices, as NIfTI volumes and as a DICOM study with its mask.

The DICOM masks are written with highdicom and, for contours, from the mask's outline by OpenCV, not by anything that
also reads them.
"""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import cv2
import highdicom as hd
import nibabel
import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.sr.codedict import codes
from pydicom.uid import RTStructureSetStorage

SEQUENCES = ("t1", "flair", "t1c")
LPS_TO_RAS = np.diag([-1.0, -1.0, 1.0, 1.0])
_DESCRIPTIONS = {"t1": "AX T1", "flair": "AX T2 FLAIR", "t1c": "AX T1 POST GAD"}


@dataclass(frozen=True, eq=False)
class Patient:
    """What is written.

    Attributes:
        images: ``[sequence, slice, row, column]`` in the order of `SEQUENCES`.
        mask: bool ``[slice, row, column]``.
        affine: 4 x 4, (column, row, slice) to LPS millimetres.
    """

    name: str
    images: NDArray[Any]
    mask: NDArray[np.bool_]
    affine: NDArray[np.float64]


def dicom_tools() -> ModuleType:
    """The writers of the DICOM readers' tests."""
    name = "xaiviewer_test_dicom_writing"
    if name not in sys.modules:
        file = Path(__file__).resolve().parents[1] / "readers" / "dicom" / "writing.py"
        spec = importlib.util.spec_from_file_location(name, file)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def write_tiff(patient: Patient, folder: Path) -> Path:
    """One colour TIFF for each slice, with its mask."""
    folder.mkdir(parents=True)
    for index, mask in enumerate(patient.mask, start=1):
        bgr = np.dstack([patient.images[channel, index - 1] for channel in (2, 1, 0)])
        assert cv2.imwrite(str(folder / f"{patient.name}_{index}.tif"), bgr)
        assert cv2.imwrite(str(folder / f"{patient.name}_{index}_mask.tif"), mask.astype(np.uint8) * 255)
    return folder


def write_nifti(patient: Patient, folder: Path) -> Path:
    """A volume for each sequence and one for the mask, in RAS as the format has it."""
    folder.mkdir(parents=True)
    for sequence, voxels in zip(SEQUENCES, patient.images, strict=True):
        save_nifti(folder / f"{patient.name}_{sequence}.nii.gz", voxels, patient.affine)
    save_nifti(folder / f"{patient.name}_seg.nii.gz", patient.mask.astype(np.uint8), patient.affine)
    return folder


def save_nifti(file: Path, voxels: NDArray[Any], affine: NDArray[np.float64], *, qform: bool = True) -> Path:
    """One volume ``[slice, row, column]``; `affine` gives LPS millimetres."""
    ras = LPS_TO_RAS @ affine
    image = nibabel.Nifti1Image(np.ascontiguousarray(voxels).transpose(2, 1, 0), ras)
    image.header.set_xyzt_units("mm")
    image.set_sform(ras, 1)
    if qform:
        image.set_qform(ras, 1)
    else:
        image.header["qform_code"] = 0
    nibabel.save(image, file)
    return file


def write_dicom(patient: Patient, folder: Path) -> Path:
    """Three MR series, without a mask."""
    for number, (sequence, voxels) in enumerate(zip(SEQUENCES, patient.images, strict=True), start=3):
        tags = {"ContrastBolusAgent": "Gadovist"} if sequence == "t1c" else {}
        timing = {"EchoTime": "120", "RepetitionTime": "9000", "InversionTime": "2500"}
        timing = timing if sequence == "flair" else {"EchoTime": "10", "RepetitionTime": "500"}
        dicom_tools().write_mr_series(
            folder / sequence,
            voxels,
            patient.affine,
            stem=f"{sequence}-slice",
            **{"SeriesNumber": number, "SeriesDescription": _DESCRIPTIONS[sequence], **PATIENT, **timing, **tags},
        )
    return folder


PATIENT = {
    "StudyID": "1",
    "StudyTime": "120000",
    "AccessionNumber": "",
    "PatientBirthDate": "",
    "PatientSex": "O",
    "ReferringPhysicianName": "",
    "PositionReferenceIndicator": "",
}


def write_seg(
    folder: Path,
    mask: NDArray[Any],
    *,
    sequence: str = "flair",
    numbers: tuple[tuple[int, str], ...] = ((1, "Lesion"),),
) -> Path:
    """A binary SEG on the series in ``folder/sequence``: `mask` is bool or holds segment numbers."""
    images = [pydicom.dcmread(file) for file in sorted((folder / sequence).glob("*.dcm"))]
    described = [
        hd.seg.SegmentDescription(
            segment_number=number,
            segment_label=name,
            segmented_property_category=codes.SCT.MorphologicallyAbnormalStructure,
            segmented_property_type=codes.SCT.Neoplasm,
            algorithm_type=hd.seg.SegmentAlgorithmTypeValues.MANUAL,
        )
        for number, name in numbers
    ]
    made = hd.seg.Segmentation(
        source_images=images,
        pixel_array=mask.astype(np.uint8),
        segmentation_type=hd.seg.SegmentationTypeValues.BINARY,
        segment_descriptions=described,
        series_instance_uid=dicom_tools().uid("seg"),
        series_number=20,
        sop_instance_uid=dicom_tools().uid("seg", "instance"),
        instance_number=1,
        manufacturer="xaiviewer",
        manufacturer_model_name="tests",
        software_versions="1",
        device_serial_number="1",
    )
    file = folder / "masks" / "seg.dcm"
    file.parent.mkdir(parents=True, exist_ok=True)
    made.save_as(file)
    return file


def write_rtstruct(folder: Path, mask: NDArray[np.bool_], affine: NDArray[np.float64]) -> Path:
    """An RTSTRUCT whose contours run a third of a pixel outside the mask's outermost pixels, holes as own contours."""
    tools = dicom_tools()
    made = tools.mr_header(SOPClassUID=RTStructureSetStorage, Modality="RTSTRUCT", SeriesNumber=30, **PATIENT)
    del made.ImageType, made.SamplesPerPixel, made.PhotometricInterpretation, made.FrameOfReferenceUID
    made.StructureSetLabel = "lesion"
    source = {
        int(np.argmin([np.linalg.norm(affine[:3, 3] + k * affine[:3, 2] - position) for k in range(len(mask))])): header
        for header in (pydicom.dcmread(file) for file in sorted((folder / "flair").glob("*.dcm")))
        for position in [np.asarray(header.ImagePositionPatient, dtype=float)]
    }
    frame = source[0].FrameOfReferenceUID
    contours = [
        _contour(points, index, affine, source[index]) for index, plane in enumerate(mask) for points in outlines(plane)
    ]
    roi, drawn, series, study, reference = (Dataset() for _ in range(5))
    roi.ROINumber, roi.ROIName, roi.ReferencedFrameOfReferenceUID, roi.ROIGenerationAlgorithm = (
        1,
        "GTV",
        frame,
        "MANUAL",
    )
    drawn.ReferencedROINumber, drawn.ROIDisplayColor, drawn.ContourSequence = 1, [255, 0, 0], Sequence(contours)
    series.SeriesInstanceUID = source[0].SeriesInstanceUID
    study.ReferencedSOPClassUID, study.ReferencedSOPInstanceUID = "1.2.840.10008.3.1.2.3.1", source[0].StudyInstanceUID
    study.RTReferencedSeriesSequence = Sequence([series])
    reference.FrameOfReferenceUID, reference.RTReferencedStudySequence = frame, Sequence([study])
    made.ReferencedFrameOfReferenceSequence = Sequence([reference])
    made.StructureSetROISequence, made.ROIContourSequence = Sequence([roi]), Sequence([drawn])
    return Path(tools.save(made, folder / "masks" / "rtstruct.dcm"))


def _contour(points: NDArray[np.float64], index: int, affine: NDArray[np.float64], source: Dataset) -> Dataset:
    made, image = Dataset(), Dataset()
    image.ReferencedSOPClassUID, image.ReferencedSOPInstanceUID = source.SOPClassUID, source.SOPInstanceUID
    made.ContourImageSequence = Sequence([image])
    made.ContourGeometricType, made.NumberOfContourPoints = "CLOSED_PLANAR", len(points)
    columns, rows = points.T
    lps = (affine @ np.stack([columns, rows, np.full(len(points), index), np.ones(len(points))]))[:3].T
    made.ContourData = [f"{value:.4f}" for value in lps.ravel()]
    return made


def outlines(plane: NDArray[np.bool_]) -> list[NDArray[np.float64]]:
    """Closed outlines ``[point, (column, row)]`` of a slice's mask, holes as outlines of their own.

    Traced on a grid three times as fine, so that every pixel's centre lies a third of a pixel or more off each outline.
    """
    fine = np.kron(plane.astype(np.uint8), np.ones((3, 3), dtype=np.uint8))
    found, _ = cv2.findContours(fine, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    return [(each[:, 0].astype(np.float64) - 1) / 3 for each in found if len(each) > 2]
