"""A view as a picture with a caption, and the menu of a view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from xaiviewer import RESEARCH_USE
from xaiviewer.review import query
from xaiviewer.ui.window import MainWindow

# tips and menus come to the front
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support")]

Key = Qt.Key
_CTRL, _NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def _caption(picture: QImage) -> str:
    return picture.text("Description")


def test_the_caption_says_what_is_shown(window: MainWindow) -> None:
    window.review.shown.set_appearance(replace(window.review.shown.state.appearance, normalise="slice"))
    plain, heat = (_caption(window.picturing.picture(each)) for each in (window.slice_frame, window.heat_frame))
    for caption in (plain, heat):
        assert caption.startswith("one · FLAIR · Slice 3 of 6\n")
        assert caption.endswith(RESEARCH_USE)
        assert "solid: clinician's mask" in caption
        assert "dashed: model's segmentation" in caption
    assert window.heat_frame.title.text() in heat
    assert "full colour: the slice's 99th percentile; smoothed over a cell" in heat
    assert "full colour" not in plain


def test_the_caption_follows_the_display(window: MainWindow) -> None:
    window.review.shown.toggle_mask()
    window.names.toggle()
    window.review.measured.add("distance", window.review.shown.state.slice_index, ((1, 1), (9, 9)))
    caption = _caption(window.picturing.picture(window.heat_frame))
    assert "clinician's mask" not in caption
    assert caption.startswith("Case 1 · ")
    assert "no spacing" in caption


def test_a_view_is_saved_larger_with_its_own_detail(window: MainWindow, tmp_path: Path) -> None:
    frame = window.slice_frame
    window.picturing.save_to(frame, tmp_path / "one.png")
    window.picturing.save_to(frame, tmp_path / "three.png", 3)
    one, three = QImage(str(tmp_path / "one.png")), QImage(str(tmp_path / "three.png"))
    assert three.size() == one.size() * 3
    assert _caption(three) == _caption(one)
    # letters of the caption are painted anew, not blown up
    blown = one.scaled(three.size())
    below = range(3 * frame.view.height(), three.height(), 5)
    places = [(x, y) for y in below for x in range(0, three.width(), 5)]
    assert sum(three.pixel(*at) != blown.pixel(*at) for at in places) > 50


def test_the_picture_holds_the_view_and_room_for_every_line(window: MainWindow) -> None:
    frame = window.heat_frame
    picture = window.picturing.picture(frame)
    ratio = frame.view.devicePixelRatioF()
    assert picture.height() > frame.view.height() * ratio + 5 * 12
    view = frame.view.grab().toImage().convertToFormat(picture.format())
    left = (picture.width() - view.width()) // 2
    assert picture.copy(left, 0, view.width(), view.height()) == view


def test_ctrl_c_puts_the_view_onto_the_clipboard(window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    QTest.keyClick(window, Key.Key_C, _CTRL)
    assert not QGuiApplication.clipboard().image().isNull()


def test_ctrl_s_saves_the_view_under_a_name_that_says_what_it_is(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []
    state = window.review.shown.state

    def ask(parent: Any, title: str, name: str, kinds: str) -> tuple[str, str]:
        offered.append(name)
        return str(tmp_path / "view"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    for frame in (window.slice_frame, window.heat_frame):
        QTest.mouseMove(frame.view, QPoint(50, 50))
        for _ in range(2):  # the second time the pointer has not moved
            QTest.keyClick(window, Key.Key_S, _CTRL)
    heat = f"one_003_{query.method_of(state, state.layer)}.png"
    assert [Path(each).name for each in offered] == ["one_003.png", "one_003.png", heat, heat]
    assert {Path(each).parent for each in offered[1:]} == {tmp_path}  # where the last one was saved
    saved = QImage(str(tmp_path / "view.png"))
    assert _caption(saved).endswith(RESEARCH_USE)
    assert "view.png" in window.banner.text.text()
    assert window.banner.code.text() == ""  # nothing went wrong
    assert window.banner.leaving.isActive()


def test_a_folder_that_cannot_be_written_is_said(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "taken.png").mkdir()
    window.picturing.save_to(window.slice_frame, tmp_path / "taken.png")
    assert "taken.png" in window.banner.text.text()
    assert not window.banner.leaving.isActive()  # until the reader closes it


def _entries(window: MainWindow) -> dict[str, QAction]:
    return {each.text().split("\t")[0]: each for each in window.view_menu.actions() if each.text()}


def test_a_right_click_opens_the_menu_and_a_right_drag_zooms(window: MainWindow, qtbot: QtBot) -> None:
    view = window.slice_frame.view
    start = QPoint(view.width() // 2, view.height() // 2)
    QTest.mousePress(view, Qt.MouseButton.RightButton, _NONE, start)
    QTest.mouseMove(view, start + QPoint(0, -40))
    QTest.mouseRelease(view, Qt.MouseButton.RightButton, _NONE, start + QPoint(0, -40))
    assert window.viewport.zoom > 1
    assert not window.view_menu.isVisible()
    QTest.mouseClick(view, Qt.MouseButton.RightButton, _NONE, start)
    qtbot.waitUntil(window.view_menu.isVisible)
    entries = _entries(window)
    assert {"Measure", "Mark", "Undo", "Automatic window", "This view alone"} <= entries.keys()
    assert not entries["Redo"].isEnabled()
    assert entries["Heat map on or off"].isChecked()
    assert not entries["Invert grey levels"].isChecked()
    entries["Invert grey levels"].trigger()
    assert window.review.shown.state.appearance.inverted
    window.view_menu.hide()


def test_the_menu_over_a_measurement_deletes_it(window: MainWindow, qtbot: QtBot) -> None:
    view = window.slice_frame.view
    window.review.measured.add("distance", window.review.shown.state.slice_index, ((20, 30), (40, 30)))
    place = view.transform().map(QPointF(30, 30)).toPoint()
    QTest.mouseClick(view, Qt.MouseButton.RightButton, _NONE, place)
    qtbot.waitUntil(window.view_menu.isVisible)
    _entries(window)["Delete Distance 1"].trigger()
    assert window.review.measured.state.measurements == ()
    window.view_menu.hide()


def test_the_menu_shows_a_view_alone_and_all_again(window: MainWindow, qtbot: QtBot) -> None:
    view = window.slice_frame.view
    for entry, alone in (("This view alone", True), ("All views again", False)):
        QTest.mouseClick(view, Qt.MouseButton.RightButton, _NONE, QPoint(40, 40))
        qtbot.waitUntil(window.view_menu.isVisible)
        _entries(window)[entry].trigger()
        window.view_menu.hide()
        assert window.views.alone is alone


def test_no_case_no_menu_and_no_picture(build: Callable[..., MainWindow], fakes: Any) -> None:
    window = build(fakes.make_case("one"))
    QGuiApplication.clipboard().clear()
    QTest.keyClick(window, Key.Key_C, _CTRL)
    assert QGuiApplication.clipboard().image().isNull()
    window.slice_frame.view.menu_asked.emit(QPointF(5, 5))
    assert not window.view_menu.isVisible()
    assert _caption(window.picturing.picture(window.slice_frame)).endswith(RESEARCH_USE)
