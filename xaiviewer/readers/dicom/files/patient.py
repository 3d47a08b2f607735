"""Whose images they are: told apart, never named. Names and numbers are turned into marks and dropped at once."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from pydicom.dataset import Dataset
from pydicom.tag import BaseTag

from xaiviewer.case.patient_marks import is_nobodys, word_mark
from xaiviewer.readers.naming.addresses import keyed

KEYWORDS = ("PatientID", "PatientName")
_TAGS = (BaseTag(0x00100020), BaseTag(0x00100010))


class Patient(NamedTuple):
    """What tells a patient from others of the same StudyInstanceUID.

    Attributes:
        number: a mark of PatientID; "" where none is stated.
        name: a mark of PatientName; "" where none is stated.
    """

    number: str
    name: str

    def may_be(self, other: Patient) -> bool:
        """May both be one person? What is not stated contradicts nothing."""
        return all(not one or not another or one == another for one, another in zip(self, other, strict=True))


def taken_from(data: Dataset) -> Patient:
    """The patient that a header of `KEYWORDS` states; the header does not hold the elements any more."""
    marks = []
    for tag in _TAGS:
        stored: object = getattr(data.get_item(tag), "value", b"") if tag in data else b""
        value = stored if isinstance(stored, bytes) else str(stored or "").encode("utf-8", "replace")
        marks.append(word_mark(value))
        if tag in data:
            del data[tag]
    return Patient(*marks)


def mark(patient: Patient) -> str:
    """What studies of one patient have in common; "" where no number is stated, as many patients have one name.

    Anonymisers give all patients one number of a few: those say nothing.
    """
    if not number(patient):
        return ""
    return hashlib.sha256("\0".join(patient).encode()).hexdigest()[:16]


def number(patient: Patient) -> str:
    """The mark of the number alone, where that says something."""
    return "" if is_nobodys(patient.number) else patient.number


def study_key(uid: str, patient: Patient) -> str:
    """What a study is told apart by: its StudyInstanceUID and, in six digits, whose it is."""
    if not any(patient):
        return keyed(uid, "")
    digest = hashlib.sha256("\0".join((uid, *patient)).encode("utf-8", "replace")).digest()
    return keyed(uid, f"{int.from_bytes(digest[:8], 'big') % 10**6:06d}")
