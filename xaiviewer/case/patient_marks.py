"""Marks by which patients are told apart without being named."""

from __future__ import annotations

import hashlib
import re

_BETWEEN_WORDS = re.compile(rb"[\s\0^,_]+")
_NOBODYS = frozenset(
    hashlib.sha256(word).hexdigest()
    for word in (b"0", b"00000000", b"anon", b"anonymised", b"anonymized", b"anonymous", b"none", b"noid", b"unknown")
)


def word_mark(stored: bytes) -> str:
    """A mark of a name or number as DICOM stores it; "" where nothing is stated.

    Workstations write a name's parts in another order or case, and leave out how it is written in other scripts.
    """
    words = sorted(filter(None, _BETWEEN_WORDS.split(stored.partition(b"=")[0].lower())))
    return hashlib.sha256(b" ".join(words)).hexdigest() if words else ""


def number_mark(stored: bytes | str) -> str:
    """A mark of a patient's number; "" where none is stated, or what anonymisers give all patients alike."""
    mark = word_mark(stored if isinstance(stored, bytes) else stored.encode("utf-8", "replace"))
    return "" if is_nobodys(mark) else mark


def is_nobodys(mark: str) -> bool:
    """Whether a mark is of one of the few numbers that anonymisers give to all patients alike: it says nothing."""
    return mark in _NOBODYS
