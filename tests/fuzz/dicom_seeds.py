"""Sound DICOM files to be damaged: small studies of ours, and the files that come with pydicom."""

from __future__ import annotations

import io
import warnings
from functools import cache
from pathlib import Path

import cv2
import imagecodecs
import numpy as np
import pydicom
from checks import SECRET
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.uid import (
    EnhancedMRImageStorage,
    ExplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLosslessSV1,
    JPEGLSLossless,
    MRImageStorage,
    RLELossless,
    RTStructureSetStorage,
    SegmentationStorage,
)

STUDY, SERIES, FRAME = "1.2.826.0.1.3680043.8.498.1", "1.2.826.0.1.3680043.8.498.1.2", "1.2.826.0.1.3680043.8.498.1.3"
ROWS, COLUMNS, SLICES = 12, 10, 3
LARGEST = 60_000
"""Files of pydicom's that are larger are left out: a campaign is as fast as its files are small."""


def encoded(dataset: Dataset) -> bytes:
    """The file's bytes, explicit VR little endian unless it says otherwise, every length stated."""
    for element in dataset.iterall():
        if element.VR == "SQ":
            element.is_undefined_length = False
            for item in element.value:
                item.is_undefined_length_sequence_item = False
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dataset.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def _new(sop_class: str, number: int) -> FileDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = sop_class
    meta.MediaStorageSOPInstanceUID = f"{SERIES}.{number}"
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    made = FileDataset("", {}, file_meta=meta, preamble=bytes(128))
    made.SOPClassUID, made.SOPInstanceUID = sop_class, f"{SERIES}.{number}"
    made.StudyInstanceUID, made.SeriesInstanceUID, made.FrameOfReferenceUID = STUDY, SERIES, FRAME
    made.PatientName, made.PatientID, made.StudyID = f"{SECRET}^Quux", f"{SECRET}1", "1"
    made.PatientBirthDate, made.PatientSex, made.StudyDate, made.StudyTime = "19700101", "O", "20200101", "120000"
    made.SeriesNumber, made.InstanceNumber = 5, number
    return made


def _pixels(made: Dataset, values: np.ndarray) -> None:
    made.Rows, made.Columns = values.shape[-2:]
    made.SamplesPerPixel, made.PhotometricInterpretation = 1, "MONOCHROME2"
    made.BitsAllocated, made.BitsStored, made.HighBit, made.PixelRepresentation = 16, 12, 11, 0
    made.PixelData = values.astype("<u2").tobytes()


@cache
def slices() -> tuple[bytes, ...]:
    """A series of three axial slices."""
    made = []
    for index in range(SLICES):
        each = _new(MRImageStorage, index + 1)
        each.Modality, each.SeriesDescription, each.ImageType = "MR", "AX T2 FLAIR", ["ORIGINAL", "PRIMARY", "M"]
        each.ScanningSequence, each.SequenceVariant, each.SequenceName = "SE", "SK", "*tir2d1"
        each.EchoTime, each.RepetitionTime, each.InversionTime, each.EchoNumbers = "120", "9000", "2500", 1
        each.ImagePositionPatient, each.ImageOrientationPatient = [-5, -6, index * 5.0], [1, 0, 0, 0, 1, 0]
        each.PixelSpacing, each.SliceThickness, each.SpacingBetweenSlices = [0.9, 0.8], "5", "5"
        each.WindowCenter, each.WindowWidth, each.RescaleSlope, each.RescaleIntercept = "500", "900", "2", "-10"
        _pixels(each, np.random.default_rng(index).integers(0, 4096, (ROWS, COLUMNS)))
        made.append(encoded(each))
    return tuple(made)


def _placed(index: int) -> Dataset:
    plane, measures, placed = Dataset(), Dataset(), Dataset()
    plane.ImagePositionPatient = [-5, -6, index * 5.0]
    placed.PlanePositionSequence = Sequence([plane])
    content = Dataset()
    content.StackID, content.InStackPositionNumber, content.DimensionIndexValues = "1", index + 1, [1, index + 1]
    content.TemporalPositionIndex = 1
    placed.FrameContentSequence = Sequence([content])
    measures.RescaleSlope, measures.RescaleIntercept, measures.RescaleType = "1", "0", "US"
    placed.PixelValueTransformationSequence = Sequence([measures])
    return placed


def _shared() -> Dataset:
    shared, orientation, measures = Dataset(), Dataset(), Dataset()
    orientation.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    measures.PixelSpacing, measures.SliceThickness, measures.SpacingBetweenSlices = [0.9, 0.8], "5", "5"
    shared.PlaneOrientationSequence, shared.PixelMeasuresSequence = Sequence([orientation]), Sequence([measures])
    return shared


@cache
def enhanced() -> bytes:
    """The same slices as frames of one file."""
    made = _new(EnhancedMRImageStorage, 1)
    made.Modality, made.SeriesDescription, made.ImageType = "MR", "AX T2 FLAIR", ["ORIGINAL", "PRIMARY", "M", "NONE"]
    _pixels(made, np.random.default_rng(9).integers(0, 4096, (SLICES, ROWS, COLUMNS)))
    made.NumberOfFrames = SLICES
    made.SharedFunctionalGroupsSequence = Sequence([_shared()])
    made.PerFrameFunctionalGroupsSequence = Sequence([_placed(index) for index in range(SLICES)])
    return encoded(made)


@cache
def segmentation() -> bytes:
    """Two segments on the second and third slice; 120 pixels a frame, so that frames share bytes in other sizes."""
    made = _new(SegmentationStorage, 20)
    made.SeriesInstanceUID, made.SeriesNumber, made.Modality = f"{SERIES}.20", 20, "SEG"
    made.SegmentationType, made.ContentLabel, made.SegmentsOverlap = "BINARY", "TUMOUR", "NO"
    made.ImageType, made.ContentDescription = ["DERIVED", "PRIMARY"], "lesion"
    segments = []
    for number, name in ((1, "oedema"), (2, "core")):
        each, code = Dataset(), Dataset()
        code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = "79654002", "SCT", "Edema"
        each.SegmentNumber, each.SegmentLabel, each.SegmentAlgorithmType = number, name, "MANUAL"
        each.SegmentedPropertyCategoryCodeSequence = Sequence([code])
        each.SegmentedPropertyTypeCodeSequence = Sequence([code])
        segments.append(each)
    made.SegmentSequence = Sequence(segments)
    frames, masks = [], []
    for segment, index in ((1, 1), (1, 2), (2, 2)):
        frame, which, derived, source = _placed(index), Dataset(), Dataset(), Dataset()
        del frame.PixelValueTransformationSequence
        which.ReferencedSegmentNumber = segment
        frame.SegmentIdentificationSequence = Sequence([which])
        source.ReferencedSOPClassUID, source.ReferencedSOPInstanceUID = MRImageStorage, f"{SERIES}.{index + 1}"
        derived.SourceImageSequence = Sequence([source])
        frame.DerivationImageSequence = Sequence([derived])
        frames.append(frame)
        mask = np.zeros((ROWS, COLUMNS), dtype=np.uint8)
        mask[3 : 8 - segment, 2:7] = 1
        masks.append(mask)
    made.SharedFunctionalGroupsSequence = Sequence([_shared()])
    made.PerFrameFunctionalGroupsSequence = Sequence(frames)
    made.NumberOfFrames, made.Rows, made.Columns = len(frames), ROWS, COLUMNS
    made.SamplesPerPixel, made.PhotometricInterpretation = 1, "MONOCHROME2"
    made.BitsAllocated, made.BitsStored, made.HighBit, made.PixelRepresentation = 1, 1, 0, 0
    made.LossyImageCompression = "00"
    reference, instance = Dataset(), Dataset()
    reference.SeriesInstanceUID = SERIES
    instance.ReferencedSOPClassUID, instance.ReferencedSOPInstanceUID = MRImageStorage, f"{SERIES}.1"
    reference.ReferencedInstanceSequence = Sequence([instance])
    made.ReferencedSeriesSequence = Sequence([reference])
    packed = np.packbits(np.concatenate([mask.ravel() for mask in masks]), bitorder="little").tobytes()
    made.PixelData = packed + bytes(len(packed) % 2)
    return encoded(made)


@cache
def structures() -> bytes:
    """An RTSTRUCT with two regions: two squares on one slice, a ring of two contours, a point."""
    made = _new(RTStructureSetStorage, 30)
    made.SeriesInstanceUID, made.SeriesNumber, made.Modality = f"{SERIES}.30", 30, "RTSTRUCT"
    made.StructureSetLabel, made.StructureSetName = "lesion", "lesion"
    rois, drawn, seen = [], [], []
    for number, name in ((1, "GTV"), (2, "ring")):
        roi, contours, observed = Dataset(), Dataset(), Dataset()
        roi.ROINumber, roi.ROIName, roi.ReferencedFrameOfReferenceUID = number, name, FRAME
        roi.ROIGenerationAlgorithm = "MANUAL"
        rois.append(roi)
        shapes = []
        for side, z in ((3.0, 5.0), (1.0, 5.0), (2.0, 10.0)):
            each, image = Dataset(), Dataset()
            image.ReferencedSOPClassUID, image.ReferencedSOPInstanceUID = MRImageStorage, f"{SERIES}.{int(z / 5) + 1}"
            each.ContourImageSequence = Sequence([image])
            each.ContourGeometricType, each.NumberOfContourPoints = "CLOSED_PLANAR", 4
            corners = [(-side, -side), (side, -side), (side, side), (-side, side)]
            each.ContourData = [value for x, y in corners for value in (x, y, z)]
            shapes.append(each)
        contours.ReferencedROINumber, contours.ROIDisplayColor = number, [255, 0, 0]
        contours.ContourSequence = Sequence(shapes)
        drawn.append(contours)
        observed.ObservationNumber, observed.ReferencedROINumber, observed.RTROIInterpretedType = number, number, "GTV"
        observed.ROIInterpreter = ""
        seen.append(observed)
    reference, study, series = Dataset(), Dataset(), Dataset()
    series.SeriesInstanceUID = SERIES
    study.ReferencedSOPInstanceUID, study.RTReferencedSeriesSequence = STUDY, Sequence([series])
    reference.FrameOfReferenceUID, reference.RTReferencedStudySequence = FRAME, Sequence([study])
    made.ReferencedFrameOfReferenceSequence = Sequence([reference])
    made.StructureSetROISequence, made.ROIContourSequence = Sequence(rois), Sequence(drawn)
    made.RTROIObservationsSequence = Sequence(seen)
    return encoded(made)


@cache
def compressed() -> dict[str, bytes]:
    """The first slice, encapsulated in every way that its decoders know; by what it is packed with."""
    grey = cv2.resize(np.random.default_rng(7).integers(0, 256, (4, 3)).astype(np.uint8), (COLUMNS, ROWS))
    deep = grey.astype(np.uint16) * 16
    packed = {
        "jpeg": (JPEGBaseline8Bit, grey, imagecodecs.jpeg8_encode(grey)),
        "jpeg-12": (JPEGExtended12Bit, deep, imagecodecs.jpeg8_encode(deep, bitspersample=12)),
        "jpeg-lossless": (JPEGLosslessSV1, deep, imagecodecs.ljpeg_encode(deep, bitspersample=12)),
        "jpeg-ls": (JPEGLSLossless, deep, imagecodecs.jpegls_encode(deep)),
        "jpeg2000": (JPEG2000Lossless, deep, imagecodecs.jpeg2k_encode(deep, codecformat="j2k", reversible=True)),
    }
    made = {}
    for name, (syntax, pixels, code) in packed.items():
        each = pydicom.dcmread(io.BytesIO(slices()[0]))
        _pixels(each, pixels)
        if pixels.dtype == np.uint8:
            each.BitsAllocated, each.BitsStored, each.HighBit = 8, 8, 7
        each.PixelData, each["PixelData"].VR = encapsulate([bytes(code)]), "OB"
        each["PixelData"].is_undefined_length = True
        each.file_meta.TransferSyntaxUID = syntax
        made[name] = encoded(each)
    runs = pydicom.dcmread(io.BytesIO(slices()[0]))
    runs.compress(RLELossless, generate_instance_uid=False)
    return {**made, "rle": encoded(runs)}


@cache
def packaged(*, pictures: bool) -> dict[str, bytes]:
    """Small files that come with pydicom, by name: those that hold a picture, or the others."""
    folder = Path(pydicom.__file__).parent / "data" / "test_files"
    files = [*sorted(folder.glob("*.dcm")), *sorted((folder / "dicomdirtests").rglob("*"))[:40]]
    small = {file.name: file.read_bytes() for file in files if file.is_file() and file.stat().st_size <= LARGEST}
    tag = {b"\xe0\x7f\x10\0", b"\x7f\xe0\0\x10"}  # of the pixels, in either byte order
    return {name: data for name, data in small.items() if any(each in data for each in tag) is pictures}
