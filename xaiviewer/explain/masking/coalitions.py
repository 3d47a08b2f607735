"""Which sets of regions are shown, and how much each counts for Shapley values.

Lundberg and Lee, "A unified approach to interpreting model predictions" (2017), as the package shap draws them: every
set of one region and its complement, then of two, as far as the number of samples reaches; what is left is drawn by
the Shapley kernel, each set with its complement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

_DRAWS = 4  # for each set that is still wanted: sets that were drawn before count again and bring nothing new
_ALL = 30  # regions: beyond that no one asks for all sets


@dataclass(frozen=True, eq=False)
class Coalitions:
    """Sets of regions.

    Attributes:
        rows: bool ``[set, region]``: which regions are present; first all of them, then none.
        weights: float64 ``[set]``, of the Shapley kernel; of the first two, whose values hold exactly, 0.
    """

    rows: NDArray[np.bool_]
    weights: NDArray[np.float64]


def coalitions(regions: int, samples: int, seed: list[int]) -> Coalitions:
    """Sets of so many regions: `samples` with the first two, or as many as there are."""
    ends = np.array([[True] * regions, [False] * regions])
    wanted = min(samples - 2, 2**regions - 2) if regions <= _ALL else samples - 2
    if regions < 2 or wanted < 1:
        return Coalitions(ends, np.zeros(2))
    sizes = _Sizes(regions)
    whole = sizes.enumerable(wanted)
    rows, weights = [], []
    for size in range(1, whole + 1):
        share = sizes.share[size - 1] / sizes.count(size)
        for row in _sets(regions, size, paired=size <= sizes.paired):
            rows.append(row)
            weights.append(share)
    drawn, counts = _drawn(sizes, whole, wanted - len(rows), np.random.default_rng(seed))
    if drawn:
        scale = sizes.share[whole:].sum() / counts.sum()
        rows += drawn
        weights += (counts * scale).tolist()
    return Coalitions(np.vstack([ends, *rows]), np.array([0.0, 0.0, *weights]))


class _Sizes:
    """How much sets of each size weigh together, those of the complements' size with them.

    Attributes:
        share: ``[size]`` of 1, 2, ...: sums to 1.
        paired: up to this size the complements are of another size.
    """

    def __init__(self, regions: int) -> None:
        self.regions = regions
        sizes = np.arange(1, -(-(regions - 1) // 2) + 1)
        self.paired = (regions - 1) // 2
        weights = (regions - 1.0) / (sizes * (regions - sizes))
        weights[: self.paired] *= 2
        self.share: NDArray[np.float64] = weights / weights.sum()

    def count(self, size: int) -> int:
        """How many sets there are of a size and of its complement's."""
        return comb(self.regions, size) * (2 if size <= self.paired else 1)

    def enumerable(self, samples: int) -> int:
        """Up to which size all sets are shown: as long as no set would be drawn less than once on average."""
        left = self.share.copy()
        for size in range(1, len(left) + 1):
            if samples * left[size - 1] / self.count(size) < 1 - 1e-8:
                return size - 1
            samples -= self.count(size)
            if left[size - 1] < 1:
                left /= 1 - left[size - 1]
        return len(left)


def _sets(regions: int, size: int, *, paired: bool) -> Iterator[NDArray[np.bool_]]:
    """All sets of a size, each with its complement where that is of another size."""
    for chosen in combinations(range(regions), size):
        row = np.zeros(regions, dtype=bool)
        row[list(chosen)] = True
        yield row
        if paired:
            yield ~row


def _drawn(
    sizes: _Sizes, whole: int, wanted: int, random: np.random.Generator
) -> tuple[list[NDArray[np.bool_]], NDArray[np.float64]]:
    """As many different sets of the sizes above `whole`, and how often each was drawn."""
    if wanted < 1 or whole == len(sizes.share):
        return [], np.empty(0)
    likely = sizes.share.copy()
    likely[: sizes.paired] /= 2  # each comes with its complement
    likely = likely[whole:] / likely[whole:].sum()
    rows: list[NDArray[np.bool_]] = []
    counts: list[float] = []
    known: dict[bytes, int] = {}
    for size in random.choice(len(likely), _DRAWS * wanted, p=likely) + whole + 1:
        if len(rows) >= wanted:
            break
        row = np.zeros(sizes.regions, dtype=bool)
        row[random.permutation(sizes.regions)[:size]] = True
        for each in (row, ~row) if size <= sizes.paired else (row,):
            at = known.setdefault(each.tobytes(), len(rows))
            if at < len(rows):
                counts[at] += 1
            elif len(rows) < wanted:
                rows.append(each)
                counts.append(1.0)
            else:
                del known[each.tobytes()]
    return rows, np.array(counts)


def coins(regions: int, samples: int, seed: list[int]) -> NDArray[np.bool_]:
    """Sets ``[sample, region]`` in which a region is present with probability one half; the first two all and none."""
    rows = np.random.default_rng(seed).integers(0, 2, (samples, regions)).astype(bool)
    rows[0], rows[1] = True, False
    return rows
