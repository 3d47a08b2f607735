"""Maps ranked and cut once, so that each place of a mask costs a product with numbers that every cell has by then.

All but one of the scores are sums over the mask's pixels of something that depends on the map alone: the value, whether
the cell is marked, whether it is among the strongest K pixels, how many pixels lie below it. Average precision alone
depends on the order of the mask's own cells.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.otsu import otsu
from xaiviewer.agreement.ranking import descending

_Floats = NDArray[np.float32]
_Doubles = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Ranked:
    """Maps of one grid that speak for the class somewhere, ready to be read at any place.

    Attributes:
        value: the map over its sum over all pixels, float32 ``[map, cell]``.
        strongest: the share of each cell's pixels among the map's strongest K, ties shared evenly, ``[map, cell]``.
        marked, otsu: 1 where a cell is marked at the stated threshold, or at Otsu's, ``[map, cell]``.
        below: how many of the head's pixels lie below each cell, ties counting half, ``[map, cell]``.
        marked_size, otsu_size: pixels of all marked cells, float32 ``[map]``.
        upto: how many pixels are as strong as each cell or stronger, float32 ``[map, cell]``, more than 0.
        domain: pixels of the head as the cells see it.
        peak: bool ``[map, cell]``: the strongest cells that lie on the slice.
    """

    value: _Floats
    strongest: _Floats
    marked: _Floats
    otsu: _Floats
    below: _Floats
    marked_size: _Floats
    otsu_size: _Floats
    upto: _Floats
    domain: float
    peak: NDArray[np.bool_]


def ranked(
    positive: _Floats,
    area: _Floats,
    head: _Floats,
    lies: NDArray[np.bool_],
    mask_pixels: int,
    threshold: float,
) -> Ranked:
    """Rank and cut maps.

    Args:
        positive: ``[map, cell]`` with a maximum of 1 over the cells that lie on the slice, not negative, and 0 where
            a cell stands for no pixel.
        area, head: pixels of each cell, and those of them in the head, ``[cell]``.
        lies: whether a cell lies on the slice, bool ``[cell]``.
        mask_pixels: K.
        threshold: share of the maximum from which a cell is marked.
    """
    order, ends = descending(positive)
    count, cells = positive.shape
    begin, end = _runs(ends, count, cells)
    upto, before = _run_sums(area, order, begin, end)
    head_upto, head_before = _run_sums(head, order, begin, end)
    seen = np.minimum(mask_pixels, upto[:, -1:])  # fewer pixels may be seen than the mask has
    strongest = np.clip((seen - before) / np.maximum(upto - before, _NONE), 0, 1)
    domain = float(head.sum(dtype=np.float64))
    marked = (positive >= np.float32(threshold)).astype(np.float32)
    parted = otsu(positive, area).astype(np.float32)
    return Ranked(
        positive / np.maximum(positive @ area, _NONE)[:, None],
        _by_cell(strongest, order),
        marked,
        parted,
        _by_cell(domain - (head_upto + head_before) / 2, order),
        marked @ area,
        parted @ area,
        _by_cell(np.maximum(upto, _NONE), order),
        domain,
        (positive == 1) & lies,
    )


_NONE = 1e-6
"""Fewer pixels than any cell stands for that stands for one."""


def _runs(ends: NDArray[np.intp], count: int, cells: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where in each map's order the run of equal values begins and ends that a position lies in, ``[map, cell]``."""
    lengths = np.diff(ends, prepend=-1)
    starts = np.repeat(np.arange(count) * cells, cells)
    begin = np.repeat(ends - lengths + 1, lengths) - starts
    return begin.reshape(count, cells), (np.repeat(ends, lengths) - starts).reshape(count, cells)


def _run_sums(
    what: _Floats, order: NDArray[np.intp], begin: NDArray[np.intp], end: NDArray[np.intp]
) -> tuple[_Doubles, _Doubles]:
    """What all cells hold down to the end of each cell's run of equal values, and down to before it."""
    sums = np.cumsum(what[order], axis=1, dtype=np.float64)
    padded = np.concatenate([np.zeros((len(sums), 1)), sums], axis=1)
    return np.take_along_axis(padded, end + 1, axis=1), np.take_along_axis(padded, begin, axis=1)


def _by_cell(values: _Doubles, order: NDArray[np.intp]) -> _Floats:
    """From the order of the values to that of the cells."""
    found = np.empty(values.shape, dtype=np.float32)
    np.put_along_axis(found, order, values.astype(np.float32), axis=1)
    return found
