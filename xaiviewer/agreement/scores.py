"""All scores of a stack of maps that share one grid."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.footprint import Footprint
from xaiviewer.agreement.ranking import ranking_scores
from xaiviewer.case import SCORES

_Floats = NDArray[np.float32]


def scores(maps: _Floats, mask: NDArray[np.bool_], cells: Footprint, threshold: float) -> _Floats:
    """Score the positive part of each map, float32 ``[map, score]`` in the order of `case.SCORES`.

    * mass: relevance inside the mask over relevance anywhere (Arras et al. 2022), exactly that of the upsampled map.
    * rank_accuracy, average_precision: see `ranking`.
    * pointing: 1 where the pixel at the centre of the strongest cell lies in the mask, no tolerance (Zhang et al.,
      "Top-down neural attention", 2018, allow 15 px, as much as a lesion here); the mean where several cells tie.
    * iou, dice: the cells of at least `threshold` times the maximum, each with all its pixels, against the mask.

    Args:
        maps: ``[map, row, column]``, signed.
        mask: bool ``[row, column]`` of the slice.
        cells: where the grid lies on the slice.
        threshold: share of the maximum, above 0, up to 1.

    Returns:
        NaN for a map without positive evidence on the slice, and for all maps where the mask is empty.
    """
    found = np.full((len(maps), len(SCORES)), np.nan, dtype=np.float32)
    area = cells.area.ravel()
    positive = np.maximum(maps.reshape(len(maps), -1), 0) * (area > 0)
    peak = positive.max(axis=1)
    told = peak > 0
    mask_pixels = int(np.count_nonzero(mask))
    if not mask_pixels or not told.any():
        return found
    positive = positive[told] / peak[told, None]
    inside = cells.covered(mask).ravel()
    top = positive == 1
    marked = positive >= np.float32(threshold)
    overlap, size = marked @ inside, marked @ area
    rank, precision = ranking_scores(positive, inside, area, mask_pixels)
    columns = {
        "mass": (positive @ inside) / (positive @ area),
        "rank_accuracy": rank,
        "pointing": (top @ cells.centred_in(mask).ravel().astype(np.float32)) / top.sum(axis=1),
        "average_precision": precision,
        "iou": overlap / (size + mask_pixels - overlap),
        "dice": 2 * overlap / (size + mask_pixels),
    }
    found[told] = np.clip(np.stack([columns[name] for name in SCORES], axis=1), 0, 1)
    return found
