"""Scores at random places -> how often chance does as well, and by how much it is beaten."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float32]

BAND = (0.05, 0.95)
"""Between which shares of a null's draws its band lies."""

_EQUAL = 1e-6  # of the largest draw: scores closer than that are the same one, added up in another order


@dataclass(frozen=True, eq=False)
class Compared:
    """What was observed beside the draws of a null, each ``[layer]``.

    Attributes:
        observed: the score.
        p: (1 + b) / (1 + n), b of n draws being as high as what was observed.
        mean, low, high: of the draws, and the band of `BAND`.
        difference: observed less the mean.
        effect: the same in standard deviations of the draws; NaN where all are equal.
    """

    observed: _Floats
    p: _Floats
    mean: _Floats
    low: _Floats
    high: _Floats
    difference: _Floats
    effect: _Floats


def compared(scores: NDArray[np.floating]) -> Compared:
    """Compare the first of each layer's scores ``[layer, 1 + draw]`` with the others; NaN where there are none."""
    values = scores.astype(np.float64)
    observed, draws = values[:, 0], values[:, 1:]
    layers, number = draws.shape
    unknown = np.full(layers, np.nan)
    if not number:
        return Compared(*(each.astype(np.float32) for each in (observed, *(unknown,) * 6)))
    slack = _EQUAL * np.abs(values).max(axis=1, initial=0)
    reached = (draws >= (observed - slack)[:, None]).sum(axis=1)
    p = np.where(np.isnan(observed), np.nan, (1 + reached) / (1 + number))
    mean, deviation = draws.mean(axis=1), draws.std(axis=1)
    low, high = _quantiles(draws)
    effect = np.full(layers, np.nan)
    varied = deviation > slack
    effect[varied] = (observed - mean)[varied] / deviation[varied]
    found = (observed, p, mean, low, high, observed - mean, effect)
    return Compared(*(each.astype(np.float32) for each in found))


def _quantiles(draws: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The draws at both ends of the band, `[layer]` each: the nearest ones, as partitioning is quicker than sorting."""
    places = [round(share * (draws.shape[1] - 1)) for share in BAND]
    parted = np.partition(draws, places, axis=1)
    return parted[:, places[0]], parted[:, places[1]]


def false_discoveries(p: NDArray[np.floating]) -> _Floats:
    """Each p corrected over all (Benjamini and Hochberg 1995), as `scipy.stats.false_discovery_control` does.

    That function's import alone would stop the window for half a second. NaN stays NaN and does not count.
    """
    corrected = np.full(p.shape, np.nan, dtype=np.float32)
    told = np.flatnonzero(~np.isnan(p))
    order = told[np.argsort(p[told], kind="stable")]
    number = len(order)
    raised = p[order].astype(np.float64) * number / np.arange(1, number + 1)
    corrected[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1)
    return corrected
