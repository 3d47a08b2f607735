"""What lies over the whole window for a moment: a shade, and a card on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QColor, QHideEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import column

_SHADE = 200  # opacity


class Overlay(QWidget):
    """Covers its parent while it is shown; a click beside the card hides it, and what had the keyboard gets it back."""

    access_role = QAccessible.Role.Dialog

    def __init__(self, parent: QWidget, name: str, *, where: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignCenter) -> None:
        """`where` the card lies; what it holds goes into `card`."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._covered = parent
        self._before: QWidget | None = None  # had the keyboard
        self.card = QFrame(self)
        self.card.setObjectName("card")
        self.outer = column(self)
        self.outer.addWidget(self.card, 0, where)
        parent.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        """Show or hide."""
        if self.isVisible():
            self.hide()
        else:
            self.cover()

    def cover(self) -> None:
        """Show, and take the keyboard."""
        self._before = self._covered.focusWidget()
        self.setGeometry(self._covered.rect())
        self.raise_()
        self.show()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self._covered and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        shade = QColor(theme.ROLES["shade"])
        shade.setAlpha(_SHADE)
        QPainter(self).fillRect(self.rect(), shade)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Give the keyboard back."""
        super().hideEvent(event)
        (self._before or self._covered).setFocus()
