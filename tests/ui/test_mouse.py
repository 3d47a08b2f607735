from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xaiviewer.display.window_level import automatic_window
from xaiviewer.review import query
from xaiviewer.ui.views.slice_view import SliceView
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

_LEFT = Qt.MouseButton.LeftButton
_CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier


def _wheel(view: SliceView, notches: float, modifier: Qt.KeyboardModifier = _NONE, at: QPointF | None = None) -> None:
    place = at or QPointF(view.width() / 2, view.height() / 2)
    event = QWheelEvent(
        place,
        QPointF(view.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def _drag(view: SliceView, button: Qt.MouseButton, by: QPoint) -> None:
    start = QPoint(view.width() // 2, view.height() // 2)
    QTest.mousePress(view, button, _NONE, start)
    QTest.mouseMove(view, start + by)
    QTest.mouseRelease(view, button, _NONE, start + by)


def test_the_wheel_goes_through_the_slices_and_adds_up_small_turns(window: MainWindow) -> None:
    view = window.slice_frame.view
    window.review.shown.show_slice(2)
    _wheel(view, -1)
    assert window.review.shown.state.slice_index == 3
    for _ in range(4):
        _wheel(view, 0.25)
    assert window.review.shown.state.slice_index == 2


def test_ctrl_and_wheel_zoom_about_the_pointer_in_both_views(window: MainWindow) -> None:
    view = window.slice_frame.view
    at = QPointF(100, 150)
    inverse, _ = window.viewport.transform(view.width(), view.height()).inverted()
    before = inverse.map(at)
    _wheel(view, 3, _CTRL, at)
    assert window.viewport.zoom > 1
    inverse, _ = window.viewport.transform(view.width(), view.height()).inverted()
    after = inverse.map(at)
    assert (after - before).manhattanLength() < 1e-6
    assert window.review.shown.state.slice_index == 2


def test_left_drag_sets_the_window_of_the_sequence_shown(window: MainWindow) -> None:
    before = dict(window.review.shown.state.appearance.windows)
    _drag(window.slice_frame.view, _LEFT, QPoint(60, 40))
    after = window.review.shown.state.appearance.windows
    assert after["flair"].width > before["flair"].width
    assert after["flair"].centre > before["flair"].centre
    assert after["t1"] == before["t1"]


def test_ctrl_drag_takes_the_window_from_a_region(window: MainWindow) -> None:
    view, state = window.slice_frame.view, window.review.shown.state
    assert state.case is not None
    place = window.viewport.transform(view.width(), view.height())
    QTest.mousePress(view, _LEFT, _CTRL, place.map(QPointF(36, 22)).toPoint())
    QTest.mouseMove(view, place.map(QPointF(42, 28)).toPoint())
    QTest.mouseRelease(view, _LEFT, _CTRL, place.map(QPointF(42, 28)).toPoint())
    wanted = automatic_window(state.case.volume("flair").voxels[state.slice_index, 22:29, 36:43])
    assert window.review.shown.state.appearance.windows["flair"] == wanted


def test_middle_drag_moves_and_right_drag_zooms(window: MainWindow) -> None:
    view = window.slice_frame.view
    before = window.viewport.transform(view.width(), view.height()).map(QPointF(0, 0))
    _drag(view, Qt.MouseButton.MiddleButton, QPoint(30, -20))
    after = window.viewport.transform(view.width(), view.height()).map(QPointF(0, 0))
    assert (after - before - QPointF(30, -20)).manhattanLength() < 1e-6
    _drag(view, Qt.MouseButton.RightButton, QPoint(0, -50))
    assert window.viewport.zoom > 1


def test_double_click_shows_one_view_and_then_both(window: MainWindow) -> None:
    QTest.mouseDClick(window.slice_frame.view, _LEFT)
    assert window.heat_frame.isHidden()
    QTest.mouseDClick(window.slice_frame.view, _LEFT)
    assert not window.heat_frame.isHidden()
    QTest.mouseDClick(window.heat_frame.view, _LEFT)
    assert window.slice_frame.isHidden()


def test_the_probe_reads_what_lies_under_the_pointer(window: MainWindow) -> None:
    view = window.slice_frame.view
    state = window.review.shown.state
    assert state.case is not None
    place = window.viewport.transform(view.width(), view.height()).map(QPointF(39, 25))
    QTest.mouseMove(view, place.toPoint())
    text = window.safety.probe.text()
    assert "column 39, row 25, slice 3" in text
    assert f"FLAIR {state.case.volume('flair').voxels[2, 25, 39]}" in text
    assert "in the clinician's mask" in text
    assert "mm" not in text  # the files do not say where the voxels lie


def test_a_click_on_the_network_shows_that_layer(window: MainWindow) -> None:
    picture = window.layer.picture
    for layer in (0, 17, 60, 101):
        QTest.mouseClick(picture, _LEFT, _NONE, picture.cell(layer).center().toPoint())
        assert window.review.shown.state.layer == layer
        assert window.layer.slider.value() == layer


def test_ctrl_click_on_the_network_fuses_layers(window: MainWindow) -> None:
    picture = window.layer.picture
    window.review.shown.show_layer(10)
    for layer in (40, 80):
        QTest.mouseClick(picture, _LEFT, _CTRL, picture.cell(layer).center().toPoint())
    assert query.shown_layers(window.review.shown.state) == (10, 40, 80)
    assert window.heat_frame.title.text().endswith(" · 3 layers, mean")
    for layer in (40, 80):
        QTest.mouseClick(picture, _LEFT, _CTRL, picture.cell(layer).center().toPoint())
    assert query.shown_layers(window.review.shown.state) == (10,)


def test_no_two_layers_overlap_in_the_picture_and_none_leaves_it(window: MainWindow) -> None:
    cells = [window.layer.picture.cell(layer) for layer in range(102)]
    assert all(window.layer.picture.rect().toRectF().contains(cell) for cell in cells)
    assert not any(one.intersects(other) for at, one in enumerate(cells) for other in cells[:at])


def test_a_click_and_a_drag_on_the_curve_go_to_layers(window: MainWindow) -> None:
    curve = window.agreement.curve
    y = curve.height() // 2
    QTest.mouseClick(curve, _LEFT, _NONE, QPoint(round(curve.place_of(64)), y))
    assert window.review.shown.state.layer == 64
    QTest.mousePress(curve, _LEFT, _NONE, QPoint(round(curve.place_of(10)), y))
    QTest.mouseMove(curve, QPoint(round(curve.place_of(20)), y))
    QTest.mouseRelease(curve, _LEFT, _NONE, QPoint(round(curve.place_of(20)), y))
    assert window.review.shown.state.layer == 20


def test_a_click_and_a_drag_on_the_strip_go_to_slices(window: MainWindow) -> None:
    strip = window.strip
    QTest.mouseClick(strip, _LEFT, _NONE, strip.column(4).center().toPoint())
    assert window.review.shown.state.slice_index == 4
    QTest.mousePress(strip, _LEFT, _NONE, strip.column(4).center().toPoint())
    QTest.mouseMove(strip, strip.column(1).center().toPoint())
    QTest.mouseRelease(strip, _LEFT, _NONE, strip.column(1).center().toPoint())
    assert window.review.shown.state.slice_index == 1


def test_a_click_on_a_score_draws_its_curve(window: MainWindow) -> None:
    scores = window.agreement.scores
    QTest.mouseClick(scores, _LEFT, _NONE, QPoint(20, scores.height() - 4))
    assert window.review.shown.state.score == "dice"


def test_a_click_on_a_class_explains_it(window: MainWindow, qtbot: QtBot) -> None:
    QTest.mouseClick(window.decision.bars, _LEFT, _NONE, QPoint(20, 8))
    assert window.review.shown.state.class_index == 0
    qtbot.waitUntil(lambda: window.review.shown.state.complete and window.review.work.state.task is None)


def test_a_click_on_a_slider_goes_there_and_leaves_the_focus_alone(window: MainWindow) -> None:
    slider = window.layer.slider
    QTest.mouseClick(slider, _LEFT, _NONE, QPoint(slider.width() - 6, slider.height() // 2))
    assert window.review.shown.state.layer == 101
    assert not slider.hasFocus()


def test_the_outline_keys_switch_outlines(window: MainWindow) -> None:
    QTest.mouseClick(window.slice_frame.controls.clinician, _LEFT)
    assert not window.review.shown.state.appearance.mask
    QTest.mouseClick(window.slice_frame.controls.model, _LEFT)
    assert not window.review.shown.state.appearance.model


def test_choices_on_the_right_reach_the_display(window: MainWindow) -> None:
    heat, more = window.heat, window.heat.more
    more.toggle.setChecked(True)
    for group, key in (
        (heat.polarity, "signed"),
        (more.normalise, "slice"),
        (more.contrast, "clahe"),
        (more.alignment, "half-pixel"),
    ):
        QTest.mouseClick(group.button(key), _LEFT)
    heat.threshold.setValue(35)
    drawn = window.review.shown.state.appearance
    assert (drawn.polarity, drawn.normalise, drawn.contrast, drawn.alignment) == (
        "signed",
        "slice",
        "clahe",
        "half-pixel",
    )
    assert drawn.draw_above == pytest.approx(0.35)
    heat.method.setCurrentIndex(heat.method.findData("xgrad-cam"))
    heat.method.activated.emit(heat.method.currentIndex())
    assert window.review.shown.state.method == "xgrad-cam"
    more.scope.setCurrentIndex(more.scope.findData("group 0"))
    more.scope.activated.emit(more.scope.currentIndex())
    assert len(query.shown_layers(window.review.shown.state)) == 19


def test_a_dropped_folder_opens(window: MainWindow, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(Path("two").absolute()))])
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, _LEFT, _NONE)
    with qtbot.waitSignal(window.review.work.task_changed):
        window.dropEvent(event)
    qtbot.waitUntil(lambda: window.review.shown.state.complete and window.review.work.state.task is None)
    assert window.review.shown.state.case is not None
    assert window.review.shown.state.case.name == "two"


def test_a_click_with_a_trembling_hand_leaves_the_window_alone(window: MainWindow) -> None:
    view = window.slice_frame.view
    before = window.review.shown.state.appearance.windows
    _drag(view, _LEFT, QPoint(1, 1))
    assert window.review.shown.state.appearance.windows is before
    start = QPoint(view.width() // 2, view.height() // 2)
    QTest.mousePress(view, _LEFT, _NONE, start)
    for across in (1, 2, 30, 1):
        QTest.mouseMove(view, start + QPoint(across, 0))
    QTest.mouseRelease(view, _LEFT, _NONE, start + QPoint(1, 0))
    assert window.review.shown.state.appearance.windows["flair"].width > before["flair"].width, "a drag may come back"
