"""The classifier's probabilities, one bar per class; a click chooses the class that is explained."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from xaiviewer.requests import Analysis
from xaiviewer.review import Review, query
from xaiviewer.ui.kit import theme, wording
from xaiviewer.ui.kit.controls import focus_ring, keep_keys
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import later, tr

MOST = 10
"""Bars that are shown: beyond so many classes the likeliest, or those that are searched for."""

_ROW = 28
_LABEL, _VALUE = 104, 64
_RING, _THICK = 5.5, 6  # radius of the mark, height of a bar
_WIDEST = 0.45  # of the width that names take, where they are long
_MARK = "◆"  # behind the finding's name, where there are more than two classes
_TIP = later("The heat map explains the selected class; click another to explain that one.")


class ClassBars(QWidget):
    """A bar per class. The filled ring marks the class whose evidence the heat map shows.

    Of more than two classes the likeliest stands first, and the finding is marked.

    Signals:
        class_chosen(int): explain this class.
    """

    access_role = QAccessible.Role.List

    class_chosen = Signal(int)

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._searched = ""
        self.setAccessibleName(tr("Class probabilities; up and down choose the class that is explained"))
        self.setToolTip(tr(_TIP))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        keep_keys(self)
        follow(self._refresh, review.shown.slice_changed, review.shown.case_changed, review.shown.results_changed)
        theme.follow(self, ClassBars._refresh)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, 2 * theme.room(_ROW))

    def search(self, text: str) -> None:
        """Show the classes whose names hold these words; all for none."""
        self._searched = text.strip().casefold()
        self._refresh()

    def shown(self) -> list[int]:
        """Indices of the classes whose bars are shown, from top to bottom."""
        analysis, result = self._review.shown.state.analysis, query.result(self._review.shown.state)
        if analysis is None:
            return []
        every = list(range(len(analysis.classes)))
        if len(every) <= 2:
            return every
        if result is not None:
            every.sort(key=lambda index: -float(result.probabilities[index]))
        words = self._searched.split()
        found = [each for each in every if all(word in tr(analysis.classes[each]).casefold() for word in words)]
        first = found[:MOST]
        if not words and analysis.class_index not in first:
            first[-1] = analysis.class_index  # what the map explains is always among them
        return first

    def _refresh(self) -> None:
        analysis = self._review.shown.state.analysis
        height = theme.room(_ROW) * (max(len(self.shown()), 1) if analysis is not None else 2)
        if height != self.height():
            self.setFixedHeight(height)
        if analysis is not None:
            self.setToolTip(tr(_TIP) + self._called(analysis) + self._marked(analysis))
        result, told = query.result(self._review.shown.state), ""
        if analysis is not None and result is not None:
            shares = [(tr(analysis.classes[index]), float(result.probabilities[index])) for index in self.shown()]
            told = ", ".join(f"{name} {wording.percent(share)}" for name, share in shares)
            told += "; " + tr("explained: {name}").format(name=tr(analysis.classes[analysis.class_index]))
        self.setAccessibleDescription(told)  # not the last slice's, where this one is not known yet
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = self._review.shown.state
        analysis, result = state.analysis, query.result(state)
        if analysis is None:
            painter.setPen(theme.FAINT)
            stopped = tr("No case is open") if state.case is None else tr("Not analysed yet")
            text = tr("The networks are being loaded") if self._review.work.state.task is not None else stopped
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
            return
        shown = self.shown()
        if not shown:
            painter.setPen(theme.FAINT)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, tr("No class is called so"))
        names = {index: self._name(analysis, index) for index in shown}
        label = self._label_width(names.values())
        doubted = bool(query.doubted(state))
        for place, index in enumerate(shown):
            line = QRectF(0, place * theme.room(_ROW), self.width(), theme.room(_ROW))
            value = None if result is None else float(result.probabilities[index])
            likely = result is not None and index == result.predicted
            thick = theme.grown(_THICK)
            track = QRectF(label, line.center().y() - thick / 2, line.width() - label - theme.px(_VALUE), thick)
            self._paint_ring(painter, line, explained=index == analysis.class_index)
            self._paint_row(painter, line, QRectF(track), names[index], value, likely=likely, doubted=doubted)
            if index == analysis.description.finding and self._called(analysis):
                tick = track.left() + track.width() * analysis.description.threshold
                painter.setPen(QPen(theme.MUTED, 1.4))
                painter.drawLine(QPointF(tick, line.center().y() - 6), QPointF(tick, line.center().y() + 6))
        focus_ring(painter, self)

    @staticmethod
    def _called(analysis: Analysis) -> str:
        """From which probability on a slice is called the finding; empty where it is the likeliest class anyway."""
        description = analysis.description
        if not description.by_threshold:
            return ""
        return wording.called(description.threshold, tr(description.main_name))

    @staticmethod
    def _marked(analysis: Analysis) -> str:
        """What the mark behind a name means; empty where there is none."""
        if len(analysis.classes) <= 2 or analysis.description.finding is None:
            return ""
        return "\n" + tr("{mark} marks the finding, the class that is looked for.").format(mark=_MARK)

    @staticmethod
    def _name(analysis: Analysis, index: int) -> str:
        name = tr(analysis.classes[index])
        marked = len(analysis.classes) > 2 and index == analysis.description.finding
        return name[0].upper() + name[1:] + (f" {_MARK}" if marked else "")

    def _label_width(self, names: Iterable[str]) -> int:
        """Room for the ring and the names: more for long ones, as far as the bars keep theirs."""
        needed = round(2 * theme.grown(_RING)) + 25 + theme.text_width(theme.BODY, [*names, ""])
        return min(max(theme.px(_LABEL), needed), max(theme.px(_LABEL), round(self.width() * _WIDEST)))

    @staticmethod
    def _paint_ring(painter: QPainter, line: QRectF, *, explained: bool) -> None:
        ring = theme.grown(_RING)
        centre = QPointF(ring + 2.5, line.center().y())
        painter.setPen(QPen(theme.ACCENT if explained else theme.FAINT, theme.grown(1.6)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, ring, ring)
        if explained:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.ACCENT)
            painter.drawEllipse(centre, theme.grown(2.8), theme.grown(2.8))

    @staticmethod
    def _paint_row(
        painter: QPainter, line: QRectF, track: QRectF, name: str, value: float | None, *, likely: bool, doubted: bool
    ) -> None:
        """`doubted`: pale, as the networks were not trained on what they saw; the panel says why."""
        painter.setFont(theme.font(theme.BODY, bold=likely and not doubted))
        painter.setPen(theme.TEXT if likely and not doubted else theme.MUTED)
        words, thick = line.adjusted(2 * theme.grown(_RING) + 13, 0, 0, 0), track.height()
        room = int(track.left() - words.left()) - 8
        fitted = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, fitted)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(line, right, "–" if value is None else wording.percent(value))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.LINE)
        painter.drawRoundedRect(track, thick / 2, thick / 2)
        if value is not None:
            painter.setBrush(theme.DISABLED if doubted else theme.TEXT if likely else theme.FAINT)
            track.setWidth(max(track.width() * value, thick))
            painter.drawRoundedRect(track, thick / 2, thick / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        shown = self.shown()
        if event.button() == Qt.MouseButton.LeftButton and shown:
            self.class_chosen.emit(shown[min(int(event.position().y() // theme.room(_ROW)), len(shown) - 1)])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        analysis, shown = self._review.shown.state.analysis, self.shown()
        if step is None or analysis is None or not shown:
            super().keyPressEvent(event)
            return
        here = shown.index(analysis.class_index) if analysis.class_index in shown else -step
        self.class_chosen.emit(shown[min(max(here + step, 0), len(shown) - 1)])
