"""Explanations held against each other."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import rankdata, spearmanr

from xaiviewer.agreement.consensus import consensus, groups_of_the_same, marked, rank_correlations, ranks


def test_ranks_share_the_mean_place_of_equal_values() -> None:
    values = np.array([3.0, 1.0, 3.0, -2.0, 1.0, 1.0])
    assert ranks(values).tolist() == rankdata(values).tolist()


def test_rank_correlations_are_spearmans_with_ties() -> None:
    random = np.random.default_rng(1)
    maps = [np.round(random.normal(size=400), 1) for _ in range(3)]
    maps.append(maps[0] ** 3)
    found = rank_correlations(maps)
    expected, _ = spearmanr(np.stack(maps), axis=1)
    assert np.allclose(found, expected)
    assert found[0, 3] == pytest.approx(1)


def test_a_map_of_one_value_has_no_rank_correlation() -> None:
    found = rank_correlations([np.arange(5.0), np.zeros(5)])
    assert np.isnan(found[0, 1])
    assert found[0, 0] == pytest.approx(1)


def test_maps_are_the_same_up_to_a_positive_factor_and_rounding() -> None:
    random = np.random.default_rng(2)
    one, other = random.normal(size=(8, 8)), random.normal(size=(8, 8))
    noise = 1e-6 * random.normal(size=(8, 8))
    maps = {"a": one, "b": other, "c": 7 * one + noise, "d": -one, "e": np.zeros((8, 8))}
    assert groups_of_the_same(maps) == (("a", "c"), ("b",), ("d",), ("e",))


def test_marks_are_above_a_share_of_the_maximum_or_the_strongest() -> None:
    values = np.array([-9.0, 0.0, 1.0, 2.0, 4.0])
    assert marked(values, 0.5, "maximum").tolist() == [False, False, False, True, True]
    assert marked(values, 0.0, "maximum").tolist() == [False, False, True, True, True]
    assert marked(values, 0.2, "strongest").tolist() == [False, False, False, False, True]
    assert not marked(np.array([-1.0, 0.0]), 0.5, "strongest").any()


def test_consensus_counts_who_marks_a_place() -> None:
    marks = np.array([[1, 1, 0, 0], [1, 0, 1, 0], [1, 1, 1, 0]], dtype=bool)
    found = consensus(marks)
    assert found.share.tolist() == pytest.approx([1, 2 / 3, 2 / 3, 0])
    assert found.rates.tolist() == [0.5, 0.5, 0.75]
    assert found.observed.tolist() == [0.75, 0.75, 0.25]
    assert found.chance[2] == pytest.approx(0.5 * 0.5 * 0.75)
    assert found.chance[0] == pytest.approx(1 - 0.5 * 0.5 * 0.25)


def test_chance_is_what_independent_shifts_give() -> None:
    random = np.random.default_rng(3)
    smooth = np.convolve(random.normal(size=2000), np.ones(40), mode="same")
    marks = np.stack([np.roll(smooth, 300 * number) > level for number, level in enumerate((1.0, 3.0, 6.0))])
    drawn = [consensus(np.stack([np.roll(each, random.integers(2000)) for each in marks])).observed for _ in range(600)]
    assert np.allclose(np.mean(drawn, axis=0), consensus(marks).chance, atol=0.01)


def test_explanations_that_mark_nothing_agree_nowhere() -> None:
    found = consensus(np.zeros((2, 5), dtype=bool))
    assert found.observed.tolist() == found.chance.tolist() == [0, 0]
