"""What the mouse does on a picture is a table, of which the reader chooses a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from xaiviewer.ui.keys.mouse import MOUSE, PRESETS
from xaiviewer.ui.window import MainWindow

Button = Qt.MouseButton
_NONE, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _usual_afterwards() -> Iterator[None]:
    yield
    MOUSE.choose(PRESETS[0].key, inverted=False)


def _drag(view: QWidget, button: Qt.MouseButton, by: QPoint) -> None:
    start = QPoint(view.width() // 2, view.height() // 2)
    QTest.mousePress(view, button, _NONE, start)
    QTest.mouseMove(view, start + by)
    QTest.mouseRelease(view, button, _NONE, start + by)


def _turn_down(view: QWidget) -> None:
    place = QPointF(view.rect().center())
    angle = QPoint(0, -120)
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        place, QPointF(view.mapToGlobal(place.toPoint())), QPoint(), angle, Button.NoButton, _NONE, phase, False
    )
    QApplication.sendEvent(view, event)


def test_every_preset_has_all_buttons_and_the_wheel_in_its_table() -> None:
    for preset in PRESETS:
        MOUSE.choose(preset.key, inverted=False)
        for button in (Button.LeftButton, Button.MiddleButton, Button.RightButton):
            assert MOUSE.drag(button, _NONE) is not None
        assert MOUSE.drag(Button.RightButton, _CTRL) == MOUSE.drag(Button.RightButton, _NONE)
        assert MOUSE.drag(Button.BackButton, _NONE) is None
        assert MOUSE.wheel(_CTRL) == "zoom"
        assert len(MOUSE.told()) == len(preset.drags) + len(preset.wheel)


def test_a_preset_that_is_not_known_is_the_usual_one() -> None:
    MOUSE.take({"buttons": "of another version", "wheel_inverted": "yes"})
    assert (MOUSE.preset, MOUSE.inverted) == (PRESETS[0], False)


@pytest.mark.slow
def test_as_in_a_pacs_left_scrolls_right_windows_and_middle_moves(window: MainWindow) -> None:
    MOUSE.choose("pacs", inverted=False)
    view, review = window.slice_frame.view, window.review
    review.shown.show_slice(2)
    windows = review.shown.state.appearance.windows
    _drag(view, Button.LeftButton, QPoint(0, 30))
    assert review.shown.state.slice_index > 2
    assert review.shown.state.appearance.windows is windows
    _drag(view, Button.RightButton, QPoint(40, 0))
    assert review.shown.state.appearance.windows["flair"].width > windows["flair"].width
    assert window.viewport.zoom == 1
    before = window.viewport.transform(view.width(), view.height()).map(QPointF(0, 0))
    _drag(view, Button.MiddleButton, QPoint(30, -20))
    after = window.viewport.transform(view.width(), view.height()).map(QPointF(0, 0))
    assert (after - before - QPointF(30, -20)).manhattanLength() < 1e-6


@pytest.mark.slow
def test_a_right_click_asks_for_the_menu_whatever_a_right_drag_does(window: MainWindow) -> None:
    for preset in PRESETS:
        MOUSE.choose(preset.key, inverted=False)
        asked: list[QPointF] = []
        window.slice_frame.view.menu_asked.disconnect()
        window.slice_frame.view.menu_asked.connect(asked.append)
        _drag(window.slice_frame.view, Button.RightButton, QPoint(1, 0))
        assert len(asked) == 1


@pytest.mark.slow
def test_a_tool_in_hand_draws_whatever_a_left_drag_does(window: MainWindow) -> None:
    MOUSE.choose("pacs", inverted=False)
    window.tools.choose("distance")
    before = window.review.shown.state.slice_index
    _drag(window.slice_frame.view, Button.LeftButton, QPoint(40, 40))
    assert window.review.shown.state.slice_index == before
    assert len(window.review.measured.state.measurements) == 1


@pytest.mark.slow
def test_the_wheel_the_other_way_round_over_views_and_strip(window: MainWindow) -> None:
    MOUSE.choose("ohif", inverted=True)
    for widget in (window.slice_frame.view, window.strip):
        window.review.shown.show_slice(3)
        _turn_down(widget)
        assert window.review.shown.state.slice_index == 2


@pytest.mark.slow
def test_the_overview_tells_the_mouse_in_use(window: MainWindow) -> None:
    def told() -> dict[str, str]:
        window.help.cover()
        texts = [each.text() for each in window.help.card.findChildren(QLabel)]
        window.help.hide()
        QApplication.sendPostedEvents(None, 0)
        return dict(pairwise(texts))

    assert told()["Left drag"] == "Window: right widens, down darkens"
    MOUSE.choose("pacs", inverted=True)
    assert told()["Left drag"] == "Through the slices"
    assert told()["Wheel"] == "Through the slices, down to the previous"
