"""Average precision of many maps at many places of a mask.

A place touches few cells, and only these matter: for each map they are sorted by how many pixels are as strong. That
number and the cell's pixels in the mask are packed into one whole number, as sorting those is many times faster than
sorting by an index: floats that are not negative compare as their bits do.
"""

from __future__ import annotations

import sys

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls.places import Touched
from xaiviewer.agreement.nulls.ranked import Ranked

_AT_ONCE = 1 << 17  # cells that are sorted at a time, so that they stay in the processor's cache
_HIGH, _LOW = (1, 0) if sys.byteorder == "little" else (0, 1)


def average_precisions(touched: Touched, maps: Ranked, mask_pixels: int) -> NDArray[np.float32]:
    """Of each map at each place, float32 ``[map, place]``; see `agreement.ranking` for what is computed.

    Args:
        touched: the cells that hold pixels of the mask.
        maps: the maps, ranked.
        mask_pixels: of the whole mask.
    """
    number = len(maps.upto)
    cells, amounts = touched.cells, touched.pixels
    found = np.zeros((number, len(cells)), dtype=np.float32)
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
