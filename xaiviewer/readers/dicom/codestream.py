"""The size that a compressed frame itself claims: decoders allocate by it, whatever the DICOM header says."""

from __future__ import annotations

import struct

_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xD8)))
_NO_FRAME_HEADER = frozenset((0xC4, 0xC8, 0xCC))  # Huffman tables, reserved, arithmetic conditioning
_SOC = b"\xff\x4f\xff\x51"  # a JPEG 2000 codestream: start, then its size
_JP2 = b"\x00\x00\x00\x0cjP  "


def stated_size(frame: bytes) -> tuple[int, int] | None:
    """(rows, columns) of a JPEG, JPEG-LS or JPEG 2000 codestream; None where it does not say.

    ISO/IEC 10918-1 B.2.2, 14495-1 C.2.2 and 15444-1 A.5.1.
    """
    if frame[:2] == b"\xff\xd8":
        return _jpeg_size(frame)
    start = frame.find(_SOC, 0, 4096) if frame.startswith((b"\xff\x4f", _JP2)) else -1
    if start < 0 or len(frame) < start + 24:
        return None
    width, height, left, top = struct.unpack_from(">4I", frame, start + 8)
    return height - top, width - left


def _jpeg_size(frame: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(frame):
        if frame[at] != 0xFF:
            return None
        marker = frame[at + 1]
        if marker == 0xFF:  # fill
            at += 1
            continue
        if marker in _WITHOUT_LENGTH:
            at += 2
            continue
        if (0xC0 <= marker <= 0xCF and marker not in _NO_FRAME_HEADER) or marker == 0xF7:
            rows, columns = struct.unpack_from(">HH", frame, at + 5)
            return rows, columns
        if marker == 0xDA:
            return None
        at += 2 + int.from_bytes(frame[at + 2 : at + 4], "big")
    return None
