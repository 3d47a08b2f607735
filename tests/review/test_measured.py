"""What was measured stays with its case, and lesions are found beside the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from xaiviewer.case import Geometry
from xaiviewer.display.upsampling import upsample
from xaiviewer.review import Review, query
from xaiviewer.review.measured import Measured


@pytest.fixture
def review(fakes: Any, qtbot: QtBot) -> Any:
    """A review of two cases; the first one is open and analysed."""
    cases = fakes.make_case("one", known=True), fakes.make_case("two", known=True)
    made = Review(fakes.FakeReader(*cases), lambda: fakes.FakeAnalyser(size=64))
    made.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: made.shown.state.complete and made.work.state.task is None, timeout=20_000)
    yield made
    made.close()


def test_measurements_come_back_with_their_case(review: Review, qtbot: QtBot) -> None:
    made = review.measured.add("distance", 1, ((1, 1), (5, 5)))
    review.shelf.step(1)
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None, timeout=20_000)
    assert review.measured.state.measurements == ()
    review.shelf.step(-1)
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None, timeout=20_000)
    assert review.measured.state.measurements == (made,)


def test_what_was_drawn_on_another_grid_is_not_drawn_on_this_one(fakes: Any) -> None:
    measured, case = Measured(), fakes.make_case("one", known=True)
    measured.enter(case)
    made = measured.add("probe", 0, ((1, 1),))
    volumes = tuple(
        replace(each, geometry=Geometry(np.diag([1.0, 1.0, 6.0, 1.0]), known=True)) for each in case.volumes
    )
    measured.enter(replace(case, volumes=volumes))
    assert measured.state.measurements == ()
    measured.enter(replace(case, notices=()))
    assert measured.state.measurements == (made,)


def test_a_change_keeps_place_and_number(fakes: Any) -> None:
    measured = Measured()
    measured.enter(fakes.make_case("one"))
    first, second = measured.add("probe", 0, ((1, 1),)), measured.add("probe", 0, ((2, 2),))
    changed = replace(first, points=((3, 3),))
    measured.change(changed)
    assert measured.state.measurements == (changed, second)
    measured.remove(second.number)
    measured.remove(99)
    assert measured.state.measurements == (changed,)
    assert measured.state.selected is None


def test_lesions_of_clinician_and_model_are_found_while_somebody_asks(review: Review, qtbot: QtBot) -> None:
    assert review.outlined.state.table is None
    review.outlined.ask(on=True)
    qtbot.waitUntil(lambda: review.outlined.state.table is not None and not review.outlined.busy, timeout=10_000)
    table, case = review.outlined.state.table, review.shown.state.case
    assert table is not None
    assert case is not None
    assert case.mask is not None
    assert [each.by for each in table.rows] == ["clinician", "model"]
    assert table.joined
    clinician = table.rows[0]
    assert clinician.lesion.voxels == case.mask.voxels.sum()
    assert (clinician.lesion.first, clinician.lesion.last) == (2, 3)
    assert clinician.volume_ml == pytest.approx(case.mask.voxels.sum() * 5 / 1000)
    assert clinician.lesion.reach == pytest.approx(np.hypot(clinician.lesion.longest.length, 5), abs=0.5)


def test_the_share_of_the_map_is_over_all_slices_and_follows_the_layer(review: Review, qtbot: QtBot) -> None:
    review.outlined.ask(on=True)
    qtbot.waitUntil(lambda: review.outlined.state.table is not None and not review.outlined.busy, timeout=10_000)
    for layer in (40, 90):
        before = review.outlined.state.table
        review.shown.show_layer(layer)
        qtbot.waitUntil(
            lambda before=before: review.outlined.state.table is not before and not review.outlined.busy,
            timeout=10_000,
        )
        state, table = review.shown.state, review.outlined.state.table
        assert state.case is not None
        assert state.case.mask is not None
        assert table is not None
        inside = whole = 0.0
        for index in state.case.indices:
            here = replace(state, slice_index=index)
            values, placement = query.map_of(here, layer), query.placement(here, layer)
            assert values is not None
            assert placement is not None
            spread = upsample(np.maximum(values, 0), placement, state.case.shape)
            inside += float(spread[state.case.mask.voxels[index]].sum())
            whole += float(spread.sum())
        assert table.rows[0].mass == pytest.approx(inside / whole, rel=1e-4)


def test_the_mean_probability_is_over_what_the_model_outlined(fakes: Any, qtbot: QtBot) -> None:
    analyser = fakes.FakeAnalyser(size=64)

    def sure(case: Any, settings: Any, index: int) -> Any:
        made = analyser.result(case, settings, index)
        if made.segmentation is None:
            return made
        values = np.linspace(0.5, 0.9, int(made.segmentation.sum()), dtype=np.float32)
        return replace(made, sureness=values)

    analyser.gives = sure
    review = Review(fakes.FakeReader(fakes.make_case("one")), lambda: analyser)
    try:
        review.shelf.open_paths([Path("one")])
        qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None, timeout=20_000)
        review.outlined.ask(on=True)
        qtbot.waitUntil(lambda: review.outlined.state.table is not None and not review.outlined.busy, timeout=10_000)
        table = review.outlined.state.table
        assert table is not None
        assert table.rows[0].probability is None
        assert table.rows[-1].by == "model"
        assert table.rows[-1].probability == pytest.approx(0.7, abs=1e-3)
        assert table.rows[-1].volume_ml is None, "the files state no spacing"
    finally:
        review.close()


def test_another_case_has_another_table(review: Review, qtbot: QtBot) -> None:
    review.outlined.ask(on=True)
    qtbot.waitUntil(lambda: review.outlined.state.table is not None and not review.outlined.busy, timeout=10_000)
    review.outlined.select(0)
    review.shelf.step(1)
    assert review.outlined.state.table is None
    assert review.outlined.state.selected is None
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None, timeout=20_000)
    qtbot.waitUntil(lambda: review.outlined.state.table is not None, timeout=10_000)
    assert review.outlined.state.table is not None
    assert review.outlined.state.table.case is review.shown.state.case
