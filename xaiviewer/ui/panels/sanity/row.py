"""The badges of the map shown, in one line that can be pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from xaiviewer.requests.badges import CHECKS
from xaiviewer.review import Review, sanity
from xaiviewer.ui.kit import sanity_wording, theme
from xaiviewer.ui.kit.about_button import AboutButton
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import focus_ring
from xaiviewer.ui.kit.sanity_marks import MARK, draw_mark
from xaiviewer.ui.kit.signals import follow_later
from xaiviewer.ui.language import tr

_HEIGHT = 20
_GAP = 3


class SanityRow(QWidget):
    """A mark for each check, its shape telling whether the map passes, and how many it does.

    Signals:
        asked(): the reader wants to know more.
    """

    access_role = QAccessible.Role.Button

    asked = Signal()

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._found: sanity.Found | None = None
        self.about = AboutButton("sanity")  # to be laid beside it
        self._said: object = None  # what the words were made of: many maps share them
        theme.follow(self, lambda row: row.setFixedHeight(theme.px(_HEIGHT)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Sanity checks of the map shown"))
        follow_later(self, self._refresh, review.shown, but=("appearance",))
        self._refresh()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(240, theme.px(_HEIGHT))

    def text(self) -> str:
        """What stands beside the marks."""
        return sanity_wording.summary(self._found)

    def tip(self) -> str:
        """Every check's number and its bar; what the pointer is told."""
        told = sanity_wording.details(self._found, sanity.known(self._review.shown.state))
        further = with_key("window.sanity", tr("Press for numbers and meaning"))
        return f"{told}\n{further}"

    def _refresh(self) -> None:
        state = self._review.shown.state
        for each in (self, self.about):
            each.setVisible(sanity.subject(state) is not None)
        self._found = found = sanity.found(state)
        said = sanity.known(state), None if found is None else (found.badges, found.place, found.here)
        if said == self._said:
            return
        self._said = said
        self.setAccessibleDescription(f"{self.text()}. {self.tip()}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL))
        spare = (self.width() - painter.fontMetrics().horizontalAdvance(self.text()) - 8) / (len(CHECKS) + 1)
        share = min(max(spare / (MARK + _GAP), 1.0), theme.grown(1.0))  # marks grow as far as the words are not cut
        left, side, gap = 1.0, share * MARK, share * _GAP
        if self._found is not None:
            for verdict in self._found.verdicts:
                draw_mark(painter, QRectF(left, (self.height() - side) / 2, side, side), passed=verdict.passed)
                left += side + gap
            left = 1.0 + len(CHECKS) * (side + gap) + gap
        painter.setPen(theme.MUTED)
        room = QRectF(left, 0, self.width() - left, self.height())
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        focus_ring(painter, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell all."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip(), self)
            return True
        return super().event(event)
