"""Anchors on networks whose precision can be counted out, and their bounds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from xaiviewer.explain import Slices
from xaiviewer.explain.masking.anchor_search import AnchorSearch
from xaiviewer.explain.masking.anchors import told
from xaiviewer.explain.masking.bounds import divergence, exact_interval, lower, upper
from xaiviewer.requests import Partial

Holds = Callable[[NDArray[np.bool_]], NDArray[np.bool_]]
REGIONS = 9


def both(rows: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Needs two regions."""
    return rows[:, 2] & rows[:, 5]


def most(rows: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Needs more than half of five votes, one of which counts double."""
    return 2 * rows[:, 0] + rows[:, 1:5].sum(axis=1) >= 3


def either(rows: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Is content with any of four."""
    return rows[:, :4].any(axis=1)


def precision(holds: Holds, chosen: NDArray[np.bool_]) -> float:
    """Over every set that holds what is chosen."""
    rows = np.array(list(product((False, True), repeat=len(chosen))))
    return float(holds(rows[rows[:, chosen].all(axis=1)]).mean())


def _search(holds: Holds, seed: int = 0, *, budget: int = 1500, wanted: float = 0.95) -> AnchorSearch:
    random = np.random.default_rng(seed)
    options = {"risk": 0.1, "tolerance": 0.1, "beam": 2, "most": 6}
    search = AnchorSearch(holds, REGIONS, random, budget=budget, precision=wanted, **options)
    for _ in search.run():
        pass
    return search


@pytest.mark.parametrize("holds", [both, most, either])
@pytest.mark.parametrize("wanted", [0.8, 0.95])
def test_what_is_found_is_as_precise_as_counting_says_and_no_smaller_set_is(holds: Holds, wanted: float) -> None:
    right = 0
    for seed in range(2):
        search = _search(holds, seed, wanted=wanted)
        assert search.reached
        true = precision(holds, search.best)
        size = int(search.best.sum())
        smaller = [precision(holds, np.array(row)) for row in product((False, True), repeat=REGIONS) if sum(row) < size]
        right += true >= wanted - 0.05 and max(smaller, default=0) < wanted + 0.05
    assert right  # a risk of one in ten was accepted


def test_a_search_stops_at_its_budget_and_does_not_claim_what_it_has_not_shown() -> None:
    search = _search(lambda rows: rows.sum(axis=1) >= REGIONS - 1, budget=120)
    assert search.drawn == 120
    assert not search.reached


def test_where_the_decision_never_changes_no_region_is_needed(run, planted, material: Slices) -> None:
    steady = type(planted)(np.s_[8:16, 0:2])  # air
    found = run(steady, material, "anchors", samples=200, superpixels=12)[-1]
    assert not found.scores.any()
    assert found.sentence.startswith("With no region held present, ")


def test_the_region_of_the_patch_is_the_anchor(run, planted, material: Slices, patch) -> None:
    """The slice is called by a threshold that only the whole patch reaches."""
    names = ("clear", "tumour")
    slices = Slices(
        material.indices,
        material.inputs,
        material.heads,
        material.channels,
        call=lambda logits: int(logits[1] > 3),
        classes=names,
    )
    found = run(planted, slices, "anchors", samples=1000, superpixels=16, seed=2)
    last = found[-1]
    shown = np.isin(last.labels, 1 + np.flatnonzero(last.scores))
    assert shown[patch].mean() > 0.6
    assert last.scores.sum() <= 4
    assert "are called tumour; 90 % interval" in last.sentence
    assert all(isinstance(each, Partial) and each.explanation.sentence == "" for each in found[:-1])
    dark = Slices(slices.indices, -slices.inputs, slices.heads, slices.channels, call=slices.call, classes=names)
    assert "are not called tumour" in run(planted, dark, "anchors", samples=200, superpixels=16)[-1].sentence


def test_the_sentence_says_what_was_drawn() -> None:
    assert told(4, 384, 400, "called tumour") == (
        "With these 4 regions present, 96 % of 400 pictures that show the others by chance are called tumour; "
        "90 % interval 94 to 97 %. Of pictures that show each region by chance, 1 in 16 shows them all."
    )
    assert told(1, 400, 400, "called x").startswith("With this region present, 100 % of 400 pictures")
    assert "99.8 % of 400" in told(1, 399, 400, "called x")


def test_bounds_hold_the_share_and_tighten() -> None:
    hits, drawn = np.array([0.0, 9, 90, 10, 0]), np.array([0.0, 10, 100, 10, 10])
    low, high = lower(hits, drawn, 3.0), upper(hits, drawn, 3.0)
    assert (low[0], high[0]) == (0, 1)
    assert low[1] < low[2] < 0.9 < high[2] < high[1] < 1
    assert high[3] == 1
    assert low[4] == 0
    for share, bound, count in ((0.9, low[1], 10), (0.9, high[2], 100)):
        assert count * divergence(np.array(share), np.array(bound)) == pytest.approx(3.0, rel=1e-3)


def test_the_interval_is_clopper_and_pearsons() -> None:
    from scipy import stats

    for held, drawn in ((96, 100), (0, 50), (50, 50)):
        theirs = stats.binomtest(held, drawn).proportion_ci(0.9, method="exact")
        assert exact_interval(held, drawn) == pytest.approx((theirs.low, theirs.high))
