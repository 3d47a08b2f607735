"""Are whole-numbered values steps of a gradient, or plateaus with names?

An atlas may hold as many different numbers as a probability map. What tells them apart is where they lie: on a slope
every value lies strictly between its neighbours, or the value next in rank is next to it, while a label's voxels lie
beside each other, and beside nothing or labels of any other number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.readers.lesion.census import as_integers

_NUMBERED = 8
"""Numbers up to this are labels in whatever way they lie: a rim of 1 around a core of 2 lies on a slope too."""

_FEW = 3
"""So many values are a few plateaus: taken for labels wrongly, they put the edge of a lesion off by a voxel at most."""

_ON_SLOPE = 0.3  # of a value's voxels
_MANY = 8
_NEXT = 0.7  # of the borders between different values
_COUNTED = 32
_TABLE = 1 << 16  # values that a table has places for
_STEPS = ((0, 1), (1, 0), (1, 1), (1, -1))


def graded(planes: Sequence[NDArray[Any]], labels: NDArray[np.int64]) -> bool:
    """Do the values above 0, of which `labels` are all, ascending, form gradients on `planes` ``[row, column]``?"""
    if len(labels) <= _FEW or labels[-1] <= _NUMBERED:
        return False
    sloping = np.zeros(len(labels), np.int64)
    lying = np.zeros(len(labels), np.int64)
    borders = next_in_rank = 0
    for plane in planes:
        values = as_integers(plane)
        if not (values > 0).any():
            continue
        ranks = _ranks(values, labels)
        between, on_slope = _on_slopes(ranks, len(labels))
        lying += np.bincount(between, minlength=len(labels) + 1)[1:]
        sloping += np.bincount(on_slope, minlength=len(labels) + 1)[1:]
        found, near = _borders(ranks)
        borders, next_in_rank = borders + found, next_in_rank + near
    seen = lying > 0
    if seen.any() and np.mean(sloping[seen] >= _ON_SLOPE * lying[seen]) >= 0.5:
        return True
    counted = len(labels) <= _COUNTED and labels[-1] == len(labels)  # layers, numbered one after the other
    return len(labels) > _MANY and not counted and next_in_rank >= _NEXT * borders > 0


def _ranks(values: NDArray[Any], labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """0 for what is none of the labels, 1 for the lowest and so on."""
    if labels[-1] < _TABLE:  # twenty times as fast
        table = np.zeros(int(labels[-1]) + 2, np.int64)
        table[labels] = np.arange(1, len(labels) + 1)
        places: NDArray[np.int64] = table[np.clip(values, 0, len(table) - 1).astype(np.intp)]
        return places
    places = np.searchsorted(labels, values)
    known = labels[np.minimum(places, len(labels) - 1)] == values
    return np.where(known, places + 1, 0)


def _on_slopes(ranks: NDArray[np.int64], highest: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The ranks between none and the highest off the picture's edge, and of these those strictly between neighbours."""
    rows, columns = ranks.shape
    if rows < 3 or columns < 3:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    centre = ranks[1:-1, 1:-1]
    between = (centre > 0) & (centre < highest)
    slope = np.zeros(centre.shape, dtype=bool)
    for down, right in _STEPS:
        one = ranks[1 + down : rows - 1 + down, 1 + right : columns - 1 + right]
        other = ranks[1 - down : rows - 1 - down, 1 - right : columns - 1 - right]
        slope |= (one < centre) & (centre < other)
        slope |= (one > centre) & (centre > other)
    return centre[between], centre[between & slope]


def _borders(ranks: NDArray[np.int64]) -> tuple[int, int]:
    """How many neighbours differ, and how many of these are next to each other in rank."""
    found = near = 0
    for one, other in ((ranks[1:], ranks[:-1]), (ranks[:, 1:], ranks[:, :-1])):
        apart = np.abs(one - other)
        found += int(np.count_nonzero(apart))
        near += int(np.count_nonzero(apart == 1))
    return found, near
