"""The six agreement scores of the map shown, each with what it means."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from xaiviewer.requests import MEASURES
from xaiviewer.requests.nulls import NullComparison
from xaiviewer.review import Review, query, trust
from xaiviewer.ui.kit import null_wording, theme, wording
from xaiviewer.ui.kit.controls import focus_ring, keep_keys
from xaiviewer.ui.kit.rendering import Kept
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr

_ROW = 20
_NAME, _VALUE = 156, 36
_GAP = 6


class ScoreList(QWidget):
    """A bar per score; the one that the curve shows is marked, a click chooses it.

    Beside it stands how far it lies above the strongest null, and p: how often the mask at random places gets as much.

    Signals:
        score_chosen(str): key of `requests.MEASURES`.
    """

    score_chosen = Signal(str)

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._keys = list(MEASURES)
        self._kept = Kept(2 * len(MEASURES))
        self._above, self._p = (
            theme.text_width(theme.SMALL, [widest]) + _GAP
            for widest in (null_wording.above(-0.88), null_wording.p_value(0.088))
        )
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
        shown = [] if values is None else zip(MEASURES, values.tolist(), strict=True)
        told = [(_name(key), wording.score(value), *reversed(self._beside(key))) for key, value in shown]
        self.setAccessibleDescription(", ".join(" ".join(filter(None, each)) for each in told))
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
        end = line.adjusted(0, 0, -8, 0)
        beside = ("", "") if math.isnan(value) else self._beside(key)
        painter.drawText(end.adjusted(0, 0, -self._above - self._p, 0), right, wording.score(value))
        painter.setPen(theme.MUTED)
        painter.drawText(end.adjusted(0, 0, -self._p, 0), right, beside[1])
        painter.drawText(end, right, beside[0])
        track = QRectF(self._names, line.center().y() - 2, 0, 4)
        track.setWidth(max(end.right() - self._above - self._p - _VALUE - self._names, 0))
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

    def _beside(self, key: str) -> tuple[str, str]:
        """p, and how far the score lies above the strongest null; both "" where that was not measured."""
        state = self._review.shown.state
        found: NullComparison | None = self._kept.get(
            (trust.nulls(state), state.bands, key), lambda: trust.comparison(state, key)
        )
        if found is None or state.layer >= len(found.observed):
            return "", ""
        above = float(found.observed[state.layer] - found.strongest[state.layer])
        return null_wording.p_value(float(found.p[state.layer])), null_wording.above(above)

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
            if any(self._beside(key)):
                told += " " + tr(
                    "Beside it: how far it lies above the strongest of what knows nothing of the lesion, and p, how "
                    "often the mask at a random place inside the head gets as much."
                )
            QToolTip.showText(event.globalPos(), f"<p>{told}</p>", self)
            return True
        return super().event(event)


def _name(key: str) -> str:
    name = wording.score_name(key)
    return name[0].upper() + name[1:]
