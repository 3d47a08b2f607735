"""Scores that depend only on the order of a map's cells: rank accuracy and average precision.

Cells stand for unequal numbers of pixels, of which a part lies in the mask; pixels of one cell, and cells of equal
value, tie. Ties are resolved as if their pixels came in random order (the expected value), never by position.

All maps are worked on as one long row of cells, sorted within each map, so that a position names a map and a cell in
it. Only cells that touch the mask change a score: there are few of them, and as many in each map.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float32]
_Doubles = NDArray[np.float64]
_Indices = NDArray[np.intp]


def ranking_scores(maps: _Floats, inside: _Floats, area: _Floats, mask_pixels: int) -> tuple[_Floats, _Floats]:
    """Relevance rank accuracy and average precision of each map, float32 ``[map]`` twice.

    Rank accuracy (Arras, Osman and Samek, "CLEVR-XAI", 2022): the share of the mask's K pixels among the K pixels of
    highest relevance. Average precision: sum over thresholds of (recall gained) x (precision there), a step function
    as in scikit-learn, over all distinct values of the map.

    Args:
        maps: ``[map, cell]``, not negative.
        inside: mask pixels of each cell, ``[cell]``.
        area: pixels of each cell, ``[cell]``; cells that stand for none are left out.
        mask_pixels: pixels of the whole mask, more than 0.
    """
    real = area > 0
    held, pixels = inside[real].astype(np.float64), area[real].astype(np.float64)
    if not held.any():
        nothing = np.zeros(len(maps), dtype=np.float32)
        return nothing, nothing.copy()
    order, ends = descending(maps if real.all() else maps[:, real])
    touching = np.flatnonzero((held > 0)[order])
    hits = np.cumsum(held[order.ravel()[touching]].reshape(len(maps), -1), axis=1)
    sums = _Sums(np.cumsum(pixels[order], axis=1), touching, hits, ends)
    rank, precision = _rank_accuracy(sums, mask_pixels), _average_precision(sums, mask_pixels)
    return rank.astype(np.float32), precision.astype(np.float32)


@dataclass(frozen=True, eq=False)
class _Sums:
    """Running sums along each map's cells in descending order.

    Attributes:
        pixels: ``[map, cell]``: pixels up to and with each cell.
        touching: positions of the cells that hold mask pixels, ascending.
        hits: ``[map, touching cell]``: mask pixels up to and with each of them.
        ends: positions of the last cell of each run of equal values, ascending.
    """

    pixels: _Doubles
    touching: _Indices
    hits: _Doubles
    ends: _Indices

    def hits_at(self, positions: _Indices) -> _Doubles:
        """Mask pixels of the position's map up to and with its cell."""
        cells, touching = self.pixels.shape[1], self.hits.shape[1]
        passed = np.searchsorted(self.touching, positions, side="right")
        found: _Doubles = np.where(passed > positions // cells * touching, self.hits.ravel()[passed - 1], 0)
        return found


def _average_precision(sums: _Sums, mask_pixels: int) -> _Doubles:
    ends = sums.ends[np.searchsorted(sums.ends, sums.touching)]
    precision = sums.hits_at(ends) / sums.pixels.ravel()[ends]
    gained = np.diff(sums.hits, axis=1, prepend=0)
    total: _Doubles = (gained * precision.reshape(gained.shape)).sum(axis=1) / mask_pixels
    return total


def _rank_accuracy(sums: _Sums, mask_pixels: int) -> _Doubles:
    count, cells = sums.pixels.shape
    seen = np.minimum(mask_pixels, sums.pixels[:, -1])  # fewer pixels may be seen than the mask has
    firsts = np.arange(count) * cells
    reaching = firsts + np.count_nonzero(sums.pixels < seen[:, None], axis=1)
    run = np.searchsorted(sums.ends, reaching)  # the run of equal values in which the K-th pixel lies
    end, before = sums.ends[run], sums.ends[run - 1]
    leads = end // cells > before // cells  # the first run of its map
    leads |= run == 0
    hits_before = np.where(leads, 0, sums.hits_at(before))
    pixels_before = np.where(leads, 0, sums.pixels.ravel()[before])
    share = (seen - pixels_before) / (sums.pixels.ravel()[end] - pixels_before)
    rank: _Doubles = (hits_before + share * (sums.hits_at(end) - hits_before)) / mask_pixels
    return rank


def descending(maps: _Floats) -> tuple[_Indices, _Indices]:
    """Order of each map's cells by falling value ``[map, cell]``, and the last position of each run of equal values.

    Value and index are packed into one integer each, as sorting integers is several times faster than `np.argsort`:
    floats that are not negative compare as their bits do.
    """
    bits = np.abs(maps, dtype=np.float32).view(np.uint32)  # no -0.0, whose bits differ from those of 0
    keys = (~bits).astype(np.uint64) << np.uint64(32) | np.arange(maps.shape[1], dtype=np.uint64)
    keys.sort(axis=1)
    values = keys >> np.uint64(32)
    last = np.ones(maps.shape, dtype=bool)
    np.not_equal(values[:, 1:], values[:, :-1], out=last[:, :-1])
    return (keys & np.uint64(0xFFFFFFFF)).view(np.int64), np.flatnonzero(last)
