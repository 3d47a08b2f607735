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
    maps, inside, area = maps[:, real], inside[real], area[real]
    order = np.argsort(-maps, axis=1)
    values = np.take_along_axis(maps, order, axis=1)
    hits = np.cumsum(inside[order], axis=1, dtype=np.float64)
    pixels = np.cumsum(area[order], axis=1, dtype=np.float64)

    step = np.ones(maps.shape, dtype=bool)  # the last cell of each run of equal values
    step[:, :-1] = values[:, 1:] != values[:, :-1]
    start = np.concatenate([[0], np.cumsum(np.count_nonzero(step, axis=1))[:-1]])
    hits, pixels = hits[step], pixels[step]
    before_hits, before_pixels = (np.concatenate([[0.0], each[:-1]]) for each in (hits, pixels))
    before_hits[start] = before_pixels[start] = 0

    precision = np.add.reduceat((hits - before_hits) * hits / pixels, start) / mask_pixels
    at = start + np.add.reduceat((pixels < mask_pixels).astype(np.intp), start)
    at = np.minimum(at, np.append(start[1:], len(pixels)) - 1)
    wanted = np.minimum(mask_pixels, pixels[at])
    share = (wanted - before_pixels[at]) / (pixels[at] - before_pixels[at])
    rank = (before_hits[at] + share * (hits[at] - before_hits[at])) / mask_pixels
    return rank.astype(np.float32), precision.astype(np.float32)
