"""Average precision of many maps at many places of a mask.

A place touches few cells, and only these matter: for each map they are sorted by how many pixels are as strong. That
number and the cell's pixels in the mask are packed into one whole number, as sorting those is many times faster than
sorting by an index: floats that are not negative compare as their bits do.
"""

from __future__ import annotations

import sys

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls.ranked import Ranked

_AT_ONCE = 1 << 17  # cells that are sorted at a time, so that they stay in the processor's cache
_HIGH, _LOW = (1, 0) if sys.byteorder == "little" else (0, 1)


def average_precisions(covered: NDArray[np.float32], maps: Ranked, mask_pixels: int) -> NDArray[np.float32]:
    """Of each map at each place, float32 ``[map, place]``; see `agreement.ranking` for what is computed.

    Args:
        covered: mask pixels of each cell, ``[place, cell]``.
        maps: the maps, ranked.
        mask_pixels: of the whole mask.
    """
    number = len(maps.upto)
    found = np.zeros((number, len(covered)), dtype=np.float32)
    cells, amounts = _touched(covered)
    if not cells.size:
        return found
    ranks = maps.upto.view(np.uint32).astype(np.uint64) << np.uint64(32)
    held = amounts.view(np.uint32).astype(np.uint64)
    some = max(_AT_ONCE // cells.size, 1)
    for start in range(0, number, some):
        few = slice(start, start + some)
        keys = np.take(ranks[few], cells, axis=1)
        keys |= held
        keys.sort(axis=-1)
        pair = keys.view(np.float32).reshape(*keys.shape, 2)
        upto = np.ascontiguousarray(pair[..., _HIGH])
        hits = np.cumsum(pair[..., _LOW], axis=-1)
        gained = hits.copy()  # at the end of a run of equal values, since the end of the one before
        gained[..., :-1][upto[..., 1:] == upto[..., :-1]] = 0
        passed = np.maximum.accumulate(gained, axis=-1)
        gained[..., 1:] -= passed[..., :-1]
        np.maximum(gained, 0, out=gained)
        gained *= hits
        gained /= upto
        found[few] = gained.sum(axis=-1)
    return found / np.float32(mask_pixels)


def _touched(covered: NDArray[np.float32]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """The cells that hold pixels at each place, and how many: ``[place, touched]`` twice, filled up with empty ones."""
    flat = np.flatnonzero(covered.ravel() > 0)
    places = flat // covered.shape[1]
    counts = np.bincount(places, minlength=len(covered))
    width = int(counts.max(initial=0))
    position = np.arange(len(flat)) + np.repeat(np.arange(len(covered)) * width - (np.cumsum(counts) - counts), counts)
    which = np.zeros(len(covered) * width, dtype=np.intp)
    held = np.zeros(len(covered) * width, dtype=np.float32)
    which[position] = flat - places * covered.shape[1]
    held[position] = covered.ravel()[flat]
    return which.reshape(len(covered), width), held.reshape(len(covered), width)
