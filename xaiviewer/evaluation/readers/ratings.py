"""The one table of a reader study: who rated which case, in which arm, how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import UsageError


@dataclass(frozen=True)
class Rating:
    """One reader's rating of one case in one arm.

    Attributes:
        reader, arm, case: as the study names them.
        truth: whether the case holds what is looked for, by the reference standard.
        rating: higher is surer that it does; a confidence in five steps, or a probability.
    """

    reader: str
    arm: str
    case: str
    truth: bool
    rating: float


@dataclass(frozen=True, eq=False)
class Crossed:
    """Ratings where every reader rated every case in every arm.

    Attributes:
        arms, readers, cases: names, in order of first appearance.
        truth: per case, ``[case]``.
        rating: ``[arm, reader, case]``.
    """

    arms: tuple[str, ...]
    readers: tuple[str, ...]
    cases: tuple[str, ...]
    truth: NDArray[np.bool_]
    rating: NDArray[np.float64]


def truths(ratings: Iterable[Rating]) -> dict[str, bool]:
    """What is true of each case.

    Raises:
        UsageError: where two ratings of one case disagree on it.
    """
    found: dict[str, bool] = {}
    for each in ratings:
        if found.setdefault(each.case, each.truth) != each.truth:
            raise UsageError(f"Case {each.case} is said to be both with and without the finding; correct its truth.")
    return found


def crossed(ratings: Sequence[Rating]) -> Crossed:
    """The ratings as a full table.

    Raises:
        UsageError: where a rating is missing or given twice, named; or where all cases have one truth.
    """
    truth = truths(ratings)
    arms, readers, cases = (
        tuple(dict.fromkeys(getattr(each, name) for each in ratings)) for name in ("arm", "reader", "case")
    )
    table = np.full((len(arms), len(readers), len(cases)), np.nan)
    at = [{name: place for place, name in enumerate(names)} for names in (arms, readers, cases)]
    for each in ratings:
        place = at[0][each.arm], at[1][each.reader], at[2][each.case]
        if not np.isnan(table[place]):
            raise UsageError(f"Reader {each.reader} rated case {each.case} twice in arm {each.arm}; keep one of them.")
        table[place] = each.rating
    missing = np.argwhere(np.isnan(table))
    if len(missing):
        arm, reader, case = missing[0]
        raise UsageError(
            f"{len(missing)} ratings are missing, the first of reader {readers[reader]} for case {cases[case]} in arm "
            f"{arms[arm]}; a factorial analysis needs them all."
        )
    if len(set(truth.values())) < 2:
        raise UsageError("All cases have the same truth; it takes some with and some without the finding.")
    return Crossed(arms, readers, cases, np.array([truth[case] for case in cases]), table)
