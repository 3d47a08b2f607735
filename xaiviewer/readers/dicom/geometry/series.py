"""Stacks of pictures made into `Series`: names, keys, types of values, what is no volume of the patient."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from pydicom.uid import ParametricMapStorage, RTDoseStorage

from xaiviewer.case import Series
from xaiviewer.readers.choosing import component
from xaiviewer.readers.choosing.standing_in import NOT_MR
from xaiviewer.readers.dicom.files.header import text
from xaiviewer.readers.dicom.geometry.affine import StackGrid, grid_of
from xaiviewer.readers.dicom.geometry.doubts import doubts
from xaiviewer.readers.dicom.geometry.frame import TRAITS, DicomFrame
from xaiviewer.readers.dicom.geometry.stack import SliceStack, stacks_of
from xaiviewer.readers.dicom.pixels.image import table_dtype
from xaiviewer.readers.dicom.pixels.source import DicomSource
from xaiviewer.readers.dicom.pixels.values import StoredFrame
from xaiviewer.readers.naming.names import shown, unique

MISSING = "(missing)"
_FEW = 6  # slices: a series of several directions with no more in any is one of localisers
_LOCALISER = re.compile(r"\b(locali[sz]er|loc|scout|survey|pilot|topogram|3[ -]?plane)\b", re.IGNORECASE)
_UNITS = {"echo": " ms", "trigger": " ms"}
_DERIVED = {
    "ADC", "EADC", "EXP", "FA", "TENSOR", "TTP", "CBF", "RCBF", "CBV", "RCBV", "MTT", "TMAX", "PBP", "T1 MAP",
    "T2 MAP", "T2_STAR MAP", "B0 MAP", "FIELD MAP", "FIELD_MAP", "PROJECTION IMAGE", "MIP", "MINIP", "CSA",
}  # fmt: skip
_DERIVED_CLASSES = {ParametricMapStorage, RTDoseStorage}


def series_of(frames: Sequence[DicomFrame], taken: set[str]) -> list[Series]:
    """The series in the pictures of one SeriesInstanceUID; their keys are added to `taken`."""
    found = stacks_of(frames)
    numbered = text(frames[0].header.data, "SeriesNumber") or "1"
    largest = max(len(stack.frames) for stack in found)
    complex_signal = any(stack.frames[0].component for stack in found)
    scattered = len({frame.orientation for stack in found for frame in stack.frames}) > 1 and largest <= _FEW
    made = []
    for stack in found:
        key = unique(numbered, taken)
        taken.add(key)
        stray = (scattered and len(found) > 1) or len(stack.frames) == 1 < largest
        made.append(_series(stack, key, stray=stray, complex_signal=complex_signal))
    return made


def _series(stack: SliceStack, key: str, *, stray: bool, complex_signal: bool) -> Series:
    grid = grid_of(stack.frames)
    lead = stack.frames[0]
    planes, dtype = _planes(grid)
    shape = len(planes), lead.image.rows, lead.image.columns
    own_files = tuple(dict.fromkeys(frame.header.path for frame in stack.frames))
    attributes = lead.attributes()
    attributes["SOPInstanceUIDs"] = tuple(frame.uid if frame else "" for frame in grid.slots)
    if lead.window:
        centre, width = lead.window
        mirror = next((plane.mirror for plane in planes if plane and plane.mirror is not None), None)
        attributes["WindowCenter"] = centre if mirror is None else mirror - centre
        attributes["WindowWidth"] = width
    return Series(
        key=key,
        name=_name(stack, key, complex_signal=complex_signal),
        format="DICOM",
        files=own_files,
        shape=shape,
        dtype=dtype,
        geometry=grid.geometry,
        source=DicomSource(planes, shape, dtype),
        missing=frozenset(index for index, plane in enumerate(planes) if plane is None),
        attributes=attributes,
        slice_names=tuple(_slice_name(frame) for frame in grid.slots),
        notices=(*stack.notices, *grid.notices, *_about(lead), *doubts(stack.frames)),
        frame_of_reference=lead.frame_of_reference,
        whole=not (stray or _is_localiser(lead) or _is_derived(lead) or lead.component),
    )


def _slice_name(frame: DicomFrame | None) -> str:
    if frame is None:
        return MISSING
    stem = shown(frame.header.path.stem)
    return stem if frame.image.frames == 1 else f"{stem} frame {frame.index + 1}"


def _name(stack: SliceStack, key: str, *, complex_signal: bool) -> str:
    """SeriesDescription, with its component of the signal where others than magnitudes are there, and with what told
    this stack apart from the others of its series.
    """
    name = text(stack.frames[0].header.data, "SeriesDescription") or f"Series {key}"
    details = [component.NAMES.get(stack.frames[0].component, component.MAGNITUDE)] if complex_signal else []
    details += [f"{TRAITS.get(trait, trait)}{_detail(trait, value)}" for trait, value in stack.trait]
    return f"{name} ({', '.join(details)})" if details else name


def _detail(trait: str, value: object) -> str:
    """The value where it is one number or word."""
    if isinstance(value, tuple):
        value = value[0] if value else None
    if isinstance(value, tuple):
        value = " ".join(str(each) for each in value)
    if isinstance(value, float | int):
        return f" {value:g}{_UNITS.get(trait, '')}"
    return f" {value}" if isinstance(value, str) and value and len(value) < 32 else ""


def _is_localiser(frame: DicomFrame) -> bool:
    described = text(frame.header.data, "SeriesDescription")
    return "LOCALIZER" in frame.image_type or _LOCALISER.search(described) is not None


def _is_derived(frame: DicomFrame) -> bool:
    return (
        bool(_DERIVED.intersection(frame.image_type[2:])) or text(frame.header.data, "SOPClassUID") in _DERIVED_CLASSES
    )


def _about(frame: DicomFrame) -> list[str]:
    """What the user should know of the kind of pictures."""
    notices = []
    modality = text(frame.header.data, "Modality")
    if modality != "MR":
        what = f"of modality {modality}" if modality else "of no stated modality"
        notices.append(f"The pictures are {what}{NOT_MR}")
    if frame.image.samples == 3 or frame.image.photometric == "PALETTE COLOR":
        notices.append("The pictures are in colour and shown as their luminance in grey.")
    return notices


def _planes(grid: StackGrid) -> tuple[tuple[StoredFrame | None, ...], str]:
    """What decodes every slot, and the one type that holds all their values."""
    frames = [frame for frame in grid.slots if frame is not None]
    ends = [_ends(frame) for frame in frames]
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    dtype = str(np.result_type(*{_dtype(frame) for frame in frames}))
    return tuple(_plane(frame, low + high) for frame in grid.slots), dtype


def _plane(frame: DicomFrame | None, mirror: float) -> StoredFrame | None:
    if frame is None:
        return None
    inverted = frame.image.photometric == "MONOCHROME1"
    return StoredFrame(frame.image, frame.index, frame.slope, frame.intercept, mirror if inverted else None)


def _ends(frame: DicomFrame, *, all_bits: bool = False) -> tuple[float, float]:
    """The lowest and the highest value that the picture can store, rescaled; (0, 0) of floating-point pixels."""
    image = frame.image
    if image.pixels.keyword != "PixelData":
        return 0.0, 0.0
    if "ModalityLUTSequence" in image.tables:
        return 0.0, float(np.iinfo(_dtype(frame)).max)
    bits = (image.bits_allocated if all_bits else image.bits_stored) - (1 if image.signed else 0)
    stored = (-(2.0**bits) if image.signed else 0.0), 2.0**bits - 1
    ends = [each * frame.slope + frame.intercept for each in stored]
    return min(ends), max(ends)


def _fits(low: float, high: float, dtype: str) -> bool:
    limits = np.iinfo(dtype)
    return limits.min <= low and high <= limits.max


def _dtype(frame: DicomFrame) -> str:
    """The smallest type that holds its values: whole numbers stay whole, others are floats of 32 bits up to 16 stored.

    A float of 32 bits is the nearest one to the value that pydicom computes in 64.
    """
    image = frame.image
    if (tabled := table_dtype(image)) is not None:
        return tabled
    slope, intercept = frame.slope, frame.intercept
    if (slope, intercept) == (1.0, 0.0):
        return image.dtype
    if np.dtype(image.dtype).kind == "f":
        return image.dtype
    if slope.is_integer() and intercept.is_integer():
        low, high = _ends(frame, all_bits=image.syntax.is_encapsulated)  # a codestream may hold more than it should
        for dtype in ("int16", "uint16", "int32"):
            if _fits(low, high, dtype):
                return dtype
        return "float64"
    return "float32" if image.bits_allocated <= 16 else "float64"
