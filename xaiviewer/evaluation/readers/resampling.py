"""Intervals over readers and cases: both are drawn, as another study would have others of both."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.evaluation.bootstrap import RESAMPLES, Figure, interval, resamples

Weights = NDArray[np.float64]
Figures = Callable[[Weights], Mapping[str, float]]
"""From how often each row counts, ``[row]``, to figures by name; NaN where undefined."""


def two_way(
    figures: Figures,
    readers: Sequence[Hashable],
    cases: Sequence[Hashable],
    *,
    seed: int = 0,
    number: int = RESAMPLES,
) -> dict[str, Figure]:
    """Every figure with its percentile interval; readers and cases are drawn independently (Owen 2007, "pigeonhole").

    Args:
        figures: a row counts as often as its reader was drawn times as often as its case was.
        readers, cases: of each row.
        seed, number: of the draws.

    Returns:
        Figures by name. A single reader is kept in every draw, and so is a single case.
    """
    whole = figures(np.ones(len(readers)))
    of_readers, of_cases = (_times_drawn(names, seed + at, number) for at, names in enumerate((readers, cases)))
    drawn = [figures(one * other) for one, other in zip(of_readers, of_cases, strict=True)]
    return {name: interval(value, np.array([each[name] for each in drawn])) for name, value in whole.items()}


def share(hits: NDArray[np.bool_], weights: Weights) -> float:
    """Weighted share of rows; NaN of none."""
    total = float(weights.sum())
    return float(weights[hits].sum()) / total if total else float("nan")


def median(values: NDArray[np.float64], weights: Weights) -> float:
    """Weighted median, the lower of two middles; NaN of nothing."""
    order = np.argsort(values, kind="stable")
    order = order[weights[order] > 0]
    if not len(order):
        return float("nan")
    below = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(below, below[-1] / 2)])


def _times_drawn(names: Sequence[Hashable], seed: int, number: int) -> NDArray[np.float64]:
    """How often each row's name was drawn, ``[resample, row]``."""
    places = {name: place for place, name in enumerate(dict.fromkeys(names))}
    rows = np.array([places[name] for name in names], dtype=np.intp)
    if len(places) < 2:
        return np.ones((number, len(rows)))
    draws = resamples(len(places), seed=seed, number=number)
    return np.stack([np.bincount(draw, minlength=len(places)) for draw in draws]).astype(np.float64)[:, rows]
