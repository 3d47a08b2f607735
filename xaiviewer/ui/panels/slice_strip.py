"""The whole case in one strip: per slice the finding's probability, the clinician's area and the model's."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QBrush,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from xaiviewer.case import Case
from xaiviewer.requests import SliceResult
from xaiviewer.review import Review, ShownState, query
from xaiviewer.ui.kit import doubt_words, theme, wording
from xaiviewer.ui.kit.about_button import AboutButton
from xaiviewer.ui.kit.access import Told
from xaiviewer.ui.kit.backdrop import Backdrop
from xaiviewer.ui.kit.controls import Notches, focus_ring, keep_keys
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import figure, tr

_LEFT, _RIGHT, _TOP, _BOTTOM = 128, 16, 12, 20
_BETWEEN = 10
_EVEN = 0.5  # probability
_TWO_BARS = 4.0  # the narrowest column that holds two bars, in pixels
_DIGIT = 8  # pixels that a digit of a slice's number takes at most
_EVERY = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
_VEIL = 40  # opacity


class SliceStrip(QWidget):
    """A column per slice. Click or drag to go there.

    Signals:
        slice_chosen(int): go to this slice.
    """

    access_role = QAccessible.Role.Chart

    slice_chosen = Signal(int)

    def __init__(self, review: Review, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._names = names
        self._backdrop = Backdrop()
        self._wheel = Notches()
        self._hidden: frozenset[str] = frozenset()
        self._computed: int | None = None  # the slice that the networks look at
        self._areas_of: tuple[Case, NDArray[np.int64]] | None = None
        self._area_of: WeakKeyDictionary[SliceResult, int] = WeakKeyDictionary()
        self.setAccessibleName(tr("Slices of the case; arrows choose a slice"))
        self.setMinimumHeight(120)
        self.about = AboutButton("slices", self)
        self.setMouseTracking(True)
        keep_keys(self)
        follow(self._refresh, review.shown.slice_changed, review.shown.case_changed, review.shown.results_changed)
        review.work.task_changed.connect(self._refresh_task)
        Told(self, review.shown.slice_changed, review.shown.case_changed, review.shown.results_changed, names.changed)

    def hide_keys(self, hidden: frozenset[str]) -> None:
        """Say nothing of what is not due in a study: "prediction", "outline"."""
        self._hidden = hidden
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(720, 128)

    def told(self) -> str:
        """The current slice and its numbers."""
        state = self._review.shown.state
        if state.case is None:
            return ""
        place = tr("Slice {here} of {count}").format(here=state.slice_index + 1, count=len(state.case))
        return "; ".join([place, *self._tip(state.case, state.slice_index).split("\n")[1:]])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self.about.move(16, self.height() - self.about.height() - 4)  # in the corner that no slice has

    def _refresh(self) -> None:
        self.update()

    def _refresh_task(self) -> None:
        task = self._review.work.state.computing
        computed = None if task is None else task.index
        if computed != self._computed:
            self._computed = computed
            self.update()

    # ---------------------------------------------------------------- geometry

    def column(self, index: int) -> QRectF:
        """The column of a slice over the whole height of the plot."""
        pitch = self._pitch()
        return QRectF(theme.px(_LEFT) + index * pitch, _TOP, pitch, self.height() - _TOP - theme.px(_BOTTOM))

    def slice_at(self, x: float) -> int:
        """The slice at a horizontal position."""
        count = self._count()
        return min(max(int((x - theme.px(_LEFT)) // self._pitch()), 0), count - 1)

    def _count(self) -> int:
        case = self._review.shown.state.case
        return len(case) if case is not None else 1

    def _pitch(self) -> float:
        return min((self.width() - theme.px(_LEFT) - _RIGHT) / self._count(), theme.grown(28.0))

    # ---------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.PANEL)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = self._review.shown.state
        if state.case is None:
            return
        results = state.analysis.slices if state.analysis is not None else None
        self._backdrop.paint(self, painter, (state.case, results, self._hidden), self._paint_backdrop)
        if self._computed is not None and self._computed < len(state.case):
            self._mark_computed(painter, self.column(self._computed))
        self._current(painter, state.slice_index)
        focus_ring(painter, self)

    def _paint_backdrop(self, painter: QPainter) -> None:
        state = self._review.shown.state
        assert state.case is not None
        painter.setFont(theme.font(theme.SMALL))
        room = self.height() - _TOP - theme.px(_BOTTOM) - _BETWEEN
        upper = QRectF(theme.px(_LEFT), _TOP, self._pitch() * self._count(), room * 0.5)
        lower = QRectF(theme.px(_LEFT), upper.bottom() + _BETWEEN, upper.width(), room * 0.5)
        for index in state.case.absent | state.case.blank:
            painter.fillRect(self.column(index), QBrush(theme.LINE, Qt.BrushStyle.BDiagPattern))
        self._probabilities(painter, state, upper)
        self._areas(painter, state, state.case, lower)
        self._ticks(painter)

    def _current(self, painter: QPainter, index: int) -> None:
        column = self.column(index).adjusted(0, -6, 0, 4)
        painter.setPen(QPen(theme.ACCENT, 1.4))
        painter.setBrush(QColor(theme.ACCENT.red(), theme.ACCENT.green(), theme.ACCENT.blue(), _VEIL))
        painter.drawRoundedRect(column, 3, 3)
        painter.setFont(theme.font(theme.SMALL, bold=True))
        number = self.number_box(painter, index)
        painter.setFont(theme.font(theme.SMALL))
        within = (number.width() + 40) / self._pitch()
        for each in self.numbered():  # what it would touch gives way whole: half a number is another one
            beside = self.number_box(painter, each) if abs(each - index) < within else None
            if beside is not None and beside.intersects(number):
                painter.fillRect(beside, theme.PANEL)
        painter.setFont(theme.font(theme.SMALL, bold=True))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(index + 1))

    @staticmethod
    def _mark_computed(painter: QPainter, column: QRectF) -> None:
        """The networks look at this slice."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.ACCENT)
        painter.drawEllipse(QPointF(column.center().x(), column.top() + (column.height() - _BETWEEN) / 2 - 4), 3, 3)

    def _probabilities(self, painter: QPainter, state: ShownState, band: QRectF) -> None:
        for line, words in enumerate(() if "prediction" in self._hidden else self._charted(state)):
            room = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, theme.px(_LEFT) - 24)
            self._legend(painter, band.top() + theme.px(14) * line, room)
        painter.setPen(QPen(theme.LINE, 1))
        painter.drawLine(band.bottomLeft(), band.bottomRight())
        painter.setPen(QPen(theme.LINE, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(band.left(), band.center().y()), QPointF(band.right(), band.center().y()))
        results = state.analysis.slices if state.analysis is not None else {}
        charted, pitch = query.class_charted(state), self._pitch()
        doubted = bool(query.doubted(state))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.LINE)
        likely: list[QRectF] = []
        unlikely: list[QRectF] = []
        for index in state.case.indices if state.case is not None else ():
            if index not in results:
                painter.drawEllipse(QPointF(theme.px(_LEFT) + (index + 0.5) * pitch, band.bottom() - 4), 1.5, 1.5)
                continue
            value = float(results[index].probabilities[charted])
            box = _bar(pitch, index, 0, 1, band.bottom(), max(value * band.height(), 1.5))
            (likely if value >= _EVEN else unlikely).append(box)
        for boxes, colour in ((likely, theme.MUTED), (unlikely, theme.FAINT)):
            painter.setBrush(theme.DISABLED if doubted else colour)
            painter.drawRects(boxes)

    def _areas(self, painter: QPainter, state: ShownState, case: Case, band: QRectF) -> None:
        clinician = self._clinicians_areas(case)
        results = state.analysis.slices if state.analysis is not None else {}
        model = np.zeros(len(case), dtype=np.int64)
        for index, result in results.items():
            model[index] = self._models_area(result)
        if case.mask is not None:
            self._key(painter, band.top(), tr("Clinician's area"), theme.CLINICIAN_SIGN)
        if "outline" not in self._hidden:
            self._key(painter, band.top() + theme.px(14), tr("Model's area"), theme.MODEL_SIGN)
        painter.setPen(QPen(theme.LINE, 1))
        painter.drawLine(band.bottomLeft(), band.bottomRight())
        full = max(int(clinician.max()), int(model.max()), 1)
        if self._pitch() < _TWO_BARS:
            self._curve(painter, clinician / full, band, theme.CLINICIAN_SIGN, case.indices)
            self._curve(painter, model / full, band, theme.MODEL_SIGN, sorted(results))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        for index in range(len(case)):
            for area, left, colour in ((clinician, 0.0, theme.CLINICIAN_SIGN), (model, 0.5, theme.MODEL_SIGN)):
                if area[index]:
                    painter.setBrush(colour)
                    height = max(float(area[index]) / full * band.height(), 1.5)
                    painter.drawRect(_bar(self._pitch(), index, left, left + 0.5, band.bottom(), height))

    def _curve(
        self, painter: QPainter, shares: NDArray[np.float64], band: QRectF, colour: QColor, known: Sequence[int]
    ) -> None:
        """Through the slices that are known. Where a column has no room for two bars, one would hide the other."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.4))
        painter.setClipRect(band.adjusted(0, -2, 0, -1))  # nothing is drawn where there is none
        for run in np.split(np.asarray(known, dtype=np.intp), np.flatnonzero(np.diff(known) > 1) + 1):
            across = (theme.px(_LEFT) + (run + 0.5) * self._pitch()).tolist()
            up = (band.bottom() - shares[run] * band.height()).tolist()
            points = [QPointF(x, y) for x, y in zip(across, up, strict=True)]
            if len(points) == 1:  # a slice whose neighbours are not analysed yet
                points.append(QPointF(across[0], band.bottom()))
            painter.drawPolyline(QPolygonF(points))
        painter.setClipping(False)

    def _models_area(self, result: SliceResult) -> int:
        """Counted once per result: every one of them paints the strip anew."""
        if result not in self._area_of:
            outlined = result.segmentation
            self._area_of[result] = 0 if outlined is None else int(np.count_nonzero(outlined))
        return self._area_of[result]

    def _clinicians_areas(self, case: Case) -> NDArray[np.int64]:
        """Counted once per case: a large mask takes longer than a frame, and every result paints the strip anew."""
        if self._areas_of is None or self._areas_of[0] is not case:
            areas = case.mask.areas_px if case.mask is not None else np.zeros(len(case), dtype=np.int64)
            self._areas_of = case, areas
        return self._areas_of[1]

    def _legend(self, painter: QPainter, top: float, text: str, indent: int = 0) -> None:
        painter.setPen(theme.MUTED)
        painter.drawText(
            QRectF(16 + indent, top - 2, theme.px(_LEFT) - 18 - indent, theme.px(14)),
            Qt.AlignmentFlag.AlignVCenter,
            text,
        )

    def _key(self, painter: QPainter, top: float, text: str, colour: QColor) -> None:
        self._legend(painter, top, text, indent=17)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRect(QRectF(16, top + 1, 8, 8))

    def _ticks(self, painter: QPainter) -> None:
        painter.setPen(theme.FAINT)
        for index in self.numbered():
            painter.drawText(self.number_box(painter, index), Qt.AlignmentFlag.AlignCenter, str(index + 1))

    def numbered(self) -> list[int]:
        """The slices whose number stands below the strip: the first, then every so many that no two touch."""
        count, pitch = self._count(), self._pitch()
        apart = theme.px(_DIGIT) * len(str(count)) + 8
        every = next(step for step in _EVERY if step * pitch >= apart)
        far_enough = (number - 1 for number in range(every, count + 1, every) if (number - 1) * pitch >= apart)
        return [0, *far_enough]

    def number_box(self, painter: QPainter, index: int) -> QRectF:
        """Where the number of a slice stands, within the widget, with a little room at its sides."""
        width = painter.fontMetrics().horizontalAdvance(str(index + 1)) + 4
        left = min(self.column(index).center().x() - width / 2, self.width() - width)
        return QRectF(left, self.height() - theme.px(_BOTTOM) + 2, width, theme.px(16))

    # ---------------------------------------------------------------- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton and self._review.shown.state.case is not None:
            self.slice_chosen.emit(self.slice_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        over = self._review.shown.state.case is not None and event.position().x() >= theme.px(_LEFT)
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        if event.buttons() & Qt.MouseButton.LeftButton and self._review.shown.state.case is not None:
            self.slice_chosen.emit(self.slice_at(event.position().x()))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        steps = self._wheel.steps(event)
        if steps:
            self.slice_chosen.emit(self._review.shown.state.slice_index + steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        here = self._review.shown.state.slice_index
        key = Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Up: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Down: here + 1,
        }
        steps |= {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self._count() - 1}
        if key in steps:
            self.slice_chosen.emit(steps[key])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Name the slice under the pointer and its numbers."""
        case = self._review.shown.state.case
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and case is not None:
            if event.pos().x() < theme.px(_LEFT):
                QToolTip.hideText()
                return True
            QToolTip.showText(event.globalPos(), self._tip(case, self.slice_at(event.pos().x())), self)
            return True
        return super().event(event)

    @staticmethod
    def _charted(state: ShownState) -> tuple[str, ...]:
        """What is drawn, in a line or two: whose probability, as soon as the networks are there."""
        if state.analysis is None:
            return (tr("Probability"),)
        name = tr(state.analysis.classes[query.class_charted(state)])
        doubted = bool(query.doubted(state))
        told = name[0].upper() + name[1:], tr("probability", "below the name of a class")
        return (*told, tr("doubtful: a stand-in")) if doubted else told

    def _tip(self, case: Case, index: int) -> str:
        analysis = self._review.shown.state.analysis
        result = analysis.slices.get(index) if analysis is not None else None
        mask = case.mask_of(index)
        name = self._names.file(case.slice_names[index])
        here = tr("Slice {number}").format(number=index + 1)
        if index in case.absent:
            return here + "\n" + tr("Not acquired: there is no picture of it")
        if index in case.blank:
            return here + "\n" + tr(wording.NO_PICTURE)
        lines = [f"{here} · {name}" if name else here]
        lines.append(
            tr("Clinician: no mask drawn") if mask is None else tr("Clinician: {area} px").format(area=_area(mask))
        )
        if result is None:
            lines.append(tr("Not analysed yet"))
        else:
            state = self._review.shown.state
            share = wording.percent(float(result.probabilities[query.class_charted(state)]))
            label = self._charted(state)[0]
            lines.insert(1, tr("{label} probability: {share}").format(label=label, share=share))
            lines += filter(None, [doubt_words.doubted(state)])
            drawn = result.segmentation
            lines.append(
                tr("Model: not outlined") if drawn is None else tr("Model: {area} px").format(area=_area(drawn))
            )
        return "\n".join(lines)


def _area(mask: NDArray[np.bool_]) -> str:
    return figure(f"{np.count_nonzero(mask):,}")


def _bar(pitch: float, index: int, left: float, right: float, bottom: float, height: float) -> QRectF:
    """A bar within a slice's column of width `pitch`; `left` and `right` are shares of it."""
    gap = 0.5 if pitch < 8 else 1.5
    x = theme.px(_LEFT) + index * pitch
    return QRectF(x + pitch * left + gap, bottom - height, max(pitch * (right - left) - 2 * gap, 1), height)
