"""The figures of an export are those that the panel tells."""

from __future__ import annotations

from typing import Any

import pytest

from xaiviewer.cohort.plan import Plan
from xaiviewer.exports.context import Wanted
from xaiviewer.exports.measured import lesions_of, rows_of
from xaiviewer.measurements import Marks, Measurement, Scale
from xaiviewer.requests import AnalysisSettings
from xaiviewer.review import ShownState, query
from xaiviewer.review.measured import Measured, grid_of
from xaiviewer.review.threads.outlining import Outlining
from xaiviewer.ui.dialogs.exporting.cases import Several
from xaiviewer.ui.dialogs.exporting.shown_case import Chosen, context_of
from xaiviewer.ui.kit import wording
from xaiviewer.ui.kit.measured_words import Figures, area_told, length_told, share_told, value_of

_DRAWN = (
    Measurement(1, "distance", 2, ((3.0, 4.0), (20.0, 9.5))),
    Measurement(2, "angle", 2, ((3.0, 4.0), (10.0, 9.5), (20.0, 4.0))),
    Measurement(3, "rectangle", 2, ((8.0, 8.0), (30.0, 24.0))),
    Measurement(5, "probe", 1, ((16.0, 16.0),)),
)


@pytest.fixture(scope="module")
def state(fakes: Any) -> ShownState:
    case, analyser, request = fakes.make_case("one"), fakes.FakeAnalyser(), AnalysisSettings()
    analysis = analyser.start(case, request)
    for index in range(len(case)):
        analysis = analysis.with_slice(analyser.result(case, request, index))
    return ShownState(case=case, analysis=analysis, slice_index=2, layer=40, method="grad-cam")


def _chosen(state: ShownState) -> Chosen:
    return Chosen(state, Marks(), False, False, Wanted(), 0.5, None, b"salt", _DRAWN)


def test_measurements_are_told_as_the_panel_tells_them(state: ShownState) -> None:
    assert state.case is not None
    assert state.analysis is not None
    scale, panel = Scale.of(state.case.geometry), Figures()
    line, angle, box, probe = (each for each in rows_of(context_of(_chosen(state))) if each.by == "reader")
    said = {each.number: panel.of(state, each, scale) for each in _DRAWN}
    assert line.value is not None
    assert length_told(line.value, scale) == said[1].size
    assert f"{angle.value:.1f}°" == said[2].size
    assert box.value is not None
    assert area_told(box.value, scale) == said[3].size
    assert said[3].values.endswith(f"({value_of(box.least or 0)} – {value_of(box.most or 0)})")
    assert box.map_least is not None
    assert box.map_most is not None
    assert said[3].map.endswith(f"({wording.number(box.map_least)} – {wording.number(box.map_most)})")
    assert said[3].mass == ("" if box.share is None else share_told(box.share))
    assert probe.value is not None
    assert said[5].values == value_of(probe.value)
    assert (box.layer, box.method) == (query.layers(state)[40].name, "grad-cam")


def test_lesions_are_those_of_the_panels_table(state: ShownState) -> None:
    context = context_of(_chosen(state))
    shown = Outlining().table(state, lambda: None)
    assert shown.rows
    assert lesions_of(context)[0].rows == shown.rows
    told = [each for each in rows_of(context) if each.kind == "lesion"]
    assert [each.pixels for each in told] == [each.lesion.voxels for each in shown.rows]


def test_what_was_drawn_on_one_of_several_cases_goes_with_that_case(state: ShownState, fakes: Any) -> None:
    one, other = state.case, fakes.make_case("two")
    assert one is not None
    store = Measured()
    store.enter(one)
    drawn = store.add("distance", 2, _DRAWN[0].points)
    store.enter(other)
    assert store.all_drawn() == {grid_of(one): (drawn,)}
    order = Several((), _chosen(state), Plan(with_slices=()), {}, {}, store.all_drawn()).order(None)
    assert order.drawn(one) == (drawn,)
    assert order.drawn(other) == ()
