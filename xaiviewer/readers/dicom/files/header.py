"""A DICOM header, read once: the elements that are asked for, and where the pixel data lies."""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydicom.datadict import dictionary_VR, tag_for_keyword
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.filereader import read_partial
from pydicom.multival import MultiValue
from pydicom.tag import BaseTag
from pydicom.uid import UID, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from xaiviewer.errors import ReadError
from xaiviewer.readers.dicom.files.opening import inflated, is_deflated
from xaiviewer.readers.dicom.files.quiet import guarded
from xaiviewer.readers.files.limits import MAX_HEADER_BYTES
from xaiviewer.readers.naming.names import shown

PIXEL_KEYWORDS = {0x7FE00008: "FloatPixelData", 0x7FE00009: "DoubleFloatPixelData", 0x7FE00010: "PixelData"}
_ROWS = 0x00280010
_AFTER_IMAGES = 0x00400000
_CHUNKS = (64 << 10, 1 << 20, 16 << 20, MAX_HEADER_BYTES)
_ASCII = frozenset(("CS", "UI", "DS", "IS", "DA", "TM", "AS"))
_DECIMAL = frozenset(("DS", "IS"))
_SHORT = frozenset(("US",))
_DAMAGED = "cannot be read as DICOM; it is damaged or incomplete: copy or export it again."


@dataclass(frozen=True, slots=True)
class PixelData:
    """Where a file's pixel data lies.

    Attributes:
        keyword: "PixelData", "FloatPixelData" or "DoubleFloatPixelData".
        vr: "" in implicit VR.
        offset: of its first byte in the file, of a deflated file in the inflated bytes.
        length: as stated; None where it is encapsulated.
        available: bytes from `offset` to the end of the file.
    """

    keyword: str
    vr: str
    offset: int
    length: int | None
    available: int


@dataclass(frozen=True, eq=False, slots=True)
class DicomHeader:
    """One file's elements without its pixels.

    Attributes:
        data: only the elements that were asked for.
        syntax: its transfer syntax; what it was found to be where the file does not say.
        pixels: None where the file holds none.
    """

    path: Path
    data: Dataset
    syntax: UID
    deflated: bool
    pixels: PixelData | None


_MAX_TEXT = 256  # no text that is shown or compared is longer by the standard (PS3.5, 6.2)


def tags(keywords: Sequence[str | int]) -> list[BaseTag | int]:
    """Their tags; private ones are given as numbers."""
    found = [tag_for_keyword(each) if isinstance(each, str) else each for each in keywords]
    assert None not in found, keywords
    return [BaseTag(each) for each in found if each is not None]


def read_header(path: Path, wanted: list[BaseTag | int]) -> DicomHeader:
    """The elements `wanted` (see `tags`) of one file.

    Raises:
        ReadError: where it is no DICOM file or damaged before its pixels.
    """
    with guarded(path, _DAMAGED):
        with path.open("rb") as file:
            size = file.seek(0, io.SEEK_END)
            file.seek(0)
            head = file.read(_CHUNKS[0])
            if deflated := is_deflated(head):
                head = inflated(path)
                return _parsed(path, head, len(head), wanted, deflated=deflated)[0]
            for chunk in (*_CHUNKS[1:], 0):
                if len(head) >= size:
                    break
                header, past_rows = _attempt(path, head, size, wanted)
                if header is not None and (header.pixels or past_rows):
                    return header
                if not chunk:
                    limit = MAX_HEADER_BYTES >> 20
                    raise ReadError(f"{shown(path)} has a header of more than {limit} MiB; export it again.")
                file.seek(0)
                head = file.read(chunk)
        return _parsed(path, head, size, wanted, deflated=False)[0]


def _attempt(path: Path, head: bytes, size: int, wanted: list[BaseTag | int]) -> tuple[DicomHeader | None, bool]:
    """The header where `head`, the first bytes of the file, holds enough of it."""
    try:
        return _parsed(path, head, size, wanted, deflated=False)
    except Exception:  # noqa: BLE001 - an element cut off by the chunk fails in any way; the whole file is tried next
        return None, False


def _parsed(
    path: Path, head: bytes, size: int, wanted: list[BaseTag | int], *, deflated: bool
) -> tuple[DicomHeader, bool]:
    """The header in `head`, and whether it ends where an image's size would have stood before: it is of no image."""
    found: list[tuple[int, str | None, int]] = []
    sized = past = False

    def at_pixels(tag: BaseTag, vr: str | None, length: int) -> bool:
        nonlocal sized, past
        number = int(tag)  # comparing plain integers is several times as fast, and every element comes here
        if number in PIXEL_KEYWORDS:
            found.append((number, vr, length))
            return True
        sized = sized or number == _ROWS
        past = number >= _AFTER_IMAGES and not sized
        return past

    # A BytesIO gives what is there and allocates no more, whatever length an element claims.
    stream = io.BytesIO(head)
    data = read_partial(stream, stop_when=at_pixels, force=True, specific_tags=wanted)
    implicit, little = data.original_encoding
    pixels = None
    if found:
        tag, vr, length = found[0]
        offset = stream.tell() + (8 if implicit or vr is None else 12)
        stated = None if length == 0xFFFFFFFF else length
        pixels = PixelData(PIXEL_KEYWORDS[tag], vr or "", offset, stated, max(0, size - offset))
    guess = ImplicitVRLittleEndian if implicit else ExplicitVRLittleEndian if little else ExplicitVRBigEndian
    named = data.file_meta.get("TransferSyntaxUID")
    syntax = UID(named) if named and isinstance(named, str) else guess
    return DicomHeader(path, data, syntax, deflated, pixels), past


@cache
def _known(keyword: str) -> tuple[BaseTag, str]:
    """Its tag and value representation."""
    tag = tag_for_keyword(keyword)
    assert tag is not None, keyword
    return BaseTag(tag), dictionary_VR(tag)


def _untouched(data: Dataset, keyword: str | int, kinds: frozenset[str]) -> RawDataElement | None:
    """An element that nobody has looked at yet, where it is of `kinds`, which are quickly understood."""
    if isinstance(keyword, int):
        return None
    tag, vr = _known(keyword)
    raw: object = data.get_item(tag) if vr in kinds and tag in data else None
    return raw if isinstance(raw, RawDataElement) and raw.VR in {None, vr} else None


def _raw(data: Dataset, keyword: str | int, kinds: frozenset[str]) -> bytes | None:
    """The bytes of such an element: ASCII."""
    raw = _untouched(data, keyword, kinds)
    return None if raw is None else raw.value


def _shorts(data: Dataset, keyword: str | int) -> tuple[int, ...] | None:
    """The values of such an element of 16-bit integers, as most of those that describe pixels are."""
    raw = _untouched(data, keyword, _SHORT)
    if raw is None or raw.value is None or len(raw.value) % 2:
        return None
    return struct.unpack(f"{'<' if raw.is_little_endian else '>'}{len(raw.value) // 2}H", raw.value)


def value(data: Dataset, keyword: str | int) -> Any:
    """An element's value; None where it is absent, empty or cannot be understood."""
    tag = _known(keyword)[0] if isinstance(keyword, str) else BaseTag(keyword)
    try:
        found = data[tag].value if tag in data else None
    except Exception:  # noqa: BLE001 - a damaged element is an absent one, in whatever way it fails
        return None
    return None if found is None or (isinstance(found, str | bytes | MultiValue) and len(found) == 0) else found


def text(data: Dataset, keyword: str) -> str:
    """Its text without the padding, several values parted by backslashes; "" where there is none."""
    raw = _raw(data, keyword, _ASCII)
    if raw is not None:
        return printable(raw[:_MAX_TEXT].decode("ascii", "replace"))
    found = value(data, keyword)
    if isinstance(found, MultiValue):
        found = "\\".join(str(each) for each in found[:_MAX_TEXT])
    elif isinstance(found, bytes):  # by a value representation that is none of a text's
        found = found[:_MAX_TEXT].decode("ascii", "replace")
    return "" if found is None else printable(shown(str(found))[:_MAX_TEXT])


def printable(line: str) -> str:
    """`line` without padding and control characters, so that it can stand in a sentence.

    No text holds a null: behind one that is not padding lies another element, which a wrong length has swallowed, and
    that may be the patient's name.
    """
    line = line.strip("\0 ").partition("\0")[0]
    if not line.isprintable():
        line = "".join(letter if letter.isprintable() else " " for letter in line).strip()
    return line


def numbers(data: Dataset, keyword: str | int, count: int | None = None) -> tuple[float, ...]:
    """Its values as finite numbers; () where one is none, or where there are not `count` of them."""
    raw = _raw(data, keyword, _DECIMAL)
    if raw is not None:
        several: Sequence[Any] = raw.replace(b"\0", b" ").strip().split(b"\\")
    elif (shorts := _shorts(data, keyword)) is not None:
        several = shorts
    else:
        found = value(data, keyword)
        several = found if isinstance(found, MultiValue | list | tuple) else [found]
    try:
        result = tuple(map(float, several))
    except (TypeError, ValueError, OverflowError):
        return ()
    good = all(map(math.isfinite, result)) and count in (None, len(result))
    return result if good else ()


def number(data: Dataset, keyword: str | int) -> float | None:
    """Its first value; None where that is no finite number."""
    found = numbers(data, keyword)
    return found[0] if found else None


def integer(data: Dataset, keyword: str, default: int = 0) -> int:
    """Its value as an integer."""
    found = number(data, keyword)
    return default if found is None else int(found)


def items(data: Dataset, keyword: str) -> Sequence[Dataset]:
    """The items of a sequence; () where there is none."""
    found = value(data, keyword)
    return found if isinstance(found, Sequence) and not isinstance(found, str | bytes) else ()


def first(data: Dataset | None, keyword: str) -> Dataset | None:
    """The first item of a sequence."""
    found = items(data, keyword) if data is not None else ()
    return found[0] if len(found) else None
