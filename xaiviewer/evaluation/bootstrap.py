"""Intervals over patients: slices of one patient are alike, so patients are drawn, never slices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
LEVEL = 0.95

Figure = dict[str, float]
"""``{"value": ..., "low": ..., "high": ...}``: a figure and its interval."""


def resamples(patients: int, *, seed: int, number: int = RESAMPLES) -> NDArray[np.intp]:
    """Patients drawn with replacement, as many as there are: indices ``[number, patients]``."""
    return np.random.default_rng(seed).integers(0, patients, size=(number, patients), dtype=np.intp)


def bootstrap(
    figures: Callable[[NDArray[np.intp]], Mapping[str, float]], patients: int, *, seed: int, number: int = RESAMPLES
) -> dict[str, Figure]:
    """Every figure with its percentile interval (Efron 1979).

    Args:
        figures: from indices of patients (any number, repeats allowed) to figures by name; NaN where undefined.
        patients: how many there are.
        seed: of the draws.
        number: of resamples.
    """
    whole = figures(np.arange(patients))
    drawn = [figures(indices) for indices in resamples(patients, seed=seed, number=number)] if patients > 1 else []
    return {
        name: interval(value, np.array([each[name] for each in drawn], dtype=np.float64))
        for name, value in whole.items()
    }


def bootstrap_means(
    sums: NDArray[np.float64], counts: NDArray[np.float64], *, seed: int, number: int = RESAMPLES
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Many means at once, each over all slices of the drawn patients.

    Args:
        sums, counts: per patient, ``[patient, ...]``: the sum of a score over its slices, and how many were defined.
        seed, number: as in `bootstrap`.

    Returns:
        value, low and high, each ``[...]``; NaN where no slice is defined.
    """
    patients = len(sums)
    shape = sums.shape[1:]
    with np.errstate(invalid="ignore"):
        value = sums.sum(axis=0) / counts.sum(axis=0)
    if patients < 2:
        unknown = np.full(shape, np.nan)
        return value, unknown, unknown
    means = resampled_means(sums, counts, seed=seed, number=number)
    low, high = _percentiles(means.reshape(number, -1))
    return value, low.reshape(shape), high.reshape(shape)


def resampled_means(
    sums: NDArray[np.float64], counts: NDArray[np.float64], *, seed: int, number: int = RESAMPLES
) -> NDArray[np.float64]:
    """The means of `bootstrap_means` in every resample of the patients, ``[resample, ...]``."""
    patients = len(sums)
    times = _times_drawn(patients, seed, number)
    with np.errstate(invalid="ignore"):
        means: NDArray[np.float64] = (times @ sums.reshape(patients, -1)) / (times @ counts.reshape(patients, -1))
    return means.reshape(number, *sums.shape[1:])


@lru_cache(maxsize=4)
def _times_drawn(patients: int, seed: int, number: int) -> NDArray[np.float64]:
    """How often every resample holds each patient, ``[resample, patient]``: the same for all figures of a report."""
    draws = resamples(patients, seed=seed, number=number)
    return np.stack([np.bincount(draw, minlength=patients) for draw in draws]).astype(np.float64)


def interval(value: float, drawn: NDArray[np.float64]) -> Figure:
    """A figure with the percentile interval of its resampled values ``[resample]``; NaN ones are left out."""
    low, high = _percentiles(drawn.reshape(-1, 1)) if drawn.size else (np.array([np.nan]),) * 2
    return {"value": value, "low": float(low[0]), "high": float(high[0])}


def _percentiles(drawn: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The ends of the interval of each column of ``[resample, figure]``; NaN for a column that is never defined."""
    low, high = np.full((2, drawn.shape[1]), np.nan)
    tails = ((1 - LEVEL) / 2, (1 + LEVEL) / 2)
    missing = np.isnan(drawn)
    whole = ~missing.any(axis=0)
    partly = ~whole & ~missing.all(axis=0)
    if whole.any():
        low[whole], high[whole] = np.quantile(drawn[:, whole], tails, axis=0)
    if partly.any():  # column by column, and so many times slower
        low[partly], high[partly] = np.nanquantile(drawn[:, partly], tails, axis=0)
    return low, high
