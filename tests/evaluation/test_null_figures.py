"""Nulls over patients: which layers survive, by which method, and the tables that stand beside other papers'."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from xaiviewer.evaluation.chexlocalize import Localisation, localisation_table
from xaiviewer.evaluation.nulls import best_methods, survivals
from xaiviewer.evaluation.tuning import tuned_thresholds
from xaiviewer.requests import Layer
from xaiviewer.requests.nulls import MOVED, NullComparison, NullCurve, Nulls

NAN = float("nan")


def nulls(observed: list[float], measure: str = "mass", **curves: list[float]) -> Nulls:
    """One patient's, of as many layers as there are scores."""
    nothing = np.full(len(observed), np.nan)
    drawn = tuple(
        NullCurve(key, "placements" if key == MOVED else "picture", np.array(values)) for key, values in curves.items()
    )
    return Nulls((0,), {measure: NullComparison(measure, np.array(observed), *(nothing,) * 5, drawn, 0, 0)})


def cohort(gain: float, seed: int = 0, number: int = 12) -> list[Nulls]:
    """Patients whose first layer beats brightness by `gain`, and whose second one does not."""
    random = np.random.default_rng(seed)
    return [
        nulls(
            [0.4 + gain + each, 0.4 + each],
            moved=[0.1 + each / 2, 0.1],
            brightness=[0.4 + each, 0.4 + each + random.normal(0, 0.02)],
        )
        for each in random.normal(0, 0.05, number)
    ]


def test_a_layer_survives_where_it_beats_a_null_on_nearly_all_patients():
    found = survivals(cohort(0.1), "mass")
    assert list(found) == ["moved", "brightness", "strongest"]
    assert found["moved"].beaten().tolist() == [True, True]
    assert found["brightness"].beaten().tolist() == [True, False]
    assert found["strongest"].difference == pytest.approx(found["brightness"].difference)
    assert found["brightness"].difference[0] == pytest.approx(0.1, abs=1e-6)
    assert found["brightness"].patients.tolist() == [12, 12]
    assert found["moved"].p[0] == pytest.approx(1 / 1001)
    assert found["moved"].low[1] < found["moved"].difference[1] < found["moved"].high[1]
    assert found["moved"].observed - found["moved"].expected == pytest.approx(found["moved"].difference)


def test_a_null_that_some_patients_lack_is_not_judged():
    patients = [*cohort(0.1), nulls([0.5, 0.5], moved=[0.1, 0.1])]
    assert list(survivals(patients, "mass")) == ["moved", "strongest"]


def test_patients_without_a_score_are_left_out():
    patients = [*cohort(0.1), nulls([NAN, 0.3], moved=[0.1, 0.1], brightness=[0.9, 0.2])]
    found = survivals(patients, "mass")["brightness"]
    assert found.patients.tolist() == [12, 13]
    assert found.difference[0] == pytest.approx(0.1, abs=1e-6)
    never = survivals([nulls([NAN], moved=[0.1]), nulls([NAN], moved=[0.2])], "mass")["moved"]
    assert np.isnan([never.p[0], never.q[0], never.difference[0], never.observed[0]]).all()
    assert not never.beaten().any()


def test_one_patient_proves_nothing():
    found = survivals(cohort(0.1, number=1), "mass")["moved"]
    assert np.isnan(found.p).all()
    assert not found.beaten().any()


def test_the_best_method_is_the_one_that_leaves_the_strongest_null_farthest_behind():
    best, figures = best_methods({"weak": cohort(0.02), "strong": cohort(0.1), "none": cohort(-0.2)}, "mass")
    assert best == ["strong", ""]  # nothing beats brightness in the second layer, and nothing is called best
    assert figures.difference[0] == pytest.approx(0.1, abs=1e-6)


def test_chexlocalizes_table_by_hand():
    def scored(iou: list[float], hit: list[float]) -> Nulls:
        both = {**nulls(iou, "iou_otsu").comparisons, **nulls(hit, "pointing").comparisons}
        return Nulls((0,), both)

    one, two, none = Localisation(), Localisation(), Localisation()
    one.add(scored([0.2, 0.4], [1, 0]))
    one.add(scored([0.4, NAN], [0, NAN]))  # a map that marks nothing counts
    two.add(scored([0.6, 0.2], [1, 1]))
    layers = [Layer("a", "relu", (8, 8), 4), Layer("b", "relu", (4, 4), 8)]
    found = localisation_table([one, two, none], layers)
    assert found["a"]["slices"] == 3
    assert found["a"]["patients"] == 2
    assert found["a"]["miou"]["value"] == pytest.approx(0.4)
    assert found["b"]["miou"]["value"] == pytest.approx(0.2)
    assert found["a"]["hit_rate"]["value"] == pytest.approx(2 / 3)
    assert found["b"]["hit_rate"]["low"] == pytest.approx(0)
    assert found["b"]["hit_rate"]["high"] == pytest.approx(1)
    assert localisation_table([none], layers) == {}


def test_a_threshold_is_tuned_on_the_other_patients():
    scores: NDArray[np.float64] = np.array([[0.9, 0.1, 0.1], [0.1, 0.5, 0.4], [0.1, 0.4, 0.6]])
    assert tuned_thresholds(scores, [0.3, 0.5, 0.7]).tolist() == [0.7, 0.3, 0.3]
    scores[2] = NAN
    assert tuned_thresholds(scores, [0.3, 0.5, 0.7]).tolist() == [0.5, 0.3, 0.3]
    assert np.isnan(tuned_thresholds(scores[:1], [0.3, 0.5, 0.7])).all()
    by_layer = np.stack([scores[:2], scores[:2, ::-1]], axis=2)
    assert tuned_thresholds(by_layer, [0.3, 0.5, 0.7]).tolist() == [[0.5, 0.5], [0.3, 0.7]]
