"""What a change leaves as it is in a picture is not made again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from xaiviewer.review import query
from xaiviewer.ui.kit import rendering
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

Counted = Callable[[str], list[int]]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Counts the calls of a function that the renderer uses: its list grows by one at each."""

    def count(name: str) -> list[int]:
        calls: list[int] = []
        own = getattr(rendering, name)

        def called(*given: Any, **named: Any) -> Any:
            calls.append(1)
            return own(*given, **named)

        monkeypatch.setattr(rendering, name, called)
        return calls

    return count


def test_opacity_blends_and_nothing_else(window: MainWindow, counted: Counted) -> None:
    state = window.review.shown.state
    window.renderer.blended(state)
    spread, grey, blended = counted("shares_on_slice"), counted("grey_slice"), counted("under_heat")
    window.review.shown.set_opacity(0.31)
    window.renderer.blended(window.review.shown.state)
    assert (len(spread), len(grey), len(blended)) == (0, 0, 1)


def test_a_threshold_spreads_nothing_over_the_slice_again(window: MainWindow, counted: Counted) -> None:
    window.renderer.heat(window.review.shown.state)
    spread, toned = counted("shares_on_slice"), counted("toned")
    before = window.renderer.heat(window.review.shown.state)
    window.review.shown.set_appearance(replace(window.review.shown.state.appearance, draw_above=0.5))
    after = window.renderer.heat(window.review.shown.state)
    assert (len(spread), len(toned)) == (0, 1)
    assert before is not None
    assert after is not None
    assert (after.values > 0).sum() < (before.values > 0).sum()


def test_the_window_leaves_the_heat_alone(window: MainWindow, counted: Counted) -> None:
    state = window.review.shown.state
    before = window.renderer.heat(state)
    spread = counted("shares_on_slice")
    assert state.case is not None
    drawn = state.appearance.window(state.appearance.volume(state.case))
    window.review.shown.set_window(replace(drawn, width=drawn.width * 2))
    assert window.renderer.heat(window.review.shown.state) is before
    assert not spread


def test_full_colour_is_found_once_for_all_slices(window: MainWindow, counted: Counted) -> None:
    window.renderer.heat(window.review.shown.state)
    found = counted("full_colour")
    for index in range(6):
        window.review.shown.show_slice(index)
        assert window.renderer.heat(window.review.shown.state) is not None
    assert not found
    window.review.shown.show_layer(window.review.shown.state.layer - 1)
    window.renderer.heat(window.review.shown.state)
    assert len(found) == 1


def test_one_state_is_looked_into_once(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """The picture, its scale and its words ask for the same heat."""
    first = window.renderer.heat(window.review.shown.state)
    monkeypatch.setattr(query, "shown_layers", lambda state: pytest.fail("looked into again"))
    assert window.renderer.heat(window.review.shown.state) is first


class _Painted(QObject):
    """Which part of a view is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QPaintEvent):
            self.boxes.append(event.rect())
        return super().eventFilter(watched, event)


def test_the_pointers_cross_paints_its_places_alone(window: MainWindow) -> None:
    view, painted = window.heat_frame.view, _Painted()
    window.viewport.set_probe(QPointF(10, 10))
    QApplication.processEvents()
    view.installEventFilter(painted)
    window.viewport.set_probe(QPointF(14, 12))
    QApplication.processEvents()
    places = [view.transform().map(QPointF(*each)).toPoint() for each in ((10, 10), (14, 12))]
    assert painted.boxes
    assert all(any(box.contains(place) for box in painted.boxes) for place in places)
    assert sum(box.width() * box.height() for box in painted.boxes) < view.width() * view.height() / 4
    view.removeEventFilter(painted)


def test_what_the_worker_tells_is_painted_with_all_else(window: MainWindow) -> None:
    """A bar that paints itself would have the whole window painted at every step of the worker."""
    view, bar = window.heat_frame.view, window.top.progress.bar
    window.top.progress.show()
    QApplication.processEvents()
    before = view.paints
    for done in range(1, 5):
        window.review.shown.set_opacity(done / 10)
        bar.show_progress(done, 7)
    assert (bar.value(), bar.maximum()) == (4, 7)
    assert view.paints == before
    QApplication.processEvents()
    assert view.paints == before + 1
