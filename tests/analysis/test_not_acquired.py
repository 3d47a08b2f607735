"""Slices that were not acquired are no slices to the networks; a sequence that ends early is a missing one there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray

from xaiviewer.analysis import Analyser, analyse
from xaiviewer.analysis.prepared import prepare
from xaiviewer.case import Case, Mask
from xaiviewer.evaluation.patients import score_patient
from xaiviewer.nets.calibration import Calibration
from xaiviewer.nets.models import Model
from xaiviewer.requests import AnalysisSettings

pytestmark = pytest.mark.slow

_QUICK = AnalysisSettings(methods=("grad-cam",), segment_all=True)


@pytest.fixture(scope="module")
def make(classifier: Model, segmenter: Model) -> Callable[[float], Analyser]:
    """An analyser whose classifier heeds neighbours as much as is asked."""
    return lambda neighbours=0.0: Analyser(
        replace(classifier, calibration=Calibration(neighbours=neighbours)), segmenter
    )


def _spread(values: NDArray[np.generic], slots: tuple[int, ...], count: int) -> NDArray[np.generic]:
    out = np.zeros((count, *values.shape[1:]), dtype=values.dtype)
    out[list(slots)] = values
    return out


def _with_gaps(case: Case, slots: tuple[int, ...], count: int) -> Case:
    """The same pictures in a series with room for others, black as readers leave it."""
    absent = frozenset(range(count)) - set(slots)
    assert case.mask is not None
    return replace(
        case,
        volumes=tuple(replace(each, voxels=_spread(each.voxels, slots, count), absent=absent) for each in case.volumes),
        slice_names=tuple(f"slice {number}" for number in range(count)),
        mask=Mask(
            np.asarray(_spread(case.mask.voxels, slots, count), dtype=bool),
            np.asarray(_spread(case.mask.drawn[:, None], slots, count)[:, 0], dtype=bool),
        ),
    )


def test_room_for_missing_slices_changes_no_result(make: Callable[..., Analyser], small_case: Case) -> None:
    slots = (0, 2, 3, 7)
    gappy = _with_gaps(small_case, slots, 9)
    plain, found = analyse(make(), small_case, _QUICK), analyse(make(), gappy, _QUICK)
    assert sorted(found.slices) == list(slots)
    assert found.frame == plain.frame
    assert found.notices == plain.notices
    for index, slot in enumerate(slots):
        one, other = plain.slices[index], found.slices[slot]
        np.testing.assert_allclose(other.logits, one.logits, atol=1e-4)
        np.testing.assert_array_equal(other.segmentation, one.segmentation)
        assert list(other.assessments) == list(one.assessments)


def test_a_slice_that_is_not_there_is_nobodys_neighbour(make: Callable[..., Analyser], small_case: Case) -> None:
    gappy = _with_gaps(small_case, (0, 1, 3, 4), 5)
    alone = {result.index: result for result in make(0.0).slices(gappy, _QUICK)}
    heeding = {result.index: result for result in make(0.2).slices(gappy, _QUICK)}
    differences = {index: float(each.logits[1] - each.logits[0]) for index, each in alone.items()}
    for index, beside in {0: 1, 1: 0, 3: 4, 4: 3}.items():
        moved = differences[index] + 0.2 * (differences[beside] - differences[index])
        expected = Calibration().of_slice(np.array([0, moved], dtype=np.float32))
        np.testing.assert_allclose(heeding[index].probabilities, expected, atol=1e-5)


def test_only_acquired_slices_are_judged(make: Callable[..., Analyser], small_case: Case) -> None:
    gappy = _with_gaps(small_case, (0, 1, 3, 4), 5)
    assert gappy.mask is not None
    everywhere = replace(gappy, mask=Mask(np.ones_like(gappy.mask.voxels), np.ones(5, dtype=bool)))
    results = make().slices(everywhere, _QUICK)
    scores = score_patient(
        "one", everywhere, results, _QUICK.methods, 102, partial(make().reliance, everywhere), finding=1
    )
    assert list(scores.truth) == [True] * 4
    assert scores.agreement.slices == 4


def test_a_sequence_that_ends_early_is_replaced_there_as_a_missing_one_is(
    make: Callable[..., Analyser], classifier: Model, segmenter: Model, small_case: Case
) -> None:
    """On the slices without T1 the networks get what they get where the whole case has none; elsewhere they get T1."""
    absent = frozenset({2, 3})
    t1, flair, t1c = small_case.volumes
    cut = t1.voxels.copy()
    cut[sorted(absent)] = 0
    short = replace(small_case, volumes=(replace(t1, voxels=cut, absent=absent), flair, t1c))
    prepared = prepare(short, classifier, segmenter)
    inputs = prepared.inputs([0, 1, 2, 3], prepared.seen)
    np.testing.assert_array_equal(inputs[2:, 0], inputs[2:, 1])
    assert np.abs(inputs[:2, 0] - inputs[:2, 1]).max() > 0.1
    inside = t1.voxels[:2][prepared.head[:2]].astype(np.float32)
    assert prepared.seen.mean[0] == pytest.approx(np.clip(inside, *np.percentile(inside, (0.5, 99.5))).mean(), rel=1e-4)
    assert sorted(analyse(make(), short, _QUICK).slices) == [0, 1, 2, 3]
