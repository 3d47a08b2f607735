"""Zoom, position, flips and the oblique plane's turn are taken back like everything else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTransform, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xaiviewer.display.planes import Angles
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.ui.views.tiles import kept
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow
_Key, _CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> Iterator[MainWindow]:
    """A window with two cases, of which the first is open and analysed."""
    kept.forget()
    made = build(fakes.make_case("one", known=True), fakes.make_case("two"))
    made.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: made.review.shown.state.complete and made.review.work.state.task is None, timeout=20_000)
    QApplication.processEvents()
    yield made
    kept.forget()


def _press(window: MainWindow, key: _Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window, key, modifiers)
    QApplication.processEvents()


def _wheel(view: Any, notches: int = 1) -> None:
    """With Ctrl held: zoom."""
    place = QPointF(40, 50)
    event = QWheelEvent(
        place,
        view.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        _CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)
    QApplication.processEvents()


def _pan(view: Any) -> None:
    at, button = QPoint(50, 50), Qt.MouseButton.MiddleButton
    QTest.mousePress(view, button, pos=at)
    for step in range(1, 6):
        QTest.mouseMove(view, at + QPoint(9 * step, 4 * step))
        QApplication.processEvents()
    QTest.mouseRelease(view, button, pos=at + QPoint(45, 20))
    QApplication.processEvents()


def _done(window: MainWindow) -> int:
    return len(window.review.history.state.done)


def test_opening_a_case_or_another_layout_leaves_nothing_to_undo(window: MainWindow, qtbot: QtBot) -> None:
    assert _done(window) == 0
    for number in (4, kept.PLANES, kept.USUAL):
        window.views.set_layout(number)
        qtbot.wait(50)
        assert _done(window) == 0
    window.review.shelf.step(1)
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    assert _done(window) == 0


def test_flips_are_undone_and_redone_each_by_itself(window: MainWindow) -> None:
    port = window.viewport
    _press(window, _Key.Key_H)
    _press(window, _Key.Key_V)
    assert (port.mirrored, port.upended) == (True, True)
    assert "flip" in window.tool_bar.undo.toolTip()
    _press(window, _Key.Key_Z, _CTRL)
    assert (port.mirrored, port.upended) == (True, False)
    _press(window, _Key.Key_Z, _CTRL)
    assert (port.mirrored, port.upended) == (False, False)
    _press(window, _Key.Key_Y, _CTRL)
    assert (port.mirrored, port.upended) == (True, False)
    _press(window, _Key.Key_Z, _CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert (port.mirrored, port.upended) == (True, True)


def test_a_burst_of_the_wheel_and_a_drag_are_a_step_each(window: MainWindow) -> None:
    view = window.slice_frame.view
    before = view.transform()
    for _ in range(5):
        _wheel(view)
    window.review.history.settle()
    zoomed = view.transform()
    assert _done(window) == 1
    assert "zoom and position" in window.tool_bar.undo.toolTip()
    _pan(view)
    panned = view.transform()
    assert _done(window) == 2
    window.review.history.undo()
    assert view.transform() == zoomed != panned
    window.review.history.undo()
    assert view.transform() == before
    window.review.history.redo()
    window.review.history.redo()
    assert view.transform() == panned


def test_the_reset_of_view_and_window_is_one_step(window: MainWindow) -> None:
    _press(window, _Key.Key_H)
    _wheel(window.slice_frame.view, 3)
    drawn = window.review.shown.state.appearance
    window.review.shown.set_window(type(drawn.windows["flair"])(10, 20))
    window.review.history.settle()
    count, before = _done(window), (window.slice_frame.view.transform(), window.review.shown.state.appearance)
    _press(window, _Key.Key_R)
    assert _done(window) == count + 1
    assert not window.viewport.mirrored
    _press(window, _Key.Key_Z, _CTRL)
    assert (window.slice_frame.view.transform(), window.review.shown.state.appearance) == before


@pytest.mark.parametrize("linked", [True, False])
def test_tiles_are_undone_together_or_alone(window: MainWindow, linked: bool) -> None:
    window.views.set_layout(4)
    window.links.set(zoom=linked)
    QApplication.processEvents()
    first, second = (tile.view for tile in window.views.grid.tiles[:2])
    before = first.transform(), second.transform()
    _wheel(first, 2)
    _wheel(first, 1)
    after = first.transform(), second.transform()
    assert after[0] != before[0]
    assert (after[1] == before[1]) is not linked
    assert _done(window) == 1
    window.review.history.undo()
    assert (first.transform(), second.transform()) == before
    window.review.history.redo()
    assert (first.transform(), second.transform()) == after


def test_what_a_tile_shows_of_its_own_is_undone(window: MainWindow) -> None:
    window.views.set_layout(4)
    window.links.set(window=False)
    QApplication.processEvents()
    tile = window.views.grid.tiles[0]
    drawn = window.review.shown.state.appearance
    opened = tile.own
    tile.put(sequence="t1")
    QApplication.processEvents()
    for width in (10, 20, 30):
        tile.view.choose_window(WindowLevel(5, width))
        QApplication.processEvents()
    assert dict(tile.own.windows)["t1"] == WindowLevel(5, 30)
    assert _done(window) == 2
    window.review.history.undo()
    assert (tile.own.sequence, tile.own.windows) == ("t1", ())
    window.review.history.undo()
    assert tile.own == opened
    window.review.history.redo()
    window.review.history.redo()
    assert dict(tile.own.windows)["t1"] == WindowLevel(5, 30)
    assert window.review.shown.state.appearance == drawn


def test_planes_that_zoom_together_are_one_step(window: MainWindow, qtbot: QtBot) -> None:
    window.views.set_layout(kept.PLANES)
    qtbot.wait(50)  # painted, and so fitted
    views = [tile.view for tile in window.views.grid.tiles if tile.key == "plane"]

    def seen() -> list[QTransform]:
        return [view.transform() for view in views]

    before = seen()
    _wheel(views[0], 2)
    after = seen()
    assert all(one != other for one, other in zip(before, after, strict=True))
    assert _done(window) == 1
    window.review.history.undo()
    assert seen() == before
    window.review.history.redo()
    assert seen() == after


def test_the_turn_of_the_oblique_plane_is_undone(window: MainWindow, qtbot: QtBot) -> None:
    window.views.set_layout(kept.PLANES)
    tile = next(tile for tile in window.views.grid.tiles if tile.key == "plane")
    tile.show_plane("oblique")
    qtbot.wait(50)
    crosshair = tile.view.crosshair
    for degrees in (5, 9, 14):
        crosshair.turn(Angles(degrees, 0))
        QApplication.processEvents()
    window.review.history.settle()
    qtbot.wait(50)
    assert _done(window) == 1
    window.review.history.undo()
    assert crosshair.angles == Angles()
    qtbot.wait(50)
    window.review.history.redo()
    assert crosshair.angles == Angles(14, 0)


def test_views_of_another_case_or_of_tiles_that_went_are_not_undone(window: MainWindow, qtbot: QtBot) -> None:
    _wheel(window.slice_frame.view, 2)
    window.review.history.settle()
    window.review.shown.set_opacity(0.3)
    assert _done(window) == 2
    window.review.shelf.step(1)
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    window.review.shelf.step(-1)
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    QApplication.processEvents()
    assert _done(window) == 1  # it is fitted anew; the opacity can still be taken back
    window.views.set_layout(4)
    window.links.set(zoom=False)
    QApplication.processEvents()
    _wheel(window.views.grid.tiles[0].view, 2)
    assert _done(window) == 2
    window.views.set_layout(kept.USUAL)
    QApplication.processEvents()
    assert _done(window) == 1
