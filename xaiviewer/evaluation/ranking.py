"""Area under the receiver operating characteristic."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def auroc(truth: NDArray[np.bool_], scores: NDArray[np.floating]) -> float:
    """Probability that a positive scores above a negative, ties counting half (Mann-Whitney U).

    NaN where one of the classes is missing.
    """
    positives = int(np.count_nonzero(truth))
    negatives = truth.size - positives
    if not positives or not negatives:
        return float("nan")
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    return float((ranks[truth].sum() - positives * (positives + 1) / 2) / (positives * negatives))
