"""Is a JPEG stream whole and sound? Checked marker by marker, because decoders make up what is missing.

ITU-T T.81, annex B. Only the 8-bit baseline, extended and progressive Huffman processes are let through.
"""

from __future__ import annotations

from dataclasses import dataclass

from xaiviewer.readers.tiff.tags import Damaged

_SOI, _EOI, _SOS, _DQT, _DHT, _DRI, _APP0, _APP1, _APP14 = 0xD8, 0xD9, 0xDA, 0xDB, 0xC4, 0xDD, 0xE0, 0xE1, 0xEE
_FRAMES = {0xC0: "baseline", 0xC1: "extended", 0xC2: "progressive"}
_OTHER_FRAMES = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_BARE = {0x01, *range(0xD0, 0xD8)}
_MAX_SCANS = 100
_MAX_WORK = 1 << 28  # pixels times scans: a few bytes can ask for a hundred scans of a large picture
_MAX_PROGRESSIVE = 100 << 20  # libtiff gives a progressive stream no more memory


@dataclass
class Header:
    """What a JPEG stream says about itself.

    Attributes:
        rows, columns, components: of the picture; 0 before the frame header is met.
        progressive: coded in several refinements.
        transform: Adobe's colour transform; None where it is not stated.
        jfif: says that it is JFIF: three components are YCbCr.
        letters: the components are called R, G and B.
        exif: the Exif block, without its name; empty where there is none.
        coarse_first: no component but the first has more than one sample where the others have one.
        sampling_at: where in the stream the first component's sampling factors stand.
    """

    rows: int = 0
    columns: int = 0
    components: int = 0
    progressive: bool = False
    transform: int | None = None
    jfif: bool = False
    letters: bool = False
    exif: bytes = b""
    coarse_first: bool = True
    sampling_at: int = 0

    @property
    def colours(self) -> str:
        """The colour space, by the rules of libjpeg: "grey", "YCbCr", "RGB" or "CMYK"."""
        if self.components == 1:
            return "grey"
        if self.components != 3:
            return "CMYK"
        if self.jfif:
            return "YCbCr"
        if self.transform is not None:
            return "RGB" if self.transform == 0 else "YCbCr"
        return "RGB" if self.letters else "YCbCr"


class _Checker:
    """Walks through a stream and remembers what was defined on the way."""

    def __init__(self) -> None:
        self.header = Header()
        self.scans = 0
        self._quantisation: set[int] = set()
        self._huffman: set[tuple[int, int]] = set()
        self._components: dict[int, int] = {}

    def walk(self, data: bytes, *, tables_only: bool = False) -> None:
        """Check all of `data`; Damaged where it is cut short or not sound."""
        if data[:2] != b"\xff\xd8":
            raise Damaged("its JPEG data do not begin as such")
        place = 2
        while True:
            place = data.find(b"\xff", place)
            if place < 0 or place + 1 >= len(data):
                raise Damaged("its JPEG data end too early")
            marker = data[place + 1]
            if marker == 0xFF:
                place += 1
                continue
            place += 2
            if marker == _EOI:
                break
            if marker and marker not in _BARE:
                place = self._marked(marker, data, place)
        if not tables_only and not self.scans:
            raise Damaged("its JPEG data hold no picture")

    def _marked(self, marker: int, data: bytes, place: int) -> int:
        """Check the segment at `place`; where the next marker is to be looked for."""
        length = int.from_bytes(data[place : place + 2], "big")
        segment = data[place + 2 : place + length]
        if marker == _SOI or length < 2 or len(segment) != length - 2:
            raise Damaged("its JPEG data are not sound")
        self._segment(marker, segment)
        if marker in _FRAMES:
            self.header.sampling_at = place + 9
        return _after_scan(data, place + length) if marker == _SOS else place + length

    def _segment(self, marker: int, segment: bytes) -> None:
        if marker in _OTHER_FRAMES:
            raise Damaged("its JPEG data are of a rare kind")
        if marker in _FRAMES:
            self._frame(segment, progressive=marker == 0xC2)
        elif marker == _DQT:
            self._quantisation_tables(segment)
        elif marker == _DHT:
            self._huffman_tables(segment)
        elif marker == _SOS:
            self._scan(segment)
        elif marker == _DRI and len(segment) != 2:
            raise Damaged("its JPEG data are not sound")
        elif marker == _APP0 and segment[:5] == b"JFIF\0":
            self.header.jfif = True
        elif marker == _APP14 and segment[:5] == b"Adobe" and len(segment) >= 12:
            self.header.transform = segment[11]
        elif marker == _APP1 and segment[:6] == b"Exif\0\0" and not self.header.exif:
            self.header.exif = segment[6:]

    def _frame(self, segment: bytes, *, progressive: bool) -> None:
        if self._components or len(segment) < 6 or len(segment) != 6 + 3 * segment[5]:
            raise Damaged("its JPEG data are not sound")
        if segment[0] != 8:
            raise Damaged(f"its JPEG data are of {segment[0]} bits, not 8")
        header = self.header
        header.rows, header.columns = int.from_bytes(segment[1:3], "big"), int.from_bytes(segment[3:5], "big")
        header.components, header.progressive = segment[5], progressive
        for place in range(6, len(segment), 3):
            name, sampling, table = segment[place : place + 3]
            if (
                sampling >> 4 not in (1, 2, 4)
                or sampling & 15 not in (1, 2, 4)
                or table > 3
                or name in self._components
            ):
                raise Damaged("its JPEG data are not sound")
            self._components[name] = table
            if place > 6:
                header.coarse_first = header.coarse_first and sampling == 0x11
        header.letters = tuple(self._components) == tuple(b"RGB")
        if not header.rows or not header.columns:
            raise Damaged("its JPEG data state no size")
        if progressive and header.rows * header.columns * header.components * 2 > _MAX_PROGRESSIVE:
            raise Damaged("it is progressive JPEG of a size that the decoder does not take")

    def _quantisation_tables(self, segment: bytes) -> None:
        place = 0
        while place < len(segment):
            wide, table = segment[place] >> 4, segment[place] & 15
            size = 64 * (wide + 1)
            values = segment[place + 1 : place + 1 + size]
            if wide > 1 or table > 3 or len(values) != size:
                raise Damaged("its JPEG data are not sound")
            self._quantisation.add(table)
            place += 1 + size

    def _huffman_tables(self, segment: bytes) -> None:
        place = 0
        while place < len(segment):
            kind, table = segment[place] >> 4, segment[place] & 15
            counts = segment[place + 1 : place + 17]
            total = sum(counts)
            space = sum(count << (16 - length) for length, count in enumerate(counts, 1))
            symbols = segment[place + 17 : place + 17 + total]
            fits = len(counts) == 16 and total <= 256 and len(symbols) == total and space <= 1 << 16
            if kind > 1 or table > 3 or not fits or (kind == 0 and any(each > 15 for each in symbols)):
                raise Damaged("its JPEG data are not sound")
            self._huffman.add((kind, table))
            place += 17 + total

    def _scan(self, segment: bytes) -> None:
        self.scans += 1
        count = segment[0] if segment else 0
        if not self._components or not 1 <= count <= 4 or len(segment) != 4 + 2 * count or self.scans > _MAX_SCANS:
            raise Damaged("its JPEG data are not sound")
        start, end, bits = segment[-3:]
        if self.header.progressive:
            high, low = bits >> 4, bits & 15
            sound = start <= end < 64 and (start > 0 or end == 0) and (start == 0 or count == 1)
            sound = sound and low <= 13 and high in (0, low + 1)
        else:
            sound = (start, end, bits) == (0, 63, 0)
        if self.header.rows * self.header.columns * self.scans > _MAX_WORK:
            raise Damaged("its JPEG data go over a large picture too often")
        names = segment[1 : 1 + 2 * count : 2]
        if not sound or len(set(names)) != count or any(name not in self._components for name in names):
            raise Damaged("its JPEG data are not sound")
        for name, tables in zip(names, segment[2 : 2 + 2 * count : 2], strict=True):
            needed = {(0, tables >> 4)} if start == 0 and not (self.header.progressive and bits >> 4) else set()
            needed |= {(1, tables & 15)} if end > 0 else set()
            if not needed <= self._huffman or self._components[name] not in self._quantisation:
                raise Damaged("its JPEG data lack a table")


def _after_scan(data: bytes, place: int) -> int:
    """Where the first marker after the entropy-coded data of a scan stands."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise Damaged("its JPEG data end too early")
        if data[place + 1] not in (0, 0xFF, *range(0xD0, 0xD8)):
            return place
        place += 1 if data[place + 1] == 0xFF else 2


def check(data: bytes, tables: bytes = b"") -> Header:
    """What the stream says, having looked at every marker; `tables` is an abbreviated stream read before it.

    Raises:
        Damaged: where it is cut short, not sound, or of a kind that is not decoded.
    """
    checker = _Checker()
    if tables:
        checker.walk(tables, tables_only=True)
    checker.walk(data)
    return checker.header


def peek(data: bytes) -> Header:
    """What a stream says about itself, whole or not.

    Raises:
        Damaged: where it is not sound or ends before its frame header.
    """
    checker = _Checker()
    try:
        checker.walk(data)
    except Damaged:
        if not checker.header.rows:
            raise
    return checker.header
