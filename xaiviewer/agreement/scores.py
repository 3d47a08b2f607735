"""All scores of a stack of maps that share one grid."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.footprint import Footprint
from xaiviewer.agreement.ranking import ranking_scores
from xaiviewer.requests import MEASURES

_Floats = NDArray[np.float32]


def scores(maps: _Floats, mask: NDArray[np.bool_], cells: Footprint, threshold: float) -> _Floats:
    """Score the positive part of each map, float32 ``[map, score]`` in the order of `requests.MEASURES`.

    * mass: relevance inside the mask over relevance anywhere (Arras et al. 2022), exactly that of the upsampled map.
    * rank_accuracy, average_precision: see `ranking`.
    * pointing: 1 where the pixel at the centre of the strongest cell on the slice lies in the mask, no tolerance (Zhang
      et al., "Top-down neural attention", 2018, allow 15 px, as much as a lesion here); the mean where several tie.
    * iou, dice: the cells of at least `threshold` times the maximum, each with all its pixels, against the mask.

    Args:
        maps: ``[map, row, column]``, signed.
        mask: bool ``[row, column]`` of the slice.
        cells: where the grid lies on the slice.
        threshold: share of the maximum, above 0, up to 1.

    Returns:
        NaN for a map without positive evidence on the slice, and for all maps where the mask is empty.
    """
    target = _Target(cells, mask)
    flat = maps.reshape(len(maps), -1)
    if not target.pixels:
        return np.full((len(maps), len(MEASURES)), np.nan, dtype=np.float32)
    few = max(_AT_ONCE // flat.shape[1], 1)
    return np.concatenate([_scores(flat[i : i + few], target, threshold) for i in range(0, len(flat), few)])


_AT_ONCE = 1 << 16
"""Cells that are worked on at a time, so that intermediate results stay in the processor's cache."""


class _Target:
    """A mask as the cells of a grid see it.

    Attributes:
        inside: how many of the mask's pixels each cell stands for, float32 ``[cell]``.
        area: how many pixels each cell stands for, float32 ``[cell]``.
        lies: whether the cell lies on the slice, bool ``[cell]``: the maximum is taken over these.
        centred: whether the pixel at each cell's centre belongs to the mask, float32 ``[cell]``.
        pixels: of the whole mask.
    """

    def __init__(self, cells: Footprint, mask: NDArray[np.bool_]) -> None:
        self.inside, self.area, self.lies = cells.covered(mask).ravel(), cells.area.ravel(), cells.lies.ravel()
        self.centred = cells.centred_in(mask).ravel().astype(np.float32)
        self.pixels = int(np.count_nonzero(mask))


def _scores(maps: _Floats, target: _Target, threshold: float) -> _Floats:
    """Of maps ``[map, cell]``."""
    found = np.full((len(maps), len(MEASURES)), np.nan, dtype=np.float32)
    positive = np.maximum(maps, 0) * (target.area > 0)
    peak = positive.max(axis=1, where=target.lies, initial=0)
    told = peak > 0
    if not told.any():
        return found
    positive = positive[told] / peak[told, None]
    top = (positive == 1) & target.lies
    marked = positive >= np.float32(threshold)
    overlap, size = marked @ target.inside, marked @ target.area
    rank, precision = ranking_scores(positive, target.inside, target.area, target.pixels)
    columns = {
        "mass": (positive @ target.inside) / (positive @ target.area),
        "rank_accuracy": rank,
        "pointing": (top @ target.centred) / top.sum(axis=1),
        "average_precision": precision,
        "iou": overlap / (size + target.pixels - overlap),
        "dice": 2 * overlap / (size + target.pixels),
    }
    found[told] = np.clip(np.stack([columns[name] for name in MEASURES], axis=1), 0, 1)
    return found
