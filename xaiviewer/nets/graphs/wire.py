"""The fields of a protocol buffer's message, one after the other: enough to look at a graph of ONNX."""

from __future__ import annotations

from collections.abc import Iterator

Field = tuple[int, int | memoryview]
"""A field's number and its value: a whole number, or bytes that may be a text, a message or packed numbers."""

_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5


def fields(data: memoryview) -> Iterator[Field]:
    """The fields of a message.

    Raises:
        ValueError: where it is damaged.
    """
    place = 0
    while place < len(data):
        tag, place = _varint(data, place)
        number, kind = tag >> 3, tag & 7
        if kind == _VARINT:
            value, place = _varint(data, place)
            yield number, value
        elif kind in (_BYTES, _EIGHT, _FOUR):
            length = {_EIGHT: 8, _FOUR: 4}.get(kind, 0)
            if kind == _BYTES:
                length, place = _varint(data, place)
            if length > len(data) - place:
                raise ValueError("it ends in the middle")
            yield number, data[place : place + length]
            place += length
        else:
            raise ValueError("it is no protocol buffer")


def messages(data: memoryview, wanted: int) -> Iterator[memoryview]:
    """The fields of one number that hold bytes."""
    return (value for number, value in fields(data) if number == wanted and isinstance(value, memoryview))


def text(data: memoryview, wanted: int) -> str:
    """The last text of a number; "" where there is none."""
    found = ""
    for each in messages(data, wanted):
        found = bytes(each[:4096]).decode("utf-8", "replace")
    return found


def whole(data: memoryview, wanted: int) -> int:
    """The last whole number of a field; 0 where there is none."""
    found = 0
    for number, value in fields(data):
        if number == wanted and isinstance(value, int):
            found = value
    return found


def _varint(data: memoryview, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if place >= len(data) or shift > 63:
            raise ValueError("it ends in the middle")
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
        shift += 7
