"""Means over patients with intervals and p, many at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls.comparing import false_discoveries
from xaiviewer.audit.report import Figure
from xaiviewer.evaluation.bootstrap import bootstrap_means, resampled_means

Doubles = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Means:
    """Means, all ``[...]``.

    Attributes:
        patients: how many have each defined.
        value, low, high: the mean and its interval.
        p: (1 + b) / (1 + n), b of n resamples being not above zero; NaN where there is one patient.
    """

    patients: NDArray[np.intp]
    value: Doubles
    low: Doubles
    high: Doubles
    p: Doubles

    def figure(self, *at: int) -> Figure:
        """One of them."""
        return Figure(float(self.value[at]), float(self.low[at]), float(self.high[at]))


def means(values: Doubles, *, seed: int, number: int, counts: Doubles | None = None, two_sided: bool = False) -> Means:
    """Means over patients.

    Args:
        values: ``[patient, ...]``: of each patient a mean, NaN where undefined; or, with `counts`, a sum.
        seed, number: of the resamples.
        counts: ``[patient, ...]``: over how many slices each is a sum, so that slices weigh alike.
        two_sided: whether p is of a mean that differs from zero in either direction.
    """
    told = ~np.isnan(values)
    weights = told.astype(np.float64) if counts is None else np.where(told, counts, 0)
    sums = np.where(told, values, 0.0)
    value, low, high = bootstrap_means(sums, weights, seed=seed, number=number)
    patients = np.asarray((weights > 0).sum(axis=0), dtype=np.intp)
    return Means(patients, value, low, high, _p(sums, weights, seed, number, two_sided=two_sided))


def _p(sums: Doubles, weights: Doubles, seed: int, number: int, *, two_sided: bool) -> Doubles:
    shape = sums.shape[1:]
    if len(sums) < 2:
        return np.full(shape, np.nan)
    drawn = resampled_means(sums, weights, seed=seed, number=number)
    told = ~np.isnan(drawn)
    count = told.sum(axis=0)
    below, above = (((side <= 0) & told).sum(axis=0) for side in (drawn, -drawn))
    p = (1 + below) / (1 + count)
    if two_sided:
        p = np.minimum(2 * np.minimum(p, (1 + above) / (1 + count)), 1)
    return np.where((weights > 0).any(axis=0), p, np.nan)


def corrected(p: Doubles) -> Doubles:
    """Each p corrected over the last axis (Benjamini and Hochberg 1995)."""
    flat = p.reshape(-1, p.shape[-1]) if p.ndim else p.reshape(1, 1)
    found = np.stack([false_discoveries(row) for row in flat]).astype(np.float64)
    return found.reshape(p.shape)
