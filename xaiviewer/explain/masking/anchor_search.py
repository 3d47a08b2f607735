"""The search for an anchor: few regions that hold a decision whatever becomes of the others.

Ribeiro, Singh and Guestrin, "Anchors: high-precision model-agnostic explanations" (2018), algorithm 2: sets grow by a
region a round; of all sets of a round those most precise are found by sampling the two that are hardest to tell
apart, and go on. A picture drawn for a set is, where it shows a further region, one drawn for the larger set too.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain.masking.bounds import level, lower, upper
from xaiviewer.explain.masking.engine import TOGETHER

_Sets = NDArray[np.bool_]
"""``[set, region]``."""

_NEAR = 0.05
"""How far a set's lower bound may lie below the precision that is asked for."""


class AnchorSearch:
    """Draws pictures until a set holds the decision, or all are spent.

    Attributes:
        best: bool ``[region]``: the set that leads.
        reached: whether it has the precision that was asked for.
    """

    def __init__(
        self,
        holds: Callable[[_Sets], NDArray[np.bool_]],
        regions: int,
        random: np.random.Generator,
        *,
        budget: int,
        precision: float,
        risk: float,
        tolerance: float,
        beam: int,
        most: int,
    ) -> None:
        """Nothing is drawn yet; what is not told here is a parameter of `requests.methods.masking.regions.ANCHORS`.

        Args:
            holds: whether the decision stays with some regions present, for one batch.
            regions: how many there are.
            random: draws.
            budget: how many pictures may be drawn.
            precision, risk, tolerance, beam: see there.
            most: regions in a set.
        """
        self._holds = holds
        self._random = random
        self._budget = budget
        self._precision = precision
        self._risk = risk
        self._tolerance = tolerance
        self._beam = beam
        self._most = min(most, regions)
        self._rows = np.empty((0, regions), dtype=bool)
        self._forced = np.empty((0, regions), dtype=bool)
        self._held = np.empty(0, dtype=bool)
        self.best = np.zeros(regions, dtype=bool)
        self.reached = False

    @property
    def drawn(self) -> int:
        """How many pictures were drawn."""
        return len(self._held)

    def run(self) -> Iterator[None]:
        """Goes on by a batch a step, until it ends."""
        sets = self.best[None]
        for _ in range(4):  # what is learnt from these serves every set of the first round
            yield from self._draw(sets)
        for size in range(self._most + 1):
            yield from self._confirm(sets, self._part(self._most - size))
            if self.reached or self.drawn >= self._budget or size == self._most:
                return
            sets = _grown(sets)
            yield from self._choose(sets, self._part(self._most - size))
            sets = sets[self._leaders(sets)]
            self.best = sets[0]

    def _part(self, rounds: int) -> int:
        """How many pictures may be drawn in all by the end of a step, when so many rounds are to come.

        Sets that are equally good cannot be told apart; not all pictures shall go into trying.
        """
        return self.drawn + (self._budget - self.drawn) // (rounds + 1)

    def _draw(self, sets: _Sets) -> Iterator[None]:
        """One batch, parted among the sets."""
        count = min(TOGETHER, self._budget - self.drawn)
        if count < 1:
            return
        forced = sets[np.arange(count) * len(sets) // count]
        rows = drawn_with(forced, self._random)
        held = self._holds(rows)
        self._rows = np.concatenate([self._rows, rows])
        self._forced = np.concatenate([self._forced, forced])
        self._held = np.concatenate([self._held, held])
        yield

    def _known(self, sets: _Sets) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Of each set, how often the decision stayed and how many pictures were drawn as for it."""
        whole = sets.astype(np.float32).T
        within = (self._forced.astype(np.float32) @ (1 - whole)) == 0  # drawn for the set or a smaller one ...
        there = ((~self._rows).astype(np.float32) @ whole) == 0  # ... and showing all of it
        fits = within & there
        return (fits & self._held[:, None]).sum(axis=0).astype(np.float64), fits.sum(axis=0).astype(np.float64)

    def _leaders(self, sets: _Sets) -> NDArray[np.intp]:
        """The places of the most precise sets, as far as is known."""
        hits, drawn = self._known(sets)
        return np.argsort(-_means(hits, drawn), kind="stable")[: self._beam]

    def _choose(self, sets: _Sets, most: int) -> Iterator[None]:
        """Draw for the sets that are hardest to tell apart until the leaders are known, or so many are drawn in all."""
        number = 0
        while len(sets) > self._beam and self.drawn < most:
            number += 1
            hits, drawn = self._known(sets)
            leaders = np.argsort(-_means(hits, drawn), kind="stable")[: self._beam]
            self.best = sets[leaders[0]]
            reach = level(len(sets), number, self._risk)
            low, high = lower(hits, drawn, reach), upper(hits, drawn, reach)
            low[np.setdiff1d(np.arange(len(sets)), leaders)] = 2
            high[leaders] = -1
            weakest, strongest = int(np.argmin(low)), int(np.argmax(high))
            if high[strongest] - low[weakest] <= self._tolerance:
                return
            yield from self._draw(sets[[weakest, strongest]])

    def _confirm(self, sets: _Sets, most: int) -> Iterator[None]:
        """Draw for each set until it has the precision or cannot have it; the best that has it ends the search.

        Not when so many are drawn in all: a set that is still in doubt then has not shown that it has it.
        """
        reach = math.log((1 + (self._beam - 1) * sets.shape[1]) / self._risk)
        having: list[tuple[float, int]] = []
        for place, each in enumerate(sets):
            while True:
                hits, drawn = self._known(each[None])
                mean = float(_means(hits, drawn)[0])
                enough = float(lower(hits, drawn, reach)[0]) > self._precision - _NEAR
                hopeless = float(upper(hits, drawn, reach)[0]) < self._precision + _NEAR
                if (mean >= self._precision and enough) or (mean < self._precision and hopeless) or self.drawn >= most:
                    break
                yield from self._draw(each[None])
            if mean >= self._precision and enough:
                having.append((-mean, place))
        if having:
            self.best, self.reached = sets[min(having)[1]], True


def drawn_with(forced: _Sets, random: np.random.Generator) -> _Sets:
    """A set for each row: its regions, and every other with probability one half."""
    return forced | (random.random(forced.shape) < 0.5)


def _means(hits: NDArray[np.float64], drawn: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(drawn > 0, hits / np.maximum(drawn, 1), 0.5)


def _grown(sets: _Sets) -> _Sets:
    """Every set with one region more, each once."""
    found: dict[bytes, NDArray[np.bool_]] = {}
    for each in sets:
        for region in np.flatnonzero(~each):
            more = each.copy()
            more[region] = True
            found.setdefault(more.tobytes(), more)
    return np.array(list(found.values()))
