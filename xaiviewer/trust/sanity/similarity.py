"""How alike two maps are, inside the head: the empty background would make any two alike."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

_FEWEST = 3  # cells

_WINDOW = 7  # of the structural similarity, its customary one


def rank_correlation(first: NDArray[np.floating], second: NDArray[np.floating], inside: NDArray[np.bool_]) -> float:
    """Spearman's correlation over the cells inside, -1 to 1.

    NaN where a map is flat or holds what is no number, or where there are too few cells.

    Args:
        first, second: ``[row, column]``.
        inside: bool ``[row, column]``; where it holds nothing, all cells count.
    """
    where = inside if inside.any() else np.ones_like(inside)
    if not (np.isfinite(first[where]).all() and np.isfinite(second[where]).all()):
        return float("nan")
    ranks = [rankdata(each[where]) for each in (first, second)]
    if len(ranks[0]) < _FEWEST or any(each.std() == 0 for each in ranks):
        return float("nan")
    return float(np.corrcoef(*ranks)[0, 1])


def structural_similarity(
    first: NDArray[np.floating], second: NDArray[np.floating], inside: NDArray[np.bool_]
) -> float:
    """Mean structural similarity of the maps' magnitudes, each scaled to 0..1, over the cells inside.

    Wang et al., "Image quality assessment: from error visibility to structural similarity" (2004), as Adebayo et al.
    (2018) use it. NaN where a map is blank, holds what is no number, or is smaller than the window.
    """
    scaled = []
    for each in (first, second):
        magnitude = np.abs(each).astype(np.float64)
        if magnitude.max(initial=0) == 0 or not np.isfinite(magnitude).all():
            return float("nan")
        scaled.append(magnitude / magnitude.max())
    if min(first.shape) < _WINDOW:
        return float("nan")
    from skimage.metrics import structural_similarity as ssim  # noqa: PLC0415 - slow to import, seldom needed

    _, local = ssim(*scaled, win_size=_WINDOW, data_range=1.0, full=True)  # type: ignore[no-untyped-call]
    return float(local[inside if inside.any() else np.ones_like(inside)].mean())
