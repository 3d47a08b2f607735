"""What each step of an arm changed, and how long it took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.evaluation.bootstrap import RESAMPLES, Figure
from xaiviewer.evaluation.readers.readings import Reading
from xaiviewer.evaluation.readers.resampling import Weights, median, share, two_way


def steps(readings: Sequence[Reading], *, seed: int = 0, number: int = RESAMPLES) -> dict[str, list[dict[str, Any]]]:
    """By arm, step for step, each figure with its 95 % interval over readers and cases.

    Returns:
        Of each step "right" (share of right answers), "mended" and "spoilt" (shares of answers that the step turned
        from wrong to right and from right to wrong; NaN at the first), "seconds" (median), and "answers", how many.
    """
    before = {(each.reader, each.arm, each.case, each.step): each for each in readings}
    found: dict[str, list[dict[str, Any]]] = {}
    for arm in dict.fromkeys(each.arm for each in readings):
        of_arm = [each for each in readings if each.arm == arm]
        found[arm] = []
        for step in sorted({each.step for each in of_arm}):
            here = [each for each in of_arm if each.step == step]
            earlier = [before.get((each.reader, each.arm, each.case, step - 1)) for each in here]
            figures = _figures(here, earlier, seed, number)
            found[arm].append({"step": step, "answers": len(here), **figures})
    return found


def _figures(here: Sequence[Reading], earlier: Sequence[Reading | None], seed: int, number: int) -> dict[str, Figure]:
    right = np.array([each.right for each in here])
    known = np.array([each is not None for each in earlier])
    was = np.array([each is not None and each.right for each in earlier])
    seconds = np.array([np.nan if each.seconds is None else each.seconds for each in here])
    timed = ~np.isnan(seconds)

    def figures(weights: Weights) -> Mapping[str, float]:
        return {
            "right": share(right, weights),
            "mended": _of_known(right & ~was, known, weights),
            "spoilt": _of_known(~right & was, known, weights),
            "seconds": median(seconds[timed], weights[timed]),
        }

    return two_way(figures, [each.reader for each in here], [each.case for each in here], seed=seed, number=number)


def _of_known(hits: NDArray[np.bool_], known: NDArray[np.bool_], weights: Weights) -> float:
    return share(hits[known], weights[known])
