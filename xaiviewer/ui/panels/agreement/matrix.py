"""The chosen score of every layer on every slice with a mask, to be seen at a glance and clicked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from xaiviewer.requests.nulls import NullComparison
from xaiviewer.review import Review, query, trust
from xaiviewer.ui.kit import null_wording, theme, wording
from xaiviewer.ui.kit.backdrop import Backdrop
from xaiviewer.ui.kit.controls import focus_ring, keep_keys
from xaiviewer.ui.kit.rendering import Kept
from xaiviewer.ui.kit.shades import RAMP, hatch, shades
from xaiviewer.ui.kit.signals import follow_later
from xaiviewer.ui.language import figure, tr

_RIGHT, _EDGE = 8, 2
_ROW, _LEAST, _MOST = 8.0, 24, 112  # of a slice, and of all of them together


class AgreementMatrix(QWidget):
    """A row per slice with a mask, the first on top, a column per layer from input to output: bright means agreement.

    Where a null gets as much it is dark and hatched; what was not held against chance yet is empty.

    Signals:
        layer_chosen(int): a click, a drag or an arrow key.
        slice_chosen(int): the same.
    """

    access_role = QAccessible.Role.Chart

    layer_chosen = Signal(int)
    slice_chosen = Signal(int)

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        theme.follow(self, AgreementMatrix._measure)
        self._backdrop, self._kept, self._held = Backdrop(), Kept(), Kept()
        self.slices: tuple[int, ...] = ()
        self.setAccessibleName(tr("Agreement of all layers and slices; arrows choose a layer and a slice"))
        self.setFixedHeight(_LEAST)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        keep_keys(self)
        follow_later(self, self._refresh, review.shown, but=("appearance",))
        self._refresh()

    def _measure(self) -> None:
        """Make room for the letters as large as they are."""
        self._left = theme.text_width(theme.SMALL, [figure("0.05")]) + 7

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, self.height())

    def cell(self, index: int, layer: int) -> QRectF:
        """Where a layer's cell of a slice with a mask is drawn."""
        wide, high = self._pitch()
        return QRectF(self._left + layer * wide, _EDGE + self.slices.index(index) * high, wide, high)

    def cell_at(self, place: QPointF) -> tuple[int, int]:
        """The slice and the layer at, or nearest to, a place."""
        wide, high = self._pitch()
        layer = min(max(int((place.x() - self._left) // wide), 0), self._count() - 1)
        row = min(max(int((place.y() - _EDGE) // high), 0), len(self.slices) - 1)
        return self.slices[row], layer

    def _count(self) -> int:
        return max(len(query.layers(self._review.shown.state)), 1)

    def _pitch(self) -> tuple[float, float]:
        room = max(self.width() - self._left - _RIGHT, 1), self.height() - 2 * _EDGE
        return room[0] / self._count(), room[1] / max(len(self.slices), 1)

    def _refresh(self) -> None:
        state = self._review.shown.state
        case, analysis = state.case, state.analysis
        if state.scope != "case" or case is None or analysis is None:
            return
        kept: tuple[int, ...] = self._kept.get((case, analysis), lambda: trust.held_slices(case, analysis))
        if kept != self.slices:
            self.slices = kept
            self.setFixedHeight(round(min(max(len(kept) * _ROW, _LEAST), _MOST)) + 2 * _EDGE)
        here = state.slice_index
        told = tr("Slice {number}").format(number=here + 1)
        self.setAccessibleDescription(f"{told}: {self.words(here, state.layer)}" if here in kept else told)
        self.update()

    def _rows(self) -> list[NullComparison | None]:
        """Of every slice what its scores are held against; None where that was not measured."""
        state = self._review.shown.state
        found = [trust.nulls_on(state, index) for index in self.slices]
        rows: list[NullComparison | None] = self._held.get(
            (state.score, state.bands, *found),
            lambda: [trust.seen(each, state.score, bands=state.bands) for each in found],
        )
        return rows

    # ---------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        if not self.slices:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows = self._rows()

        def draw(on: QPainter) -> None:
            self._cells(on, rows)

        self._backdrop.paint(self, painter, (rows, self.slices, self._count()), draw)
        state = self._review.shown.state
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.ACCENT, 1))
        if state.slice_index in self.slices and state.layer < self._count():
            here = self.cell(state.slice_index, state.layer)
            painter.drawRect(QRectF(self._left, here.top(), self.width() - self._left - _RIGHT, here.height()))
            painter.setPen(QPen(theme.ACCENT, 2))
            painter.drawRect(here.adjusted(-1.5, -1, 1.5, 1))
        focus_ring(painter, self)

    def _cells(self, painter: QPainter, rows: list[NullComparison | None]) -> None:
        count = self._count()
        values = np.full((len(rows), count), np.nan, dtype=np.float32)
        explained = np.zeros((len(rows), count), dtype=bool)
        for row, found in enumerate(rows):
            if found is not None and len(found.observed) == count:
                values[row], explained[row] = found.observed, found.explained
        known = ~np.isnan(values)
        area = QRectF(self._left, _EDGE, self.width() - self._left - _RIGHT, self.height() - 2 * _EDGE)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(area, _picture(values, known & ~explained))
        wide, high = self._pitch()
        for row, first, end in _runs(explained & known):
            hatch(painter, QRectF(area.left() + first * wide, area.top() + row * high, (end - first) * wide, high))
        painter.setPen(QPen(theme.LINE, 1))
        painter.drawRect(area)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.FAINT)
        right = Qt.AlignmentFlag.AlignRight
        label = QRectF(0, 0, self._left - 6, self.height())
        painter.drawText(label, right | Qt.AlignmentFlag.AlignTop, str(self.slices[0] + 1))
        if len(self.slices) > 1:
            painter.drawText(label, right | Qt.AlignmentFlag.AlignBottom, str(self.slices[-1] + 1))

    def words(self, index: int, layer: int) -> str:
        """A cell's score, p, and whether a null explains it."""
        state = self._review.shown.state
        found = self._rows()[self.slices.index(index)]
        if found is None or state.case_told is None or layer >= len(found.observed):
            return tr("not measured")
        name = f"{wording.score_name(state.score)}: {wording.score(float(found.observed[layer]))}"
        key = found.explained_by[layer] if not np.isnan(found.observed[layer]) else ""
        null = null_wording.null_name(key, state.case_told) if key else ""
        verdict = tr("No more than {null}.").format(null=null) if key else ""
        return "\n".join(filter(None, (name, null_wording.figures(found, layer), verdict)))

    # ---------------------------------------------------------------- mouse and keys

    def _choose(self, place: QPointF) -> None:
        index, layer = self.cell_at(place)
        self.slice_chosen.emit(index)
        self.layer_chosen.emit(layer)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton and self.slices:
            self._choose(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.buttons() & Qt.MouseButton.LeftButton and self.slices:
            self._choose(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        layer, key = self._review.shown.state.layer, Qt.Key(event.key())
        across = {
            Qt.Key.Key_Left: layer - 1,
            Qt.Key.Key_Right: layer + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._count(),
        }
        if key in across:
            self.layer_chosen.emit(across[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.slices:
            self.slice_chosen.emit(self._beside(1 if key == Qt.Key.Key_Down else -1))
        else:
            super().keyPressEvent(event)

    def _beside(self, step: int) -> int:
        """The next slice with a mask, above or below; the last one where there is none."""
        here = self._review.shown.state.slice_index
        if step > 0:
            return next((each for each in self.slices if each > here), self.slices[-1])
        return next((each for each in reversed(self.slices) if each < here), self.slices[0])

    def event(self, event: QEvent) -> bool:
        """Name the cell under the pointer and what it is worth."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.slices:
            index, layer = self.cell_at(QPointF(event.pos()))
            here = tr("Slice {number}").format(number=index + 1)
            name = query.layers(self._review.shown.state)[layer].name
            QToolTip.showText(event.globalPos(), f"{here} · {name}\n{self.words(index, layer)}", self)
            return True
        return super().event(event)


def _picture(values: NDArray[np.float32], drawn: NDArray[np.bool_]) -> QImage:
    """A pixel per cell, bright where agreement is, clear where nothing is drawn."""
    colours = np.array([each.rgba() for each in RAMP], dtype=np.uint32)
    pixels = np.where(drawn, colours[shades(np.where(drawn, values, np.nan))], np.uint32(0)).astype(np.uint32)
    rows, columns = pixels.shape
    data = np.ascontiguousarray(pixels)
    return QImage(data.data, columns, rows, columns * 4, QImage.Format.Format_ARGB32).copy()


def _runs(chosen: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """Row, first column and the one after the last of every run of chosen cells."""
    found = []
    for row, cells in enumerate(chosen):
        edges = np.flatnonzero(np.diff(np.concatenate([[False], cells, [False]]).astype(np.int8)))
        found += [(row, int(first), int(end)) for first, end in edges.reshape(-1, 2)]
    return found
