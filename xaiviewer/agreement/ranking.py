"""Scores that depend only on the order of a map's cells: rank accuracy and average precision.

Cells stand for unequal numbers of pixels, of which a part lies in the mask; pixels of one cell, and cells of equal
value, tie. Ties are resolved as if their pixels came in random order (the expected value), never by position.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float32]


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
    fall, inside, area = -maps[:, real], inside[real], area[real]
    order = np.argsort(fall, axis=1)
    fall.sort(axis=1)  # far quicker than looking the values up in that order
    step = np.ones(fall.shape, dtype=bool)  # the last cell of each run of equal values
    np.not_equal(fall[:, 1:], fall[:, :-1], out=step[:, :-1])
    hits = np.cumsum(inside[order], axis=1, dtype=np.float64)[step]
    pixels = np.cumsum(area[order], axis=1, dtype=np.float64)[step]
    ends = np.cumsum(np.count_nonzero(step, axis=1))
    starts = np.concatenate([[0], ends[:-1]])
    new_hits, new_pixels = (np.diff(each, prepend=0.0) for each in (hits, pixels))
    new_hits[starts], new_pixels[starts] = hits[starts], pixels[starts]

    precision = np.add.reduceat(new_hits * hits / pixels, starts) / mask_pixels
    at = starts + np.add.reduceat((pixels < mask_pixels).astype(np.intp), starts)
    at = np.minimum(at, ends - 1)  # where fewer pixels are seen than the mask has
    missing = np.minimum(mask_pixels - pixels[at], 0)  # of the run that reaches K, only a part is among the K
    rank = (hits[at] + missing * new_hits[at] / new_pixels[at]) / mask_pixels
    return rank.astype(np.float32), precision.astype(np.float32)
