"""Do the probabilities mean what they say?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 10
"""Equal-width bins of the positive class's probability: 0 to 0.1, 0.1 to 0.2, ... 0.9 to 1."""

_FLOOR = 1e-7  # half a step of float32 below 1: a probability of exactly 0 must not cost infinity


@dataclass(frozen=True)
class Bin:
    """One point of the reliability curve.

    Attributes:
        low, high: the bin's edges; a probability of exactly ``high`` belongs to the next bin, except 1.
        n: how many fell into it.
        predicted: their mean probability; NaN where there are none.
        observed: the share of them that is positive; NaN where there are none.
    """

    low: float
    high: float
    n: int
    predicted: float
    observed: float


def log_loss(truth: NDArray[np.bool_], probability: NDArray[np.floating]) -> float:
    """Mean negative log-likelihood of the truth, in nats; NaN for nothing."""
    given = np.clip(np.where(truth, probability, 1 - probability).astype(np.float64), _FLOOR, 1)
    return float(-np.log(given).mean()) if given.size else float("nan")


def fve_multinomial(truth: NDArray[np.bool_], probability: NDArray[np.floating]) -> float:
    """Fraction of the deviance explained: ``1 - log_loss / log_loss of the class frequencies``.

    McFadden's (1974) likelihood-ratio index: 1 for perfect certainty, 0 for always giving the frequencies of the
    classes in `truth`, negative for worse than that. NaN where a class is missing.
    """
    frequency = float(truth.mean()) if truth.size else 0.0
    if frequency in (0.0, 1.0):
        return float("nan")
    return 1 - log_loss(truth, probability) / log_loss(truth, np.full(truth.shape, frequency))


def reliability(truth: NDArray[np.bool_], probability: NDArray[np.floating]) -> list[Bin]:
    """The reliability curve over `BINS` equal-width bins of the probability of the positive class."""
    place = np.minimum((probability.astype(np.float64) * BINS).astype(np.intp), BINS - 1)
    n = np.bincount(place, minlength=BINS)
    with np.errstate(invalid="ignore"):
        predicted = np.bincount(place, weights=probability, minlength=BINS) / n
        observed = np.bincount(place, weights=truth, minlength=BINS) / n
    return [
        Bin(index / BINS, (index + 1) / BINS, int(n[index]), float(predicted[index]), float(observed[index]))
        for index in range(BINS)
    ]


def expected_calibration_error(truth: NDArray[np.bool_], probability: NDArray[np.floating]) -> float:
    """Mean distance of predicted and observed over the bins, weighted by their counts (Naeini 2015); NaN for nothing.

    The bins are those of the reliability curve: of the positive class's probability, not of the larger one's.
    """
    if not truth.size:
        return float("nan")
    filled = [each for each in reliability(truth, probability) if each.n]
    return sum(each.n * abs(each.predicted - each.observed) for each in filled) / truth.size
