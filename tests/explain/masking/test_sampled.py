"""LIME and KernelSHAP: exact on additive networks, sharing what they show."""

from __future__ import annotations

from itertools import combinations
from math import comb, factorial

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from xaiviewer.explain import Network, Slices
from xaiviewer.explain.masking import parted
from xaiviewer.explain.masking.coalitions import coalitions, coins
from xaiviewer.explain.masking.kernel_shap import shapley_fit
from xaiviewer.explain.masking.lime import nearness, ridge
from xaiviewer.requests import Partial, Regions


def _shares(additive, material: Slices, labels: NDArray[np.int32]) -> NDArray[np.float64]:
    """What each region adds to an additive network's logit."""
    brought = (material.inputs[0].astype(np.float64) * additive.weights.numpy()).sum(0)
    return np.bincount(labels.ravel(), brought.ravel())[1:]


@pytest.mark.parametrize("samples", [60, 300])
def test_kernel_shap_of_an_additive_network_is_what_each_region_brings(
    run, additive, material: Slices, samples: int
) -> None:
    found = run(additive, material, "kernel-shap", samples=samples, superpixels=20, compactness=10)[-1]
    assert len(found.scores) > 10
    np.testing.assert_allclose(found.scores, _shares(additive, material, found.labels), atol=1e-5)
    assert abs(found.gap) < 1e-5
    assert found.sentence.startswith("The regions together raise the logit from ")


def test_lime_of_an_additive_network_without_a_penalty_is_the_same(run, additive, material: Slices) -> None:
    for drawn in ("shared", "coins"):
        found = run(additive, material, "lime", samples=300, superpixels=20, compactness=10, ridge=0, drawn=drawn)[-1]
        np.testing.assert_allclose(found.scores, _shares(additive, material, found.labels), atol=1e-4)
        assert "explains 100 % of how the logit varies" in found.sentence
        assert found.gap is None


def test_the_second_of_the_two_takes_no_further_pass(run, planted, material: Slices) -> None:
    network = Network(planted, 32)
    asked = {"samples": 200, "superpixels": 16, "seed": 3}
    run(network, material, "kernel-shap", **asked)
    first = planted.seen
    assert first == 200
    found = run(network, material, "lime", **asked)
    assert planted.seen == first
    fresh = run(Network(planted, 32), material, "lime", **asked)
    assert np.array_equal(found[-1].scores, fresh[-1].scores)
    assert planted.seen == 2 * first
    for changed in ({"seed": 4}, {"filling": "mean"}, {"superpixels": 12}, {"samples": 100}):
        before = planted.seen
        run(network, material, "lime", **{**asked, **changed})
        assert planted.seen > before


def test_what_is_known_stays_within_its_room(run, planted, material: Slices, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parted, "_ROOM", 16 * 2 * 8 * 3)  # three batches
    network = Network(planted, 32)
    run(network, material, "lime", samples=160, superpixels=16)
    seen = planted.seen
    run(network, material, "kernel-shap", samples=160, superpixels=16)
    assert planted.seen > seen
    assert parted._KNOWN[network]._bytes <= 16 * 2 * 8 * 3  # noqa: SLF001


def test_partial_regions_come_before_all_is_shown(run, planted, material: Slices) -> None:
    found = run(planted, material, "kernel-shap", samples=1000, superpixels=16)
    partial = [each for each in found if isinstance(each, Partial)]
    assert len(partial) >= 3
    assert all(isinstance(each.explanation, Regions) for each in partial)
    assert all(abs(each.explanation.gap) < 1e-5 for each in partial)


# --- which sets are shown


def test_small_sets_and_their_complements_come_first() -> None:
    found = coalitions(10, 302, [0])
    sizes = found.rows.sum(axis=1)
    assert sizes[:2].tolist() == [10, 0]
    assert sorted(set(sizes[2:22])) == [1, 9]
    assert sorted(set(sizes[22:112])) == [2, 8]
    assert set(sizes[112:]) <= {3, 4, 5, 6, 7}
    assert len({row.tobytes() for row in found.rows}) == len(found.rows) == 302
    assert found.weights.sum() == pytest.approx(1)
    assert found.weights[2] == pytest.approx(9 / 9 / sum(9 / (k * (10 - k)) for k in range(1, 10)) / 10)


@pytest.mark.parametrize("regions", [2, 3, 7, 8])
def test_where_the_samples_reach_all_sets_are_shown(regions: int) -> None:
    found = coalitions(regions, 10_000, [0])
    assert len(found.rows) == 2**regions == len({row.tobytes() for row in found.rows})
    kernel = [(regions - 1) / (comb(regions, int(k)) * k * (regions - k)) for k in found.rows[2:].sum(axis=1)]
    np.testing.assert_allclose(found.weights[2:], np.array(kernel) / np.sum(kernel))


def test_drawn_sets_come_with_their_complements() -> None:
    found = coalitions(41, 300, [5])
    known = {row.tobytes() for row in found.rows}
    assert len(known) == 300
    assert all((~row).tobytes() in known for row in found.rows)
    assert np.array_equal(found.rows, coalitions(41, 300, [5]).rows)
    assert not np.array_equal(found.rows, coalitions(41, 300, [6]).rows)


def test_a_single_region_has_the_whole_change() -> None:
    assert coalitions(1, 100, [0]).rows.tolist() == [[True], [False]]
    assert shapley_fit(np.empty((0, 1), bool), np.empty(0), np.empty(0), 3.5).tolist() == [3.5]


def test_coins_show_half_on_average() -> None:
    rows = coins(30, 400, [1])
    assert rows[0].all()
    assert not rows[1].any()
    assert rows[2:].mean() == pytest.approx(0.5, abs=0.02)


# --- fits


def test_of_all_sets_the_fit_is_the_shapley_values() -> None:
    players = 6
    sets = coalitions(players, 1000, [0])
    drawn = np.random.default_rng(0).standard_normal(len(sets.rows))
    game = {row.tobytes(): value for row, value in zip(sets.rows, drawn, strict=True)}
    values = np.array([game[row.tobytes()] for row in sets.rows])
    expected = np.zeros(players)
    for player in range(players):
        others = [each for each in range(players) if each != player]
        for size in range(players):
            weight = factorial(size) * factorial(players - 1 - size) / factorial(players)
            for chosen in combinations(others, size):
                without = np.isin(np.arange(players), chosen)
                joined = without | (np.arange(players) == player)
                expected[player] += weight * (game[joined.tobytes()] - game[without.tobytes()])
    none, whole = values[1], values[0]
    found = shapley_fit(sets.rows[2:], sets.weights[2:], values[2:] - none, whole - none)
    np.testing.assert_allclose(found, expected, atol=1e-10)


def test_nearness_is_by_the_cosine() -> None:
    rows = np.array([[True] * 4, [False] * 4, [True, False, False, False]])
    np.testing.assert_allclose(nearness(rows, 0.25), np.exp([0, -1 / 0.125, -0.25 / 0.125]))


def test_what_does_not_vary_leaves_nothing_to_explain(run, additive, material: Slices) -> None:
    rows = coins(5, 40, [0])
    coefficients, fidelity = ridge(rows, np.full(40, 3.0), np.ones(40), 1.0)
    np.testing.assert_allclose(coefficients, 0, atol=1e-12)
    assert np.isnan(fidelity)
    additive.weights = torch.zeros_like(additive.weights)
    found = run(additive, material, "lime", samples=40, superpixels=4)[-1]
    assert found.sentence.startswith("The logit does not vary near this slice")
    assert not found.scores.any()


def test_lime_says_when_its_samples_are_too_few_to_fit_a_model(run, additive, material: Slices) -> None:
    few = run(additive, material, "lime", samples=8, superpixels=16)[-1]
    many = run(additive, material, "lime", samples=160, superpixels=16)[-1]
    assert "any model would fit" in few.sentence
    assert "any model would fit" not in many.sentence
