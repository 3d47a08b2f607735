"""Figures of a two-class classifier: truth against the probability of the positive class.

They are scikit-learn's, and tests hold them against it. It checks its arguments anew in every call, which makes it 66
times as slow: 17 s for the intervals of 2,000 slices, which take 1,000 resamples, and a second or two to import.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.evaluation.calibration import expected_calibration_error, fve_multinomial, log_loss
from xaiviewer.evaluation.ranking import auroc

_NAN = float("nan")


@dataclass(frozen=True)
class Confusion:
    """How often each truth met each decision; a slice is called positive or not."""

    true_negative: int
    false_positive: int
    false_negative: int
    true_positive: int

    @classmethod
    def of(cls, truth: NDArray[np.bool_], called: NDArray[np.bool_]) -> Confusion:
        """Count truth ``[n]`` against what was called positive ``[n]``."""
        positive = int(np.count_nonzero(truth & called))
        return cls(
            true_negative=int(np.count_nonzero(~truth & ~called)),
            false_positive=int(np.count_nonzero(called)) - positive,
            false_negative=int(np.count_nonzero(truth)) - positive,
            true_positive=positive,
        )

    @property
    def accuracy(self) -> float:
        """Share of right decisions."""
        right = self.true_negative + self.true_positive
        return _share(right, right + self.false_negative + self.false_positive)

    @property
    def precision(self) -> float:
        """Share of the positive calls that are right; NaN where nothing was called positive."""
        return _share(self.true_positive, self.true_positive + self.false_positive)

    @property
    def recall(self) -> float:
        """Share of the positives that were found (sensitivity); NaN where there are none."""
        return _share(self.true_positive, self.true_positive + self.false_negative)

    @property
    def specificity(self) -> float:
        """Share of the negatives that were left alone; NaN where there are none."""
        return _share(self.true_negative, self.true_negative + self.false_positive)

    @property
    def balanced_accuracy(self) -> float:
        """Mean of recall and specificity; NaN where a class is missing."""
        return (self.recall + self.specificity) / 2

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, ``2 TP / (2 TP + FP + FN)``; NaN where there is no positive at all."""
        doubled = 2 * self.true_positive
        return _share(doubled, doubled + self.false_positive + self.false_negative)


def classification_figures(
    truth: NDArray[np.bool_], probability: NDArray[np.floating], called: NDArray[np.bool_]
) -> dict[str, float]:
    """Every figure of a classifier by name.

    Args:
        truth: bool ``[n]``.
        probability: of the positive class, ``[n]`` in 0..1.
        called: bool ``[n]``, what was called positive at the package's threshold.
    """
    counts, at_half = Confusion.of(truth, called), Confusion.of(truth, probability > 0.5)
    return {
        "accuracy": counts.accuracy,
        "balanced_accuracy": counts.balanced_accuracy,
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
        "accuracy_at_half": at_half.accuracy,
        "precision_at_half": at_half.precision,
        "recall_at_half": at_half.recall,
        "auroc": auroc(truth, probability),
        "log_loss": log_loss(truth, probability),
        "fve_multinomial": fve_multinomial(truth, probability),
        "ece": expected_calibration_error(truth, probability),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else _NAN
