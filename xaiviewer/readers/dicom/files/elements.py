"""Every element of a DICOM file's header as lines to be read by people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.tag import BaseTag
from pydicom.uid import UID

from xaiviewer.readers.dicom.files.header import PIXEL_KEYWORDS, DicomHeader, read_header, text
from xaiviewer.readers.dicom.files.quiet import guarded
from xaiviewer.readers.files.header_line import MOST_LINES, HeaderLine, marking_repeats, of_bytes, one_line

_DAMAGED = "has a header that cannot be listed; copy or export it again."
_PATIENT = 0x0010
_NOT_A_NAME = frozenset({0x00100040, 0x00101010, 0x00101020, 0x00101030})  # sex, age, size, weight
_ELSEWHERE = frozenset({0x00080050, 0x00380010, 0x00380300, 0x00384000, 0x00321032})
"""Beyond the patient's own group: numbers of the order and the admission, where the patient lies, comments."""
_PER_FRAME = 0x52009230
_NAMING = ("PatientName", "PatientID")
_MOST_VALUES = 64


def header_lines(path: Path, frame: int | None = None) -> tuple[HeaderLine, ...]:
    """The file's elements up to its pixels, those of the file meta information first.

    Args:
        path: a DICOM file.
        frame: of a multi-frame file the only one, from 0, of which the per-frame functional groups are listed.

    Raises:
        ReadError: where it is no DICOM file, or damaged before its pixels.
    """
    header = read_header(path, [])
    with guarded(path, _DAMAGED):
        lines: list[HeaderLine] = []
        for data in (header.data.file_meta, header.data):
            for line in _of(data, 0, frame):
                if len(lines) == MOST_LINES:
                    lines.append(HeaderLine("", "", "", f"… more than {MOST_LINES} elements; the others are left out"))
                    break
                lines.append(line)
        lines += _pixels(header)
        return marking_repeats(lines, (text(header.data, each) for each in _NAMING))


def _of(data: Dataset, depth: int, frame: int | None) -> Iterator[HeaderLine]:
    for tag in sorted(data.keys()):
        try:
            element = data[tag]
            line = _line(element, depth)
        except Exception:  # noqa: BLE001 - a damaged element fails in any way; the others are sound
            yield HeaderLine(_spelled(tag), "", "", "cannot be read: the element is damaged", depth, tag.is_private)
            continue
        yield line
        if element.VR != "SQ":
            continue
        for number, item in enumerate(element.value):
            if tag == _PER_FRAME and frame is not None and number != frame:
                continue
            yield HeaderLine("", f"item {number + 1}", "", "", depth + 1)
            yield from _of(item, depth + 2, frame)


def _line(element: DataElement, depth: int) -> HeaderLine:
    tag = element.tag
    name = element.keyword or element.name.strip("[]")
    if tag.is_private and name == "Private tag data":
        name = ""
    personal = element.VR == "PN" or int(tag) in _ELSEWHERE
    personal = personal or (tag.group == _PATIENT and int(tag) not in _NOT_A_NAME)
    return HeaderLine(_spelled(tag), one_line(name), element.VR, _value(element), depth, tag.is_private, personal)


def _spelled(tag: BaseTag) -> str:
    return f"({tag.group:04X},{tag.element:04X})"


def _value(element: DataElement) -> str:
    value = element.value
    if element.VR == "SQ":
        count = len(value)
        return f"{count} item{'' if count == 1 else 's'}"
    if value is None:
        return ""
    if isinstance(value, bytes):
        return of_bytes(value)
    if isinstance(value, MultiValue | list):
        shown = "\\".join(_single(each) for each in value[:_MOST_VALUES])
        return one_line(shown + (f" … ({len(value)} values)" if len(value) > _MOST_VALUES else ""))
    return one_line(_single(value))


def _single(value: object) -> str:
    """One value; a UID that the standard names with its name."""
    if isinstance(value, UID) and value.name != value:
        return f"{value} ({value.name})"
    return str(value)


def _pixels(header: DicomHeader) -> list[HeaderLine]:
    """That there are pixels, which are not listed."""
    pixels = header.pixels
    if pixels is None:
        return []
    tag = next(number for number, keyword in PIXEL_KEYWORDS.items() if keyword == pixels.keyword)
    size = "encapsulated" if pixels.length is None else f"{pixels.length} bytes"
    return [HeaderLine(_spelled(BaseTag(tag)), pixels.keyword, pixels.vr, f"{size}, not listed")]
