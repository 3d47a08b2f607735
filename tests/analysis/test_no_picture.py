"""Where there is no picture there is no number: empty cases, empty sequences, empty slices."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from xaiviewer.analysis import Analyser, analyse
from xaiviewer.analysis.prepared import prepare
from xaiviewer.case import Case, Mask, Volume
from xaiviewer.nets.calibration import Calibration
from xaiviewer.nets.inputs.preprocessing import stack_sequences
from xaiviewer.nets.models import Model
from xaiviewer.requests import AnalysisSettings

_QUICK = AnalysisSettings(methods=("grad-cam",))


@pytest.fixture(scope="module")
def analyser(classifier: Model, segmenter: Model) -> Analyser:
    return Analyser(replace(classifier, calibration=Calibration(neighbours=0.2)), segmenter)


def _with(case: Case, **voxels: np.ndarray) -> Case:
    """The case with other voxels for some sequences."""
    volumes = tuple(
        Volume(each.sequence, voxels.get(each.sequence, each.voxels), each.geometry) for each in case.volumes
    )
    return replace(case, volumes=volumes)


def _emptied(case: Case, index: int, value: int = 0) -> Case:
    voxels = {each.sequence: each.voxels.copy() for each in case.volumes}
    for each in voxels.values():
        each[index] = value
    return _with(case, **voxels)


@pytest.mark.parametrize("value", [0, 7, 255])
def test_a_case_of_one_value_gets_a_sentence_and_no_number(analyser: Analyser, small_case: Case, value: int) -> None:
    flat = {each.sequence: np.full_like(each.voxels, value) for each in small_case.volumes}
    found = analyse(analyser, _with(small_case, **flat), _QUICK)
    assert not found.slices
    assert sum("holds no picture" in told for told in found.notices) == 1


def test_slices_of_one_value_each_are_no_picture_either(analyser: Analyser, small_case: Case) -> None:
    steps = np.arange(4, dtype=np.uint8)[:, None, None] * np.ones((4, 96, 80), np.uint8)
    found = analyse(analyser, _with(small_case, t1=steps, flair=steps, t1c=steps), _QUICK)
    assert not found.slices


def test_two_by_two_pixels_are_no_picture(analyser: Analyser, small_case: Case) -> None:
    volumes = tuple(Volume(each.sequence, each.voxels[:, :2, :2], each.geometry) for each in small_case.volumes)
    tiny = replace(small_case, volumes=volumes, mask=None)
    found = analyse(analyser, tiny, _QUICK)
    assert not found.slices
    assert "2 × 2 pixels show nothing" in found.notices[0]


def test_an_empty_slice_gets_no_number_and_changes_no_other(analyser: Analyser, small_case: Case) -> None:
    found = analyse(analyser, _emptied(small_case, 3), _QUICK)
    assert sorted(found.slices) == [0, 1, 2]
    assert any("1 of 4 slices holds no picture" in each for each in found.notices)
    other = analyse(analyser, _emptied(small_case, 3, value=1), _QUICK)
    for index, result in found.slices.items():
        np.testing.assert_allclose(result.probabilities, other.slices[index].probabilities, atol=0.02)


def test_outlines_on_empty_slices_are_told(analyser: Analyser, small_case: Case) -> None:
    assert small_case.mask is not None
    area = int(np.count_nonzero(small_case.mask.voxels[1]))
    notices = analyser.start(_emptied(small_case, 1), _QUICK).notices
    assert any(f"mask has {area:,} px on slices without a picture" in each for each in notices)
    unmarked = replace(small_case, mask=Mask(np.zeros_like(small_case.mask.voxels), np.ones(4, bool)))
    assert not any("px on slices" in each for each in analyser.start(_emptied(unmarked, 1), _QUICK).notices)


@pytest.mark.parametrize(("empty", "stands"), [("t1", "FLAIR"), ("flair", "T1")])
def test_an_empty_sequence_counts_as_missing(analyser: Analyser, small_case: Case, empty: str, stands: str) -> None:
    bare = _with(small_case, **{empty: np.zeros((4, 96, 80), np.uint8)})
    lacking = replace(small_case, volumes=tuple(each for each in small_case.volumes if each.sequence != empty))
    np.testing.assert_array_equal(stack_sequences(bare), stack_sequences(lacking))
    found, expected = (analyse(analyser, case, _QUICK) for case in (bare, lacking))
    for index, result in expected.slices.items():
        np.testing.assert_array_equal(found.slices[index].probabilities, result.probabilities)
    assert any(f"the networks see {stands} in its place" in each for each in found.notices)


def test_what_was_undone_is_told(analyser: Analyser, small_case: Case) -> None:
    flair = small_case.volume("flair").voxels
    padded = flair.astype(np.int16)
    padded[:, :12] = padded[:, -12:] = -32768
    inverted = 255 - small_case.volume("t1").voxels
    notices = analyser.start(_with(small_case, flair=padded, t1=inverted), _QUICK).notices
    assert any(each.startswith("FLAIR is filled up with -32768") for each in notices)
    assert any(each.startswith("T1 shows air bright") for each in notices)
    assert not any("filled up" in each or "bright" in each for each in analyser.start(small_case, _QUICK).notices)


def test_a_slice_that_one_sequence_shows_holds_a_picture(small_case: Case) -> None:
    flair, t1 = (small_case.volume(name).voxels.copy() for name in ("flair", "t1"))
    flair[0] = flair[3] = 0
    t1[3] = 7
    case = _with(small_case, flair=flair, t1=t1, t1c=t1)
    assert case.blank == {3}
    assert case.indices == (0, 1, 2)


def test_a_slice_that_is_blank_in_one_sequence_alone_is_seen_as_stored(
    classifier: Model, segmenter: Model, small_case: Case
) -> None:
    t1 = small_case.volume("t1").voxels.copy()
    t1[1] = 0
    prepared = prepare(_with(small_case, t1=t1), classifier, segmenter)
    first, flair, _ = prepared.inputs([1], prepared.seen)[0]
    assert np.ptp(first) == 0
    assert np.ptp(flair) > 0
