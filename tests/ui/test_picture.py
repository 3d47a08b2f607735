"""The ground is left out where the picture lies, and nobody sees a difference."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Elided
from xaiviewer.ui.kit.rendering import to_image
from xaiviewer.ui.views.picture import paint_picture

_VIEW = QRect(0, 0, 120, 90)


def _blank() -> QImage:
    made = QImage(_VIEW.size(), QImage.Format.Format_RGB32)
    made.fill(0xFF00FF)
    return made


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("smooth", [False, True])
def test_ground_and_picture_are_those_of_a_view_that_is_filled_first(seed: int, *, smooth: bool) -> None:
    rng = np.random.default_rng(seed)
    picture = to_image(rng.integers(0, 256, (int(rng.integers(1, 40)), int(rng.integers(1, 40)), 4), dtype=np.uint8))
    across, down = rng.choice([-1, 1], 2) * rng.uniform(0.05, 9, 2)
    transform = QTransform(across, 0, 0, down, rng.uniform(-60, 180), rng.uniform(-60, 150))
    if seed % 4 == 3:
        transform = QTransform(0, across, down, 0, transform.dx(), transform.dy())  # turned by a right angle
    made, expected = _blank(), _blank()
    with QPainter(made) as painter:
        paint_picture(painter, _VIEW, picture, transform, smooth=smooth)
    with QPainter(expected) as painter:
        painter.fillRect(_VIEW, theme.VIEW)
        painter.setTransform(transform)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(QRectF(-0.5, -0.5, picture.width(), picture.height()), picture)
    assert made == expected


@pytest.mark.usefixtures("qapp")
def test_of_a_tip_that_stays_nothing_is_told() -> None:
    told: list[str] = []

    class Told(Elided):
        def event(self, event: object) -> bool:
            told.append(type(event).__name__)
            return super().event(event)  # type: ignore[arg-type]

    text = Told("small", "one")
    text.setToolTip("what it is")
    first = len(told)
    text.setToolTip("what it is")
    assert first
    assert len(told) == first
    assert text.toolTip() == "what it is"


def test_what_fits_first_is_shown_and_else_the_last_with_dots(qapp: object) -> None:
    del qapp
    text = Elided()
    text.say("a rather long text that has no room", "a shorter text", "short")
    text.resize(text.fontMetrics().horizontalAdvance("a shorter text") + 2, 20)
    assert text.shown() == "a shorter text"
    text.resize(text.fontMetrics().horizontalAdvance("sho") + 2, 20)
    assert text.shown() not in {"short", "a shorter text"}
