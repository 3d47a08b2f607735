"""A mark on the image as an answer: points, boxes, and an outline that is the reader's own segmentation.

As plain values: ``{"points": [[slice, row, column], ...], "boxes": [[slice, top, left, bottom, right], ...], "outline":
{"shape": [slices, rows, columns], "slices": {"12": "..."}}}``; places are in pixels, whose centres are integers. Each
slice of an outline is its pixels row by row, eight to a byte, deflated, as base64.
"""

from __future__ import annotations

import base64
import binascii
import math
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

POINT, BOX = 3, 5
"""Numbers in a point and in a box, the slice first."""

_MOST = 1 << 26
"""Pixels of a slice beyond which nothing is believed."""


def mark(
    points: list[tuple[float, ...]],
    boxes: list[tuple[float, ...]],
    outline: Mapping[int, NDArray[np.bool_]],
    slices: int,
) -> dict[str, Any] | None:
    """The answer that holds these; None where there is nothing.

    Args:
        points: slice, row and column of each.
        boxes: slice, top, left, bottom and right of each.
        outline: bool ``[row, column]`` by slice.
        slices: of the case.
    """
    found: dict[str, Any] = {}
    if points:
        found["points"] = [_rounded(each) for each in points]
    if boxes:
        found["boxes"] = [_rounded(each) for each in boxes]
    drawn = {index: each for index, each in sorted(outline.items()) if each.any()}
    if drawn:
        rows, columns = next(iter(drawn.values())).shape
        packed = {str(index): _packed(each) for index, each in drawn.items()}
        found["outline"] = {"shape": [slices, rows, columns], "slices": packed}
    return found or None


def outline_of(value: Any) -> dict[int, NDArray[np.bool_]]:
    """The outline of an answer, bool ``[row, column]`` by slice; ValueError where it is none."""
    if not isinstance(value, Mapping) or "outline" not in value:
        return {}
    told = value["outline"]
    try:
        count, rows, columns = (int(each) for each in told["shape"])
        found = {int(index): _unpacked(text, rows, columns) for index, text in told["slices"].items()}
    except (TypeError, KeyError, AttributeError, zlib.error, binascii.Error) as error:
        raise ValueError("it is no outline") from error
    if not all(0 <= index < count for index in found):
        raise ValueError("an outline lies outside of the case")
    return found


def is_mark(value: object) -> bool:
    """Whether these plain values are a mark."""
    if not isinstance(value, Mapping) or not value or not set(value) <= {"points", "boxes", "outline"}:
        return False
    if not _are_places(value.get("points", ()), POINT) or not _are_places(value.get("boxes", ()), BOX):
        return False
    try:
        outline_of(value)
    except ValueError:
        return False
    return True


def _rounded(place: tuple[float, ...]) -> list[float]:
    """To a hundredth of a pixel: more is the hand's."""
    index, *others = place
    return [int(index), *(round(float(each), 2) for each in others)]


def _are_places(value: object, numbers: int) -> bool:
    if not isinstance(value, list | tuple):
        return False
    return all(
        isinstance(each, list | tuple)
        and len(each) == numbers
        and all(isinstance(number, int | float) and math.isfinite(number) for number in each)
        for each in value
    )


def _packed(mask: NDArray[np.bool_]) -> str:
    return base64.b64encode(zlib.compress(np.packbits(mask).tobytes(), 6)).decode("ascii")


def _unpacked(text: str, rows: int, columns: int) -> NDArray[np.bool_]:
    if not 0 < rows * columns <= _MOST:
        raise ValueError("an outline's slices are of no size")
    length = -(-rows * columns // 8)
    data = zlib.decompressobj().decompress(base64.b64decode(text, validate=True), length + 1)
    if len(data) != length:
        raise ValueError("an outline is not whole")
    bits = np.unpackbits(np.frombuffer(data, dtype=np.uint8), count=rows * columns)
    return bits.reshape(rows, columns).astype(bool)
