"""Figures over readers and cases: accuracy, steps, advice, agreement, the triangle."""

import numpy as np
import pytest

from xaiviewer.evaluation.readers.accuracy import accuracy, weighted_auroc
from xaiviewer.evaluation.readers.advice import advice
from xaiviewer.evaluation.readers.concordance import concordance
from xaiviewer.evaluation.readers.readings import Reading, last_steps
from xaiviewer.evaluation.readers.report import study_report
from xaiviewer.evaluation.readers.resampling import median, two_way
from xaiviewer.evaluation.readers.steps import steps
from xaiviewer.evaluation.readers.triangle import Marked, triangle


def reading(case, *, called, reader="a", arm="map", step=0, truth=True, **more):
    return Reading(reader, arm, str(case), step, truth, 4.0 if called else 2.0, called, **more)


def test_sensitivity_and_specificity_are_shares_of_cases():
    readings = [
        reading(1, called=True),
        reading(2, called=True),
        reading(3, called=False),
        reading(4, called=False),
        reading(5, called=False, truth=False),
        reading(6, called=True, truth=False),
    ]

    found = accuracy(readings, number=50)["map"]["readers"]["a"]

    assert found["sensitivity"]["value"] == 0.5
    assert found["specificity"]["value"] == 0.5
    assert found["sensitivity"]["low"] < 0.5 < found["sensitivity"]["high"]


def test_the_mean_of_an_arm_is_over_its_readers():
    readings = [reading(case, called=case > 1, truth=case % 2 == 0, reader="a") for case in range(6)]
    readings += [reading(case, called=case % 2 == 0, truth=case % 2 == 0, reader="b") for case in range(6)]

    found = accuracy(readings, number=50)["map"]

    both = [found["readers"][name]["sensitivity"]["value"] for name in "ab"]
    assert found["mean"]["sensitivity"]["value"] == pytest.approx(np.mean(both))
    assert found["readers"]["b"]["auroc"]["value"] == 1


def test_a_weighted_area_is_the_area_of_repeated_rows():
    from sklearn.metrics import roc_auc_score

    rng = np.random.default_rng(4)
    truth, rating, times = rng.random(50) < 0.4, rng.integers(1, 6, 50).astype(float), rng.integers(0, 4, 50)

    ours = weighted_auroc(truth, rating, times.astype(float) * 3)

    assert ours == pytest.approx(roc_auc_score(np.repeat(truth, times), np.repeat(rating, times)))


def test_a_step_tells_what_it_mended_and_what_it_spoilt():
    before = [reading(case, called=case < 6, seconds=10.0) for case in range(10)]  # 6 of 10 right
    after = [reading(case, called=case not in (0, 9), step=1, seconds=4.0) for case in range(10)]  # 8 of 10

    first, second = steps([*before, *after], number=50)["map"]

    assert first["right"]["value"] == pytest.approx(0.6)
    assert np.isnan(first["mended"]["value"])
    assert second["right"]["value"] == pytest.approx(0.8)
    assert second["mended"]["value"] == pytest.approx(0.3)
    assert second["spoilt"]["value"] == pytest.approx(0.1)
    assert (first["seconds"]["value"], second["seconds"]["value"]) == (10, 4)


def test_advice_that_was_made_wrong_is_told_apart_from_the_networks_own_faults():
    wrong = {"truth": True, "advice": False}
    readings = [
        reading(1, called=False, seeded=True, **wrong),
        reading(2, called=False, seeded=True, **wrong),
        reading(3, called=True, seeded=True, **wrong),
        reading(4, called=True, **wrong),
        reading(5, called=False, truth=True, advice=True),
        reading(6, called=True, truth=True, advice=True),
        reading(7, called=True),
    ]

    found = advice(readings, number=50)["map"]

    assert found["followed_seeded"]["value"] == pytest.approx(2 / 3)
    assert found["followed_own"]["value"] == 0
    assert found["followed_wrong"]["value"] == pytest.approx(0.5)
    assert found["rejected_right"]["value"] == pytest.approx(0.5)
    assert (found["wrong"], found["seeded"], found["right"]) == (4, 3, 2)


def test_readers_who_answer_alike_agree_and_a_lone_one_with_nobody():
    readings = [reading(case, called=case % 3 == 0, reader=name) for case in range(9) for name in "abc"]

    assert concordance(readings, number=20)["map"]["fleiss"]["value"] == 1
    assert concordance(readings, number=20)["map"]["cohen"]["value"] == 1
    assert concordance([each for each in readings if each.reader == "a"], number=20) == {}


def test_a_case_that_one_reader_left_out_leaves_fleiss_undefined_and_the_others_not():
    readings = [reading(case, called=case % 3 == 0, reader=name) for case in range(9) for name in "abc"]

    found = concordance(readings[1:], number=20)["map"]

    assert np.isnan(found["fleiss"]["value"])
    assert found["krippendorff"]["value"] == 1


def test_the_interval_widens_with_readers_who_differ():
    cases = [str(case) for case in range(50)] * 4
    readers = [name for name in "abcd" for _ in range(50)]
    alike = np.tile(np.arange(50) % 2 == 0, 4)
    unlike = np.repeat([True, True, False, False], 50)

    def width(hits):
        found = two_way(lambda weights: {"share": float(weights[hits].sum() / weights.sum())}, readers, cases)
        return found["share"]["high"] - found["share"]["low"]

    assert width(unlike) > width(alike)


def test_the_same_seed_gives_the_same_interval():
    readings = [reading(case, called=case % 3 == 0, truth=case % 2 == 0) for case in range(20)]

    assert accuracy(readings, seed=5, number=50) == accuracy(readings, seed=5, number=50)


def test_a_weighted_median_is_the_median_of_repeated_values():
    values = np.array([5.0, 1, 3, 2])

    assert median(values, np.array([0.0, 1, 2, 1])) == 2
    assert np.isnan(median(values, np.zeros(4)))


def test_the_map_is_held_against_what_readers_make_of_each_other():
    def box(start, stop):
        mask = np.zeros((1, 10, 10), dtype=bool)
        mask[:, :, start:stop] = True
        return mask

    cases = [Marked(str(at), {"a": box(0, 4), "b": box(2, 6)}, box(0, 4), box(0, 4)) for at in range(3)]

    found = triangle(cases, number=50)

    assert found["reader_reader"]["value"] == pytest.approx(0.5)
    assert found["map_mask"]["value"] == 1
    assert found["excess"]["value"] == pytest.approx(0.5)
    assert found["reader_mask"]["value"] == pytest.approx(0.75)


def test_training_cases_count_in_no_figure():
    kept = [reading(case, called=True, truth=case % 2 == 0) for case in range(4)]
    training = [reading(9, called=False, training=True)]

    assert study_report(kept, number=20)["cases"] == study_report([*kept, *training], number=20)["cases"] == 4


def test_where_arms_cannot_be_compared_the_report_says_why():
    found = study_report([reading(case, called=True, truth=case % 2 == 0) for case in range(4)], number=20)

    assert "two arms" in found["comparison"]["why_not"]


def test_of_several_steps_the_last_one_is_final():
    both = [reading(1, called=False), reading(1, called=True, step=1)]

    assert [each.step for each in last_steps(both[::-1])] == [1]
