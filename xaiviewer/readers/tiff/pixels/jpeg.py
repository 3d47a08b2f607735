"""Is a JPEG stream whole, and what does it state? Asked marker by marker, because decoders make up what is missing.

ITU-T T.81, annex B. Only the 8-bit baseline, extended and progressive Huffman processes are let through; whether
tables and scans are sound is libjpeg's to say. But where a scan ends early, libjpeg paints the rest grey: so each is
held against the fewest bits that its blocks can take, and against its restart markers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from xaiviewer.readers.tiff.pages.tags import Damaged

_SOI, _EOI, _SOS, _DQT, _DHT, _DRI, _APP1 = 0xD8, 0xD9, 0xDA, 0xDB, 0xC4, 0xDD, 0xE1
_PROGRESSIVE = 0xC2
_FRAMES = {0xC0, 0xC1, _PROGRESSIVE}  # baseline, extended
_OTHER_FRAMES = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_RESTARTS = range(0xD0, 0xD8)
_BARE = {0x01, *_RESTARTS}
_MAX_SCANS = 100
_MAX_WORK = 1 << 28  # pixels times scans: a few bytes can ask for a hundred scans of a large picture


@dataclass
class JpegHeader:
    """What a JPEG stream says about itself.

    Attributes:
        rows, columns, components: of the picture; 0 before the frame header is met.
        exif: the Exif block, without its name; empty where there is none.
        scans: how often it goes over the picture.
    """

    rows: int = 0
    columns: int = 0
    components: int = 0
    exif: bytes = b""
    scans: int = 0


class _Checker:
    """Walks through a stream and remembers what was met on the way."""

    def __init__(self) -> None:
        self.header = JpegHeader()
        self._met: set[int] = set()
        self._samplings: dict[int, tuple[int, int]] = {}  # horizontal and vertical, by component
        self._interval = 0  # MCUs between restart markers; 0 where there are none

    def walk(self, data: bytes, *, tables_only: bool = False) -> None:
        """Look at all markers of `data`; Damaged where it is cut short or not sound."""
        if data[:2] != b"\xff\xd8":
            raise Damaged("its JPEG data do not begin as such")
        position = 2
        while True:
            position = data.find(b"\xff", position)
            if position < 0 or position + 1 >= len(data):
                raise Damaged("its JPEG data end too early")
            marker = data[position + 1]
            if marker == 0xFF:
                position += 1
                continue
            position += 2
            if marker == _EOI:
                break
            if marker and marker not in _BARE:
                position = self._marked(marker, data, position)
        if not tables_only and not self.header.scans:
            raise Damaged("its JPEG data hold no picture")

    def _marked(self, marker: int, data: bytes, position: int) -> int:
        """Check the segment at `position`; where the next marker is to be looked for."""
        length = int.from_bytes(data[position : position + 2], "big")
        segment = data[position + 2 : position + length]
        if marker == _SOI or length < 2 or len(segment) != length - 2:
            raise Damaged("its JPEG data are not sound")
        if marker in _OTHER_FRAMES:
            raise Damaged("its JPEG data are of a rare kind")
        if marker in _FRAMES:
            self._frame(segment)
        elif marker == _DRI:
            self._interval = int.from_bytes(segment[:2], "big")
        elif marker == _APP1 and segment[:6] == b"Exif\0\0" and not self.header.exif:
            self.header.exif = segment[6:]
        self._met.add(marker)
        return self._scan(segment, data, position + length) if marker == _SOS else position + length

    def _frame(self, segment: bytes) -> None:
        header = self.header
        if header.rows or len(segment) < 6 or len(segment) != 6 + 3 * segment[5]:
            raise Damaged("its JPEG data are not sound")
        if segment[0] != 8:
            raise Damaged(f"its JPEG data are of {segment[0]} bits, not 8")
        header.rows, header.columns = int.from_bytes(segment[1:3], "big"), int.from_bytes(segment[3:5], "big")
        header.components = segment[5]
        if not header.rows or not header.columns:
            raise Damaged("its JPEG data state no size")
        self._samplings = {segment[at]: divmod(segment[at + 1], 16) for at in range(6, len(segment), 3)}
        if not all(1 <= each <= 4 for sampling in self._samplings.values() for each in sampling):
            raise Damaged("its JPEG data are not sound")

    def _scan(self, segment: bytes, data: bytes, start: int) -> int:
        """Check a scan whose entropy-coded data begin at `start`; where the marker after them stands."""
        header = self.header
        header.scans += 1
        if not header.rows or header.scans > _MAX_SCANS:
            raise Damaged("its JPEG data are not sound")
        if not {_DQT, _DHT} <= self._met:  # libjpeg would take some of its own
            raise Damaged("its JPEG data lack a table")
        if header.rows * header.columns * header.scans > _MAX_WORK:
            raise Damaged("its JPEG data go over a large picture too often")
        end = _after_scan(data, start)
        units, blocks = self._units(segment)
        bits = blocks * (_bits_of_a_block(segment) if _PROGRESSIVE in self._met else 2)  # DC's code, and end of block
        restarts = sum(data.count(bytes((0xFF, each)), start, end) for each in _RESTARTS) if self._interval else 0
        if bits > 8 * (end - start) or (self._interval and restarts < (units - 1) // self._interval):
            raise Damaged("its JPEG data end too early")
        return end

    def _units(self, segment: bytes) -> tuple[int, int]:
        """Minimum coded units (A.2) and blocks of 8 x 8 in a scan; Damaged where its header is not sound."""
        taken = segment[1 : 1 + 2 * segment[0] : 2] if segment else b""
        if not taken or len(segment) != 4 + 2 * len(taken) or not set(taken) <= set(self._samplings):
            raise Damaged("its JPEG data are not sound")
        most = [max(each) for each in zip(*self._samplings.values(), strict=True)]
        across, down = (
            -(-size // (8 * each)) for size, each in zip((self.header.columns, self.header.rows), most, strict=True)
        )
        if len(taken) > 1:
            return across * down, across * down * sum(math.prod(self._samplings[each]) for each in taken)
        across, down = (
            -(-size * own // (8 * each))
            for size, own, each in zip(
                (self.header.columns, self.header.rows), self._samplings[taken[0]], most, strict=True
            )
        )
        return across * down, across * down


def _bits_of_a_block(segment: bytes) -> int:
    """The fewest in a progressive scan: one where it holds DC; one run may pass over thousands of blocks without AC."""
    return int(segment[-3] == 0)


def _after_scan(data: bytes, position: int) -> int:
    """Where the first marker after the entropy-coded data of a scan stands."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            raise Damaged("its JPEG data end too early")
        if data[position + 1] not in (0, 0xFF, *range(0xD0, 0xD8)):
            return position
        position += 1 if data[position + 1] == 0xFF else 2


def check(data: bytes, tables: bytes = b"") -> JpegHeader:
    """What the stream says, having looked at every marker; `tables` is an abbreviated stream read before it.

    Raises:
        Damaged: where it is cut short, not sound, or of a kind that is not decoded.
    """
    checker = _Checker()
    if tables:
        checker.walk(tables, tables_only=True)
    checker.walk(data)
    return checker.header


def peek(data: bytes) -> JpegHeader:
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
