"""Which values a mask holds over the whole case, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_NEAR = 0.01
"""Farther from a whole number than this, a value is a fraction; labels that were stored with a scaling are off by a
step of it, at most 4 / 255 / 2 for BraTS's in bytes."""

_TABLE = 1 << 17  # values that a table has places for
_LARGEST = (1 << 31) - 128  # of a fraction taken for a label; single precision knows it too


@dataclass(frozen=True, eq=False)
class Census:
    """The whole-numbered values of a mask.

    Attributes:
        values: int64, each value that occurs, ascending.
        counts: int64, voxels of each.
        flat: int64, of these the voxels in slices that hold nothing but this one value.
    """

    values: NDArray[np.int64]
    counts: NDArray[np.int64]
    flat: NDArray[np.int64]


def extent(planes: Sequence[NDArray[Any]]) -> tuple[float, float]:
    """The lowest and the highest value; 0 and 0 where there is none."""
    filled = [plane for plane in planes if plane.size]
    if not filled:
        return 0.0, 0.0
    return min(float(plane.min()) for plane in filled), max(float(plane.max()) for plane in filled)


def are_integers(planes: Sequence[NDArray[Any]]) -> bool:
    """Are all values whole numbers, but for what a scaling's step leaves?"""
    return all(plane.dtype.kind != "f" or not fractions(plane).any() for plane in planes)


def fractions(plane: NDArray[Any]) -> NDArray[np.bool_]:
    """Which values are no whole numbers."""
    return np.asarray(np.abs(plane - np.rint(plane)) > _NEAR)


def as_integers(plane: NDArray[Any]) -> NDArray[Any]:
    """Whole numbers that 64 bits hold: integers as they are, what is stored as fractions rounded."""
    if plane.dtype.kind == "f":
        return np.asarray(np.clip(np.rint(plane), -_LARGEST, _LARGEST))
    if plane.dtype == np.uint64:
        return np.asarray(np.minimum(plane, np.uint64(1 << 62)), dtype=np.int64)
    return plane


def census_of(planes: Sequence[NDArray[Any]], low: float, high: float) -> Census:
    """Count the values of whole-numbered planes ``[row, column]``, which lie from `low` to `high`."""
    totals: dict[int, int] = {}
    flat: dict[int, int] = {}
    span = round(high) - round(low) + 1
    known = low >= -_LARGEST and high <= _LARGEST  # of 1e30 and the like no table is made, though they be all alike
    table = np.zeros(span, np.int64) if known and span <= _TABLE else None
    for plane in planes:
        if not plane.size:
            continue
        values = as_integers(plane)
        first = values.flat[0]
        if (values == first).all():
            flat[int(first)] = flat.get(int(first), 0) + values.size
        if table is not None:
            table += np.bincount(values.ravel().astype(np.intp) - round(low), minlength=span)
            continue
        for value, count in zip(*np.unique(values, return_counts=True), strict=True):
            totals[int(value)] = totals.get(int(value), 0) + int(count)
    if table is not None:
        found = np.flatnonzero(table)
        totals = dict(zip((found + round(low)).tolist(), table[found].tolist(), strict=True))
    ascending = sorted(totals)
    return Census(
        np.array(ascending, np.int64),
        np.array([totals[each] for each in ascending], np.int64),
        np.array([flat.get(each, 0) for each in ascending], np.int64),
    )
