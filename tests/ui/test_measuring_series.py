"""Measuring on other series of the study, each on its own grid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xaiviewer.review.threads.picturing import SeriesId
from xaiviewer.ui.views.slice_view import SliceView
from xaiviewer.ui.views.tiles.series import SeriesTile
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow
_LEFT, _NONE, _SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_NAME = SeriesId(Path("one"), "sagittal")


@pytest.fixture
def tile(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> SeriesTile:
    """A sagittal series in one of four views of a case of six slices."""
    window = build(fakes.with_series(fakes.make_case("one", known=True)), fakes.make_case("two"))
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    qtbot.waitUntil(lambda: not window.review.series.busy)
    window.resize(1400, 900)
    window.views.set_layout(4)
    window.views.show_series(_NAME)
    (made,) = [each for each in window.views.grid.tiles if isinstance(each, SeriesTile)]
    qtbot.waitUntil(lambda: made.own_state().case is not None)
    QApplication.processEvents()
    return made


def _window(tile: SeriesTile) -> MainWindow:
    found = tile.window()
    assert isinstance(found, MainWindow)
    return found


def _drag(view: SliceView, *points: tuple[float, float]) -> None:
    places: list[QPoint] = [view.transform().map(QPointF(*point)).toPoint() for point in points]
    QTest.mousePress(view, _LEFT, _NONE, places[0])
    for each in places[1:]:
        QTest.mouseMove(view, each)
    QTest.mouseRelease(view, _LEFT, _NONE, places[-1])


def _list(window: MainWindow, qtbot: QtBot) -> None:
    """Show what was measured, and the lesions."""
    QTest.keyClick(window, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: window.review.outlined.state.table is not None, timeout=20_000)


def test_a_distance_on_a_series_is_in_its_own_millimetres_and_stays_there(tile: SeriesTile, qtbot: QtBot) -> None:
    window = _window(tile)
    before = tile.own_state().appearance.windows
    QTest.keyClick(window, Qt.Key.Key_M, _SHIFT)
    _drag(tile.view, (10, 20), (20, 20), (30, 20))
    measured = tile.measured()
    assert measured is not None
    (found,) = measured.state.measurements
    assert found.slice_index == tile.own_state().slice_index
    assert window.review.measured.state.measurements == ()
    assert tile.own_state().appearance.windows == before  # the ruler does not change the window
    _list(window, qtbot)
    (line,) = (window.measurements.model.line(number) for number in range(window.measurements.model.rowCount()))
    spacing = tile.own_state().case.geometry.spacing_mm[2]  # type: ignore[union-attr]
    told = float(line[3].split()[0])
    assert told == pytest.approx(abs(found.points[1][0] - found.points[0][0]) * spacing, abs=0.2)
    assert line[1:3] == ("Distance", f"sagittal {found.slice_index + 1}")
    assert window.measurements.detail.text().startswith("sagittal\nDistance 1")


def test_a_region_tells_the_series_own_values(tile: SeriesTile) -> None:
    window, state = _window(tile), tile.own_state()
    QTest.keyClick(window, Qt.Key.Key_R, _SHIFT)
    _drag(tile.view, (9.5, 9.5), (15, 15), (19.5, 19.5))
    measured = tile.measured()
    assert measured is not None
    (found,) = measured.state.measurements
    said = window.tools.figures.of(state, found, measured.scale)
    assert state.case is not None
    left, top, right, bottom = (round(each) for each in found.box)
    inside = state.case.volumes[0].voxels[state.slice_index, top : bottom + 1, left : right + 1]
    assert float(said.brief.split(" ± ")[0]) == pytest.approx(inside.mean(), rel=0.1)
    assert np.isfinite(inside.mean())


def test_it_is_undone_done_again_and_deleted(tile: SeriesTile) -> None:
    window, measured = _window(tile), tile.measured()
    assert measured is not None
    QTest.keyClick(window, Qt.Key.Key_M, _SHIFT)
    _drag(tile.view, (10, 20), (20, 20), (30, 20))
    assert "measurement" in window.tool_bar.undo.toolTip()
    QTest.keyClick(window, Qt.Key.Key_Z, _CTRL)
    assert measured.state.measurements == ()
    QTest.keyClick(window, Qt.Key.Key_Y, _CTRL)
    (found,) = measured.state.measurements
    measured.select(found.number)
    QTest.keyClick(window, Qt.Key.Key_Delete)
    assert measured.state.measurements == ()


def test_one_of_all_measurements_is_chosen(tile: SeriesTile) -> None:
    review, measured = _window(tile).review, tile.measured()
    assert measured is not None
    measured.add("distance", 0, ((1.0, 1.0), (5.0, 1.0)))
    assert review.measured.chosen == (measured, 1)
    review.measured.add("distance", 0, ((1.0, 1.0), (5.0, 1.0)))
    assert review.measured.chosen == (review.measured, 1)
    assert measured.state.selected is None
    measured.select(1)
    assert review.measured.state.selected is None


def test_what_is_drawn_there_is_seen_in_that_view_only(tile: SeriesTile) -> None:
    window, measured = _window(tile), tile.measured()
    assert measured is not None
    index = tile.own_state().slice_index
    window.review.shown.show_slice(min(index, len(window.review.shown.state.case.indices) - 1))  # type: ignore[union-attr]
    other = next(each for each in window.views.grid.tiles if each is not tile)
    QApplication.processEvents()
    views = tile.shown(), other.shown()
    before = [view.grab().toImage() for view in views]
    measured.add("distance", index, ((10.0, 20.0), (30.0, 20.0)))
    measured.select(None)
    after = [view.grab().toImage() for view in views]
    assert after[0] != before[0]
    assert after[1] == before[1]
    QTest.keyClick(window, Qt.Key.Key_O)
    assert tile.shown().grab().toImage() == before[0]


def test_the_list_leads_to_the_slice_of_the_series_and_what_was_measured_comes_back(
    tile: SeriesTile, qtbot: QtBot
) -> None:
    window, measured = _window(tile), tile.measured()
    assert measured is not None
    measured.add("distance", 1, ((10.0, 20.0), (30.0, 20.0)))
    tile.go_to(5)
    _list(window, qtbot)
    window.measurements.view.clicked.emit(window.measurements.model.index(0, 0))
    assert tile.own_state().slice_index == 1
    window.views.set_layout(2)
    window.views.set_layout(4)
    window.views.show_series(_NAME)
    (again,) = [each for each in window.views.grid.tiles if isinstance(each, SeriesTile)]
    qtbot.waitUntil(lambda: again.own_state().case is not None)
    assert again.measured() is measured
    assert measured.state.measurements


@pytest.mark.qt_log_ignore("This plugin does not support")  # a tip comes to the front
def test_the_brush_paints_nothing_there_and_leaves_the_window_alone(tile: SeriesTile) -> None:
    window, before = _window(tile), tile.own_state().appearance.windows
    QTest.keyClick(window, Qt.Key.Key_B, _SHIFT)
    _drag(tile.view, (10, 20), (20, 25), (30, 30))
    assert tile.own_state().appearance.windows == before
    assert not window.review.measured.state.marks.slices
