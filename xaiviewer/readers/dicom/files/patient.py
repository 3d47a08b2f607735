"""Whose images they are: told apart, never named. Names and numbers are turned into marks and dropped at once."""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from pydicom.dataset import Dataset
from pydicom.tag import BaseTag

from xaiviewer.readers.naming.addresses import keyed

KEYWORDS = ("PatientID", "PatientName")
_TAGS = (BaseTag(0x00100020), BaseTag(0x00100010))
_BETWEEN_WORDS = re.compile(rb"[\s\0^,_]+")
_NOBODYS = frozenset(
    hashlib.sha256(word).hexdigest()
    for word in (b"0", b"00000000", b"anon", b"anonymised", b"anonymized", b"anonymous", b"none", b"noid", b"unknown")
)


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
        # Workstations write a name's parts in another order or case, and leave out how it is written in other scripts.
        words = sorted(filter(None, _BETWEEN_WORDS.split(value.partition(b"=")[0].lower())))
        marks.append(hashlib.sha256(b" ".join(words)).hexdigest() if words else "")
        if tag in data:
            del data[tag]
    return Patient(*marks)


def mark(patient: Patient) -> str:
    """What studies of one patient have in common; "" where no number is stated, as many patients have one name.

    Anonymisers give all patients one number of a few: those say nothing.
    """
    if not patient.number or patient.number in _NOBODYS:
        return ""
    return hashlib.sha256("\0".join(patient).encode()).hexdigest()[:16]


def study_key(uid: str, patient: Patient) -> str:
    """What a study is told apart by: its StudyInstanceUID and, in six digits, whose it is."""
    if not any(patient):
        return keyed(uid, "")
    digest = hashlib.sha256("\0".join((uid, *patient)).encode("utf-8", "replace")).digest()
    return keyed(uid, f"{int.from_bytes(digest[:8], 'big') % 10**6:06d}")
