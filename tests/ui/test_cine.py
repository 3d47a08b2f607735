from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xaiviewer.ui.window import MainWindow

Key = Qt.Key


def test_it_plays_from_the_last_slice_to_the_first_until_it_is_stopped(window: MainWindow, qtbot: QtBot) -> None:
    seen: list[int] = []
    window.review.shown.show_slice(4)
    window.review.shown.slice_changed.connect(seen.append)
    window.cine.set_speed(30)
    QTest.keyClick(window, Key.Key_C)
    assert window.cine.playing
    qtbot.waitUntil(lambda: len(seen) >= 8)
    QTest.keyClick(window, Key.Key_C)
    assert not window.cine.playing
    assert seen[:8] == [5, 0, 1, 2, 3, 4, 5, 0]


@pytest.mark.parametrize("how", ["wheel", "key", "case", "close"])
def test_the_reader_stops_it_by_doing_something_else(window: MainWindow, qtbot: QtBot, how: str) -> None:
    window.cine.toggle()
    assert window.cine.playing
    match how:
        case "wheel":
            window.review.shown.show_slice((window.review.shown.state.slice_index + 2) % 6)
        case "key":
            QTest.keyClick(window, Key.Key_Home)
            QTest.keyClick(window, Key.Key_End)
        case "case":
            window.review.shelf.choose(Path("two"))
        case "close":
            window.close()
    assert not window.cine.playing


def test_the_button_shows_what_it_will_do_and_the_menu_sets_the_speed(window: MainWindow) -> None:
    buttons = window.cine_buttons
    still = buttons.play.icon().cacheKey()
    buttons.play.click()
    assert window.cine.playing
    assert buttons.play.icon().cacheKey() != still
    buttons.play.click()
    assert buttons.play.icon().cacheKey() == still
    offered = {action.text(): action for action in buttons.menu.actions()}
    offered["20 slices a second"].trigger()
    assert window.cine.speed == 20
    assert buttons.speed.text() == "20 / s"
    assert [each.text() for each in buttons.menu.actions() if each.isChecked()] == ["20 slices a second"]


def test_one_slice_is_nothing_to_play(build: Any, qtbot: QtBot, fakes: Any) -> None:
    window = build(fakes.make_case("single", 1))
    assert not window.cine.possible
    window.review.shelf.open_paths([Path("single")])
    qtbot.waitUntil(
        lambda: window.review.shown.state.complete and window.review.work.state.task is None, timeout=20_000
    )
    QTest.keyClick(window, Key.Key_C)
    assert not window.cine.playing
    assert not window.cine_buttons.play.isEnabled()
    assert window.top.about.text().startswith("1 slice  ·")


def test_it_waits_for_the_case_to_be_read(build: Any, qtbot: QtBot, fakes: Any) -> None:
    reading = threading.Semaphore(3)
    window = build(fakes.make_case("slow"), reading=reading)
    window.review.shelf.open_paths([Path("slow")])
    qtbot.waitUntil(lambda: window.review.shown.state.glimpse is not None)
    QTest.keyClick(window, Key.Key_C)
    QTest.keyClick(window, Key.Key_H)
    assert not window.cine.playing
    assert not window.viewport.mirrored
    assert not window.cine_buttons.play.isEnabled()
    reading.release(20)
    qtbot.waitUntil(
        lambda: window.review.shown.state.complete and window.review.work.state.task is None, timeout=20_000
    )
    assert window.cine_buttons.play.isEnabled()
