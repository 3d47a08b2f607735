"""Automation bias: how often readers follow wrong advice, and how often they turn down right advice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from xaiviewer.evaluation.bootstrap import RESAMPLES
from xaiviewer.evaluation.readers.readings import Reading
from xaiviewer.evaluation.readers.resampling import Weights, share, two_way


def advice(readings: Sequence[Reading], *, seed: int = 0, number: int = RESAMPLES) -> dict[str, Any]:
    """By arm, each figure with its 95 % interval over readers and cases.

    Args:
        readings: the final ones; those to which no advice was shown are left out.
        seed, number: of the resamples.

    Returns:
        Of each arm "followed_wrong" (share of answers that are the advice's where that was wrong), the same where it
        was wrong by the study's doing, "followed_seeded", and of itself, "followed_own"; "rejected_right" (share of
        answers against right advice); and how many answers each is made of, "wrong", "seeded", "right".
    """
    found: dict[str, Any] = {}
    advised = [each for each in readings if each.advice is not None]
    for arm in dict.fromkeys(each.arm for each in advised):
        of_arm = [each for each in advised if each.arm == arm]
        follows = np.array([each.called == each.advice for each in of_arm])
        wrong = np.array([each.advice != each.truth for each in of_arm])
        seeded = wrong & np.array([each.seeded for each in of_arm])

        def figures(
            weights: Weights,
            follows: np.ndarray[Any, np.dtype[np.bool_]] = follows,
            wrong: np.ndarray[Any, np.dtype[np.bool_]] = wrong,
            seeded: np.ndarray[Any, np.dtype[np.bool_]] = seeded,
        ) -> Mapping[str, float]:
            own = wrong & ~seeded
            return {
                "followed_wrong": share(follows[wrong], weights[wrong]),
                "followed_seeded": share(follows[seeded], weights[seeded]),
                "followed_own": share(follows[own], weights[own]),
                "rejected_right": share(~follows[~wrong], weights[~wrong]),
            }

        readers, cases = [each.reader for each in of_arm], [each.case for each in of_arm]
        found[arm] = {
            **two_way(figures, readers, cases, seed=seed, number=number),
            "wrong": int(wrong.sum()),
            "seeded": int(seeded.sum()),
            "right": int((~wrong).sum()),
        }
    return found
