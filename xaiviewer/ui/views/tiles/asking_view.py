"""A picture of a tile's own that asks to stand alone, and for a menu."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from xaiviewer.ui.views.drags import Drag


class AskingView(QWidget):
    """What is shown is its heirs'.

    Signals:
        maximise_asked(): the reader double-clicked.
        menu_asked(QPointF): the reader wants to know what can be done at this place.

    Attributes:
        drag: the gesture that goes on.
    """

    maximise_asked = Signal()
    menu_asked = Signal(QPointF)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drag: Drag | None = None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """The key for menus; the right button asks when it was not moved."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_asked.emit(QPointF(event.pos()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self.drag = None
            self.maximise_asked.emit()
