"""What all objects have in common: UIDs that follow from what they hold, the program that made them, the stamp."""

from __future__ import annotations

import copy
import hashlib
import io
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.uid import UID

from xaiviewer import RESEARCH_USE, __version__
from xaiviewer.dicom_objects.context import Context
from xaiviewer.dicom_objects.source import Slot, Source

PROGRAM = "xaiviewer"
_LONGEST = 64  # characters of a short text (PS3.5, LO)
_TEXTS = frozenset(("LO", "LT", "PN", "SH", "ST", "UC", "UT"))
"""Value representations whose script a character set says (PS3.5, 6.1.2.2)."""
_DATES = ("InstanceCreationDate", "ContentDate", "SeriesDate", "PresentationCreationDate", "DateOfSecondaryCapture")
_TIMES = ("InstanceCreationTime", "ContentTime", "SeriesTime", "PresentationCreationTime", "TimeOfSecondaryCapture")


def made_uid(*parts: object) -> UID:
    """A UID below 2.25 that follows from `parts` (PS3.5, B.2): of equal parts an equal one, in every process."""
    found = hashlib.sha256("\0".join(str(part) for part in parts).encode("utf-8", "surrogatepass")).digest()
    return UID(f"2.25.{uuid.UUID(bytes=found[:16], version=4).int}")


def stamped(what: str) -> str:
    """`what` with the stamp that everything carries, within a description's length; `what` is cut, never the stamp."""
    stamp = f"; {RESEARCH_USE[0].lower()}{RESEARCH_USE[1:]}"
    return what[: _LONGEST - len(stamp)] + stamp


def identification(context: Context, what: str, number: int, source: Source) -> dict[str, Any]:
    """What highdicom asks of every object: its UIDs and who made it.

    Args:
        context: of the export, whose time is part of the UIDs.
        what: which object it is, unlike any other of the export.
        number: SeriesNumber.
        source: the series that it is about.
    """
    context.check()
    about = (source.lead.SeriesInstanceUID, context.at.isoformat(), what)
    return {
        "series_instance_uid": made_uid("series", *about),
        "series_number": number,
        "sop_instance_uid": made_uid("instance", *about),
        "instance_number": 1,
        "manufacturer": PROGRAM,
    }


def equipment() -> dict[str, Any]:
    """The rest of what highdicom asks about the program."""
    return {"manufacturer_model_name": PROGRAM, "software_versions": __version__, "device_serial_number": __version__}


def settled(data: Dataset, at: datetime) -> Dataset:
    """An object with the time of the export in place of the clock's, and UIDs in place of random ones.

    What readers said may be in any script, and what the source says in that of its files.
    """
    for keyword in _DATES:
        if keyword in data:
            setattr(data, keyword, at.strftime("%Y%m%d"))
    for keyword in _TIMES:
        if keyword in data:
            setattr(data, keyword, at.strftime("%H%M%S"))
    if "ContentLabel" in data and "ContentCreatorName" not in data:
        data.ContentCreatorName = ""  # type 2
    for each in data.get("ContributingEquipmentSequence", ()):
        each.ContributionDateTime = at.strftime("%Y%m%d%H%M%S")
    if "DimensionOrganizationSequence" in data:
        organised = made_uid("dimensions", data.SOPInstanceUID)
        for each in (*data.DimensionOrganizationSequence, *data.get("DimensionIndexSequence", ())):
            each.DimensionOrganizationUID = organised
    if not all(_ascii(each.value) for each in data.iterall() if each.VR in _TEXTS):
        data.SpecificCharacterSet = "ISO_IR 192"
    return data


def _ascii(value: Any) -> bool:
    return all(str(each).isascii() for each in (value if isinstance(value, MultiValue) else [value]))


def refer(data: Dataset, slots_at: Sequence[tuple[NDArray[np.float64], Sequence[Slot]]]) -> None:
    """Name the pictures that each frame was made from, in place of all that highdicom finds at its position.

    Args:
        data: a multi-frame object.
        slots_at: where frames lie, and the pictures that those there were made from; none where there is no picture.
    """
    places = np.stack([place for place, _ in slots_at])
    for frame in data.PerFrameFunctionalGroupsSequence:
        stated = np.array([float(each) for each in frame.PlanePositionSequence[0].ImagePositionPatient])
        slots = slots_at[int(np.linalg.norm(places - stated, axis=1).argmin())][1]
        if not slots and "DerivationImageSequence" in frame:
            frame.DerivationImageSequence = []
        for derivation in frame.get("DerivationImageSequence", ()):
            images = derivation.get("SourceImageSequence", ())
            derivation.SourceImageSequence = [_referred(images[0], slot) for slot in slots] if images else []


def _referred(like: Dataset, slot: Slot) -> Dataset:
    made = copy.deepcopy(like)
    made.ReferencedSOPClassUID, made.ReferencedSOPInstanceUID = slot.header.SOPClassUID, slot.header.SOPInstanceUID
    if slot.frame:
        made.ReferencedFrameNumber = slot.frame
    elif "ReferencedFrameNumber" in made:
        del made.ReferencedFrameNumber
    return made


def as_bytes(context: Context, data: Dataset) -> bytes:
    """The file, without the patient where that was asked for."""
    return written(data if context.identity is None else context.identity.applied(data))


def written(data: Dataset) -> bytes:
    """A data set as a file."""
    file = io.BytesIO()
    data.save_as(file, enforce_file_format=True)
    return file.getvalue()
