"""A slice of the open case under one reader's mark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from xaiviewer.display.extent import whole
from xaiviewer.display.picture import grey_slice
from xaiviewer.ledger.marked import outline_of
from xaiviewer.review import ShownState
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Notches
from xaiviewer.ui.kit.pens import pens
from xaiviewer.ui.kit.rendering import to_image, to_path

_POINT = 5.0  # logical pixels to each side


class MarkedSlice(QWidget):
    """Paints a slice as large as there is room, in its true proportions; the wheel goes through the slices."""

    def __init__(self, name: str, turn: Callable[[int], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turn = turn
        self._notches = Notches()
        self._state: ShownState | None = None
        self._index = 0
        self._mark: Any = None
        self._paths: dict[int, QPainterPath] = {}
        self.setAccessibleName(name)
        self.setMinimumSize(220, 220)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_slice(self, state: ShownState | None, index: int, mark: Any) -> None:
        """Show a slice of the open case; None: nothing. `mark` is an answer, or None."""
        if mark is not self._mark:
            self._paths = {at: to_path(each) for at, each in outline_of(mark).items()}
        self._state, self._index, self._mark = state, index, mark
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        steps = self._notches.steps(event)
        if steps:
            self._turn(steps)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.VIEW)
        state = self._state
        if state is None or state.case is None or not 0 <= self._index < len(state.case):
            return
        grey = grey_slice(state.appearance.volume(state.case), self._index, state.appearance)
        image = to_image(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGRA))
        transform = self._transform(state)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(transform)
        painter.drawImage(QPointF(-0.5, -0.5), image)
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._mark is not None:
            for pen in pens(theme.MARKS):
                painter.setPen(pen)
                painter.drawPath(self._drawn(transform))

    def _transform(self, state: ShownState) -> QTransform:
        """From slice pixels to the widget's, the head in the middle."""
        assert state.case is not None
        _, high, wide = state.case.geometry.spacing_mm
        aspect = high / wide if state.case.geometry.known else 1.0
        head = state.extent or whole(state.case)
        scale = min(self.width() / head.width, self.height() / (head.height * aspect))
        middle = head.column + head.width / 2, head.row + head.height / 2
        made = QTransform()
        made.translate(self.width() / 2, self.height() / 2)
        made.scale(scale, scale * aspect)
        made.translate(-middle[0], -middle[1])
        return made

    def _drawn(self, transform: QTransform) -> QPainterPath:
        """The outline, boxes and points on this slice."""
        made = QPainterPath()
        if self._index in self._paths:
            made.addPath(transform.map(self._paths[self._index]))
        for at, top, left, bottom, right in self._mark.get("boxes", ()):
            if int(at) == self._index:
                made.addRect(transform.mapRect(QRectF(QPointF(left, top), QPointF(right, bottom))))
        for at, row, column in self._mark.get("points", ()):
            if int(at) == self._index:
                centre = transform.map(QPointF(column, row))
                for across, down in ((_POINT, 0.0), (0.0, _POINT)):
                    made.moveTo(centre - QPointF(across, down))
                    made.lineTo(centre + QPointF(across, down))
        return made


def first_slice(*marks: Any) -> int | None:
    """The slice on which most is marked; None where these are no marks."""
    weights: dict[int, float] = {}
    for mark in marks:
        if not isinstance(mark, dict):
            continue
        for at, drawn in outline_of(mark).items():
            weights[at] = weights.get(at, 0.0) + float(drawn.sum())
        for at, top, left, bottom, right in mark.get("boxes", ()):
            weights[int(at)] = weights.get(int(at), 0.0) + abs((bottom - top) * (right - left))
        for at, *_ in mark.get("points", ()):
            weights[int(at)] = weights.get(int(at), 0.0) + 1.0
    return max(weights, key=lambda at: (weights[at], -at)) if weights else None
