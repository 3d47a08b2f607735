"""How far readers agree beyond what their habits alone would give."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Weights = Literal["none", "linear", "quadratic"]
Level = Literal["nominal", "ordinal", "interval"]

_Doubles = NDArray[np.float64]


def cohen(
    first: Sequence[Hashable], second: Sequence[Hashable], categories: Sequence[Hashable], weights: Weights = "none"
) -> float:
    """Cohen's kappa of two readers, plain (1960) or weighted (1968); NaN where both gave one and the same answer only.

    Args:
        first, second: their answers, item by item.
        categories: all there are, in order.
        weights: of a disagreement by how many categories apart the answers are.
    """
    table = np.zeros((len(categories),) * 2)
    at = {category: place for place, category in enumerate(categories)}
    for one, other in zip(first, second, strict=True):
        table[at[one], at[other]] += 1
    apart = np.abs(np.subtract.outer(np.arange(len(categories)), np.arange(len(categories)))).astype(np.float64)
    cost = {"none": (apart > 0).astype(np.float64), "linear": apart, "quadratic": apart**2}[weights]
    total = table.sum()
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / total if total else table
    by_chance = float((cost * expected).sum())
    return 1 - float((cost * table).sum()) / by_chance if by_chance else float("nan")


def fleiss(counts: NDArray[np.integer]) -> float:
    """Fleiss' kappa (1971) from ``[item, category]``: how many readers gave which answer, as many for every item.

    NaN with fewer than two readers or where all answers are the same.

    Raises:
        ValueError: where items were rated by different numbers of readers.
    """
    readers = set(counts.sum(axis=1).tolist())
    if len(readers) > 1:
        raise ValueError("Fleiss' kappa needs as many readers for every item; Krippendorff's alpha does not")
    many = readers.pop() if readers else 0
    if many < 2:
        return float("nan")
    agreed = float(((counts**2).sum(axis=1) - many).mean()) / (many * (many - 1))
    by_chance = float(((counts.sum(axis=0) / counts.sum()) ** 2).sum())
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")


def krippendorff(values: _Doubles, level: Level = "nominal") -> float:
    """Krippendorff's alpha (Content Analysis, 2004, chapter 11), for any number of readers and missing answers.

    Args:
        values: numbers ``[reader, item]``, NaN where one did not answer; for nominal ones any code.
        level: what a difference between two values means.

    Returns:
        1 for full agreement, 0 for chance; NaN where no item has two answers or all answers are the same.
    """
    rated = (~np.isnan(values)).sum(axis=0) >= 2
    values = values[:, rated]
    codes = np.unique(values[~np.isnan(values)])
    if len(codes) < 2:
        return float("nan")
    counts = np.stack([(values == code).sum(axis=0) for code in codes]).astype(np.float64)  # [code, item]
    raters = counts.sum(axis=0)
    coincidences = (counts / (raters - 1)) @ counts.T - np.diag((counts / (raters - 1)).sum(axis=1))
    totals = coincidences.sum(axis=1)
    cost = _distances(codes, totals, level)
    expected = np.outer(totals, totals) / (totals.sum() - 1)
    return 1 - float((cost * coincidences).sum()) / float((cost * expected).sum())


def _distances(codes: _Doubles, totals: _Doubles, level: Level) -> _Doubles:
    """Squared differences between the values, ``[code, code]``."""
    if level == "nominal":
        return 1 - np.eye(len(codes))
    if level == "interval":
        return np.subtract.outer(codes, codes) ** 2
    ranks = np.cumsum(totals) - totals / 2  # the middle of a value's ranks
    return np.subtract.outer(ranks, ranks) ** 2
