"""The strip of slices below the views."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from xaiviewer.case import Case, Mask
from xaiviewer.requests import SliceResult
from xaiviewer.ui.kit import theme
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

Build = Callable[..., MainWindow]
Key = Qt.Key


def _wheel(widget: QWidget, across: int, down: int) -> None:
    place = QPointF(300, 60)
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(across, down),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_small_and_sideways_turns_of_the_wheel_do_not_rush_through_the_strip(window: MainWindow) -> None:
    window.review.shown.show_slice(2)
    _wheel(window.strip, 120, 0)
    assert window.review.shown.state.slice_index == 2
    for _ in range(4):
        _wheel(window.strip, 0, -30)
    assert window.review.shown.state.slice_index == 3
    _wheel(window.strip, 0, 120)
    assert window.review.shown.state.slice_index == 2


def test_the_strip_counts_a_mask_once(build: Build, qtbot: QtBot, fakes: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Semaphore(0)
    window = build(fakes.make_case("case"), gate=gate)
    review = window.review
    review.shelf.open_paths([Path("case")])
    qtbot.waitUntil(lambda: review.shown.state.analysis is not None)
    counted: list[object] = []
    counting = property(lambda mask: counted.append(mask) or np.count_nonzero(mask.voxels, axis=(1, 2)))
    monkeypatch.setattr(Mask, "areas_px", counting)
    for ready in (1, 2, 3):
        gate.release(1)
        qtbot.waitUntil(lambda: len(review.shown.state.analysis.slices) == ready)  # noqa: B023 - it is waited for here
        window.strip.grab()
    assert len(counted) <= 1  # none, where it was painted before the first result came


@pytest.mark.parametrize("slices", [1, 500])
def test_one_slice_and_five_hundred_fit_the_strip(build: Build, qtbot: QtBot, fakes: Any, slices: int) -> None:
    window = build(fakes.make_case("case", slices, side=16))
    window.resize(1024, 640)
    window.review.shelf.open_paths([Path("case")])
    qtbot.waitUntil(lambda: window.review.shown.state.analysis is not None, timeout=20_000)
    last = window.strip.column(slices - 1)
    assert last.right() <= window.strip.width()
    assert window.strip.slice_at(last.center().x()) == slices - 1
    window.review.shown.show_slice(slices - 1)
    window.grab()


def _with_outlines(
    build: Build, qtbot: QtBot, case: Case, wanted: Callable[[int], bool] = lambda index: True
) -> tuple[MainWindow, list[int]]:
    """A window where these slices of the mask, which it gives too, have results: outlines twice as large."""
    assert case.mask is not None
    odds = np.array([0.5, 0.5], dtype=np.float32)
    wider = np.arange(32 * 32).reshape(32, 32) < 2 * case.mask.areas_px.max()
    drawn = [index for index in np.flatnonzero(case.mask.areas_px).tolist() if wanted(index)]
    options = {"first": drawn, "gives": lambda _, __, index: SliceResult(index, odds, odds, wider, {}, {})}
    window = build(case, gate=threading.Semaphore(len(drawn)), analyser=options)
    window.resize(1024, 640)
    review = window.review
    review.shelf.open_paths([Path("case")])
    known = lambda: review.shown.state.analysis.slices if review.shown.state.analysis is not None else ()  # noqa: E731
    qtbot.waitUntil(lambda: len(known()) == len(drawn), timeout=20_000)
    review.shown.show_slice(0)
    return window, drawn


def _warmth(window: MainWindow, first: int, last: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Red less blue of the lower band's pixels from one slice to another: the model's amber is warm."""
    picture = window.strip.grab().toImage()
    left, right = round(window.strip.column(first).left()), round(window.strip.column(last).right())
    lower = [picture.pixelColor(x, y) for x in range(left, right) for y in range(64, picture.height() - 22)]
    return np.array([each.red() - each.blue() for each in lower])


@pytest.mark.parametrize("slices", [6, 155, 500])
def test_the_strip_shows_both_areas_however_many_slices_there_are(
    build: Build, qtbot: QtBot, fakes: Any, slices: int
) -> None:
    window, drawn = _with_outlines(build, qtbot, fakes.make_case("case", slices, side=32))
    warmth = _warmth(window, drawn[0], drawn[-1])
    wide = window.strip.column(drawn[-1]).right() - window.strip.column(drawn[0]).left()
    assert (warmth < -60).sum() > wide / 2, "the clinician's cyan"
    assert (warmth > 60).sum() > wide / 2, "the model's amber"


def test_what_is_not_analysed_yet_is_not_drawn_as_nothing_outlined(build: Build, qtbot: QtBot, fakes: Any) -> None:
    case = fakes.make_case("case", 500, side=32)
    window, drawn = _with_outlines(build, qtbot, case, lambda index: index < 200 or index > 300 or index == 250)
    assert (_warmth(window, drawn[0], 199) > 60).any()
    assert (_warmth(window, 245, 255) > 60).any(), "one slice alone"
    assert not (_warmth(window, 206, 244) > 60).any()
    assert not (_warmth(window, 256, 294) > 60).any()


@pytest.mark.parametrize(
    ("count", "width"), [(20, 1024), (155, 1100), (155, 1440), (384, 1024), (1200, 1280), (1, 1024)]
)
def test_numbers_below_the_strip_are_whole(build: Build, qtbot: QtBot, fakes: Any, count: int, width: int) -> None:
    window = build(fakes.make_case("many", count, side=16))
    window.resize(width, 640)
    window.review.shelf.open_paths([Path("many")])
    qtbot.waitUntil(lambda: window.review.shown.state.case is not None)
    QApplication.processEvents()
    strip = window.strip
    picture = QImage(strip.size(), QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    painter.setFont(theme.font(theme.SMALL))
    numbers = {index: strip.number_box(painter, index) for index in strip.numbered()}
    painter.setFont(theme.font(theme.SMALL, bold=True))
    looked_at = {0, 1, count // 2, count - 2, count - 1} & set(range(count))
    marked = {shown: strip.number_box(painter, shown) for shown in looked_at}
    painter.end()
    boxes = sorted(numbers.values(), key=lambda box: box.left())
    assert 0 in numbers
    assert all(one.right() <= other.left() for one, other in pairwise(boxes))
    assert all(strip.rect().toRectF().contains(box) for box in boxes)
    for shown, current in marked.items():
        window.review.shown.show_slice(shown)
        grabbed = strip.grab().toImage()
        for index, box in numbers.items():
            across = range(int(box.left()), int(box.right()))
            outside = [x for x in across if not current.left() - 1 <= x <= current.right() + 1]
            if index == shown or not box.intersects(current):
                continue
            middle = [grabbed.pixelColor(x, y) for x in outside for y in range(int(box.top()) + 4, int(box.bottom()))]
            assert all(colour == theme.PANEL for colour in middle), f"half of {index + 1} is left beside {shown + 1}"
