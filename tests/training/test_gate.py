"""The gate is the classifier's probability that keeps the outlines with the highest Dice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from xaiviewer.training.fitting.gate import (
    GATES,
    THRESHOLDS,
    Chosen,
    choose,
    classifier_probabilities,
    cross_validated,
    dice_by_threshold,
    dice_of_kept,
    judged_by_folds,
)
from xaiviewer.training.recipe import Judged


def _judged(mask: list[int], outline: list[int], overlap: list[int]) -> Judged:
    """A patient's counts, at the threshold in the middle as given and at all others without any overlap."""
    middle = np.arange(len(THRESHOLDS)) == len(THRESHOLDS) // 2
    return {
        "mask": np.array(mask),
        **{
            f"{form}_{kind}": np.outer(values, middle if kind == "overlap" else np.ones_like(middle))
            for form in ("whole", "whole_mirrored", "brain", "brain_mirrored")
            for kind, values in (("outline", outline), ("overlap", overlap))
        },
    }


_PATIENT = _judged(mask=[100, 100, 0, 0], outline=[100, 100, 80, 0], overlap=[90, 90, 0, 0])
_BEST = round(float(THRESHOLDS[len(THRESHOLDS) // 2]), 2)


def test_dice_counts_all_slices_of_a_patient_and_is_one_where_nothing_is() -> None:
    judged = {
        "mask": np.array([4, 0]),
        "whole_outline": np.array([[4, 0], [4, 0]]),
        "whole_overlap": np.array([[4, 0], [0, 0]]),
    }
    assert dice_by_threshold(judged).tolist() == [pytest.approx(2 * 4 / 12), 0]
    nothing = {name: np.zeros_like(values) for name, values in judged.items()}
    assert dice_by_threshold(nothing).tolist() == [1, 1]


def test_an_outline_that_is_not_kept_counts_as_empty_and_its_mask_still_counts() -> None:
    middle = len(THRESHOLDS) // 2
    kept = np.array([[True, True, True, True], [True, True, False, False], [True, False, False, False]])
    found = dice_of_kept(_PATIENT, kept)[:, middle]
    assert found.tolist() == pytest.approx([360 / 480, 360 / 400, 180 / 300])


def test_the_gate_drops_what_is_found_on_healthy_slices_and_keeps_doubtful_tumours() -> None:
    probabilities = [np.array([0.9, 0.3, 0.2, 0.01])]
    chosen = choose([_PATIENT], probabilities)
    assert chosen.threshold == _BEST
    assert chosen.gate is not None
    assert 0.2 <= chosen.gate < 0.3
    assert chosen.gate in np.round(GATES, 2)


def test_the_gate_is_chosen_by_the_mean_over_patients() -> None:
    # One patient is better off below 0.2, many above 0.6.
    doubtful = _judged(mask=[100], outline=[100], overlap=[90])
    healthy = _judged(mask=[100, 0], outline=[100, 300], overlap=[90, 0])
    judged = [doubtful, *[healthy] * 5]
    gate = choose(judged, [np.array([0.2]), *[np.array([0.9, 0.6])] * 5]).gate
    assert gate is not None
    assert 0.6 <= gate < 0.9


def test_without_a_classifier_there_is_a_threshold_and_no_gate() -> None:
    assert classifier_probabilities([_PATIENT], "whole") is None
    assert choose([_PATIENT], None) == Chosen(_BEST, None)


def test_probabilities_are_calibrated_on_the_same_patients() -> None:
    truth = np.arange(40) % 2 == 1
    random = np.random.default_rng(0)
    judged = [
        {"truth": truth, "whole": np.where(truth, 1, -1) * 2.0 + random.normal(0, 2, 40) - 3, "brain": np.zeros(40)}
        for _ in range(4)
    ]
    found = classifier_probabilities(judged, "whole")
    assert found is not None
    assert np.mean((np.concatenate(found) > 0.5) == np.tile(truth, 4)) > 0.7
    assert classifier_probabilities([*judged, {"mask": truth}], "whole") is None


def test_cross_validation_tells_the_dice_at_what_was_chosen() -> None:
    kept = {"whole": [np.array([0.9, 0.3, 0.2, 0.0])], "brain": [np.array([0.9, 0.1, 0.0, 0.0])]}
    found = cross_validated([_PATIENT], kept, Chosen(_BEST, 0.2))
    assert found["whole"] == found["whole_mirrored"] == {"dice_mean": 0.9, "dice_median": 0.9}
    assert found["brain"]["dice_mean"] == 0.6
    ungated = cross_validated([_PATIENT], {"whole": None, "brain": None}, Chosen(_BEST, None))
    assert ungated["whole"]["dice_mean"] == 0.75


def test_only_the_folds_judgements_count(tmp_path: Path) -> None:
    for place, name in (("fold-0", "a"), ("fold-1", "b"), ("permuted", "c")):
        (tmp_path / place / "judged").mkdir(parents=True)
        np.savez_compressed(tmp_path / place / "judged" / f"{name}.npz", truth=np.array([True]))
    assert set(judged_by_folds(tmp_path)) == {"a", "b"}
    assert judged_by_folds(tmp_path / "nowhere") == {}
