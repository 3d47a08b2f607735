"""One picture as its header describes it: where it lies, how its values are scaled, what sets it apart from others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from pydicom.dataset import Dataset

from xaiviewer.readers.choosing.component import component_of
from xaiviewer.readers.dicom.files.attributes import attributes_of
from xaiviewer.readers.dicom.files.functional import Groups, groups_of
from xaiviewer.readers.dicom.files.header import DicomHeader, integer, items, number, numbers, text, value
from xaiviewer.readers.dicom.pixels.image import Image
from xaiviewer.readers.naming.names import natural_key, shown

Vector = tuple[float, ...]

TRAITS: Mapping[str, str] = {
    "stack": "stack",
    "place": "place in the plane",
    "echo": "echo time",
    "b_value": "b-value",
    "component": "image type",
    "direction": "diffusion direction",
    "temporal": "temporal position",
    "trigger": "trigger time",
    "acquisition": "acquisition",
    "content": "series content",
    "time": "acquisition time",
    "dimension": "dimension index",
}
"""What may tell pictures at one position apart, in the order in which it is tried, and what it is called."""

_B_VALUES = (0x0019100C, 0x00431039, 0x20011003)  # of Siemens, GE and Philips; taken only to tell pictures apart

_GE_CREATOR, _GE_COMPONENT = 0x00430010, 0x0043102F
_GE_COMPONENTS = ("MAGNITUDE", "PHASE", "REAL", "IMAGINARY")
_PHILIPS_CREATOR, _PHILIPS_COMPONENT = 0x20050010, 0x20051011
_PHILIPS_COMPONENTS = {"M": "MAGNITUDE", "P": "PHASE", "R": "REAL", "I": "IMAGINARY"}

OWN_KEYWORDS: tuple[str | int, ...] = (
    "InstanceNumber",
    "ImagePositionPatient",
    "ImageOrientationPatient",
    "PixelSpacing",
    "ImagerPixelSpacing",
    "NominalScannedPixelSpacing",
    "GridFrameOffsetVector",
    "WindowCenter",
    "WindowWidth",
    "RescaleSlope",
    "RescaleIntercept",
    "StackID",
    "DiffusionGradientOrientation",
    "TemporalPositionIdentifier",
    "TriggerTime",
    "AcquisitionNumber",
    *_B_VALUES,
    _GE_CREATOR,
    _GE_COMPONENT,
    _PHILIPS_CREATOR,
    _PHILIPS_COMPONENT,
)
"""What is read here, beside the keywords of `attributes` and `image`."""


@dataclass(frozen=True, eq=False, slots=True)
class DicomFrame:
    """One picture.

    Attributes:
        header: of its file.
        image: how its file stores pixels.
        index: in its file, from 0.
        uid, frame_of_reference: SOPInstanceUID of its file and FrameOfReferenceUID.
        position, orientation, spacing: ImagePositionPatient, ImageOrientationPatient (six cosines) and PixelSpacing
            (row, column), each () where it is not stated.
        groups: of an enhanced multi-frame file.
    """

    header: DicomHeader
    image: Image
    index: int
    uid: str
    instance: int
    frame_of_reference: str
    position: Vector
    orientation: Vector
    spacing: Vector
    slope: float
    intercept: float
    groups: Groups | None = field(default=None, repr=False)

    @property
    def label(self) -> str:
        """The file's name, and which frame where it has several."""
        name = shown(self.header.path.name)
        return name if self.image.frames == 1 else f"{name} frame {self.index + 1}"

    @property
    def order(self) -> tuple[Any, ...]:
        """Sort key where positions do not decide."""
        return self.instance, natural_key(self.header.path.name), self.index

    @property
    def thickness(self) -> float | None:
        """Distance to assume where it is the only slice, in mm; None where none is stated."""
        own = _thickness(self.groups.item("PixelMeasuresSequence")) if self.groups else None
        return own or _thickness(self.header.data)

    @property
    def window(self) -> Vector:
        """(centre, width) of the file, or ()."""
        own = _window(self.groups.item("FrameVOILUTSequence")) if self.groups else ()
        return own or _window(self.header.data)

    @property
    def image_type(self) -> tuple[str, ...]:
        """ImageType, of enhanced files FrameType."""
        own = _types(self.groups.kind(), "FrameType") if self.groups else ()
        return own or _types(self.header.data, "ImageType")

    @property
    def component(self) -> str:
        """What it shows of the complex signal, a key of `component.NAMES`; "" for magnitudes and where nothing is."""
        data = self.header.data
        if text(data, "Modality") not in ("MR", ""):
            return ""
        own = text(self.groups.kind(), "ComplexImageComponent").upper() if self.groups else ""
        stated = own or text(data, "ComplexImageComponent").upper() or _vendors_component(data)
        return component_of(self.image_type, stated)

    def traits(self) -> dict[str, object]:
        """By the keys of `TRAITS`: what may set it apart from others at its position."""
        data = self.header.data
        return _enhanced_traits(data, self.groups) if self.groups else _classic_traits(data)

    def attributes(self) -> dict[str, Any]:
        """What it says that helps to recognise the sequence."""
        component = self.component
        found = attributes_of(self.header.data, self.groups)
        return found | {"ComplexImageComponent": component} if component else found


def _vendors_component(data: Dataset) -> str:
    """What GE and Philips say of it in elements of their own; "" where they say nothing."""
    if str(value(data, _GE_CREATOR) or "GEMS_PARM_01").strip() == "GEMS_PARM_01":
        stored = value(data, _GE_COMPONENT)
        if isinstance(stored, bytes):  # without its creator nobody knows that it is a number
            stored = int.from_bytes(stored, "little") if len(stored) == 2 else None
        if isinstance(stored, int) and 0 <= stored < len(_GE_COMPONENTS):
            return _GE_COMPONENTS[stored]
    if str(value(data, _PHILIPS_CREATOR) or "Philips").startswith("Philips"):
        stored = value(data, _PHILIPS_COMPONENT)
        word = stored.decode("ascii", "replace") if isinstance(stored, bytes) else str(stored or "")
        return _PHILIPS_COMPONENTS.get(word.strip("\0 "), "")
    return ""


def frames_of(header: DicomHeader, image: Image) -> list[DicomFrame]:
    """The pictures of one file, in its order."""
    groups = groups_of(header.data, image.frames)
    if groups:
        return [_enhanced(header, image, index, each) for index, each in enumerate(groups)]
    if image.frames == 1:
        return [_classic(header, image, 0, _vector(header.data, "ImagePositionPatient", 3))]
    return _without_groups(header, image)


def _without_groups(header: DicomHeader, image: Image) -> list[DicomFrame]:
    """Several frames and one position: RT dose says where they lie, cine and old multi-frame files do not."""
    start = np.array(_vector(header.data, "ImagePositionPatient", 3))
    cosines = np.array(_vector(header.data, "ImageOrientationPatient", 6))
    offsets = np.array(numbers(header.data, "GridFrameOffsetVector"))
    if not (start.size and cosines.size and len(offsets) == image.frames):
        return [_classic(header, image, index, ()) for index in range(image.frames)]
    offsets -= offsets[0] if offsets[0] != 0 else 0  # the second way to state them starts at the first position
    normal = np.cross(cosines[:3], cosines[3:])
    return [
        _classic(header, image, index, tuple(start + normal * offset)) for index, offset in enumerate(offsets.tolist())
    ]


def _vector(data: Dataset | None, keyword: str, count: int) -> Vector:
    return numbers(data, keyword, count) if data is not None else ()


def _spacing(data: Dataset) -> Vector:
    """(row, column) spacing: at the patient, else at the detector."""
    for keyword in ("PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing"):
        found = numbers(data, keyword, 2)
        if found and min(found) > 0:
            return found
    return ()


def _thickness(data: Dataset) -> float | None:
    for keyword in ("SpacingBetweenSlices", "SliceThickness"):
        found = number(data, keyword)
        if found and 1e-4 < abs(found) < 1e4:
            return abs(found)
    return None


def _types(data: Dataset, keyword: str) -> tuple[str, ...]:
    joined = text(data, keyword).upper()
    return tuple(part.strip() for part in joined.split("\\")) if joined else ()


def _window(data: Dataset) -> Vector:
    centre, width = number(data, "WindowCenter"), number(data, "WindowWidth")
    return (centre, width) if centre is not None and width else ()


def _scale(data: Dataset) -> tuple[float, float]:
    """Slope and intercept; both or neither, as pydicom has it."""
    slope, intercept = number(data, "RescaleSlope"), number(data, "RescaleIntercept")
    return (1.0, 0.0) if slope is None or intercept is None else (slope, intercept)


def _classic(header: DicomHeader, image: Image, index: int, position: Vector) -> DicomFrame:
    data = header.data
    return _frame(
        header, image, index, (position, _vector(data, "ImageOrientationPatient", 6), _spacing(data)), _scale(data)
    )


def _enhanced(header: DicomHeader, image: Image, index: int, groups: Groups) -> DicomFrame:
    """What no group says may stand at the top, as converters of classic files leave it."""
    data = header.data
    position = (
        _vector(groups.item("PlanePositionSequence"), "ImagePositionPatient", 3)
        or _vector(groups.item("PlanePositionVolumeSequence"), "ImagePositionVolume", 3)
        or (_vector(data, "ImagePositionPatient", 3) if image.frames == 1 else ())
    )
    orientation = (
        _vector(groups.item("PlaneOrientationSequence"), "ImageOrientationPatient", 6)
        or _vector(groups.item("PlaneOrientationVolumeSequence"), "ImageOrientationVolume", 6)
        or _vector(data, "ImageOrientationPatient", 6)
    )
    spacing = _spacing(groups.item("PixelMeasuresSequence")) or _spacing(data)
    scale = _scale(groups.item("PixelValueTransformationSequence") or data)
    return _frame(header, image, index, (position, orientation, spacing), scale, groups)


def _frame(
    header: DicomHeader,
    image: Image,
    index: int,
    place: tuple[Vector, Vector, Vector],
    scale: tuple[float, float],
    groups: Groups | None = None,
) -> DicomFrame:
    data, (position, orientation, spacing), (slope, intercept) = header.data, place, scale
    return DicomFrame(
        header=header,
        image=image,
        index=index,
        uid=text(data, "SOPInstanceUID"),
        instance=integer(data, "InstanceNumber"),
        frame_of_reference=text(data, "FrameOfReferenceUID"),
        position=position,
        orientation=orientation,
        spacing=spacing,
        slope=slope,
        intercept=intercept,
        groups=groups,
    )


def _classic_traits(data: Dataset) -> dict[str, object]:
    kind = _types(data, "ImageType")
    return {
        "stack": text(data, "StackID"),
        "echo": (number(data, "EchoTime"), number(data, "EchoNumbers")),
        "b_value": (number(data, "DiffusionBValue"), *(str(value(data, tag)) for tag in _B_VALUES)),
        "component": (kind[2:], text(data, "ComplexImageComponent")),
        "direction": numbers(data, "DiffusionGradientOrientation"),
        "temporal": number(data, "TemporalPositionIdentifier"),
        "trigger": number(data, "TriggerTime"),
        "acquisition": number(data, "AcquisitionNumber"),
        "content": (text(data, "ContrastBolusAgent"), number(data, "InversionTime"), number(data, "FlipAngle")),
        "time": text(data, "AcquisitionTime"),
    }


def _enhanced_traits(data: Dataset, groups: Groups) -> dict[str, object]:
    content, kind = groups.item("FrameContentSequence"), groups.kind()
    diffusion = groups.item("MRDiffusionSequence")
    gradient = items(diffusion, "DiffusionGradientDirectionSequence")
    return {
        "stack": text(content, "StackID"),
        "echo": number(groups.item("MREchoSequence"), "EffectiveEchoTime"),
        "b_value": number(diffusion, "DiffusionBValue"),
        "component": (_types(kind, "FrameType")[2:], text(kind, "ComplexImageComponent")),
        "direction": numbers(gradient[0], "DiffusionGradientOrientation") if gradient else (),
        "temporal": number(content, "TemporalPositionIndex"),
        "trigger": number(groups.item("CardiacSynchronizationSequence"), "NominalCardiacTriggerDelayTime"),
        "acquisition": (number(content, "FrameAcquisitionNumber"), number(data, "AcquisitionNumber")),
        "content": (text(data, "InstanceNumber"),),
        "time": text(content, "FrameAcquisitionDateTime"),
        "dimension": numbers(content, "DimensionIndexValues"),
    }
