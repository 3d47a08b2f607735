"""A DICOM file as a tree of elements that can be written again with anything in it.

Explicit VR little endian with stated lengths (PS3.5, 7.1.2), which is how the seeds are written. pydicom would refuse
to write most of what a hostile file holds.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

_LONG = {b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"}
_UNDEFINED = 0xFFFFFFFF
_ITEM = 0xFFFEE000


@dataclass
class Element:
    """One element: its value is bytes or a list of items, each a list of elements.

    Attributes:
        states: the length that it states, where that is not the true one.
    """

    tag: int
    vr: bytes
    value: bytes | list[list[Element]]
    states: int | None = None

    def encode(self) -> bytes:
        """The element's bytes."""
        value = self.value if isinstance(self.value, bytes) else b"".join(map(_item, self.value))
        length = len(value) if self.states is None else self.states
        head = struct.pack("<HH", self.tag >> 16, self.tag & 0xFFFF) + self.vr
        if self.vr in _LONG:
            return head + struct.pack("<HI", 0, length & _UNDEFINED) + value
        return head + struct.pack("<H", length & 0xFFFF) + value


def _item(elements: list[Element]) -> bytes:
    body = b"".join(each.encode() for each in elements)
    return struct.pack("<HHI", 0xFFFE, 0xE000, len(body)) + body


@dataclass
class File:
    """A file: preamble, meta elements, the rest."""

    elements: list[Element] = field(default_factory=list)

    def encode(self) -> bytes:
        """The file's bytes."""
        return bytes(128) + b"DICM" + b"".join(each.encode() for each in self.elements)

    def leaves(self) -> list[Element]:
        """Every element that holds bytes, at any depth."""
        return [each for each in _walk(self.elements) if isinstance(each.value, bytes)]

    def everything(self) -> list[list[Element]]:
        """Every list of elements, at any depth: the file's own and each item's."""
        lists = [self.elements]
        for each in _walk(self.elements):
            if not isinstance(each.value, bytes):
                lists += each.value
        return lists

    def find(self, tag: int) -> list[Element]:
        """Elements with the tag, at any depth."""
        return [each for each in _walk(self.elements) if each.tag == tag]


def _walk(elements: list[Element]) -> Iterator[Element]:
    for each in elements:
        yield each
        if not isinstance(each.value, bytes):
            for item in each.value:
                yield from _walk(item)


def parse(data: bytes) -> File:
    """The tree of a seed; encapsulated pixel data stay bytes."""
    assert data[128:132] == b"DICM"
    elements, _ = _elements(data, 132, len(data))
    return File(elements)


def _elements(data: bytes, at: int, end: int) -> tuple[list[Element], int]:
    found = []
    while at < end:
        group, number = struct.unpack_from("<HH", data, at)
        vr = data[at + 4 : at + 6]
        if vr in _LONG:
            (length,), at = struct.unpack_from("<I", data, at + 8), at + 12
        else:
            (length,), at = struct.unpack_from("<H", data, at + 6), at + 8
        tag = group << 16 | number
        if length == _UNDEFINED:
            assert vr in {b"OB", b"OW"}, f"{tag:08X} has no stated length"
            found.append(Element(tag, vr, data[at:], _UNDEFINED))
            return found, end
        value = data[at : at + length]
        found.append(Element(tag, vr, _items(data, at, at + length) if vr == b"SQ" else value))
        at += length
    return found, at


def _items(data: bytes, at: int, end: int) -> list[list[Element]]:
    items = []
    while at < end:
        group, number, length = struct.unpack_from("<HHI", data, at)
        assert group << 16 | number == _ITEM
        assert length != _UNDEFINED
        elements, _ = _elements(data, at + 8, at + 8 + length)
        items.append(elements)
        at += 8 + length
    return items


def nested(depth: int, *, stated: bool) -> bytes:
    """The value of a sequence that holds itself `depth` times, ContentSequence in ContentSequence."""
    head = struct.pack("<HH2sH", 0x0040, 0xA730, b"SQ", 0)
    if stated:
        inner = range(20 * (depth - 1), -1, -20)  # bytes within each level's sequence
        return b"".join(
            struct.pack("<HHI", 0xFFFE, 0xE000, 12 + size) + head + struct.pack("<I", size) for size in inner
        )
    opening = struct.pack("<HHI", 0xFFFE, 0xE000, _UNDEFINED) + head + struct.pack("<I", _UNDEFINED)
    closing = struct.pack("<HHIHHI", 0xFFFE, 0xE0DD, 0, 0xFFFE, 0xE00D, 0)
    return opening * depth + closing * depth
