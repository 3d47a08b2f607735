"""How far the readers of a study agree with each other, arm by arm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.evaluation.bootstrap import RESAMPLES, bootstrap
from xaiviewer.evaluation.readers.kappa import cohen, fleiss, krippendorff
from xaiviewer.evaluation.readers.readings import Reading


def concordance(readings: Sequence[Reading], *, seed: int = 0, number: int = RESAMPLES) -> dict[str, Any]:
    """By arm, each figure with its 95 % interval over cases: readers who are drawn twice agree with themselves.

    Args:
        readings: one per reader, arm and case.
        seed, number: of the resamples.

    Returns:
        Of each arm "cohen" (mean of every two readers' kappas of what they call), "fleiss" (the same of all; NaN where
        not all rated every case), "krippendorff" (alpha of the ratings as ordinal numbers); arms of one reader have
        none.
    """
    found: dict[str, Any] = {}
    for arm in dict.fromkeys(each.arm for each in readings):
        of_arm = [each for each in readings if each.arm == arm]
        called, rating = _tables(of_arm)
        if len(called) < 2:
            continue

        def figures(
            at: NDArray[np.intp], called: NDArray[np.float64] = called, rating: NDArray[np.float64] = rating
        ) -> Mapping[str, float]:
            return {
                "cohen": _mean_cohen(called[:, at]),
                "fleiss": _fleiss(called[:, at]),
                "krippendorff": krippendorff(rating[:, at], "ordinal"),
            }

        found[arm] = bootstrap(figures, called.shape[1], seed=seed, number=number)
    return found


def _tables(readings: Sequence[Reading]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What was called and rated, ``[reader, case]``, NaN where one did not answer."""
    readers, cases = (list(dict.fromkeys(getattr(each, name) for each in readings)) for name in ("reader", "case"))
    called, rating = np.full((2, len(readers), len(cases)), np.nan)
    for each in readings:
        place = readers.index(each.reader), cases.index(each.case)
        called[place], rating[place] = each.called, each.rating
    return called, rating


def _mean_cohen(called: NDArray[np.float64]) -> float:
    kappas = []
    for one, other in combinations(called, 2):
        both = ~np.isnan(one) & ~np.isnan(other)
        kappas.append(cohen(one[both].tolist(), other[both].tolist(), (0.0, 1.0)))
    known = [kappa for kappa in kappas if not np.isnan(kappa)]
    return float(np.mean(known)) if known else float("nan")


def _fleiss(called: NDArray[np.float64]) -> float:
    if np.isnan(called).any():
        return float("nan")
    positive = called.sum(axis=0).astype(np.intp)
    return fleiss(np.stack([len(called) - positive, positive], axis=1))
