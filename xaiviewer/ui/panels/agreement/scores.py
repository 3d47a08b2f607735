"""The six agreement scores of the map shown, each with what it means."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from xaiviewer.requests import MEASURES
from xaiviewer.review import Review, query
from xaiviewer.ui.kit import theme, wording
from xaiviewer.ui.kit.controls import focus_ring, keep_keys
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr

_ROW = 20
_NAME, _VALUE = 156, 40


class ScoreList(QWidget):
    """A bar per score; the one that the curve shows is marked, a click chooses it.

    Signals:
        score_chosen(str): key of `requests.MEASURES`.
    """

    score_chosen = Signal(str)

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._keys = list(MEASURES)
        self._names = max(_NAME, theme.text_width(theme.SMALL, map(_name, MEASURES)) + 16)
        self.setAccessibleName(tr("Agreement scores of the current layer; arrows choose which one the curve shows"))
        self.setFixedHeight(_ROW * len(MEASURES))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        keep_keys(self)
        follow(self._refresh, *review.shown.changes)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, _ROW * len(MEASURES))

    def _refresh(self) -> None:
        values = query.scores(self._review.shown.state, self._review.shown.state.layer)
        shown = [] if values is None else zip(map(_name, MEASURES), values.tolist(), strict=True)
        self.setAccessibleDescription(", ".join(f"{name} {wording.score(value)}" for name, value in shown))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = self._review.shown.state
        values = query.scores(state, state.layer)
        chance = query.chance(state)
        for index, key in enumerate(self._keys):
            line = QRectF(0, index * _ROW, self.width(), _ROW)
            chosen = key == state.score
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.RAISED)
                painter.drawRoundedRect(line.adjusted(0, 1, 0, -1), 4, 4)
            value = math.nan if values is None else float(values[index])
            self._paint_row(painter, line, key, value, chance if key == "mass" else None, chosen=chosen)
        focus_ring(painter, self)

    def _paint_row(
        self, painter: QPainter, line: QRectF, key: str, value: float, chance: float | None, *, chosen: bool
    ) -> None:
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.TEXT if chosen else theme.MUTED)
        painter.drawText(line.adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, _name(key))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setPen(theme.TEXT if not math.isnan(value) else theme.FAINT)
        painter.drawText(line.adjusted(0, 0, -8, 0), right, wording.score(value))
        track = QRectF(self._names, line.center().y() - 2, line.width() - self._names - _VALUE - 8, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.LINE)
        painter.drawRoundedRect(track, 2, 2)
        if not math.isnan(value) and value > 0:
            painter.setBrush(theme.ACCENT if chosen else theme.MUTED)
            painter.drawRoundedRect(QRectF(track.left(), track.top(), max(track.width() * value, 4), 4), 2, 2)
        if chance is not None:
            x = track.left() + track.width() * chance
            painter.setPen(QPen(theme.TEXT, 1.4))
            painter.drawLine(QPointF(x, track.top() - 3), QPointF(x, track.bottom() + 3))

    def score_at(self, y: float) -> str:
        """The score drawn at a height."""
        return self._keys[min(max(int(y // _ROW), 0), len(self._keys) - 1)]

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self.score_chosen.emit(self.score_at(event.position().y()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        here = self._keys.index(self._review.shown.state.score)
        self.score_chosen.emit(self._keys[min(max(here + step, 0), len(self._keys) - 1)])

    def event(self, event: QEvent) -> bool:
        """Say what a score means."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            key = self.score_at(event.pos().y())
            chance = query.chance(self._review.shown.state)
            told = wording.score_help(key)
            if key == "mass" and chance is not None:
                told += "\n" + tr("Chance level: {value}").format(value=wording.score(chance))
            QToolTip.showText(event.globalPos(), f"<p>{told}</p>", self)
            return True
        return super().event(event)


def _name(key: str) -> str:
    name = wording.score_name(key)
    return name[0].upper() + name[1:]
