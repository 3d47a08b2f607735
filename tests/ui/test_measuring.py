"""Measuring and marking with mouse and keys."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainterPath
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xaiviewer.measurements import Measurement
from xaiviewer.ui.kit.measured_words import Figures, told, value_of
from xaiviewer.ui.views.measuring import drawing
from xaiviewer.ui.views.measuring.labels import place
from xaiviewer.ui.views.measuring.tools import Tool, Tools
from xaiviewer.ui.views.slice_view import SliceView
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

Key = Qt.Key
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _at(view: SliceView, column: float, row: float) -> QPoint:
    return view.transform().map(QPointF(column, row)).toPoint()


def _drag(view: SliceView, *points: tuple[float, float]) -> None:
    """From the first point over all others, the left button held."""
    places = [_at(view, *point) for point in points]
    QTest.mousePress(view, _LEFT, _NONE, places[0])
    for each in places[1:]:
        QTest.mouseMove(view, each)
    QTest.mouseRelease(view, _LEFT, _NONE, places[-1])


def _click(view: SliceView, column: float, row: float) -> None:
    QTest.mouseMove(view, _at(view, column, row))
    QTest.mouseClick(view, _LEFT, _NONE, _at(view, column, row))


def _press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
    QTest.keyClick(window, key, modifier)


def _only(window: MainWindow) -> Measurement:
    (found,) = window.review.measured.state.measurements
    return found


def test_a_distance_is_dragged_and_keeps_the_window_as_it_was(window: MainWindow) -> None:
    view, before = window.slice_frame.view, window.review.shown.state.appearance.windows
    _press(window, Key.Key_M, _SHIFT)
    _drag(view, (20, 30), (25, 30), (32, 39))
    found = _only(window)
    assert found.kind == "distance"
    assert found.slice_index == window.review.shown.state.slice_index
    assert np.allclose(found.points, ((20, 30), (32, 39)), atol=0.2)
    assert window.review.shown.state.appearance.windows is before
    assert window.review.measured.state.selected == found.number


def test_two_clicks_do_what_a_drag_does(window: MainWindow) -> None:
    view = window.slice_frame.view
    _press(window, Key.Key_R, _SHIFT)
    _click(view, 20, 20)
    assert window.tools.busy
    _click(view, 30, 26)
    assert np.allclose(_only(window).points, ((20, 20), (30, 26)), atol=0.2)
    assert not window.tools.busy


def test_an_angle_takes_its_vertex_second(window: MainWindow) -> None:
    view = window.heat_frame.view
    _press(window, Key.Key_A, _SHIFT)
    _drag(view, (20, 40), (30, 40))
    _click(view, 30, 28)
    found = _only(window)
    assert found.kind == "angle"
    said = Figures().of(window.review.shown.state, found, window.review.measured.scale)
    assert said.size == "90.0°" or abs(float(said.size[:-1]) - 90) < 1.5


@pytest.mark.parametrize(("key", "kind"), [(Key.Key_E, "ellipse"), (Key.Key_R, "rectangle")])
def test_a_region_says_what_lies_in_it_of_the_sequence_and_of_the_map(
    window: MainWindow, key: Qt.Key, kind: str
) -> None:
    view, state = window.slice_frame.view, window.review.shown.state
    _press(window, key, _SHIFT)
    _drag(view, (30, 18), (36, 24), (44, 30))
    found = _only(window)
    assert found.kind == kind
    assert state.case is not None
    said = Figures().of(state, found, window.review.measured.scale)
    rows, columns = np.mgrid[: state.case.shape[0], : state.case.shape[1]]
    left, top, right, bottom = found.box
    if kind == "ellipse":
        down, across = (rows - (top + bottom) / 2) / ((bottom - top) / 2), (columns - (left + right) / 2)
        inside = down**2 + (across / ((right - left) / 2)) ** 2 <= 1
    else:
        inside = (rows >= top) & (rows <= bottom) & (columns >= left) & (columns <= right)
    values = state.case.volume("flair").voxels[state.slice_index][inside].astype(float)
    digits = max(1 - math.floor(math.log10(values.std())), 0)  # two of the deviation
    spread = f"{values.mean():.{digits}f} ± {values.std():.{digits}f}"
    assert said.values == f"{spread} ({values.min():.4g} – {values.max():.4g})"
    assert said.pixels == f"{inside.sum()} pixels"
    assert said.map
    assert said.mass.endswith("%")
    assert "px" in said.size
    assert "pixels of the picture" in told(found, said, "FLAIR", window.review.measured.scale)


def test_the_values_of_a_region_are_written_alike() -> None:
    """A mean of 1,372.8 stands beside the least and the most."""
    assert [value_of(each) for each in (1354.0, 12_345.6, 999.4, 53.25)] == ["1,354", "12,346", "999.4", "53.25"]


def test_the_figures_follow_the_sequence_and_the_layer(window: MainWindow) -> None:
    _press(window, Key.Key_E, _SHIFT)
    _drag(window.slice_frame.view, (30, 18), (44, 30))
    figures, scale = Figures(), window.review.measured.scale
    before = figures.of(window.review.shown.state, _only(window), scale)
    window.review.shown.set_sequence("t1")
    window.review.shown.show_layer(95)
    after = figures.of(window.review.shown.state, _only(window), scale)
    assert before.values != after.values
    assert before.map != after.map
    assert before.size == after.size


def test_drawing_freehand_closes_by_itself(window: MainWindow) -> None:
    _press(window, Key.Key_F, _SHIFT)
    turns = np.linspace(0, 2 * math.pi, 40)
    _drag(window.slice_frame.view, *((32 + 9 * math.cos(each), 32 + 9 * math.sin(each)) for each in turns))
    found = _only(window)
    assert found.kind == "freehand"
    said = Figures().of(window.review.shown.state, found, window.review.measured.scale)
    assert float(said.size.split()[0]) == pytest.approx(math.pi * 81, rel=0.04)


def test_no_move_of_the_pointer_is_lost_to_what_is_drawn_by_hand(window: MainWindow) -> None:
    """Qt leaves out the moves that a busy window has not got round to: the area would be another one."""
    merged = Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents
    usual = QCoreApplication.testAttribute(merged)
    QCoreApplication.setAttribute(merged, True)
    try:
        tools = Tools(window.review)
        drawing: tuple[Tool, ...] = ("freehand", "brush", "eraser")
        for tool in drawing:
            tools.choose(tool)
            assert not QCoreApplication.testAttribute(merged), tool
        tools.choose("distance")
        assert QCoreApplication.testAttribute(merged)
        tools.choose("freehand")
        tools.choose("freehand")  # puts it away
        assert tools.tool == "pointer"
        assert QCoreApplication.testAttribute(merged)
    finally:
        QCoreApplication.setAttribute(merged, usual)


def test_a_probe_stays_and_the_pointer_takes_it_along(window: MainWindow) -> None:
    view = window.slice_frame.view
    _press(window, Key.Key_O, _SHIFT)
    _click(view, 39, 25)
    assert np.allclose(_only(window).points, ((39, 25),), atol=0.3)
    _press(window, Key.Key_W, _SHIFT)
    _drag(view, _only(window).points[0], (30, 30), (20, 40))
    assert np.allclose(_only(window).points, ((20, 40),), atol=0.5)


def test_a_click_alone_measures_nothing(window: MainWindow) -> None:
    for key in (Key.Key_F, Key.Key_M):
        _press(window, key, _SHIFT)
        _click(window.slice_frame.view, 30, 30)
        _press(window, Key.Key_Escape)
    assert window.review.measured.state.measurements == ()


def test_the_pointer_changes_what_it_takes_hold_of_and_else_the_window(window: MainWindow) -> None:
    view = window.slice_frame.view
    _press(window, Key.Key_M, _SHIFT)
    _drag(view, (20, 30), (40, 30))
    _press(window, Key.Key_Escape)
    assert window.tools.tool == "pointer"
    windows = window.review.shown.state.appearance.windows
    _drag(view, (40, 30), (40, 36), (40, 40))
    assert np.allclose(_only(window).points, ((20, 30), (40, 40)), atol=0.5)
    start = _only(window).points
    _drag(view, (30, 35), (33, 38))
    moved = _only(window).points
    assert np.allclose(np.subtract(moved, start), ((3, 3), (3, 3)), atol=0.5)
    assert window.review.shown.state.appearance.windows is windows
    _drag(view, (50, 50), (58, 55))
    assert window.review.shown.state.appearance.windows is not windows
    assert window.review.measured.state.selected is None


def test_a_measurement_stays_in_the_slice(window: MainWindow) -> None:
    view = window.slice_frame.view
    _press(window, Key.Key_R, _SHIFT)
    _drag(view, (30, 30), (50, 50), (900, 900))
    assert _only(window).box[2:] == (63.5, 63.5)


def test_it_lights_up_under_the_pointer(window: MainWindow) -> None:
    view = window.slice_frame.view
    _press(window, Key.Key_M, _SHIFT)
    _drag(view, (20, 30), (40, 30))
    _press(window, Key.Key_Escape)
    _click(view, 50, 50)
    before = _painted(view)
    QTest.mouseMove(view, _at(view, 30, 30))
    assert window.tools.hovered == _only(window).number
    assert view.cursor().shape() == Qt.CursorShape.SizeAllCursor
    assert _painted(view) != before
    QTest.mouseMove(view, _at(view, 40, 30))
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor


def _painted(view: SliceView) -> QImage:
    return view.grab().toImage()


def test_delete_removes_the_one_that_is_chosen_and_undo_brings_it_back(window: MainWindow) -> None:
    view = window.slice_frame.view
    _press(window, Key.Key_M, _SHIFT)
    _drag(view, (20, 30), (40, 30))
    _drag(view, (20, 45), (40, 45))
    _press(window, Key.Key_Delete)
    assert [each.number for each in window.review.measured.state.measurements] == [1]
    _press(window, Key.Key_Z, _CTRL)
    assert [each.number for each in window.review.measured.state.measurements] == [1, 2]
    for keys in ((Key.Key_Y, _CTRL), (Key.Key_Z, _CTRL | _SHIFT)):
        _press(window, *keys)
        assert [each.number for each in window.review.measured.state.measurements] == [1]
        _press(window, Key.Key_Z, _CTRL)


def test_a_drag_of_the_window_is_one_step_back(window: MainWindow) -> None:
    view = window.slice_frame.view
    before = window.review.shown.state.appearance.windows["flair"]
    _drag(view, (30, 30), (32, 31), (35, 34), (40, 36))
    between = window.review.shown.state.appearance.windows["flair"]
    _drag(view, (30, 30), (32, 31), (35, 34))
    _press(window, Key.Key_Z, _CTRL)
    assert window.review.shown.state.appearance.windows["flair"] == between
    _press(window, Key.Key_Z, _CTRL)
    assert window.review.shown.state.appearance.windows["flair"] == before


def test_the_buttons_say_what_they_take_back(window: MainWindow) -> None:
    assert not window.tool_bar.undo.isEnabled()
    window.review.shown.set_opacity(0.2)
    assert window.tool_bar.undo.toolTip() == "Undo: opacity (Ctrl+Z)"
    QTest.mouseClick(window.tool_bar.undo, _LEFT)
    assert window.review.shown.state.appearance.opacity == pytest.approx(0.6)
    assert window.tool_bar.redo.toolTip() == "Redo: opacity (Ctrl+Y)"


def test_escape_drops_what_is_half_drawn_then_puts_the_tool_away(window: MainWindow) -> None:
    _press(window, Key.Key_M, _SHIFT)
    _click(window.slice_frame.view, 20, 20)
    assert window.tools.busy
    _press(window, Key.Key_Escape)
    assert not window.tools.busy
    assert window.tools.tool == "distance"
    _press(window, Key.Key_Escape)
    assert window.tools.tool == "pointer"
    assert window.review.measured.state.measurements == ()


def test_another_slice_drops_what_is_half_drawn(window: MainWindow) -> None:
    _press(window, Key.Key_M, _SHIFT)
    _click(window.slice_frame.view, 20, 20)
    window.review.shown.show_slice(4)
    assert not window.tools.busy
    _click(window.slice_frame.view, 30, 30)
    _click(window.slice_frame.view, 40, 30)
    assert np.allclose(_only(window).points, ((30, 30), (40, 30)), atol=0.3)
    assert _only(window).slice_index == 4


def test_a_double_click_with_a_tool_shows_both_views_still(window: MainWindow) -> None:
    _press(window, Key.Key_M, _SHIFT)
    QTest.mouseDClick(window.slice_frame.view, _LEFT, _NONE, _at(window.slice_frame.view, 20, 20))
    assert not window.heat_frame.isHidden()


def test_a_button_takes_a_tool_and_puts_it_away(window: MainWindow) -> None:
    bar = window.tool_bar
    QTest.mouseClick(bar.buttons["ellipse"], _LEFT)
    assert window.tools.tool == "ellipse"
    assert bar.buttons["ellipse"].isChecked()
    assert bar.hint.text()
    QTest.mouseClick(bar.buttons["ellipse"], _LEFT)
    assert window.tools.tool == "pointer"
    assert bar.buttons["pointer"].isChecked()


def test_brush_and_eraser_mark_pixels_and_each_stroke_is_undone_alone(window: MainWindow) -> None:
    view, index = window.slice_frame.view, window.review.shown.state.slice_index
    _press(window, Key.Key_B, _SHIFT)
    _drag(view, (20, 30), (40, 30))
    _drag(view, (30, 20), (30, 40))
    marks = window.review.measured.state.marks.of(index)
    assert marks is not None
    assert marks[30, 20:41].all()
    assert marks[20:41, 30].all()
    crossed = int(marks.sum())
    _press(window, Key.Key_X, _SHIFT)
    _drag(view, (30, 30), (31, 30))
    wiped = window.review.measured.state.marks.of(index)
    assert wiped is not None
    assert wiped.sum() < crossed
    assert not wiped[30, 30]
    for count in (crossed, int(marks[27:34].sum())):
        _press(window, Key.Key_Z, _CTRL)
        left = window.review.measured.state.marks.of(index)
        assert left is not None
        assert abs(int(left.sum()) - count) < 40
    _press(window, Key.Key_Z, _CTRL)
    assert window.review.measured.state.marks.of(index) is None


def test_fill_closes_a_ring_of_marks(window: MainWindow) -> None:
    view, index = window.slice_frame.view, window.review.shown.state.slice_index
    for _ in range(8):
        _press(window, Key.Key_Comma, _SHIFT)
    assert window.tools.radius == 0.5
    _press(window, Key.Key_Period, _SHIFT)
    _press(window, Key.Key_B, _SHIFT)
    turns = np.linspace(0, 2 * math.pi, 60)
    _drag(view, *((32 + 10 * math.cos(each), 32 + 10 * math.sin(each)) for each in turns))
    _press(window, Key.Key_I, _SHIFT)
    _click(view, 5, 5)
    before = window.review.measured.state.marks.of(index)
    assert before is not None
    assert not before[32, 32]
    _click(view, 32, 32)
    after = window.review.measured.state.marks.of(index)
    assert after is not None
    assert after[32, 32]
    assert after.sum() == pytest.approx(math.pi * 11**2, rel=0.12)


def test_marks_are_seen_in_both_views_and_go_with_one_key(window: MainWindow) -> None:
    views = window.slice_frame.view, window.heat_frame.view
    before = [_painted(view) for view in views]
    _press(window, Key.Key_B, _SHIFT)
    _drag(views[0], (20, 50), (40, 50))
    _press(window, Key.Key_Escape)
    views[0].hand.leave()
    window.viewport.set_probe(None)
    assert all(_painted(view) != old for view, old in zip(views, before, strict=True))
    _press(window, Key.Key_O)
    assert all(_painted(view) == old for view, old in zip(views, before, strict=True))
    _press(window, Key.Key_W)
    _press(window, Key.Key_W)
    assert window.review.measured.state.visible


def test_the_list_leads_to_the_slice_and_says_all(window: MainWindow, qtbot: QtBot) -> None:
    _press(window, Key.Key_E, _SHIFT)
    _drag(window.slice_frame.view, (30, 18), (44, 30))
    window.review.shown.show_slice(5)
    _press(window, Key.Key_M, _SHIFT)
    _drag(window.slice_frame.view, (20, 30), (40, 30))
    _press(window, Key.Key_L)
    panel = window.measurements
    assert panel.isVisible()
    assert not window.agreement.isVisible()
    assert panel.model.rowCount() == 2
    assert panel.model.line(0)[1:3] == ("Ellipse", "3")
    panel.view.clicked.emit(panel.model.index(0, 0))
    assert window.review.shown.state.slice_index == 2
    assert window.review.measured.state.selected == 1
    assert "FLAIR:" in panel.detail.text()
    assert "positive evidence" in panel.detail.text()
    QTest.mouseClick(panel.delete, _LEFT)
    assert panel.model.rowCount() == 1
    _press(window, Key.Key_L)
    assert window.agreement.isVisible()


def test_the_list_tells_a_region_s_mean_and_keeps_the_chosen_one_in_sight(window: MainWindow, qtbot: QtBot) -> None:
    index = window.review.shown.state.slice_index
    _press(window, Key.Key_L)
    qtbot.waitUntil(lambda: window.review.outlined.state.table is not None, timeout=20_000)
    for number in range(30):
        window.review.measured.add("rectangle", index, ((10.0 + number, 10.0), (20.0 + number, 24.0)))
    view, model = window.measurements.view, window.measurements.model
    window.review.measured.select(30)
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(model.index(29, 0)).center()))
    said = window.tools.figures.of(
        window.review.shown.state, window.review.measured.state.measurements[29], window.review.measured.scale
    )
    assert said.brief
    assert said.values.startswith(f"{said.brief} (")
    assert model.line(29)[3] == f"{said.size} · {said.brief}"


def test_lesions_are_listed_and_a_click_leads_to_the_slice(window: MainWindow, qtbot: QtBot) -> None:
    assert window.review.outlined.state.table is None, "nobody looks"
    _press(window, Key.Key_L)
    panel = window.lesions
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2, timeout=10_000)
    assert panel.model.line(0)[0] == "Clinician 1"
    assert panel.model.line(1)[0] == "Model 1"
    assert "3D" in panel.said.text()
    assert "spacing" in panel.said.text()
    window.review.shown.show_slice(0)
    before = _painted(window.slice_frame.view)
    panel.view.clicked.emit(panel.model.index(1, 0))
    assert window.review.shown.state.slice_index == 2
    assert "at right angles, on slice 3" in panel.detail.text()
    assert before != _painted(window.slice_frame.view)
    _press(window, Key.Key_L)
    assert not window.review.outlined.state.on


def test_in_millimetres_where_the_files_state_a_spacing(
    build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any
) -> None:
    window = build(fakes.make_case("one", known=True))
    window.review.shelf.open_paths([Path("one")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete and window.review.work.state.task is None)
    _press(window, Key.Key_M, _SHIFT)
    _drag(window.slice_frame.view, (20, 30), (32, 39))
    said = Figures().of(window.review.shown.state, _only(window), window.review.measured.scale)
    assert said.size.endswith(" mm")
    assert float(said.size.split()[0]) == pytest.approx(15, abs=0.3)


# ---------------------------------------------------------------- labels


def test_a_label_stands_beside_what_it_measures_and_never_on_it(window: MainWindow) -> None:
    """Wherever on the view, however large: either beside it or nowhere."""
    view = window.slice_frame.view
    room = QRectF(view.rect())
    random = np.random.default_rng(5)
    found = 0
    for kind in ("distance", "rectangle", "ellipse", "probe"):
        for _ in range(25):
            points = tuple(map(tuple, random.uniform(0, 64, (1 if kind == "probe" else 2, 2)).tolist()))
            drawn = Measurement(1, kind, 0, points)  # type: ignore[arg-type]
            measured = drawing.place_of(drawn, view.transform())
            around = drawing.outline(drawn, view.transform()).boundingRect()
            box = place(QRectF(0, 0, 130, 34).size(), around, room, [measured], [])
            if box is not None:
                found += 1
                assert room.contains(box)
                assert not measured.intersects(box)
    assert found > 80


def test_labels_do_not_cover_each_other_or_what_others_measure() -> None:
    shapes = []
    for left in (100, 180, 260):
        path = QPainterPath()
        path.addRect(QRectF(left, 100, 60, 60))
        shapes.append(path)
    taken: list[QRectF] = []
    for path in shapes:
        box = place(QRectF(0, 0, 90, 30).size(), path.boundingRect(), QRectF(0, 0, 500, 400), shapes, taken)
        assert box is not None
        assert not any(each.intersects(box) for each in (*shapes, *taken))
        taken.append(box)


def test_there_is_no_label_where_there_is_no_room_for_one() -> None:
    path = QPainterPath()
    path.addRect(QRectF(-50, -50, 900, 900))
    assert place(QRectF(0, 0, 90, 30).size(), path.boundingRect(), QRectF(0, 0, 500, 400), [path], []) is None


def test_text_off_takes_the_labels_off_and_leaves_the_lines(window: MainWindow) -> None:
    view = window.slice_frame.view
    window.review.measured.add("distance", window.review.shown.state.slice_index, ((10, 30), (50, 30)))
    window.review.measured.select(None)
    labelled = _painted(view)
    _press(window, Key.Key_X)
    plain = _painted(view)
    assert labelled != plain
    _press(window, Key.Key_O)
    assert _painted(view) != plain
