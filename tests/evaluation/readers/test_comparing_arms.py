"""The analysis of variance of a study's arms, against what other programs publish of Van Dyke's data."""

import numpy as np
import pytest

from tests.evaluation.readers.van_dyke import ratings
from xaiviewer.errors import UsageError
from xaiviewer.evaluation.readers.obuchowski_rockette import obuchowski_rockette, reader_areas
from xaiviewer.evaluation.readers.ratings import Crossed, Rating, crossed


def test_van_dykes_arms_are_compared_as_the_documentation_of_rjafroc_prints_it():
    found = obuchowski_rockette(crossed(ratings()))

    assert found.statistic == pytest.approx(4.456319, abs=1e-6)
    assert found.freedoms == pytest.approx((1, 15.25967), abs=1e-5)
    assert found.p == pytest.approx(0.05166569, abs=1e-8)
    (difference,) = found.differences
    assert (difference.first, difference.second) == ("spin-echo", "cine")
    assert difference.value == pytest.approx(-0.04380032, abs=1e-8)
    assert difference.error == pytest.approx(0.02074862, abs=1e-8)
    assert (difference.low, difference.high) == pytest.approx((-0.08795950, 0.0003588544), abs=1e-8)
    assert difference.p == pytest.approx(found.p)


def test_variance_components_are_the_published_ones():
    found = obuchowski_rockette(crossed(ratings()))

    assert found.variance == pytest.approx(0.0008022883, abs=1e-10)
    assert found.covariances == pytest.approx((0.0003466137, 0.0003440748, 0.0002390284), abs=1e-10)


def test_each_arm_has_the_published_mean_and_interval():
    found = obuchowski_rockette(crossed(ratings())).means

    assert found["spin-echo"].value == pytest.approx(0.8970370, abs=1e-7)
    assert found["spin-echo"].error == pytest.approx(0.03317360, abs=1e-8)
    assert found["spin-echo"].freedom == pytest.approx(12.74465, abs=1e-5)
    assert (found["cine"].low, found["cine"].high) == pytest.approx((0.8941378, 0.9875369), abs=1e-7)


def test_areas_are_those_of_scikit_learn():
    from sklearn.metrics import roc_auc_score

    study = crossed(ratings())

    areas = reader_areas(study.truth, study.rating)

    for arm in range(2):
        for reader in range(5):
            assert areas[arm, reader] == pytest.approx(roc_auc_score(study.truth, study.rating[arm, reader]))


def test_arms_that_were_rated_alike_do_not_differ():
    rng = np.random.default_rng(1)
    truth = np.arange(40) % 2 == 0
    once = truth + rng.normal(size=(1, 4, 40))

    found = obuchowski_rockette(
        Crossed(("a", "b"), tuple("wxyz"), tuple(map(str, range(40))), truth, np.repeat(once, 2, axis=0))
    )

    assert found.differences[0].value == 0
    assert not found.p < 1


def test_no_difference_is_rarely_called_one():
    rng = np.random.default_rng(2)
    called = 0
    for _ in range(60):
        truth = np.arange(60) < 30
        case, reader = rng.normal(size=60), rng.normal(scale=0.3, size=(1, 4, 1)) * truth
        rating = truth + case + reader + rng.normal(size=(2, 4, 60))
        study = Crossed(("a", "b"), tuple("wxyz"), tuple(map(str, range(60))), truth, rating)
        called += obuchowski_rockette(study).p < 0.05

    assert called <= 8  # 3 are expected


def test_ratings_that_are_missing_or_given_twice_are_named():
    full = ratings()
    with pytest.raises(UsageError, match="reader 1 for case patient 3 in arm spin-echo"):
        crossed([each for each in full if (each.arm, each.reader, each.case) != ("spin-echo", "1", "patient 3")])
    with pytest.raises(UsageError, match="rated case patient 1 twice"):
        crossed([*full, full[0]])


def test_a_case_of_two_truths_and_cases_of_one_truth_are_refused():
    pair = [Rating("a", arm, "x", arm == "1", 1.0) for arm in "12"]
    with pytest.raises(UsageError, match="both with and without"):
        crossed(pair)
    with pytest.raises(UsageError, match="same truth"):
        crossed([Rating("a", "1", case, True, 1.0) for case in "xy"])


def test_one_reader_cannot_stand_for_many():
    alone = [each for each in ratings() if each.reader == "1"]

    with pytest.raises(UsageError, match="two readers"):
        obuchowski_rockette(crossed(alone))
