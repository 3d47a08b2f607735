"""Automation bias: how often readers follow wrong advice, and how often they turn down right advice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from xaiviewer.evaluation.bootstrap import RESAMPLES
from xaiviewer.evaluation.readers.readings import Reading
from xaiviewer.evaluation.readers.resampling import Figures, Weights, share, two_way


def advice(readings: Sequence[Reading], *, seed: int = 0, number: int = RESAMPLES) -> dict[str, Any]:
    """By arm, each figure with its 95 % interval over readers and cases.

    Args:
        readings: the final ones; those to which no advice was shown are left out.
        seed, number: of the resamples.

    Returns:
        Of each arm "followed_wrong" (share of answers that are the advice's where that was wrong), the same where it
        was wrong by the study's doing, "followed_seeded", and of itself, "followed_own"; "rejected_right" (share of
        answers against right advice); where maps were shown "right_by_own_map" and "right_by_wrong_map", the shares of
        right answers beside them; and how many answers each is made of, "wrong", "seeded", "right".
    """
    found: dict[str, Any] = {}
    advised = [each for each in readings if each.advice is not None]
    for arm in dict.fromkeys(each.arm for each in advised):
        of_arm = [each for each in advised if each.arm == arm]
        readers, cases = [each.reader for each in of_arm], [each.case for each in of_arm]
        wrong = [each.advice != each.truth for each in of_arm]
        found[arm] = {
            **two_way(_figures(of_arm), readers, cases, seed=seed, number=number),
            "wrong": sum(wrong),
            "seeded": sum(each.seeded and bad for each, bad in zip(of_arm, wrong, strict=True)),
            "right": len(wrong) - sum(wrong),
        }
    return found


def _figures(readings: Sequence[Reading]) -> Figures:
    follows = np.array([each.called == each.advice for each in readings])
    right = np.array([each.right for each in readings])
    wrong = np.array([each.advice != each.truth for each in readings])
    seeded = wrong & np.array([each.seeded for each in readings])
    own, others = (np.array([each.wrong_map is other for each in readings]) for other in (False, True))

    def figures(weights: Weights) -> Mapping[str, float]:
        def of(hits: np.ndarray[Any, np.dtype[np.bool_]], where: np.ndarray[Any, np.dtype[np.bool_]]) -> float:
            return share(hits[where], weights[where])

        return {
            "followed_wrong": of(follows, wrong),
            "followed_seeded": of(follows, seeded),
            "followed_own": of(follows, wrong & ~seeded),
            "rejected_right": of(~follows, ~wrong),
            "right_by_own_map": of(right, own),
            "right_by_wrong_map": of(right, others),
        }

    return figures
