"""Platt's calibration: probabilities that mean what they say, fitted on patients that did not train the weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


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
