"""What a TIFF says about itself, checked before anything is decoded.

TIFF 6.0 (Adobe, 1992) and BigTIFF (https://www.awaresystems.be/imaging/tiff/bigtiff.html). Only the first page's
directory is read. The decoder behind OpenCV believes the header; this module does not.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from xaiviewer.errors import ReadError
from xaiviewer.readers.names import refusal

MAX_SLICE_PIXELS = 4096 * 4096
"""A slice with more pixels than this is refused unread; MR slices have at most a quarter of it."""

_MAX_ENTRIES = 4096
_MAX_VALUES = 1 << 20
_FORMATS = {1: "B", 2: "s", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 13: "I", 16: "Q", 17: "q", 18: "Q"}
_WIDTH, _LENGTH, _BITS, _COMPRESSION, _PHOTOMETRIC = 256, 257, 258, 259, 262
_STRIPS, _SAMPLES, _STRIP_BYTES, _TILE_WIDTH, _TILE_LENGTH = 273, 277, 279, 322, 323
_TILES, _TILE_BYTES, _SAMPLE_FORMAT = 324, 325, 339
_ORIENTATION, _PLANAR = 274, 284
_COLOURS = {0: "white as 0", 1: "grey", 2: "RGB", 3: "a palette of colours", 5: "CMYK", 6: "YCbCr", 8: "CIELab"}
_KINDS = {1: "unsigned", 2: "signed", 3: "float", 4: "unsigned"}
_COMPRESSIONS = {1: "none", 2: "CCITT", 3: "CCITT", 4: "CCITT", 5: "LZW", 6: "old JPEG", 7: "JPEG", 8: "Deflate"} | {
    32773: "PackBits", 32946: "Deflate", 34712: "JPEG 2000", 34925: "LZMA", 50000: "ZSTD", 50001: "WebP"
}  # fmt: skip


@dataclass(frozen=True)
class TiffHeader:
    """The first page of a TIFF.

    Attributes:
        rows, columns: of the picture.
        samples: channels of a pixel.
        bits: of one sample.
        kind: "unsigned", "signed" or "float".
        compression: its name.
        colours: what the samples mean: "grey", "RGB", "YCbCr" or another name.
        planar: each channel is stored apart.
        turned: the first pixel is not the upper left one.
        pages: True where more pages follow.
    """

    rows: int
    columns: int
    samples: int
    bits: int
    kind: str
    compression: str
    colours: str
    planar: bool
    turned: bool
    pages: bool

    @property
    def size(self) -> str:
        """Width by height, as users name it."""
        return f"{self.columns} x {self.rows}"

    @property
    def nbytes(self) -> int:
        """Bytes of the decoded picture."""
        return self.rows * self.columns * self.samples * max(1, self.bits // 8)


class _Damaged(Exception):  # noqa: N818 - never leaves this module
    """What the header states cannot be."""


def read_header(path: Path) -> TiffHeader:
    """Read and check the header of the TIFF at `path`.

    Raises:
        ReadError: where the file cannot be read, is empty, is no TIFF, is damaged or cut short, or is too large.
    """
    try:
        with path.open("rb") as file:
            return _Reader(file, path).header()
    except OSError as error:
        raise ReadError(refusal(path, error)) from error
    except (_Damaged, struct.error) as error:
        detail = f" ({error})" if isinstance(error, _Damaged) else ""
        raise ReadError(f"{path} is damaged or cut short{detail}; copy it again from its source.") from error


class _Reader:
    """One open TIFF: byte order, width of offsets, the first directory."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file = file
        self._path = path
        self._length = file.seek(0, 2)
        file.seek(0)
        if self._length == 0:
            raise ReadError(f"{path} is empty (0 bytes); copy it again from its source.")
        start = file.read(4)
        self._order = {b"II": "<", b"MM": ">"}.get(start[:2], "")
        magic = struct.unpack(self._order + "H", start[2:])[0] if self._order and len(start) == 4 else 0
        if magic not in (42, 43):
            raise ReadError(f"{path} is not a TIFF file, whatever its name says; export it as TIFF.")
        self._big = magic == 43

    def header(self) -> TiffHeader:
        """The checked header of the first page."""
        tags, following = self._directory()
        columns, rows = self._one(tags, _WIDTH), self._one(tags, _LENGTH)
        if rows <= 0 or columns <= 0:
            raise _Damaged("it states no size")
        self._refuse_large(columns, rows)
        self._refuse_large(self._one(tags, _TILE_WIDTH, 1), self._one(tags, _TILE_LENGTH, 1))
        self._refuse_truncated(tags)
        code = self._one(tags, _COMPRESSION, 1)
        colours = self._one(tags, _PHOTOMETRIC, 1)
        return TiffHeader(
            rows=rows,
            columns=columns,
            samples=self._one(tags, _SAMPLES, 1),
            bits=self._one(tags, _BITS, 1),
            kind=_KINDS.get(self._one(tags, _SAMPLE_FORMAT, 1), "complex"),
            compression=_COMPRESSIONS.get(code, f"number {code}"),
            colours=_COLOURS.get(colours, f"colour space {colours}"),
            planar=self._one(tags, _PLANAR, 1) == 2,
            turned=self._one(tags, _ORIENTATION, 1) != 1,
            pages=following,
        )

    def _refuse_large(self, columns: int, rows: int) -> None:
        if columns * rows > MAX_SLICE_PIXELS:
            raise ReadError(
                f"{self._path} states {columns} x {rows} pixels, more than the {MAX_SLICE_PIXELS // 2**20} million "
                "this program opens; export the slice at its own resolution."
            )

    def _refuse_truncated(self, tags: dict[int, tuple[int, ...]]) -> None:
        """Every strip or tile must end inside the file."""
        offsets = tags.get(_STRIPS) or tags.get(_TILES)
        lengths = tags.get(_STRIP_BYTES) or tags.get(_TILE_BYTES)
        if not offsets:
            raise _Damaged("it holds no picture")
        if lengths and len(lengths) != len(offsets):
            raise _Damaged("its parts are not where it says")
        if max(map(sum, zip(offsets, lengths or (1,) * len(offsets), strict=True))) > self._length:
            raise _Damaged("the picture ends beyond the file")

    def _directory(self) -> tuple[dict[int, tuple[int, ...]], bool]:
        """The first directory's whole-number tags, and whether another directory follows."""
        offset = self._unpack(8, "Q")[0] if self._big else self._unpack(4, "I")[0]
        count = self._unpack(offset, "Q" if self._big else "H")[0]
        if not 0 < count <= _MAX_ENTRIES:
            raise _Damaged("its directory cannot be read")
        start, width = offset + (8 if self._big else 2), 20 if self._big else 12
        tags = {}
        for place in range(start, start + count * width, width):
            tag, values = self._entry(place)
            tags[tag] = values
        following = self._unpack(start + count * width, "Q" if self._big else "I")[0]
        return tags, bool(following)

    def _entry(self, place: int) -> tuple[int, tuple[int, ...]]:
        """Tag and values of one entry; no values for types that no tag we need has."""
        tag, code, count = self._unpack(place, "HHQ" if self._big else "HHI")
        letter = _FORMATS.get(code)
        if letter in (None, "s") or tag > _SAMPLE_FORMAT:
            return tag, ()
        if count > _MAX_VALUES:
            raise _Damaged("its directory cannot be read")
        inline, where = (8, place + 12) if self._big else (4, place + 8)
        if struct.calcsize(f"={count}{letter}") > inline:
            where = self._unpack(where, "Q" if self._big else "I")[0]
        return tag, tuple(self._unpack(where, f"{count}{letter}"))

    def _unpack(self, offset: int, letters: str) -> tuple[int, ...]:
        letters = self._order + letters
        length = struct.calcsize(letters)
        if offset + length > self._length:
            raise _Damaged("its directory ends beyond the file")
        self._file.seek(offset)
        return struct.unpack(letters, self._file.read(length))

    @staticmethod
    def _one(tags: dict[int, tuple[int, ...]], tag: int, default: int = 0) -> int:
        values = tags.get(tag)
        return values[0] if values else default
