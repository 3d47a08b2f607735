from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QTransform
from pytestqt.qtbot import QtBot

from xaiviewer.ui.views import scale_bar
from xaiviewer.ui.window import MainWindow

Build = Callable[..., MainWindow]


def _pixels(view: Any) -> np.ndarray[Any, np.dtype[np.uint8]]:
    image = view.grab().toImage()
    return np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.width(), 4).copy()


@pytest.fixture
def half_read(build: Build, qtbot: QtBot, fakes: Any) -> tuple[MainWindow, threading.Semaphore]:
    """A window whose case has its first slice, and two of six read."""
    reading = threading.Semaphore(3)  # the search and two slices
    window = build(fakes.make_case("slow", known=True), reading=reading)
    window.review.shelf.open_paths([Path("slow")])
    qtbot.waitUntil(lambda: window.review.shown.state.glimpse is not None)
    return window, reading


def test_the_first_slice_is_shown_while_the_others_are_read(half_read: Any, qtbot: QtBot) -> None:
    window, reading = half_read
    assert window.slice_frame.view.isVisible()
    assert window.slice_frame.title.text() == "Slice 4 of 6"
    assert window.slice_frame.view.message().startswith("Reading")
    assert "follows" in window.heat_frame.view.message()
    assert _pixels(window.slice_frame.view).max() > 100
    assert not window.slice_frame.controls.clinician.isEnabled()
    assert window.top.about.text() == "Reading…"
    reading.release(10)
    qtbot.waitUntil(
        lambda: window.review.shown.state.complete and window.review.work.state.task is None, timeout=20_000
    )
    assert window.slice_frame.view.message() == ""
    assert window.slice_frame.controls.clinician.isEnabled()


def test_keys_and_mouse_do_no_harm_before_the_case_is_read(half_read: Any, qtbot: QtBot) -> None:
    window, _ = half_read
    review = window.review
    review.shown.show_slice(2)
    review.shown.set_window(None)
    review.shown.set_own_window()
    review.shown.toggle_inverted()
    window.viewport.zoom_by(2, window.slice_frame.view.rect().toRectF().center(), 100, 100)
    _pixels(window.slice_frame.view)
    _pixels(window.heat_frame.view)
    assert review.shown.state.glimpse is not None
    assert review.shown.state.slice_index == 0


def test_stopped_reading_is_said_and_can_be_taken_up_again(half_read: Any, qtbot: QtBot) -> None:
    window, reading = half_read
    button = window.top.progress.button
    assert button.text() == "Cancel"
    button.click()
    reading.release(1)
    qtbot.waitUntil(lambda: window.review.work.state.task is None)
    assert window.slice_frame.view.message() == "Reading was stopped"
    assert window.top.about.text() == "Not read"
    assert button.text() == "Resume"
    reading.release(20)
    button.click()
    qtbot.waitUntil(
        lambda: window.review.shown.state.complete and window.review.work.state.task is None, timeout=20_000
    )


@pytest.mark.parametrize(
    ("mm_per_px", "width", "length"), [(0.5, 400, 50), (1, 360, 100), (0.01, 400, 1), (0.001, 90, 0)]
)
def test_the_scale_bar_is_a_round_length_that_fits(mm_per_px: float, width: float, length: int) -> None:
    assert scale_bar.length_mm(mm_per_px, width) == length


def test_the_scale_bar_is_drawn_to_scale_and_only_where_the_spacing_is_known(qtbot: QtBot) -> None:
    from PySide6.QtGui import QImage, QPainter

    from xaiviewer.case import Geometry

    def painted(geometry: Geometry) -> np.ndarray[Any, Any]:
        picture = QImage(400, 400, QImage.Format.Format_RGB32)
        picture.fill(0)
        painter = QPainter(picture)
        scale_bar.paint_scale_bar(painter, geometry, QTransform.fromScale(3, 3), 400, 400)
        painter.end()
        return np.frombuffer(picture.constBits(), dtype=np.uint8).reshape(400, 400, 4)[:, :, 0].copy()

    bar = np.flatnonzero(painted(Geometry(np.diag([0.8, 0.8, 5, 1]), known=True))[380] > 100)
    assert bar[-1] - bar[0] == pytest.approx(20 * 3 / 0.8, abs=2)  # 20 mm; 0.8 mm take 3 pixels
    assert not painted(Geometry()).any()
