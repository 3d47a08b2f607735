"""Maps by several trainings held against each other."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from xaiviewer.agreement.reproduced import reproduced
from xaiviewer.requests import ModelIdentity

OTHERS = (ModelIdentity("b", "net", "1" * 64), ModelIdentity("c", "net", "2" * 64))
HEAD = np.zeros((12, 12), bool)
HEAD[1:11, 1:11] = True


def _maps(number: int = 3) -> list[np.ndarray]:
    return [np.random.default_rng(each).normal(size=(12, 12)).astype(np.float32) for each in range(number)]


def test_rank_correlations_are_spearmans_inside_the_head() -> None:
    maps = _maps()
    found = reproduced(4, OTHERS, [[each] for each in maps], [HEAD])
    expected, _ = spearmanr(np.stack([each[HEAD] for each in maps]), axis=1)
    assert found.index == 4
    assert found.networks == 3
    assert found.with_loaded[:, 0] == pytest.approx(expected[0, 1:], abs=1e-6)
    assert found.overall[0] == pytest.approx((expected[0, 1] + expected[0, 2] + expected[1, 2]) / 3, abs=1e-6)


def test_a_steeper_network_weighs_no_more_than_another() -> None:
    one, other = _maps(2)
    plain = reproduced(0, OTHERS[:1], [[one], [other]], [HEAD])
    steep = reproduced(0, OTHERS[:1], [[one], [50 * other]], [HEAD])
    for name in ("mean", "spread", "agreed"):
        assert np.allclose(getattr(plain, name)[0], getattr(steep, name)[0], atol=1e-5)
    scaled = [each / np.sqrt((each[HEAD] ** 2).mean()) for each in (one, other)]
    assert np.allclose(plain.mean[0], np.mean(scaled, axis=0), atol=1e-5)
    assert np.allclose(plain.spread[0], np.std(scaled, axis=0), atol=1e-5)


def test_networks_that_say_the_same_agree_and_do_not_spread() -> None:
    (one,) = _maps(1)
    found = reproduced(0, OTHERS, [[one], [2 * one], [3 * one]], [HEAD])
    assert found.overall[0] == pytest.approx(1)
    assert found.spread[0].max() == pytest.approx(0, abs=1e-6)
    assert found.observed[0] == pytest.approx(0.1, abs=0.011)
    assert found.agreed[0].sum() == pytest.approx(found.observed[0] * HEAD.sum())
    assert found.agreed[0][HEAD & (one == one[HEAD].max())] == 1
    assert found.chance[0] == pytest.approx(found.observed[0] ** 3)


def test_unrelated_maps_agree_as_often_as_chance_says() -> None:
    whole = np.ones((80, 80), bool)
    maps = [[np.random.default_rng(each).normal(size=(80, 80)).astype(np.float32)] for each in range(2)]
    found = reproduced(0, OTHERS[:1], maps, [whole])
    assert found.observed[0] == pytest.approx(found.chance[0], abs=0.004)
    assert abs(found.overall[0]) < 0.05


def test_a_flat_or_hostile_map_has_no_part_in_what_all_have_in_common() -> None:
    one, _ = _maps(2)
    found = reproduced(0, OTHERS, [[one], [np.zeros_like(one)], [-np.abs(one)]], [HEAD])
    assert np.isnan(found.with_loaded[0, 0])
    assert not np.isnan(found.overall[0])
    assert found.observed[0] == found.agreed[0].max() == 0
    assert np.isfinite(found.mean[0]).all()


def test_where_no_cell_lies_in_the_head_all_count() -> None:
    maps = [[each[:3, :3]] for each in _maps(2)]
    found = reproduced(0, OTHERS[:1], maps, [np.zeros((3, 3), bool)])
    assert np.isfinite(found.overall[0])
