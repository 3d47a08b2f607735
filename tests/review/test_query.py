from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from xaiviewer.requests import MEASURES, ONE_PASS_METHODS, Analysis, AnalysisSettings, AttributionMap
from xaiviewer.review import BEST, LayerSelection, ShownState, agreement, query


@pytest.fixture(scope="module")
def state(fakes: Any) -> ShownState:
    case = fakes.make_case("query")
    analyser = fakes.FakeAnalyser(size=32)
    request = AnalysisSettings()
    analysis: Analysis = analyser.start(case, request)
    for index in range(len(case)):
        analysis = analysis.with_slice(analyser.result(case, request, index))
    return ShownState(case=case, analysis=analysis, slice_index=2)


def _showing(state: ShownState, **changes: Any) -> ShownState:
    return replace(state, **changes)


def test_best_follows_the_layer(state: ShownState) -> None:
    assert query.method_of(state, 0) == "layer-cam"
    assert query.method_of(state, 101) == "grad-cam"
    assert query.method_of(_showing(state, method="xgrad-cam"), 0) == "xgrad-cam"


def test_a_method_that_did_not_run_falls_back_to_one_that_did(state: ShownState) -> None:
    assert state.analysis is not None
    narrow = replace(state, analysis=replace(state.analysis, requests=state.analysis.requests[2:3]))
    assert query.method_of(narrow, 0) == "hires-cam"


def test_the_map_and_the_scores_belong_to_the_method_and_layer_shown(state: ShownState) -> None:
    result = query.result(state)
    assert result is not None
    shown = query.map_of(state, 101)
    maps = result.layer_maps("grad-cam")
    assert maps is not None
    assert shown is maps.maps[101]
    scores = agreement.scores(state, 101)
    assert scores is not None
    for score, measure in zip(scores, MEASURES, strict=True):
        curve = result.curve("grad-cam", measure)
        assert curve is not None
        assert score == curve[101]


def test_the_curve_takes_each_layer_from_its_own_method(state: ShownState) -> None:
    result = query.result(state)
    assert result is not None
    curve = agreement.curve(_showing(state, score="iou"))
    assert curve is not None
    first, last = result.curve("layer-cam", "iou"), result.curve("grad-cam", "iou")
    assert first is not None
    assert last is not None
    assert (curve[0], curve[101]) == (first[0], last[101])


def test_a_slice_with_an_empty_mask_has_no_curve(state: ShownState) -> None:
    assert agreement.curve(replace(state, slice_index=0)) is None
    assert agreement.scores(replace(state, slice_index=0), 3) is None
    assert agreement.chance(replace(state, slice_index=0)) is None


@pytest.mark.parametrize(
    ("selection", "count"),
    [
        (LayerSelection(), 1),
        (LayerSelection("group", 1), 7),
        (LayerSelection("group"), 19),
        (LayerSelection("network"), 102),
        (LayerSelection("chosen", chosen=frozenset({1, 5, 9, 400})), 3),
        (LayerSelection("chosen"), 1),
    ],
)
def test_fusion_takes_the_layers_of_its_scope(state: ShownState, selection: LayerSelection, count: int) -> None:
    assert len(query.shown_layers(_showing(state, layer=2, selection=selection))) == count


def test_the_opening_layer_is_the_last_where_nothing_was_measured(state: ShownState, fakes: Any) -> None:
    assert state.analysis is not None
    unmeasured = fakes.FakeAnalyser(size=32, measured=False).start(state.case, AnalysisSettings())
    assert unmeasured.opening_layer(range(102)) == 101
    assert unmeasured.favourites[0].beside is None


def test_areas_compare_both_outlines(state: ShownState) -> None:
    areas = agreement.areas(state)
    assert areas.clinician is not None
    assert areas.model is not None
    assert areas.model > areas.clinician
    assert areas.dice == pytest.approx(2 * areas.clinician / (areas.clinician + areas.model))
    assert agreement.areas(replace(state, slice_index=0)) == agreement.Areas(0, None, None)


def test_two_empty_outlines_have_no_dice(state: ShownState) -> None:
    assert state.case is not None
    assert state.analysis is not None
    nothing = replace(state.analysis.slices[0], segmentation=np.zeros(state.case.shape, dtype=bool))
    empty = replace(state, slice_index=0, analysis=state.analysis.with_slice(nothing))
    assert agreement.areas(empty) == agreement.Areas(0, 0, None)


def test_a_case_without_an_outline_opens_at_its_middle_picture(fakes: Any) -> None:
    case = replace(fakes.make_case("case", 8), mask=None)
    assert query.opening_slice(case) == 4
    gone = frozenset({3, 4, 5})
    assert query.opening_slice(replace(case, volumes=tuple(replace(each, absent=gone) for each in case.volumes))) == 2


def test_nothing_is_claimed_before_a_result(state: ShownState) -> None:
    empty = ShownState(method=BEST)
    assert query.map_of(empty, 0) is None
    assert query.shown_layers(empty) == ()
    assert query.method_of(empty, 0) is None
    assert query.maps_over_slices(empty, 0) == []
    waiting = replace(state, analysis=replace(state.analysis, slices={}) if state.analysis else None)
    assert query.map_of(waiting, 0) is None


def test_every_method_of_the_fake_is_one_of_ours(state: ShownState) -> None:
    assert state.analysis is not None
    assert set(state.analysis.methods) == set(ONE_PASS_METHODS)
    assert not any(math.isnan(each.mass) for each in state.analysis.favourites)


@pytest.mark.parametrize("layer", [None, 3])
def test_a_map_that_belongs_to_one_layer_names_it(state: ShownState, layer: int | None) -> None:
    request = query.request_of(state, "cam")
    assert request is not None
    found = AttributionMap(request, 2, np.ones((4, 4), dtype=np.float32), layer=layer)
    asking = _showing(state, answers={(request, 2): found}, request=request)
    own = query.own_layer(asking)
    assert own is (None if layer is None else query.layers(state)[layer])
    assert query.own_layer(state) is None
