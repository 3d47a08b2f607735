"""A threshold for each patient that was tuned on the others, so that no map is cut where its own mask likes it best."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def tuned_thresholds(scores: NDArray[np.floating], thresholds: Sequence[float]) -> NDArray[np.float64]:
    """The threshold with the highest mean score over all other patients, ``[patient, ...]``.

    Args:
        scores: ``[patient, threshold, ...]``, such as each patient's mean IoU; NaN where undefined.
        thresholds: those that were tried, of which the first wins where several are equal.

    Returns:
        NaN for a patient whose others have no score at all.
    """
    told = ~np.isnan(scores)
    filled = np.where(told, scores, 0).astype(np.float64)
    count = told.sum(axis=0) - told
    with np.errstate(invalid="ignore", divide="ignore"):
        means = (filled.sum(axis=0) - filled) / count
    best = np.nan_to_num(means, nan=-np.inf).argmax(axis=1)
    found: NDArray[np.float64] = np.asarray(thresholds, dtype=np.float64)[best]
    return np.where((count > 0).any(axis=1), found, np.nan)
