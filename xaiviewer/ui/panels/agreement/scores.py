"""The agreement scores of the map shown, each with what it means and what it is worth."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from xaiviewer.requests import FURTHER_MEASURES, MEASURES
from xaiviewer.requests.nulls import NullComparison
from xaiviewer.review import Review, agreement, trust
from xaiviewer.ui.kit import null_wording, theme, wording
from xaiviewer.ui.kit.controls import focus_ring, keep_keys
from xaiviewer.ui.kit.rendering import Kept
from xaiviewer.ui.kit.signals import follow_later
from xaiviewer.ui.language import tr

_ROW = 20
_NAME, _VALUE = 156, 36
_GAP = 6


@dataclass(frozen=True)
class Line:
    """What stands in one line of the list.

    Attributes:
        key: of the measure.
        value: the score; NaN where it is not known.
        p, above: what stands beside it; empty for nothing.
        explained: whether a null gets as much.
        chance: where chance lies on its bar; None where it is not drawn.
    """

    key: str
    value: float
    p: str
    above: str
    explained: bool
    chance: float | None


class ScoreList(QWidget):
    """A bar per score; the one that the curve shows is marked, a click chooses it.

    Beside it stands how far it lies above the strongest null, and p: how often the mask at random places gets as much;
    or that it was not measured. Those of `requests.FURTHER_MEASURES` are unfolded.

    Signals:
        score_chosen(str): key of a measure.
    """

    access_role = QAccessible.Role.List

    score_chosen = Signal(str)

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._keys = list(MEASURES)
        self._lines: tuple[Line, ...] = ()
        self._unfolded = False
        self._kept = Kept(2 * (len(MEASURES) + len(FURTHER_MEASURES)))
        self.setAccessibleName(tr("Agreement scores of the current layer; arrows choose which one the curve shows"))
        theme.follow(self, ScoreList._measure)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        keep_keys(self)
        follow_later(self, self._refresh, review.shown, but=("appearance",))

    def _measure(self) -> None:
        """Make room for the letters as large as they are."""
        self._above, self._p = (
            theme.text_width(theme.SMALL, widest) + _GAP
            for widest in ([null_wording.above(-0.88)], map(null_wording.p_value, (0.088, 0.0)))
        )
        self._names = max(
            theme.px(_NAME), theme.text_width(theme.SMALL, map(_name, (*MEASURES, *FURTHER_MEASURES))) + 16
        )
        self.setFixedHeight(theme.px(_ROW) * len(self._keys))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, theme.px(_ROW) * len(self._keys))

    def unfold(self, *, on: bool) -> None:
        """Show the further measures, too; one of them that is chosen stays on the list in any case."""
        self._unfolded = on
        self._refresh()

    def _refresh(self) -> None:
        state = self._review.shown.state
        keys = [*MEASURES, *(key for key in FURTHER_MEASURES if self._unfolded or key == state.score)]
        if keys != self._keys:
            self._keys = keys
            self.setFixedHeight(theme.px(_ROW) * len(keys))
        self._lines = tuple(map(self._line, keys))
        shown = () if all(math.isnan(each.value) for each in self._lines) else self._lines
        told = [(_name(each.key), wording.score(each.value), each.above, each.p) for each in shown]
        self.setAccessibleDescription(", ".join(" ".join(filter(None, each)) for each in told))
        self.update()

    def _line(self, key: str) -> Line:
        state = self._review.shown.state
        chance = agreement.chance(state) if key == "mass" and state.scope == "slice" else None
        return Line(key, trust.score(state, key), *self._told(key), self._explained(key), chance)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = self._review.shown.state
        absent = all(math.isnan(each.value) for each in self._lines)  # their room stays: nothing below moves
        for index, each in enumerate(() if absent else self._lines):
            line = QRectF(0, index * theme.px(_ROW), self.width(), theme.px(_ROW))
            chosen = each.key == state.score
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.RAISED)
                painter.drawRoundedRect(line.adjusted(0, 1, 0, -1), 4, 4)
            self._paint_row(painter, line, each, chosen=chosen)
        focus_ring(painter, self)

    def _paint_row(self, painter: QPainter, line: QRectF, told: Line, *, chosen: bool) -> None:
        value = told.value
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.TEXT if chosen else theme.MUTED)
        painter.drawText(line.adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, _name(told.key))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setPen(theme.TEXT if not math.isnan(value) else theme.MUTED)
        end = line.adjusted(0, 0, -8, 0)
        score = "" if math.isnan(value) and told.p else wording.score(value)
        painter.drawText(end.adjusted(0, 0, -self._above - self._p, 0), right, score)
        painter.setPen(theme.MUTED)
        painter.drawText(end.adjusted(0, 0, -self._p, 0), right, told.above)
        painter.drawText(end, right, told.p)
        track = QRectF(self._names, line.center().y() - 2, 0, 4)
        track.setWidth(max(end.right() - self._above - self._p - theme.px(_VALUE) - self._names, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.LINE)
        painter.drawRoundedRect(track, 2, 2)
        if 0 < value <= 1:
            dull = theme.FAINT if told.explained else theme.MUTED
            painter.setBrush(theme.ACCENT if chosen and dull is theme.MUTED else dull)
            painter.drawRoundedRect(QRectF(track.left(), track.top(), max(track.width() * value, 4), 4), 2, 2)
        if told.chance is not None:
            x = track.left() + track.width() * told.chance
            painter.setPen(QPen(theme.TEXT, 1.4))
            painter.drawLine(QPointF(x, track.top() - 3), QPointF(x, track.bottom() + 3))

    def _compared(self, key: str) -> NullComparison | None:
        """What a score is held against; None where that was not measured of the layer."""
        state = self._review.shown.state
        found: NullComparison | None = self._kept.get(
            (trust.nulls(state), state.bands, key), lambda: trust.comparison(state, key)
        )
        return None if found is None or trust.place(state) >= len(found.observed) else found

    def _told(self, key: str) -> tuple[str, str]:
        """p, and how far the score lies above the strongest null; or that it was not measured, and nothing."""
        state, found = self._review.shown.state, self._compared(key)
        at = trust.place(state)
        if found is None or math.isnan(found.p[at]):
            return (tr("not measured") if trust.measurable(state) else ""), ""
        above = float(found.observed[at] - found.strongest[at])
        return null_wording.p_value(float(found.p[at])), null_wording.above(above)

    def _explained(self, key: str) -> bool:
        """Whether a null gets as much."""
        found, at = self._compared(key), trust.place(self._review.shown.state)
        return found is not None and bool(found.explained[at])

    def score_at(self, y: float) -> str:
        """The score drawn at a height."""
        return self._keys[min(max(int(y // theme.px(_ROW)), 0), len(self._keys) - 1)]

    def tip(self, key: str) -> list[str]:
        """What a score means, and what it is worth here: p, q, effect, and the strongest null by its name."""
        state, found = self._review.shown.state, self._compared(key)
        told = [wording.score_help(key)]
        chance = agreement.chance(state) if key == "mass" and state.scope == "slice" else None
        if chance is not None:
            told.append(tr("Chance level: {value}").format(value=wording.score(chance)))
        if found is None or state.case_told is None:
            return [*told, tr("Not compared with null models.")] if trust.measurable(state) else told
        at = trust.place(state)
        told.append(null_wording.figures(found, at))
        null = found.strongest_keys[at]
        if null:
            strongest = wording.score(float(found.strongest[at]))
            line = tr("Strongest null model: {null}, {value}").format(
                null=null_wording.null_name(null, state.case_told), value=strongest
            )
            told.append(line)
        told.append(null_wording.beside(state))
        return list(filter(None, told))

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
            told = "<br>".join(map(escape, self.tip(self.score_at(event.pos().y()))))
            QToolTip.showText(event.globalPos(), f"<p>{told}</p>", self)
            return True
        return super().event(event)


def _name(key: str) -> str:
    name = wording.score_name(key)
    return name[0].upper() + name[1:]
