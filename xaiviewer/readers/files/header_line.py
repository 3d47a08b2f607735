"""One line of what a file says about itself, whatever its format."""

from __future__ import annotations

import string
from collections.abc import Iterable
from dataclasses import dataclass, replace

HIDDEN = "hidden"
"""What stands in place of a value that tells who the patient is, where names are off."""

MOST_LINES = 20_000
"""Of one header; a file of thousands of frames says the same of each."""

_LONGEST = 4096
_BYTES_SHOWN = 16
_LEAST_WORD = 3  # letters of a name that are looked for in other values
_PRINTED = frozenset(string.printable)


@dataclass(frozen=True)
class HeaderLine:
    """One element of a header.

    Attributes:
        tag: where it stands: "(0010,0020)" of DICOM, the number of a TIFF's tag, a field's first byte in NIfTI.
        keyword: what the standard calls it; what is private has the name that its vendor gave it, if that is known.
        vr: how its value is stored: DICOM's value representation, or a type of numbers.
        value: in one line.
        depth: how many sequences it stands in.
        private: no standard defines it.
        personal: it tells, or may tell, who the patient is.
    """

    tag: str
    keyword: str
    vr: str
    value: str
    depth: int = 0
    private: bool = False
    personal: bool = False


def without_names(lines: Iterable[HeaderLine]) -> tuple[HeaderLine, ...]:
    """The same with the values hidden that tell who the patient is."""
    return tuple(replace(each, value=HIDDEN) if each.personal and each.value else each for each in lines)


def marking_repeats(lines: Iterable[HeaderLine], names: Iterable[str]) -> tuple[HeaderLine, ...]:
    """The same with other values marked as personal that repeat a word of the patient's `names` or numbers."""
    parted = (word.casefold() for name in names for word in _words(name))
    words = {word for word in parted if len(word) > _LEAST_WORD or (len(word) == _LEAST_WORD and not word.isdecimal())}
    return tuple(
        replace(each, personal=True) if any(word in each.value.casefold() for word in words) else each for each in lines
    )


def one_line(text: str) -> str:
    """A value as it is shown: printable, in one line, and of a length that can be."""
    text = text.strip("\0 ").encode("utf-8", "replace").decode("utf-8")
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text).strip()
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def of_bytes(data: bytes) -> str:
    """Bytes that nobody explains: as text where they are one, else how many there are and the first of them."""
    text = data.rstrip(b"\0 ").decode("latin-1")
    if text and len(text) <= _LONGEST and all(letter in _PRINTED for letter in text):
        return one_line(text)
    first = data[:_BYTES_SHOWN].hex(" ")
    return f"{len(data)} bytes" + (f": {first}{' …' if len(data) > _BYTES_SHOWN else ''}" if data else "")


def _words(name: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in name).split()
