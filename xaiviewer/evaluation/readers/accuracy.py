"""How good readers are in each arm: area under the curve, sensitivity, specificity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.evaluation.bootstrap import RESAMPLES, Figure
from xaiviewer.evaluation.readers.readings import Reading
from xaiviewer.evaluation.readers.resampling import Figures, Weights, share, two_way


def accuracy(readings: Sequence[Reading], *, seed: int = 0, number: int = RESAMPLES) -> dict[str, Any]:
    """Figures by arm and reader, and of each arm the mean over its readers.

    Args:
        readings: one per reader, arm and case.
        seed, number: of the resamples: cases for a single reader, readers and cases for a mean.

    Returns:
        ``{arm: {"mean": figures, "readers": {reader: figures}}}``, figures being "auroc", "sensitivity" and
        "specificity", each with its 95 % interval.
    """
    found: dict[str, Any] = {}
    for arm in dict.fromkeys(each.arm for each in readings):
        of_arm = [each for each in readings if each.arm == arm]
        by_reader = {
            reader: _figures([each for each in of_arm if each.reader == reader], seed, number)
            for reader in dict.fromkeys(each.reader for each in of_arm)
        }
        found[arm] = {"mean": _figures(of_arm, seed, number), "readers": by_reader}
    return found


def _figures(readings: Sequence[Reading], seed: int, number: int) -> dict[str, Figure]:
    of_reader = [each.reader for each in readings]
    return two_way(_means(readings), of_reader, [each.case for each in readings], seed=seed, number=number)


def _means(readings: Sequence[Reading]) -> Figures:
    """Means over readers of each reader's figures; one drawn twice counts twice."""
    truth = np.array([each.truth for each in readings])
    called = np.array([each.called for each in readings])
    rating = np.array([each.rating for each in readings], dtype=np.float64)
    names = np.array([each.reader for each in readings])
    rows = [names == name for name in dict.fromkeys(names.tolist())]

    def means(weights: Weights) -> Mapping[str, float]:
        counted = [(where, _reader_weight(weights[where])) for where in rows]
        kept = [(where, weight) for where, weight in counted if weight > 0]
        every = [_of_one(truth[at], called[at], rating[at], weights[at]) for at, _ in kept]
        shares = np.array([weight for _, weight in kept])
        return {name: _mean(np.array([each[name] for each in every]), shares) for name in _NAMES}

    return means


_NAMES = ("auroc", "sensitivity", "specificity")


def _reader_weight(weights: Weights) -> float:
    """How often a reader was drawn, up to a factor that all readers share: he has a row for every case."""
    return float(weights.sum())


def _of_one(
    truth: NDArray[np.bool_], called: NDArray[np.bool_], rating: NDArray[np.float64], weights: Weights
) -> dict[str, float]:
    return {
        "auroc": weighted_auroc(truth, rating, weights),
        "sensitivity": share(called[truth], weights[truth]),
        "specificity": share(~called[~truth], weights[~truth]),
    }


def weighted_auroc(truth: NDArray[np.bool_], rating: NDArray[np.float64], weights: Weights) -> float:
    """Area under the empirical curve where row i counts ``weights[i]`` times; NaN where one truth is missing."""
    scores, at = np.unique(rating, return_inverse=True)
    positives = np.bincount(at, weights * truth, minlength=len(scores))
    negatives = np.bincount(at, weights * ~truth, minlength=len(scores))
    pairs = float(positives.sum() * negatives.sum())
    below = np.cumsum(negatives) - negatives / 2  # ties count half
    return float((positives * below).sum()) / pairs if pairs else float("nan")


def _mean(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    known = ~np.isnan(values)
    return float(np.average(values[known], weights=weights[known])) if known.any() else float("nan")
