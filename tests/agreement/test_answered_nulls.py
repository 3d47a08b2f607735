"""What was asked for is held against the same masks and pictures as the layers' maps, one map by itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.agreement.scenes import SIDE, fields, layers, scene
from tests.agreement.test_asked_nulls import FEW, HEADS, analysis, case  # noqa: F401 - fixtures
from xaiviewer.agreement import scores_of_answer
from xaiviewer.agreement.nulls import nulls_of_answer, nulls_of_answers, nulls_of_slice, slice_nulls
from xaiviewer.case import Case
from xaiviewer.errors import Cancelled
from xaiviewer.requests import FURTHER_MEASURES, MEASURES, Analysis, AttributionMap, Curve, Regions, Request
from xaiviewer.requests.nulls import MOVED

OCCLUSION = Request.of("occlusion", network="w", class_index=1)
LIME = Request.of("lime", network="w", class_index=1)
PIXELS = layers(1)


@pytest.fixture
def known(analysis: Analysis) -> Analysis:  # noqa: F811
    return replace(analysis, head=HEADS)


def _map(index: int = 0) -> AttributionMap:
    return AttributionMap(OCCLUSION, index, fields(PIXELS, 4)[0])


@pytest.mark.parametrize("stride", [1, 4])
def test_one_map_alone_gets_what_it_gets_beside_another(stride: int):
    of = layers(stride, repeat=2)
    maps = fields(of[:1], 3) + fields(of[1:], 5)
    together = slice_nulls(maps, scene(of=of), FEW)
    alone = slice_nulls(maps[:1], scene(of=of[:1]), FEW)
    for key in (*MEASURES, *FURTHER_MEASURES):
        one, both = alone[key], together[key]
        np.testing.assert_allclose(one.observed[0], both.observed[0], rtol=1e-5, atol=1e-6)
        assert one.p[0] == both.p[0], key
        assert one.strongest_keys[0] == both.strongest_keys[0]
        np.testing.assert_allclose(one.strongest[0], both.strongest[0], rtol=1e-4, atol=1e-6)


def test_a_layers_map_that_was_asked_for_gets_the_layers_p(case: Case, known: Analysis):  # noqa: F811
    found = nulls_of_slice(case, known, 0, HEADS, method="grad-cam", settings=FEW)
    maps = known.slices[0].layer_maps("grad-cam")
    assert maps is not None
    assert found is not None
    asked = AttributionMap(Request.of("score-cam", network="w", class_index=1), 0, maps.maps[1], layer=1)
    one = nulls_of_answer(case, known, asked, settings=FEW)
    assert one is not None
    assert {key: float(one[key].p[0]) for key in one} == {key: float(found[key].p[1]) for key in one}


def test_the_score_that_is_compared_is_the_score_that_is_shown(case: Case, known: Analysis):  # noqa: F811
    halves = np.where(np.arange(SIDE)[:, None] < SIDE // 2, 1, 2) * np.ones((1, SIDE), int)
    for answer in (_map(), Regions(LIME, 0, halves.astype(np.int32), np.array([0.7, -0.2], np.float32), "")):
        scores, found = scores_of_answer(case, known, answer), nulls_of_answer(case, known, answer, settings=FEW)
        assert found is not None
        assert found.indices == (0,)
        for key, each in scores.items():
            assert isinstance(each.outcome, Curve)
            np.testing.assert_allclose(found[key].observed, each.outcome.values, atol=0.02)
        assert 0 < found["mass"].p[0] <= 1
        assert {"placements", "chance", "picture"} <= {curve.kind for curve in found["mass"].nulls}


def test_a_map_of_the_lesion_is_more_than_chance_and_one_beside_it_is_not(case: Case, known: Analysis):  # noqa: F811
    mask = case.mask_of(0)
    assert mask is not None
    sure = nulls_of_answer(case, known, AttributionMap(OCCLUSION, 0, mask.astype(np.float32)), settings=FEW)
    elsewhere = np.roll(mask, (20, -14), (0, 1)).astype(np.float32)
    unsure = nulls_of_answer(case, known, AttributionMap(OCCLUSION, 0, elsewhere), settings=FEW)
    assert sure is not None
    assert unsure is not None
    assert sure["mass"].p[0] == pytest.approx(1 / 101)
    assert unsure["mass"].p[0] > 0.1
    assert unsure["mass"].explained[0]


def test_the_same_places_every_time_and_none_without_a_lesion(case: Case, known: Analysis):  # noqa: F811
    one, again = (nulls_of_answer(case, known, _map(), settings=FEW) for _ in range(2))
    assert one is not None
    assert again is not None
    moved = [each["iou"].curve(MOVED) for each in (one, again)]
    assert [None if each is None else each.values.tobytes() for each in moved] == [moved[0].values.tobytes()] * 2
    assert nulls_of_answer(case, known, _map(3), settings=FEW) is None  # its mask is empty
    assert nulls_of_answer(case, replace(known, head=None), _map(), settings=FEW) is None


def test_slices_are_summed_up_and_it_can_be_cancelled(case: Case, known: Analysis):  # noqa: F811
    answers = [_map(index) for index in range(4)]
    told: list[tuple[int, int]] = []
    found = nulls_of_answers(case, known, answers, settings=FEW, progress=lambda *each: told.append(each))
    assert found is not None
    assert found.indices == (0, 1, 2)
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert nulls_of_answers(case, known, answers[3:], settings=FEW) is None
    with pytest.raises(Cancelled):
        nulls_of_answer(case, known, _map(), settings=FEW, cancelled=lambda: True)
