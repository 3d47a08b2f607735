"""Explanations held against each other: how alike they are, which are the same, and where they agree.

Everything is counted over the pixels of the head alone: the air around it, where most maps are empty, would make any
two of them look alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.equal_methods import equal_methods
from xaiviewer.case.arrays import frozen

Rule = Literal["maximum", "strongest"]
"""What counts as marked: more than a share of the map's maximum, or so large a share of the pixels, the strongest."""


def ranks(values: NDArray[np.floating]) -> NDArray[np.float64]:
    """The place of each value among all, from 1 on; equal ones share the mean of their places: ``[pixel]``."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    counts = np.diff(np.append(first, len(values)))
    found = np.empty(len(values))
    found[order] = np.repeat(first + (counts + 1) / 2, counts)
    return found


def rank_correlations(maps: Sequence[NDArray[np.floating]]) -> NDArray[np.float64]:
    """Spearman's correlation of every two maps, float64 ``[map, map]``; NaN where one of them has but one value.

    Spearman, "The proof and measurement of association between two things" (1904); ties share their mean place.

    Args:
        maps: signed, each ``[pixel]`` of the same pixels.
    """
    placed = np.stack([ranks(each) for each in maps])
    placed -= placed.mean(axis=1, keepdims=True)
    sizes = np.sqrt((placed**2).sum(axis=1))
    with np.errstate(invalid="ignore", divide="ignore"):
        found = (placed @ placed.T) / np.outer(sizes, sizes)
    return np.clip(found, -1, 1)


def groups_of_the_same(maps: Mapping[str, NDArray[np.float32]]) -> tuple[tuple[str, ...], ...]:
    """Which maps are one up to a positive factor, in their order; a map of its own is a group of one.

    Args:
        maps: signed, by any key, of the same pixels.
    """
    (several,) = equal_methods({key: (values,) for key, values in maps.items()})
    of_first = {group[0]: group for group in several}
    later = {key for group in several for key in group[1:]}
    return tuple(of_first.get(key, (key,)) for key in maps if key not in later)


def marked(values: NDArray[np.floating], share: float, rule: Rule) -> NDArray[np.bool_]:
    """Which places a map marks, bool ``[pixel]``; none without anything above zero.

    Args:
        values: ``[pixel]``; what speaks against is never marked.
        share: from 0 to 1, see `Rule`.
        rule: which of the two.
    """
    positive = np.maximum(values, 0)
    top = float(positive.max(initial=0))
    if top == 0:
        return np.zeros(values.shape, dtype=bool)
    limit = share * top if rule == "maximum" else float(np.quantile(positive, 1 - share))
    above: NDArray[np.bool_] = np.logical_and(positive >= limit, positive > 0)
    return above


@dataclass(frozen=True, eq=False)
class Consensus:
    """Where several explanations agree.

    Attributes:
        share: float32 ``[pixel]``: the share of them that mark it.
        rates: float64 ``[explanation]``: the share of the pixels that each marks.
        observed: float64 ``[k]``: the share of the pixels that at least k + 1 of them mark.
        chance: float64 ``[k]``: the same where each marks as many pixels, in places that have nothing to do with those
            of the others: what independent shifts of the maps would give on average.
    """

    share: NDArray[np.float32]
    rates: NDArray[np.float64]
    observed: NDArray[np.float64]
    chance: NDArray[np.float64]

    def __post_init__(self) -> None:
        for name in ("share", "rates", "observed", "chance"):
            object.__setattr__(self, name, frozen(getattr(self, name)))


def consensus(marks: NDArray[np.bool_]) -> Consensus:
    """Where explanations agree, of bool ``[explanation, pixel]``; they should be mathematically distinct.

    Chance is exact: of independent marks the number at a pixel has the Poisson binomial distribution of their rates.
    """
    count = len(marks)
    number = marks.sum(axis=0)
    rates = marks.mean(axis=1) if marks.shape[1] else np.zeros(count)
    observed = np.array([(number >= least).mean() if number.size else 0.0 for least in range(1, count + 1)])
    exactly = np.ones(1)
    for rate in rates.tolist():
        exactly = np.convolve(exactly, [1 - rate, rate])
    chance = exactly[::-1].cumsum()[::-1][1:]
    return Consensus((number / max(count, 1)).astype(np.float32), rates, observed, chance)
