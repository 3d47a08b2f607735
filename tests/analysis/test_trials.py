"""Whether marked places and outlined regions matter, asked about a case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from xaiviewer.analysis import Examiner
from xaiviewer.case import Case
from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.requests import AnalysisSettings, Request, SliceResult
from xaiviewer.requests.faithfulness import FaithfulnessKey

SETTINGS = AnalysisSettings(methods=("layer-cam",))


@pytest.fixture(scope="module")
def examiner(models: Path) -> Examiner:
    return Examiner(open_package(models / "classifier"), open_package(models / "segmenter"))


@pytest.fixture(scope="module")
def result(examiner: Examiner, small_case: Case) -> SliceResult:
    """Of a slice that the clinician outlined, with its maps."""
    return next(examiner.slices(small_case, SETTINGS, wanted=lambda _: 1))


def _key(examiner: Examiner, layer: int | None = 20, **changes: object) -> FaithfulnessKey:
    request = examiner.request("layer-cam")
    return replace(FaithfulnessKey(1, request, layer), **changes)  # type: ignore[arg-type]


def test_the_maps_of_a_layer_and_of_the_input_begin_with_the_slice_as_it_is(
    examiner: Examiner, small_case: Case, result: SliceResult
) -> None:
    maps = result.layer_maps("layer-cam")
    assert maps is not None
    powers = np.exp(result.logits.astype(float))
    told: list[tuple[int, int]] = []
    one = next(examiner.faithfulness(small_case, _key(examiner), maps.maps[20], progress=lambda *d: told.append(d)))
    assert one.map.deletion[0] == pytest.approx(powers[1] / powers.sum(), abs=1e-5)
    assert not one.whole
    assert told == [(one.done, one.total)]
    at_input = _key(examiner, None, request=Request.of("saliency", network=one.key.request.network, class_index=1))
    values = np.random.default_rng(0).random((64, 64)).astype(np.float32)
    other = next(examiner.faithfulness(small_case, at_input, values, beside=one.beside))
    assert other.map.deletion[0] == pytest.approx(one.map.deletion[0], abs=1e-6)
    assert other.total < one.total


@pytest.mark.slow
def test_it_is_held_against_brightness_where_the_network_sees_the_main_sequence(
    examiner: Examiner, small_case: Case, result: SliceResult
) -> None:
    maps = result.layer_maps("layer-cam")
    assert maps is not None
    *_, seen = examiner.faithfulness(small_case, _key(examiner), maps.maps[20])
    assert seen.whole
    assert seen.beside.brightness is not None
    assert len(seen.beside.random) > 1
    first = next(examiner.faithfulness(replace(small_case, main_sequence=""), _key(examiner), maps.maps[20]))
    assert first.total < seen.total


def test_the_clinicians_mask_is_tested_else_the_outline_else_nothing(
    examiner: Examiner, small_case: Case, result: SliceResult
) -> None:
    tested = examiner.try_region(small_case, result, 1)
    assert tested is not None
    assert tested.region == "clinician"
    assert tested.found.logits[0] == pytest.approx(float(result.logits[1]), abs=1e-5)
    assert 0 < tested.found.p <= 1
    outline = np.zeros(small_case.shape, bool)
    bare = replace(result, index=0, segmentation=outline)  # the mask is empty there
    assert examiner.try_region(small_case, bare, 1) is None
    outline = outline.copy()
    outline[40:50, 30:40] = True
    drawn = examiner.try_region(small_case, replace(bare, segmentation=outline), 1)
    assert drawn is not None
    assert drawn.region == "model"


def test_what_cannot_be_asked_is_said_before_anything_is_computed(examiner: Examiner, small_case: Case) -> None:
    values = np.zeros((64, 64), np.float32)
    with pytest.raises(UsageError, match="other weights"):
        examiner.faithfulness(
            small_case, _key(examiner, request=replace(_key(examiner).request, network="0" * 64)), values
        )
    with pytest.raises(UsageError, match="no removal"):
        examiner.faithfulness(small_case, _key(examiner, removal="nothing"), values)
    with pytest.raises(UsageError, match="no picture of slice 100"):
        examiner.faithfulness(small_case, _key(examiner, index=99), values)
    with pytest.raises(UsageError, match="segmenter"):
        examiner.faithfulness(small_case, _key(examiner, request=examiner.request("seg-grad-cam")), values)


def test_both_stop_when_asked_to(examiner: Examiner, small_case: Case, result: SliceResult) -> None:
    values = np.ones((64, 64), np.float32)
    with pytest.raises(Cancelled):
        next(examiner.faithfulness(small_case, _key(examiner, None), values, cancelled=lambda: True))
    with pytest.raises(Cancelled):
        examiner.try_region(small_case, result, 1, cancelled=lambda: True)
