"""The directories of a TIFF: which tags each page carries, read without believing any of them.

TIFF 6.0 (Adobe, 1992) and BigTIFF (https://www.awaresystems.be/imaging/tiff/bigtiff.html).

tifffile reads them as well, and the tests write with it. It is not asked here: a tag that it cannot read is logged and
left out, so that a page of 8 bits becomes one of 1 bit; it reads the first page before anything can be held against the
file's size; and importing it takes longer than opening a patient.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import ReadError
from xaiviewer.readers.naming.names import shown

WIDTH, LENGTH, BITS, COMPRESSION, PHOTOMETRIC, FILL_ORDER, DESCRIPTION = 256, 257, 258, 259, 262, 266, 270
STRIPS, ORIENTATION, SAMPLES, ROWS_PER_STRIP, STRIP_BYTES = 273, 274, 277, 278, 279
X_RESOLUTION, Y_RESOLUTION = 282, 283
PLANAR, T4_OPTIONS, T6_OPTIONS, RESOLUTION_UNIT, PREDICTOR, COLOUR_MAP = 284, 292, 293, 296, 317, 320
TILE_WIDTH, TILE_LENGTH, TILES, TILE_BYTES = 322, 323, 324, 325
SUBFILE, OLD_SUBFILE, INK_SET, EXTRA_SAMPLES, SAMPLE_FORMAT, JPEG_TABLES = 254, 255, 332, 338, 339, 347
SOFTWARE, DEPTH, IJ_METADATA_COUNTS, IJ_METADATA = 305, 32997, 50838, 50839
METAMORPH, FLUOVIEW, ZEISS = 33629, 34361, 34412
PRIVATE = (METAMORPH, FLUOVIEW, ZEISS, SOFTWARE)
"""Tags by which stacks of other programs are known."""

Order = Literal["<", ">"]
"""Byte order as NumPy writes it."""

_NEEDED = frozenset(
    {WIDTH, LENGTH, BITS, COMPRESSION, PHOTOMETRIC, FILL_ORDER, DESCRIPTION, STRIPS, ORIENTATION, SAMPLES}
    | {ROWS_PER_STRIP, STRIP_BYTES, X_RESOLUTION, Y_RESOLUTION, PLANAR, T4_OPTIONS, T6_OPTIONS, RESOLUTION_UNIT}
    | {PREDICTOR, COLOUR_MAP, TILE_WIDTH, TILE_LENGTH, TILES, TILE_BYTES, EXTRA_SAMPLES, SAMPLE_FORMAT, JPEG_TABLES}
    | {SUBFILE, OLD_SUBFILE, INK_SET, DEPTH, IJ_METADATA_COUNTS, IJ_METADATA, *PRIVATE}
)
_SPARE = frozenset({IJ_METADATA_COUNTS, IJ_METADATA, *PRIVATE})
"""Where these cannot be read the page is none the worse for it."""
_MAX_ENTRIES = 4096
_MAX_PAGES = 20_000
_MAX_TEXT = 16 << 20
_TYPES = {1: "u1", 2: "S", 3: "u2", 4: "u4", 5: "u4", 6: "i1", 7: "u1", 8: "i2", 9: "i4", 10: "i4"} | {
    11: "f4", 12: "f8", 13: "u4", 16: "u8", 17: "i8", 18: "u8"
}  # fmt: skip
_PAIRS = frozenset({5, 10})


_Page = TypeVar("_Page")


class Damaged(Exception):  # noqa: N818 - never leaves the readers of TIFF
    """What the file states about itself cannot be; the text says what, in a few words."""


class Tags:
    """The tags of one page: numbers as arrays, text as bytes."""

    def __init__(self, values: Mapping[int, NDArray[np.generic] | bytes]) -> None:
        self._values = values

    def number(self, tag: int, default: int = 0) -> int:
        """The first value of a tag of whole numbers."""
        values = self._values.get(tag, b"")
        return default if isinstance(values, bytes) or not values.size else _integer(values[0])

    def numbers(self, tag: int) -> NDArray[np.int64]:
        """All values of a tag of whole numbers; none where it is absent."""
        values = self._values.get(tag, b"")
        if isinstance(values, bytes) or values.dtype.kind not in "ui":
            return np.empty(0, np.int64)
        if values.dtype == np.uint64:
            values = np.minimum(values, np.uint64(2**63 - 1))
        return values.astype(np.int64)

    def ratio(self, tag: int) -> float:
        """The first fraction of a tag; NaN where there is none."""
        values = self._values.get(tag, b"")
        if isinstance(values, bytes) or not values.size:
            return float("nan")
        if values.dtype.kind == "f" or values.size < 2:
            return float(values[0])
        return float(values[0]) / float(values[1]) if values[1] else float("nan")

    def data(self, tag: int) -> bytes:
        """The bytes of a tag of text or of undefined bytes."""
        values = self._values.get(tag, b"")
        return values if isinstance(values, bytes) else values.tobytes()

    def __contains__(self, tag: int) -> bool:
        """Is the tag there?"""
        return tag in self._values


@dataclass(frozen=True, eq=False, slots=True)
class Entry:
    """One tag as it is stored.

    Attributes:
        tag: its number.
        code: the number of its type.
        count: how many values it states.
        values: numbers, or text as bytes; None where they cannot be read.
    """

    tag: int
    code: int
    count: int
    values: NDArray[np.generic] | bytes | None


class Directories:
    """One open TIFF: byte order, width of offsets, and its pages' tags one after the other.

    Raises:
        ReadError: where the file is empty or no TIFF.
    """

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file = file
        self.length = file.seek(0, 2)
        file.seek(0)
        if self.length == 0:
            raise ReadError(f"{shown(path)} is empty (0 bytes); copy it again from its source.")
        start = file.read(4)
        self.order: Order = ">" if start[:2] == b"MM" else "<"
        known = start[:2] in (b"II", b"MM") and len(start) == 4
        magic = struct.unpack(self.order + "H", start[2:])[0] if known else 0
        if magic not in (42, 43):
            raise ReadError(f"{shown(path)} is not a TIFF file, whatever its name says; export it as TIFF.")
        self._big = magic == 43
        # Directories and their values never overlap in an honest file: reading more than the file holds is a trap.
        self._budget = self.length + 4096

    def __iter__(self) -> Iterator[Tags]:
        """The tags of page after page; `Damaged` where the chain is broken, goes in a circle or never ends."""
        return self._pages(self._directory)

    def entries(self) -> Iterator[tuple[Entry, ...]]:
        """Every entry of page after page, whether it is needed or not; the same `Damaged`."""
        return self._pages(self._listed)

    def _pages(self, read: Callable[[int], tuple[_Page, int]]) -> Iterator[_Page]:
        """What `read` makes of page after page; it returns where the next one is, too."""
        offset = self._offset(8 if self._big else 4)
        seen: set[int] = set()
        while offset:
            if offset in seen:
                raise Damaged("its pages lead in a circle")
            if len(seen) >= _MAX_PAGES:
                raise Damaged(f"it states more than {_MAX_PAGES} pages")
            seen.add(offset)
            page, offset = read(offset)
            yield page

    def _stored(self, offset: int) -> tuple[list[tuple[int, int, int, bytes]], int]:
        """Tag, type, count and the bytes that hold the values or their place, of every entry; then the next page."""
        letter, head, width = ("Q", 8, 20) if self._big else ("H", 2, 12)
        count = struct.unpack(self.order + letter, self._read(offset, head))[0]
        if not 0 < count <= _MAX_ENTRIES:
            raise Damaged("its directory cannot be read")
        block = self._read(offset + head, count * width)
        found = []
        for position in range(0, len(block), width):
            tag, code, number = struct.unpack_from(self.order + ("HHQ" if self._big else "HHI"), block, position)
            found.append((tag, code, number, block[position + (12 if self._big else 8) : position + width]))
        return found, self._offset(offset + head + len(block))

    def _listed(self, offset: int) -> tuple[tuple[Entry, ...], int]:
        stored, following = self._stored(offset)
        entries = []
        for tag, code, number, inline in stored:
            try:
                values = self._values(tag, code, number, inline) if code in _TYPES else None
            except Damaged:
                values = None
            entries.append(Entry(tag, code, number, values))
        return tuple(entries), following

    def _directory(self, offset: int) -> tuple[Tags, int]:
        stored, following = self._stored(offset)
        values: dict[int, NDArray[np.generic] | bytes] = {}
        for tag, code, number, inline in stored:
            again = tag == DESCRIPTION and tag in values  # some programs write a second one of their own
            if tag not in _NEEDED or code not in _TYPES or not number or (tag in values and not again):
                continue
            if again:
                both = [Tags(values).data(tag), Tags({tag: self._values(tag, code, number, inline)}).data(tag)]
                values[tag] = b"\0".join(both)
                continue
            try:
                values[tag] = self._values(tag, code, number, inline)
            except Damaged:
                if tag not in _SPARE:
                    raise
        return Tags(values), following

    def _values(self, tag: int, code: int, count: int, inline: bytes) -> NDArray[np.generic] | bytes:
        kind = _TYPES[code]
        size = count * (1 if kind == "S" else int(kind[1])) * (2 if code in _PAIRS else 1)
        if tag == DESCRIPTION and size > _MAX_TEXT:
            return b""
        if size > len(inline):
            data = self._read(struct.unpack(self.order + ("Q" if self._big else "I"), inline)[0], size)
        else:
            data = inline[:size]
        return data if kind == "S" or code == 7 else np.frombuffer(data, np.dtype(kind).newbyteorder(self.order))

    def _offset(self, position: int) -> int:
        return int(
            struct.unpack(self.order + ("Q" if self._big else "I"), self._read(position, 8 if self._big else 4))[0]
        )

    def _read(self, offset: int, size: int) -> bytes:
        if offset + size > self.length:
            raise Damaged("its directory ends beyond the file")
        self._budget -= size
        if self._budget < 0:
            raise Damaged("its directory cannot be read")
        self._file.seek(offset)
        data = self._file.read(size)
        if len(data) != size:
            raise Damaged("its directory ends beyond the file")
        return data


def _integer(value: np.generic) -> int:
    """A tag's value as a whole number; a fraction or what is no number counts as 0."""
    number = value.item()
    return number if isinstance(number, int) else 0
