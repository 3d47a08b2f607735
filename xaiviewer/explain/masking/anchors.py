"""Anchors: few regions that are enough for the decision.

Ribeiro, Singh and Guestrin, "Anchors: high-precision model-agnostic explanations" (2018). What is told of the set that
was found comes from pictures drawn anew: the best of many sets looks better than it is on those that chose it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.logit import logit_of
from xaiviewer.explain.masking.anchor_search import AnchorSearch, drawn_with
from xaiviewer.explain.masking.bounds import exact_interval
from xaiviewer.explain.masking.engine import TOGETHER
from xaiviewer.explain.masking.parted import PartedSlice
from xaiviewer.explain.network import Network
from xaiviewer.requests import Partial, Regions, Request
from xaiviewer.requests.methods.masking import verifying

_Rows = NDArray[np.bool_]


class Anchors:
    """Looks for an anchor of each slice."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | Regions]:
        """See `Explainer`; the set that leads after each batch, and the sentence in the end."""
        total = int(request.values["samples"])
        anew = verifying(total)
        for place, index in enumerate(slices.indices):
            slice_ = PartedSlice(self._network, request, slices, place, cancelled)
            decided = _Decision(request, slices, slice_)
            random = np.random.default_rng([request.seed or 0, index])
            search = _search(request, slice_.regions, decided.holds, random, total - anew - 1)
            for _ in search.run():
                progress(place * total + search.drawn + 1, len(slices.indices) * total)
                yield Partial(_regions(request, slice_, search.best, ""), search.drawn + 1, total)
            held = 0
            for start in range(0, anew, TOGETHER):
                forced = np.repeat(search.best[None], min(TOGETHER, anew - start), axis=0)
                held += int(decided.holds(drawn_with(forced, random)).sum())
                progress(place * total + search.drawn + 1 + start + len(forced), len(slices.indices) * total)
            progress((place + 1) * total, len(slices.indices) * total)
            sentence = told(int(search.best.sum()), held, anew, decided.words)
            if not search.reached:
                wanted = float(request.values["precision"])
                sentence += (
                    f" No set was shown to reach {_percent(wanted)} % within {total} pictures; this one came closest."
                )
            yield _regions(request, slice_, search.best, sentence)


def _search(
    request: Request,
    regions: int,
    holds: Callable[[_Rows], _Rows],
    random: np.random.Generator,
    budget: int,
) -> AnchorSearch:
    values = request.values
    return AnchorSearch(
        holds,
        regions,
        random,
        budget=budget,
        precision=float(values["precision"]),
        risk=float(values["risk"]),
        tolerance=float(values["tolerance"]),
        beam=int(values["beam"]),
        most=int(values["regions"]),
    )


def _regions(request: Request, slice_: PartedSlice, chosen: NDArray[np.bool_], sentence: str) -> Regions:
    return Regions(request, slice_.index, slice_.labels, chosen.astype(np.float32), sentence)


class _Decision:
    """What the slice is called, and whether a picture is called alike: the class that is asked about, or not.

    Attributes:
        words: what pictures are called whose decision stays.
    """

    def __init__(self, request: Request, slices: Slices, slice_: PartedSlice) -> None:
        self._call = slices.call or (lambda logits: int(np.argmax(logits)))
        self._slice = slice_
        self._wanted = request.class_index
        whole = slice_.all_logits(np.ones((1, slice_.regions), dtype=bool))
        logit_of(whole, self._wanted)  # there is such a class
        self._called = bool(self._calls(whole)[0] == self._wanted)
        name = slices.classes[self._wanted] if slices.classes else f"class {self._wanted}"
        self.words = f"called {name}" if self._called else f"not called {name}"

    def holds(self, rows: _Rows) -> _Rows:
        """Whether the decision stays with some regions present, for one batch of sets."""
        wanted: _Rows = self._calls(self._slice.all_logits(rows)) == self._wanted
        return wanted if self._called else ~wanted

    def _calls(self, logits: NDArray[np.float64]) -> NDArray[np.int64]:
        return np.array([self._call(each) for each in logits.astype(np.float32)], dtype=np.int64)


def told(regions: int, held: int, drawn: int, words: str) -> str:
    """The sentence: of how many pictures the decision stayed, with an exact interval, and how special they are."""
    low, high = (_percent(each) for each in exact_interval(held, drawn))
    present = {0: "With no region held present", 1: "With this region present"}.get(
        regions, f"With these {regions} regions present"
    )
    others = "the others" if regions else "each region"
    rare = f" Of pictures that show each region by chance, 1 in {2**regions} shows them all." if regions else ""
    return (
        f"{present}, {_percent(held / drawn)} % of {drawn} pictures that show {others} by chance are {words}; "
        f"90 % interval {low} to {high} %.{rare}"
    )


def _percent(share: float) -> str:
    """To the whole percent, and to the tenth where that would say all or nothing of what is not."""
    return f"{100 * share:.0f}" if share in {0, 1} or 0.005 <= share < 0.995 else f"{100 * share:.1f}"
