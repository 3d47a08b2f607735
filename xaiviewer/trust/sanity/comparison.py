"""Maps of the same slices held against the intact ones, layer by layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.requests import AttributionMap, Layer, Regions
from xaiviewer.trust.faithfulness.order import on_pixels
from xaiviewer.trust.sanity.maps import Lies, Map, Shown, head_on, maps_of, on_voxels
from xaiviewer.trust.sanity.similarity import rank_correlation, structural_similarity

Values = NDArray[np.float64]

Heads = NDArray[np.bool_]

_OF_SLICES = 3  # axes of several slices' heads

_APART = 4
"""Of one patient's slices those are without relation that lie a quarter of all of them apart: neighbours look alike."""


class Comparison:
    """Intact maps, and what others are beside them; all numbers are float64 ``[layer]`` and means over slices."""

    def __init__(
        self, intact: Sequence[Shown], layers: Sequence[Layer | None], heads: Heads, where: Sequence[Lies | None]
    ) -> None:
        """Of slices with their heads, bool ``[slice, size, size]``; `layers` as `maps.layers_of` tells them.

        `where` says of each layer where its cells lie. Of volumes, slices and heads have an axis more.
        """
        self._intact = [maps_of(each) for each in intact]
        self._layers, self._where = layers, where
        self._heads = heads
        self._inside = [[head_on(each, head) for each in where] for head in heads]

    def turned(self, other: Sequence[Shown]) -> Values:
        """Size of the rank correlation: a map turned over marks the same places.

        Were signs told apart, maps that random weights turn over on half of the slices would seem to be unlike.
        """
        return self._each(other, lambda *three: abs(rank_correlation(*three)))

    def rank(self, other: Sequence[Shown]) -> Values:
        """Rank correlation."""
        return self._each(other, rank_correlation)

    def structure(self, other: Sequence[Shown]) -> Values:
        """Structural similarity."""
        return self._each(other, structural_similarity)

    def difference(self, other: Sequence[Shown]) -> Values:
        """The largest change of any slice's map, as a part of the map; 0 where all are the same to the bit."""
        found = self._changes(other, _difference)
        largest: Values = found.max(axis=0)
        return largest

    def sensitivity(self, others: Sequence[Sequence[Shown]]) -> Values:
        """The largest change by any of the others, as a part of the map; Yeh et al. 2019, equation 2, over the map."""
        return _largest([self._changes(other, _change) for other in others])

    def sensitivity_to_shifts(
        self, others: Sequence[Sequence[Shown]], shifts: Sequence[tuple[int, int]], size: int
    ) -> Values:
        """The same on the input's pixels inside the head, each other one having been moved back.

        Args:
            others: of the slices, moved by each of `shifts`.
            shifts: rows down and columns to the right; of a volume along the last two of its axes.
            size: side of the input in pixels.
        """
        found = []
        for other, (down, right) in zip(others, shifts, strict=True):
            rows = np.full((len(self._intact), len(self._layers)), np.nan)
            for place, (one, explanation) in enumerate(zip(self._intact, other, strict=True)):
                head = self._heads[place] if self._heads[place].any() else np.ones_like(self._heads[place])
                for number, (first, second) in enumerate(zip(one, maps_of(explanation), strict=True)):
                    spread = [self._spread(each, number, size) for each in (first, second)]
                    moved = np.roll(spread[1], (-down, -right), axis=(-2, -1))
                    rows[place, number] = _change(spread[0][head], moved[head])
            found.append(rows)
        return _largest(found)

    def _spread(self, values: Map, number: int, size: int) -> Map:
        """A map on the input's pixels."""
        if self._heads.ndim > _OF_SLICES:
            return on_voxels(values, self._where[number], self._heads.shape[1:])
        return on_pixels(values, self._layers[number], size)

    def outside(self) -> Values:
        """Share of the positive evidence that lies on cells outside the head."""
        found = [
            np.array([_share(each, ~inside) for each, inside in zip(maps, insides, strict=True)])
            for maps, insides in zip(self._intact, self._inside, strict=True)
        ]
        return mean(found, len(self._layers))

    def blank(self) -> Values:
        """Share of the maps that hold nothing, or no numbers."""
        return np.array(
            [
                np.mean([not (np.isfinite(maps[number]).all() and maps[number].any()) for maps in self._intact])
                for number in range(len(self._layers))
            ]
        )

    def _each(self, other: Sequence[Shown], alike: Callable[[Map, Map, Heads], float]) -> Values:
        found = [
            np.array([alike(*three) for three in zip(one, maps_of(explanation), inside, strict=True)])
            for one, explanation, inside in zip(self._intact, other, self._inside, strict=True)
        ]
        return mean(found, len(self._layers))

    def _changes(self, other: Sequence[Shown], change: Callable[[Map, Map], float]) -> Values:
        """``[slice, layer]``."""
        return np.array(
            [
                [change(first, second) for first, second in zip(one, maps_of(explanation), strict=True)]
                for one, explanation in zip(self._intact, other, strict=True)
            ],
            dtype=np.float64,
        )


class Unrelated:
    """Pairs of maps that have nothing to do with each other: what likeness is held against.

    Attributes:
        pairs: places of the slices.
    """

    def __init__(
        self,
        intact: Sequence[Shown],
        where: Sequence[Lies | None],
        heads: Heads,
        cases: Sequence[int],
        *,
        pairs: int,
        seed: int,
    ) -> None:
        """Draw so many pairs, or take all that there are: of different cases, or of slices far apart."""
        self._maps = [maps_of(each) for each in intact]
        self._inside = [[head_on(each, head) for each in where] for head in heads]
        self._layers = len(where)
        count = len(intact)
        every = [(one, other) for one in range(count) for other in range(one + 1, count)]
        several = len(set(cases)) > 1
        apart = [
            (one, other)
            for one, other in every
            if (cases[one] != cases[other] if several else (other - one) * _APART >= count)
        ]
        drawn = np.random.default_rng(seed).permutation(len(apart))[:pairs]
        self.pairs = tuple(apart[place] for place in sorted(drawn.tolist()))

    def likeness(self) -> tuple[Values, Values, Values]:
        """Means where both heads are: size of the rank correlation, itself, structural similarity; ``[layer]`` each."""
        ranks, structures = [], []
        for one, other in self.pairs:
            pairs = zip(self._maps[one], self._maps[other], self._inside[one], self._inside[other], strict=True)
            both = [(first, second, here & there) for first, second, here, there in pairs]
            ranks.append(np.array([rank_correlation(*three) for three in both]))
            structures.append(np.array([structural_similarity(*three) for three in both]))
        count = self._layers
        return mean([np.abs(each) for each in ranks], count), mean(ranks, count), mean(structures, count)


def gap(explanations: Sequence[Shown]) -> float:
    """The largest gap of any slice, as a part of the logit's change or of the sum, whichever is larger.

    NaN where no sum is promised.
    """
    found = []
    for each in explanations:
        if isinstance(each, AttributionMap) and each.gap is not None:
            found.append(_part(each.gap, float(each.values.sum(dtype=np.float64))))
        elif isinstance(each, Regions) and each.gap is not None:
            found.append(_part(each.gap, float(each.scores.sum(dtype=np.float64))))
    return max(found, default=float("nan"))


def mean(found: Sequence[Values], layers: int) -> Values:
    """Means over slices, parts or classes that told something: ``[layer]`` of ``[layer]`` each."""
    table = np.array(found, dtype=np.float64).reshape(-1, layers)
    told = ~np.isnan(table)
    sums = np.where(told, table, 0).sum(axis=0)
    return np.where(told.any(axis=0), sums / np.maximum(told.sum(axis=0), 1), np.nan)


def _part(missed: float, total: float) -> float:
    """A gap is the sum less the change, so that the change is what is left."""
    return abs(missed) / max(abs(total), abs(total - missed)) if missed else 0.0


def _change(first: Map, second: Map) -> float:
    """Ratio of the change's Euclidean norm to the map's; NaN where the map is blank or holds what is no number."""
    norm, change = (float(np.linalg.norm(each)) for each in (np.float64(first), np.float64(second) - first))
    return change / norm if norm else float("nan")


def _difference(first: Map, second: Map) -> float:
    """The same; 0 for the same bits, whatever they are, and 1 where they are others and the ratio says nothing."""
    if first.tobytes() == second.tobytes():
        return 0.0
    ratio = _change(first, second)
    return ratio if np.isfinite(ratio) else 1.0


def _largest(found: Sequence[Values]) -> Values:
    """Over the first axis of ``[other, slice, layer]``, then the mean over slices that told something."""
    table = np.array(found, dtype=np.float64)
    largest: Values = np.where(np.isnan(table).any(axis=0), np.nan, table.max(axis=0))
    return mean(list(largest), table.shape[-1])


def _share(values: Map, where: Heads) -> float:
    positive = np.maximum(values, 0)
    total = float(positive.sum(dtype=np.float64))
    return float(positive[where].sum(dtype=np.float64)) / total if total else float("nan")
