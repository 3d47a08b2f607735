"""What a compressed frame says of itself. Decoders allocate by it, whatever the DICOM header says, and some of them
end the process where a stream is out of order; so a frame is looked through before any decoder sees it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xD8)))
_FRAME_HEADERS = frozenset((*range(0xC0, 0xD0), 0xF7)) - {0xC4, 0xC8, 0xCC}  # Huffman tables, reserved, arithmetic
_TABLES, _END, _SCAN, _ADOBE, _LS = 0xC4, 0xD9, 0xDA, 0xEE, 0xF7
_SOC = b"\xff\x4f\xff\x51"  # a JPEG 2000 codestream: start, then its size
_JP2 = b"\x00\x00\x00\x0cjP  "


class OutOfOrderError(ValueError):
    """The frame's segments are not what the standard allows."""


@dataclass(frozen=True)
class CodedImage:
    """Of the image that a frame holds.

    Attributes:
        bits: of one sample; 0 where samples differ.
        samples: colours per pixel.
    """

    rows: int
    columns: int
    bits: int
    samples: int


def coded_image(frame: bytes) -> CodedImage | None:
    """What a JPEG, JPEG-LS or bare JPEG 2000 frame says of itself; None where it is none of these.

    ISO/IEC 10918-1 B.2.2, 14495-1 C.2.2 and 15444-1 A.5.1.

    Raises:
        OutOfOrderError: where its segments do not follow one another, its components are of different sizes, or it has
            no size.
    """
    if frame[:2] == b"\xff\xd8":
        return _jpeg(frame)
    if not frame.startswith(_SOC) or len(frame) < 43:
        return None
    width, height, left, top = struct.unpack_from(">4I", frame, 8)
    (samples,) = struct.unpack_from(">H", frame, 40)
    components = [frame[at : at + 3] for at in range(42, min(42 + 3 * samples, len(frame) - 2), 3)]
    if left >= width or top >= height:
        raise OutOfOrderError  # an image of no size
    if any(each[1:] != b"\x01\x01" for each in components):
        raise OutOfOrderError  # DICOM has no component coarser than the image; it would be taken for a colour's
    depths = {each[0] & 0x7F for each in components}
    return CodedImage(height - top, width - left, depths.pop() + 1 if len(depths) == 1 else 0, samples)


def bare(frame: bytes) -> bytes:
    """The frame; its JPEG 2000 codestream alone where it is a whole JP2 file: a box without a length has pydicom look
    for the codestream for ever, and OpenJPEG would apply the file's colour profile.

    Raises:
        OutOfOrderError: where the file has no codestream near its start.
    """
    if not frame.startswith(_JP2):
        return frame
    start = frame.find(_SOC, 0, 4096)
    if start < 0:
        raise OutOfOrderError
    return frame[start:]


def has_adobe(frame: bytes) -> bool:
    """Whether a JPEG frame has the Adobe segment that says what its colours are."""
    return any(marker == _ADOBE and body[:5] == b"Adobe" and len(body) > 11 for marker, body in _segments(frame))


def _jpeg(frame: bytes) -> CodedImage:
    """The image header, met segment by segment before the first scan."""
    found: CodedImage | None = None
    tables = False
    for marker, body in _segments(frame):
        if marker in _FRAME_HEADERS:
            if found is not None or len(body) < 6 or len(body) != 6 + 3 * body[5]:
                break
            bits, rows, columns, samples = struct.unpack_from(">BHHB", body)
            found = CodedImage(rows, columns, bits, samples)
            tables |= marker == _LS  # JPEG-LS needs none
        elif marker == _TABLES:
            tables = True
        elif marker == _ADOBE and body[:5] == b"Adobe" and len(body) > 11 and body[11] > 1:
            break  # a colour transform that no DICOM image has
        elif marker == _SCAN and found is not None and tables:
            return found
    raise OutOfOrderError


def _segments(frame: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, content) of a JPEG's segments up to the first scan or to where they break off (B.1.1.2 to B.1.1.4)."""
    at = 2
    while at + 4 <= len(frame) and frame[at] == 0xFF:
        marker = frame[at + 1]
        if marker == 0xFF:  # fill
            at += 1
            continue
        if marker in _WITHOUT_LENGTH:
            at += 2
            continue
        length = int.from_bytes(frame[at + 2 : at + 4], "big")
        if marker < 0xC0 or marker == _END or length < 2 or at + 2 + length > len(frame):
            return
        yield marker, frame[at + 4 : at + 2 + length]
        if marker == _SCAN:
            return
        at += 2 + length
