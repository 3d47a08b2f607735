"""What a series says that helps to recognise its sequence; names of patients are never among it."""

from __future__ import annotations

from typing import Any

from pydicom.dataset import Dataset

from xaiviewer.readers.dicom.files.functional import Groups
from xaiviewer.readers.dicom.files.header import number, numbers, text

TEXTS = (
    "Modality",
    "SOPClassUID",
    "StudyInstanceUID",
    "SeriesInstanceUID",
    "FrameOfReferenceUID",
    "SeriesNumber",
    "SeriesDescription",
    "ProtocolName",
    "SequenceName",
    "PulseSequenceName",
    "ScanningSequence",
    "SequenceVariant",
    "ScanOptions",
    "MRAcquisitionType",
    "ContrastBolusAgent",
    "ContrastBolusRoute",
    "ContrastBolusStartTime",
    "ImageType",
    "AcquisitionContrast",
    "ComplexImageComponent",
    "BodyPartExamined",
    "Manufacturer",
    "ManufacturerModelName",
    "StudyDate",
    "SeriesTime",
    "AcquisitionTime",
)
NUMBERS = (
    "EchoTime",
    "EchoNumbers",
    "RepetitionTime",
    "InversionTime",
    "FlipAngle",
    "EchoTrainLength",
    "MagneticFieldStrength",
    "DiffusionBValue",
    "SliceThickness",
    "SpacingBetweenSlices",
    "ContrastBolusVolume",
)
CONTRAST = "ContrastBolusAgentSequence"

_FROM_GROUPS = (
    ("EchoTime", "MREchoSequence", "EffectiveEchoTime"),
    ("RepetitionTime", "MRTimingAndRelatedParametersSequence", "RepetitionTime"),
    ("FlipAngle", "MRTimingAndRelatedParametersSequence", "FlipAngle"),
    ("EchoTrainLength", "MRTimingAndRelatedParametersSequence", "EchoTrainLength"),
    ("InversionTime", "MRModifierSequence", "InversionTimes"),
    ("DiffusionBValue", "MRDiffusionSequence", "DiffusionBValue"),
    ("SliceThickness", "PixelMeasuresSequence", "SliceThickness"),
    ("SpacingBetweenSlices", "PixelMeasuresSequence", "SpacingBetweenSlices"),
)
_KIND_TEXTS = ("AcquisitionContrast", "ComplexImageComponent")


def attributes_of(data: Dataset, groups: Groups | None) -> dict[str, Any]:
    """By DICOM keyword: texts, numbers, and ImageType as a tuple; what a file does not say is absent.

    Values of enhanced multi-frame files come under the keyword that classic files have for them.
    """
    found: dict[str, Any] = {keyword: value for keyword in TEXTS if (value := text(data, keyword))}
    found |= {keyword: stated for keyword in NUMBERS if (stated := number(data, keyword)) is not None}
    if groups is not None:
        for keyword, group, inner in _FROM_GROUPS:
            values = numbers(groups.item(group), inner)
            if values:
                found.setdefault(keyword, values[0])
        found |= {keyword: value for keyword in _KIND_TEXTS if (value := text(groups.kind(), keyword))}
        if kind := text(groups.kind(), "FrameType"):
            found["ImageType"] = kind
    if "ContrastBolusAgent" not in found and data.get(CONTRAST):
        found["ContrastBolusAgent"] = "yes"
    if "ImageType" in found:
        found["ImageType"] = tuple(part.strip() for part in found["ImageType"].split("\\"))
    return found
