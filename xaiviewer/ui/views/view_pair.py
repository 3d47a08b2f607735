"""Two views side by side, equally wide whatever is in them; or one of them alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class ViewPair(QWidget):
    """Lays its two children out itself: a box layout gives more room to the one with the wider header."""

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._both = left, right
        for each in self._both:
            each.setParent(self)

    def show_alone(self, view: QWidget) -> None:
        """Show one of the two alone, or both again where one of them is."""
        other = next(each for each in self._both if each is not view)
        if view.isHidden():
            view.show()
        else:
            other.setVisible(other.isHidden())
        self._lay_out()
        self.updateGeometry()

    @property
    def alone(self) -> QWidget | None:
        """The one of the two that is shown alone; None where both are."""
        left, right = self._both
        return right if left.isHidden() else left if right.isHidden() else None

    def put_left(self, view: QWidget) -> None:
        """Show another view in the left one's place."""
        before, right = self._both
        hidden = before.isHidden()
        before.hide()
        self._both = view, right
        view.setParent(self)
        view.setVisible(not hidden)
        self._lay_out()
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for twice the wider one: a small window takes it from the list of cases, not from one of the views."""
        hints = [each.minimumSizeHint().expandedTo(each.minimumSize()) for each in self._both]
        widest = max(each.width() for each in hints)
        return QSize(2 * widest + 1, max(each.height() for each in hints))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(961, 560)

    def event(self, event: QEvent) -> bool:
        """A view that needs more room than before asks for it."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._lay_out()
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """A pixel lies between the two; where the width is even, two."""
        left, right = self._both
        if left.isHidden() or right.isHidden():
            for each in self._both:
                each.setGeometry(self.rect())
            return
        half = max((self.width() - 1) // 2, 0)
        left.setGeometry(QRect(0, 0, half, self.height()))
        right.setGeometry(QRect(self.width() - half, 0, half, self.height()))
