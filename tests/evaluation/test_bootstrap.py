"""Intervals over patients."""

import math

import numpy as np
import pytest

from xaiviewer.evaluation.bootstrap import bootstrap, bootstrap_means, resamples


@pytest.fixture
def scores():
    return np.random.default_rng(5).normal(0.8, 0.1, size=40)


def mean_of(values):
    return lambda indices: {"mean": float(values[indices].mean())}


def test_the_interval_is_that_of_the_normal_theory(scores):
    figure = bootstrap(mean_of(scores), 40, seed=0, number=4000)["mean"]
    error = scores.std() / math.sqrt(40)
    assert figure["value"] == pytest.approx(scores.mean())
    assert figure["low"] == pytest.approx(scores.mean() - 1.96 * error, abs=0.1 * error)
    assert figure["high"] == pytest.approx(scores.mean() + 1.96 * error, abs=0.1 * error)


def test_the_same_seed_gives_the_same_interval(scores):
    first, again, other = (bootstrap(mean_of(scores), 40, seed=seed) for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_every_resample_draws_as_many_patients_as_there_are():
    drawn = resamples(7, seed=0, number=50)
    assert drawn.shape == (50, 7)
    assert set(drawn.ravel()) == set(range(7))


def test_one_patient_has_no_interval():
    figure = bootstrap(mean_of(np.array([0.5])), 1, seed=0)["mean"]
    assert figure["value"] == 0.5
    assert math.isnan(figure["low"])
    assert math.isnan(figure["high"])


def test_two_patients_have_the_widest_interval_there_is():
    figure = bootstrap(mean_of(np.array([0.2, 0.8])), 2, seed=0)["mean"]
    assert (figure["low"], figure["value"], figure["high"]) == pytest.approx((0.2, 0.5, 0.8))


def test_resamples_where_a_figure_is_undefined_are_left_out():
    values = np.array([0.0, 1.0, 2.0])
    figure = bootstrap(lambda i: {"x": float("nan") if 0 in i else float(values[i].mean())}, 3, seed=0)["x"]
    assert 1 <= figure["low"] <= figure["high"] <= 2


def test_many_means_at_once_equal_one_at_a_time():
    random = np.random.default_rng(2)
    counts = random.integers(0, 5, size=(9, 3, 2)).astype(float)
    sums = random.random((9, 3, 2)) * counts
    value, low, high = bootstrap_means(sums, counts, seed=1, number=300)

    def one(indices):
        return {"x": sums[indices, 2, 1].sum() / counts[indices, 2, 1].sum()}

    figure = bootstrap(one, 9, seed=1, number=300)["x"]
    np.testing.assert_allclose([value[2, 1], low[2, 1], high[2, 1]], [figure["value"], figure["low"], figure["high"]])


def test_a_mean_over_nothing_is_undefined():
    value, low, high = bootstrap_means(np.zeros((3, 1)), np.zeros((3, 1)), seed=0)
    assert np.isnan([value, low, high]).all()
