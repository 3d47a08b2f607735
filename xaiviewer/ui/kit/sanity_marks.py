"""Marks of checks that tell by their shape, not by their colour: a full disc, an open square with a cross, a dash."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from xaiviewer.ui.kit import theme

MARK = 9.0
"""Side of a mark."""


def draw_mark(painter: QPainter, box: QRectF, *, passed: bool | None) -> None:
    """Passed, failed, or that nothing can be said."""
    if passed is None:
        painter.setPen(QPen(theme.FAINT, 1.4))
        painter.drawLine(QPointF(box.left() + 2, box.center().y()), QPointF(box.right() - 2, box.center().y()))
    elif passed:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.MUTED)
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.setPen(QPen(theme.CAUTION, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = box.adjusted(0.7, 0.7, -0.7, -0.7)
        painter.drawRect(inner)
        cross = inner.adjusted(2, 2, -2, -2)
        painter.drawLine(cross.topLeft(), cross.bottomRight())
        painter.drawLine(cross.topRight(), cross.bottomLeft())


class MarkView(QWidget):
    """One mark in a row of other widgets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passed: bool | None = None
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(12, 16)

    def show_mark(self, *, passed: bool | None) -> None:
        """Another mark."""
        self._passed = passed
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF((self.width() - MARK) / 2, (self.height() - MARK) / 2, MARK, MARK)
        draw_mark(painter, place, passed=self._passed)
