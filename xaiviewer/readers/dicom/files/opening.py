"""The bytes of a DICOM file: told by content, inflated where the data set is deflated, never more than are there."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from xaiviewer.errors import ReadError
from xaiviewer.readers.files.limits import MAX_INFLATED_BYTES
from xaiviewer.readers.files.listing import first_bytes
from xaiviewer.readers.naming.names import shown

_VRS = frozenset(
    b"AE AS AT CS DA DS DT FL FD IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV".split()
)
_DEFLATED = b"1.2.840.10008.1.2.1.99"
_EXPLICIT = b"1.2.840.10008.1.2.1".ljust(len(_DEFLATED), b"\0")  # UIDs are padded with nulls: nothing else moves
_PIECE = 1 << 16
_HEAD = 1024  # the file meta information ends well before


def is_dicom(path: Path) -> bool:
    """Is this a DICOM file? Told by its first bytes (PS3.10, 7.1), also without the preamble; never raises."""
    head = first_bytes(path, 132)
    return head[128:] == b"DICM" or _begins_like_a_data_set(head)


def names_a_class(path: Path, uids: Iterable[str]) -> bool:
    """May its SOP class be one of `uids`? Told by its first bytes, without parsing them; never raises."""
    head = first_bytes(path, _HEAD)
    return any(uid.encode("ascii") in head for uid in uids)


def _begins_like_a_data_set(head: bytes) -> bool:
    """A first element of group 2 or 8 with a plausible length: what old archives wrote without a preamble."""
    if len(head) < 16:
        return False
    for order in "<>":
        group, element = struct.unpack_from(f"{order}HH", head)
        if group not in (0x0002, 0x0008) or element > 0x0070:
            continue
        if head[4:6] in _VRS:
            return True
        (length,) = struct.unpack_from(f"{order}I", head, 4)
        if group == 0x0008 and length <= 128 and length % 2 == 0:
            return True
    return False


class BoundedFile(io.BufferedReader):
    """A file that allocates no more for a read than it has bytes left, whatever a header claims."""

    def __init__(self, path: Path) -> None:
        raw = io.FileIO(path)
        super().__init__(raw)
        self.size = raw.seek(0, io.SEEK_END)
        raw.seek(0)

    def read(self, size: int | None = -1, /) -> bytes:
        """As of any file; `size` may be larger than the file."""
        left = max(0, self.size - self.tell())
        return super().read(left if size is None or size < 0 else min(size, left))


def is_deflated(head: bytes) -> bool:
    """Does a file that begins with `head` hold a deflated data set (PS3.5, A.5)?"""
    return head[128:132] == b"DICM" and _DEFLATED in head[132:_HEAD]


def inflated(path: Path) -> bytes:
    """A deflated file as if it had been written in Explicit VR Little Endian.

    Raises:
        ReadError: where it is damaged or swells to more than `MAX_INFLATED_BYTES`.
    """
    with BoundedFile(path) as file:
        data = file.read()
    tag, vr, length, meta = struct.unpack_from("<4s2sHI", data, 132)
    if (tag, vr, length) != (b"\x02\0\0\0", b"UL", 4) or 144 + meta > len(data):
        raise ReadError(f"{shown(path)} has a damaged file header; copy or export it again.")
    packed = data[144 + meta :]
    if _swells(packed):
        raise ReadError(
            f"{shown(path)} swells to more than {MAX_INFLATED_BYTES >> 20} MiB when it is unpacked; "
            "export it uncompressed."
        )
    body = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed)
    return data[: 144 + meta].replace(_DEFLATED, _EXPLICIT) + body


def _swells(packed: bytes) -> bool:
    """Do these deflated bytes unpack to more than `MAX_INFLATED_BYTES`? Counted first, so that none are held."""
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    made = 0
    for start in range(0, len(packed), _PIECE):
        waiting = packed[start : start + _PIECE]
        while waiting and not engine.eof:  # what follows its end is none of the data set
            made += len(engine.decompress(waiting, 4 * _PIECE))
            waiting = engine.unconsumed_tail
            if made > MAX_INFLATED_BYTES:
                return True
    return False


@contextmanager
def opened(path: Path, *, deflated: bool) -> Iterator[BinaryIO]:
    """The file's bytes; of a deflated one those of its inflated twin."""
    if deflated:
        yield io.BytesIO(inflated(path))
    else:
        with BoundedFile(path) as file:
            yield file
