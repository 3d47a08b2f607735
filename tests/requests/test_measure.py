"""What measures declare, and what they find is held without a copy."""

from __future__ import annotations

import numpy as np
import pytest

from xaiviewer.requests import MEASURES, Curve, Measure, NullDistribution
from xaiviewer.requests.measure import BY_THRESHOLD, SHARE_OF_HEAD


def test_measures_keep_the_keys_and_the_order_that_manifests_have() -> None:
    assert list(MEASURES) == ["mass", "rank_accuracy", "pointing", "average_precision", "iou", "dice"]


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.key)
def test_what_depends_on_a_threshold_says_so(measure: Measure) -> None:
    assert MEASURES[measure.key] is measure
    assert (measure.chance == BY_THRESHOLD) == bool(measure.parameters)
    assert measure.chance in {SHARE_OF_HEAD, BY_THRESHOLD}
    assert measure.least < measure.most


def test_a_curve_is_a_view_of_the_scores_of_all_layers() -> None:
    scores = np.zeros((2, 102, 6), dtype=np.float32)
    curve = Curve(scores[1, :, 3])
    assert np.shares_memory(curve.values, scores)
    with pytest.raises(ValueError, match="read-only"):
        curve.values[0] = 1


def test_draws_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        NullDistribution(0.5, np.zeros(3)).draws[0] = 1
