"""Figures of a classifier against values worked out by hand."""

import math

import numpy as np
import pytest

from xaiviewer.evaluation.calibration import expected_calibration_error, fve_multinomial, log_loss, reliability
from xaiviewer.evaluation.classification import Confusion, classification_figures

TRUTH = np.array([1, 1, 1, 1, 0, 0, 0, 0, 0, 0], dtype=bool)
PROBABILITY = np.array([0.9, 0.8, 0.7, 0.2, 0.6, 0.4, 0.3, 0.1, 0.1, 0.05])


def test_the_confusion_counts_every_pair():
    assert Confusion.of(TRUTH, PROBABILITY > 0.5) == Confusion(
        true_negative=5, false_positive=1, false_negative=1, true_positive=3
    )


def test_figures_at_the_threshold_stand_beside_those_at_one_half():
    figures = classification_figures(TRUTH, PROBABILITY, PROBABILITY > 0.15)
    assert (figures["recall"], figures["precision"]) == (1, pytest.approx(4 / 7))
    assert (figures["recall_at_half"], figures["precision_at_half"]) == (3 / 4, 3 / 4)
    assert (figures["accuracy"], figures["accuracy_at_half"]) == (7 / 10, 8 / 10)


def test_figures_by_hand():
    figures = classification_figures(TRUTH, PROBABILITY, PROBABILITY > 0.5)
    assert figures["accuracy"] == pytest.approx(8 / 10)
    assert figures["recall"] == pytest.approx(3 / 4)
    assert figures["precision"] == pytest.approx(3 / 4)
    assert figures["balanced_accuracy"] == pytest.approx((3 / 4 + 5 / 6) / 2)
    assert figures["f1"] == pytest.approx(3 / 4)
    # Of 24 pairs the positives 0.9, 0.8 and 0.7 win all six, 0.2 wins against 0.1, 0.1 and 0.05.
    assert figures["auroc"] == pytest.approx(21 / 24)


def test_log_loss_by_hand():
    given = [0.9, 0.8, 0.7, 0.2, 0.4, 0.6, 0.7, 0.9, 0.9, 0.95]
    assert log_loss(TRUTH, PROBABILITY) == pytest.approx(-sum(math.log(each) for each in given) / 10)


def test_a_certain_mistake_costs_much_but_not_infinity():
    assert 15 < log_loss(np.array([True]), np.array([0.0], np.float32)) < 17


def test_the_class_frequencies_explain_nothing_and_certainty_everything():
    assert fve_multinomial(TRUTH, np.full(10, 0.4)) == pytest.approx(0)
    assert fve_multinomial(TRUTH, TRUTH.astype(float)) == pytest.approx(1)
    assert fve_multinomial(TRUTH, np.full(10, 0.9)) < 0


def test_fve_by_hand():
    base = -(0.4 * math.log(0.4) + 0.6 * math.log(0.6))
    assert fve_multinomial(TRUTH, PROBABILITY) == pytest.approx(1 - log_loss(TRUTH, PROBABILITY) / base)


def test_calibration_error_by_hand():
    truth = np.array([0, 0, 1, 1, 1], dtype=bool)
    probability = np.array([0.05, 0.15, 0.15, 0.95, 1.0])
    # Bins: 0.05 against 0, 0.15 against 0.5 (two slices), 0.975 against 1 (two slices).
    assert expected_calibration_error(truth, probability) == pytest.approx((0.05 + 2 * 0.35 + 2 * 0.025) / 5)


def test_the_reliability_curve_has_ten_bins_and_one_belongs_to_the_last():
    bins = reliability(np.array([True, False, True]), np.array([0.0, 0.1, 1.0]))
    assert [each.n for each in bins] == [1, 1, 0, 0, 0, 0, 0, 0, 0, 1]
    assert bins[9].observed == 1
    assert math.isnan(bins[4].predicted)


@pytest.mark.parametrize("truth", [[True, True], [False, False], []])
def test_what_is_undefined_is_not_a_number_and_does_not_fail(truth):
    figures = classification_figures(
        np.array(truth, dtype=bool), np.full(len(truth), 0.3, np.float32), np.zeros(len(truth), bool)
    )
    assert math.isnan(figures["auroc"])
    assert math.isnan(figures["fve_multinomial"])
    assert math.isnan(figures["balanced_accuracy"])


@pytest.mark.parametrize("seed", range(5))
def test_figures_and_the_reliability_curve_are_scikit_learns(seed):
    from sklearn import calibration, metrics

    draw = np.random.default_rng(seed)
    truth = draw.random(300) < 0.3
    probability = np.clip(0.3 * truth + draw.normal(0.35, 0.2, 300), 0.01, 0.98).round(2 + seed)  # some of them tie
    probability[np.isclose(probability * 10 % 1, 0) | np.isclose(probability * 10 % 1, 1)] += 1e-4  # no edge of a bin
    called = probability > 0.5
    expected = {
        "accuracy": metrics.accuracy_score(truth, called),
        "balanced_accuracy": metrics.balanced_accuracy_score(truth, called),
        "precision": metrics.precision_score(truth, called),
        "recall": metrics.recall_score(truth, called),
        "f1": metrics.f1_score(truth, called),
        "auroc": metrics.roc_auc_score(truth, probability),
        "log_loss": metrics.log_loss(truth, probability),
    }
    found = classification_figures(truth, probability, called)
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=1e-8)
    curve = [(each.observed, each.predicted) for each in reliability(truth, probability) if each.n]
    expected_curve = np.column_stack(calibration.calibration_curve(truth, probability, n_bins=10))
    np.testing.assert_allclose(curve, expected_curve, atol=1e-8)
