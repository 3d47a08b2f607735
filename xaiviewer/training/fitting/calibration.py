"""Platt's calibration: probabilities that mean what they say, fitted on patients that did not train the weights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.evaluation.calibration import log_loss
from xaiviewer.nets.calibration import Calibration, with_neighbours

_SHARES = np.arange(0, 0.21, 0.05)  # no more: the maps explain the slice itself, which must decide for the most part


def fit_calibration(differences: Sequence[NDArray[np.floating]], truths: Sequence[NDArray[np.bool_]]) -> Calibration:
    """The calibration with the lowest log-loss.

    Args:
        differences: for each patient the logit of tumour minus the other's, ``[slice]`` in order.
        truths: for each patient bool ``[slice]``.
    """
    truth = np.concatenate(truths)

    def fitted(share: float) -> tuple[float, Calibration]:
        mixed = np.concatenate([with_neighbours(each, share) for each in differences])
        temperature, bias = fit_platt(mixed, truth)
        probability = 0.5 * (1 + np.tanh((mixed + bias) / temperature / 2))
        return log_loss(truth, probability), Calibration(temperature, bias, round(share, 2))

    return min((fitted(float(share)) for share in _SHARES), key=lambda pair: pair[0])[1]


def threshold_at_precision(probability: NDArray[np.floating], truth: NDArray[np.bool_], precision: float) -> float:
    """The lowest threshold, in hundredths, from which on the calls hold this `precision`; 0.5 where none does.

    Args:
        probability: of the positive class, ``[n]``.
        truth: bool ``[n]``.
    """
    for threshold in np.arange(1, 100) / 100:
        called = probability > threshold
        if called.any() and np.mean(truth[called]) >= precision:
            return round(float(threshold), 2)
    return 0.5


def fit_platt(difference: NDArray[np.floating], truth: NDArray[np.bool_]) -> tuple[float, float]:
    """Temperature and bias that make ``sigmoid((difference + bias) / temperature)`` the likeliest.

    Platt (1999), with his smoothed targets, by Newton's method on ``slope * difference + offset``.

    Args:
        difference: logit of the positive class minus the other's, ``[slice]``.
        truth: bool ``[slice]``.

    Raises:
        ValueError: where a class is missing: nothing can be calibrated on it.
    """
    positives = int(np.count_nonzero(truth))
    negatives = truth.size - positives
    if not positives or not negatives:
        raise ValueError("calibration needs slices with and without a tumour")
    target = np.where(truth, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    design = np.column_stack([difference, np.ones(truth.size)]).astype(np.float64)

    def loss(weights: NDArray[np.float64]) -> float:
        scores = design @ weights
        return float(np.sum(np.logaddexp(0, scores) - target * scores))

    weights = np.zeros(2)
    for _ in range(100):
        probability = 0.5 * (1 + np.tanh(design @ weights / 2))  # the logistic function without overflow
        gradient = design.T @ (probability - target)
        curvature = (design * (probability * (1 - probability))[:, None]).T @ design + 1e-9 * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        while loss(weights - step) > loss(weights) and np.abs(step).max() > 1e-12:
            step /= 2
        weights -= step
        if np.abs(step).max() < 1e-10:
            break
    slope = max(float(weights[0]), 1e-3)
    return 1 / slope, float(weights[1]) / slope
