"""Otsu's threshold of each of many maps, every cell counting as the pixels that it stands for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BINS = 256


def otsu(maps: NDArray[np.float32], area: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which cells lie above the threshold that parts a map's values best (Otsu 1979), bool ``[map, cell]``.

    Args:
        maps: ``[map, cell]`` between 0 and 1, as after min-max.
        area: pixels of each cell, ``[cell]``.

    Returns:
        none of the cells for a map of one value.
    """
    levels = np.minimum((maps * BINS).astype(np.intp), BINS - 1)
    number = np.arange(len(maps))[:, None] * BINS
    weights = np.broadcast_to(area.astype(np.float64), maps.shape)
    counted = np.bincount((levels + number).ravel(), weights.ravel(), minlength=len(maps) * BINS)
    counts = counted.reshape(len(maps), BINS)
    below = np.cumsum(counts, axis=1)
    sums = np.cumsum(counts * np.arange(BINS), axis=1)
    above, rest = below[:, -1:] - below, sums[:, -1:] - sums
    with np.errstate(invalid="ignore", divide="ignore"):
        between = below * above * (sums / below - rest / above) ** 2
    between = np.nan_to_num(between, nan=0.0, posinf=0.0)
    threshold = np.where(between.max(axis=1) > 0, between.argmax(axis=1), BINS)
    marked: NDArray[np.bool_] = levels > threshold[:, None]
    return marked
