"""The classifier's probabilities, one bar per class; a click chooses the class that is explained."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from xaiviewer.requests import Analysis
from xaiviewer.review import Review, query
from xaiviewer.ui.kit import theme, wording
from xaiviewer.ui.kit.controls import focus_ring, keep_keys
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import later, tr

_ROW = 28
_LABEL, _VALUE = 104, 64
_TIP = later("The heat map explains the selected class; click another to explain that one.")


class ClassBars(QWidget):
    """A bar per class. The filled ring marks the class whose evidence the heat map shows.

    Signals:
        class_chosen(int): explain this class.
    """

    access_role = QAccessible.Role.List

    class_chosen = Signal(int)

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.setAccessibleName(tr("Class probabilities; up and down choose the class that is explained"))
        self.setToolTip(tr(_TIP))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        keep_keys(self)
        follow(self._refresh, review.shown.slice_changed, review.shown.case_changed, review.shown.results_changed)
        theme.follow(self, ClassBars._refresh)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, 2 * theme.room(_ROW))

    def _refresh(self) -> None:
        analysis = self._review.shown.state.analysis
        height = theme.room(_ROW) * (len(analysis.classes) if analysis is not None else 2)
        if height != self.height():
            self.setFixedHeight(height)
        if analysis is not None:
            self.setToolTip(tr(_TIP) + self._called(analysis))
        result, told = query.result(self._review.shown.state), ""
        if analysis is not None and result is not None:
            shares = zip(map(tr, analysis.classes), result.probabilities.tolist(), strict=True)
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
            text = (
                tr("The networks are being loaded")
                if self._review.work.state.task is not None
                else tr("No case is open")
            )
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
            return
        for index, name in enumerate(map(tr, analysis.classes)):
            line = QRectF(0, index * theme.room(_ROW), self.width(), theme.room(_ROW))
            value = None if result is None else float(result.probabilities[index])
            likely = result is not None and index == result.predicted
            explained, doubted = index == analysis.class_index, state.case is not None and bool(state.case.stand_in)
            self._paint_row(painter, line, name, value, explained=explained, likely=likely, doubted=doubted)
            if index == analysis.description.finding and self._called(analysis):
                tick = (
                    theme.px(_LABEL)
                    + (line.width() - theme.px(_LABEL) - theme.px(_VALUE)) * analysis.description.threshold
                )
                painter.setPen(QPen(theme.MUTED, 1.4))
                painter.drawLine(QPointF(tick, line.center().y() - 6), QPointF(tick, line.center().y() + 6))
        focus_ring(painter, self)

    @staticmethod
    def _called(analysis: Analysis) -> str:
        """From which probability on a slice is called the finding; empty where it is the likeliest class anyway."""
        description = analysis.description
        if description.finding is None or len(description.classes) != 2:
            return ""
        return wording.called(description.threshold, tr(description.main_name))

    @staticmethod
    def _paint_row(
        painter: QPainter,
        line: QRectF,
        name: str,
        value: float | None,
        *,
        explained: bool,
        likely: bool,
        doubted: bool,
    ) -> None:
        """`doubted`: pale, as the networks were not trained on what they saw; the panel says why."""
        middle, ring, thick = line.center().y(), theme.grown(5.5), theme.grown(6)
        centre = QPointF(ring + 2.5, middle)
        painter.setPen(QPen(theme.ACCENT if explained else theme.FAINT, theme.grown(1.6)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, ring, ring)
        if explained:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.ACCENT)
            painter.drawEllipse(centre, theme.grown(2.8), theme.grown(2.8))
        painter.setFont(theme.font(theme.BODY, bold=likely and not doubted))
        painter.setPen(theme.TEXT if likely and not doubted else theme.MUTED)
        words = line.adjusted(2 * ring + 13, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name[0].upper() + name[1:])
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(line, right, "–" if value is None else wording.percent(value))
        track = QRectF(theme.px(_LABEL), middle - thick / 2, line.width() - theme.px(_LABEL) - theme.px(_VALUE), thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.LINE)
        painter.drawRoundedRect(track, thick / 2, thick / 2)
        if value is not None:
            painter.setBrush(theme.DISABLED if doubted else theme.TEXT if likely else theme.FAINT)
            track.setWidth(max(track.width() * value, thick))
            painter.drawRoundedRect(track, thick / 2, thick / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        analysis = self._review.shown.state.analysis
        if event.button() == Qt.MouseButton.LeftButton and analysis is not None:
            self.class_chosen.emit(min(int(event.position().y() // theme.room(_ROW)), len(analysis.classes) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        analysis = self._review.shown.state.analysis
        if step is None or analysis is None:
            super().keyPressEvent(event)
            return
        self.class_chosen.emit(min(max(analysis.class_index + step, 0), len(analysis.classes) - 1))
