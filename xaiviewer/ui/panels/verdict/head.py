"""The line of a question: what is asked, what was answered, and whether that is saved."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from xaiviewer.ledger.forms import Question
from xaiviewer.review.verdicts.state import Given
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import focus_ring, keep_keys
from xaiviewer.ui.language import tr
from xaiviewer.ui.panels.verdict import words

_HEIGHT, _SIGN = 24, 12


class QuestionHead(QWidget):
    """One line; a click or the space bar turns to the question.

    Signals:
        chosen(): turn to it.
    """

    chosen = Signal()

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self._given: Given | None = None
        self._current = self._active = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        keep_keys(self)
        self.show_given(None, current=False, active=False)

    @property
    def told(self) -> str:
        """The answer in words, and whether it is saved."""
        if self._given is None:
            return ""
        state = tr("saved") if self._given.saved else tr("not saved yet")
        return f"{words.answer(self._question, self._given.value)}, {state}"

    def show_given(self, given: Given | None, *, current: bool, active: bool) -> None:
        """This is the answer that holds; the current question stands out, the more so while digits answer it."""
        self._given, self._current, self._active = given, current, active
        text = tr(self._question.text)
        self.setAccessibleName(f"{text} {self.told}".strip())
        self.setToolTip(f"{text}\n{self.told}".strip())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._current:
            painter.fillRect(QRectF(0, 4, 3, box.height() - 8), theme.ACCENT if self._active else theme.FAINT)
        text = box.adjusted(10, 0, 0, 0)
        right = text.right()
        if self._given is not None:
            sign = "check" if self._given.saved else "notice"
            colour = theme.ACCENT if self._given.saved else theme.CAUTION
            painter.drawPixmap(
                round(right - _SIGN), round(box.center().y() - _SIGN / 2), theme.pixmap(sign, colour, _SIGN)
            )
            right -= _SIGN + 6
            right -= self._paint_answer(painter, QRectF(text.left(), 0, right - text.left(), box.height())) + 10
        painter.setFont(theme.font(theme.BODY, bold=self._current))
        painter.setPen(theme.TEXT if self._current or self._given is None else theme.MUTED)
        room = QRectF(text.left(), 0, right - text.left(), box.height())
        fitted = painter.fontMetrics().elidedText(
            tr(self._question.text), Qt.TextElideMode.ElideRight, round(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, fitted)
        focus_ring(painter, self)

    def _paint_answer(self, painter: QPainter, room: QRectF) -> float:
        """Paint the answer at the right end, in at most half of the room; returns how wide it is."""
        assert self._given is not None
        painter.setFont(theme.font(theme.BODY))
        painter.setPen(theme.TEXT)
        told = words.answer(self._question, self._given.value).replace("\n", " ")
        metrics = painter.fontMetrics()
        fitted = metrics.elidedText(told, Qt.TextElideMode.ElideRight, round(room.width() / 2))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, fitted)
        return float(metrics.horizontalAdvance(fitted))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)
