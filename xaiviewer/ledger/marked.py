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

ALIKE = 0.7
"""Dice from which on two marked areas pass for the same (Zou et al. 2004: above it the overlap is good)."""

NEAR = 10.0
"""Pixels within which two points pass for the same."""

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


def area_of(value: Any, shape: tuple[int, int]) -> dict[int, NDArray[np.bool_]]:
    """What an answer encloses, bool ``[row, column]`` by slice: its outline, and the inside of its boxes.

    Args:
        value: a mark.
        shape: rows and columns of a slice; what lies outside of them is left out.
    """
    rows, columns = shape
    found: dict[int, NDArray[np.bool_]] = {}
    for index, drawn in outline_of(value).items():
        area = found.setdefault(index, np.zeros(shape, dtype=bool))
        area[: drawn.shape[0], : drawn.shape[1]] |= drawn[:rows, :columns]
    for index, top, left, bottom, right in value.get("boxes", ()):
        area = found.setdefault(int(index), np.zeros(shape, dtype=bool))
        up, begin = (max(math.ceil(each), 0) for each in (top, left))
        down, end = (max(math.floor(each) + 1, 0) for each in (bottom, right))
        area[up:down, begin:end] = True
    return found


def overlap(one: Any, other: Any) -> float:
    """Dice of what two marks enclose, over all slices; NaN where one of them is of points alone."""
    shape = _room(one, other)
    first, second = (area_of(each, shape) for each in (one, other))
    if not first or not second:
        return math.nan
    common = sum(int(np.count_nonzero(first[index] & second[index])) for index in first.keys() & second.keys())
    total = sum(int(np.count_nonzero(each)) for area in (first, second) for each in area.values())
    return 2 * common / total if total else 1.0


def alike(one: Any, other: Any) -> bool:
    """Whether two marks pass for the same: their areas overlap, or every point has one of the other's, see above."""
    shared = overlap(one, other)
    return shared >= ALIKE if not math.isnan(shared) else _reach(one, other) and _reach(other, one)


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


def _room(*values: Any) -> tuple[int, int]:
    """Rows and columns that hold what these enclose."""
    rows, columns = 1, 1
    for value in values:
        if "outline" in value:
            _, high, wide = value["outline"]["shape"]
            rows, columns = max(rows, int(high)), max(columns, int(wide))
        for _, _, _, bottom, right in value.get("boxes", ()):
            rows, columns = max(rows, math.floor(bottom) + 1), max(columns, math.floor(right) + 1)
    return rows, columns


def _reach(one: Any, other: Any) -> bool:
    """Whether every point of the one lies near a point, or in the area, of the other."""
    areas = area_of(other, _room(one, other))

    def met(index: float, row: float, column: float) -> bool:
        area, at = areas.get(int(index)), (round(row), round(column))
        inside = area is not None and 0 <= at[0] < area.shape[0] and 0 <= at[1] < area.shape[1] and bool(area[at])
        return inside or any(
            int(there) == int(index) and math.hypot(row - high, column - wide) <= NEAR
            for there, high, wide in other.get("points", ())
        )

    return all(met(*point) for point in one.get("points", ()))


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
