"""A picture of the network: stem, four stages, their blocks, and every layer as a cell to click on."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from xaiviewer.case import Layer
from xaiviewer.requests import MEASURES
from xaiviewer.review import ReviewSession, query
from xaiviewer.ui.kit import theme, wording
from xaiviewer.ui.kit.backdrop import Backdrop
from xaiviewer.ui.kit.controls import focus_ring, keep_keys
from xaiviewer.ui.language import tr

_ROW, _CELL, _GUTTER, _TAIL = 20, 12, 44, 52
_GAP = 4.0  # between blocks
_SLICES = 32  # backdrops kept


class NetworkPicture(QWidget):
    """One row per stage, as the signal runs: a square is a convolution, a round cell a ReLU; bright means agreement.

    Signals:
        layer_chosen(int): a click, or an arrow key.
        layer_toggled(int): a click with Ctrl: in or out of the fused set.
    """

    layer_chosen = Signal(int)
    layer_toggled = Signal(int)

    def __init__(self, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._cells: list[QRectF] = []
        self._blocks: list[QRectF] = []
        self._rows: list[tuple[float, str, str]] = []
        self._backdrop = Backdrop(_SLICES)
        self._gutter = max(_GUTTER, theme.text_width(theme.SMALL, ["Stage 4", "Evidence"]) + 8)
        self._tail = max(_TAIL, theme.text_width(theme.SMALL, ["112 × 112"]) + 1)
        self.setAccessibleName(tr("Picture of the network; arrows choose a layer"))
        self.setMinimumHeight(_ROW * 5)
        self.setMouseTracking(True)
        keep_keys(self)
        session.display_changed.connect(self._refresh)
        session.slice_changed.connect(self._refresh)
        session.case_changed.connect(self._rebuild)
        session.results_changed.connect(self._take_results)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, self.minimumHeight())

    def cell(self, layer: int) -> QRectF:
        """Where a layer is drawn."""
        return self._cells[layer]

    def layer_at(self, place: QPointF) -> int | None:
        """The layer drawn at, or next to, a place of its row."""
        near = [
            (abs(cell.center().x() - place.x()), index)
            for index, cell in enumerate(self._cells)
            if abs(cell.center().y() - place.y()) <= _ROW / 2
        ]
        distance, index = min(near, default=(np.inf, -1))
        return index if distance <= _CELL else None

    # ---------------------------------------------------------------- layout

    def resizeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self._rebuild()

    def _rebuild(self) -> None:
        analysis = self._session.state.analysis
        layers: tuple[Layer, ...] = analysis.layers if analysis is not None else ()
        self._cells, self._blocks, self._rows = [], [], []
        stages = sorted({layer.stage for layer in layers})
        if stages:
            pitch = min(self._pitch([each for each in layers if each.stage == stage]) for stage in stages)
            for number, stage in enumerate(stages):
                self._lay_out(number * float(_ROW), [each for each in layers if each.stage == stage], pitch)
        self.setMinimumHeight(_ROW * max(len(stages), 5))
        self.updateGeometry()
        self.update()

    def _pitch(self, layers: list[Layer]) -> float:
        blocks = len({layer.block for layer in layers})
        room = self.width() - self._gutter - self._tail - blocks * (_GAP + 2)
        return min(room / len(layers), 9.0)

    def _lay_out(self, top: float, layers: list[Layer], pitch: float) -> None:
        middle = top + _ROW / 2
        x = float(self._gutter)
        block, left = layers[0].block, float(self._gutter)
        for layer in layers:
            if layer.block != block:
                self._blocks.append(QRectF(left, middle - 9, x - left + 2, 18))
                x += _GAP + 2
                block, left = layer.block, x
            self._cells.append(QRectF(x + 1.5, middle - _CELL / 2, pitch - 1, _CELL))
            x += pitch
        self._blocks.append(QRectF(left, middle - 9, x - left + 2, 18))
        rows, columns = layers[-1].grid
        self._rows.append((top, layers[-1].part, f"{rows} × {columns}"))

    # ---------------------------------------------------------------- painting

    def _refresh(self) -> None:
        self.update()

    def _take_results(self, index: int) -> None:
        if index == -1:
            self._rebuild()
        elif index == self._session.state.slice_index:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = self._session.state
        analysis = state.analysis
        if analysis is None or not self._cells:
            painter.setFont(theme.font(theme.SMALL))
            painter.setPen(theme.FAINT)
            text = tr("The network appears with the first case")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)
            return
        key = (analysis.layers, query.result(state), state.shown.method, state.shown.score)
        self._backdrop.paint(self, painter, key, self._paint_backdrop)
        self._mark(painter, query.shown_layers(state), theme.TEXT if state.shown.selection.scope != "layer" else None)
        self._mark(painter, (state.shown.layer,), theme.ACCENT)
        focus_ring(painter, self)

    def _paint_backdrop(self, painter: QPainter) -> None:
        analysis = self._session.state.analysis
        assert analysis is not None
        painter.setFont(theme.font(theme.SMALL))
        for top, name, grid in self._rows:
            painter.setPen(theme.MUTED)
            painter.drawText(QRectF(0, top, self._gutter, _ROW), Qt.AlignmentFlag.AlignVCenter, name)
            painter.setPen(theme.FAINT)
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(self.width() - self._tail, top, self._tail, _ROW), right, grid)
        if query.curve(self._session.state) is not None:
            legend = QRectF(self._gutter + 32, 0, self.width() - self._gutter - self._tail - 32, _ROW)
            painter.drawText(legend, Qt.AlignmentFlag.AlignVCenter, tr("brighter: more agreement"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.RAISED)
        for block in self._blocks:
            painter.drawRoundedRect(block, 3, 3)
        self._paint_cells(painter, analysis.layers)

    def _paint_cells(self, painter: QPainter, layers: Iterable[Layer]) -> None:
        values = query.curve(self._session.state)
        known = np.zeros(len(self._cells)) if values is None else np.nan_to_num(values)
        shades = (known / max(float(known.max()), 1e-6) * (_SHADES - 1)).astype(int).tolist()
        painter.setPen(Qt.PenStyle.NoPen)
        for layer, cell, shade in zip(layers, self._cells, shades, strict=True):
            painter.setBrush(_RAMP[shade])
            if layer.kind == "convolution":
                painter.drawRect(cell)
            else:
                radius = min(cell.width(), cell.height()) / 2
                painter.drawRoundedRect(cell.adjusted(0, 1.5, 0, -1.5), radius, radius)

    def _mark(self, painter: QPainter, layers: Iterable[int], colour: QColor | None) -> None:
        if colour is None:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.6 if colour == theme.ACCENT else 1.0))
        for layer in layers:
            if layer < len(self._cells):
                painter.drawRoundedRect(self._cells[layer].adjusted(-2, -3, 2, 3), 3, 3)

    # ---------------------------------------------------------------- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        layer = self.layer_at(event.position())
        if layer is None or event.button() != Qt.MouseButton.LeftButton:
            return
        chosen = self.layer_toggled if event.modifiers() & Qt.KeyboardModifier.ControlModifier else self.layer_chosen
        chosen.emit(layer)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        over = self.layer_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over is not None else Qt.CursorShape.ArrowCursor)
        if over is not None and event.buttons() == Qt.MouseButton.LeftButton and not event.modifiers():
            self.layer_chosen.emit(over)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        here = self._session.state.shown.layer
        match event.key():
            case Qt.Key.Key_Left:
                self.layer_chosen.emit(here - 1)
            case Qt.Key.Key_Right:
                self.layer_chosen.emit(here + 1)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                step = _ROW if event.key() == Qt.Key.Key_Down else -_ROW
                place = self._cells[here].center() + QPointF(0, step) if here < len(self._cells) else QPointF()
                row = [index for index, cell in enumerate(self._cells) if abs(cell.center().y() - place.y()) < 1]
                if row:
                    self.layer_chosen.emit(min(row, key=lambda each: abs(self._cells[each].center().x() - place.x())))
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Name the layer under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            layer = self.layer_at(QPointF(event.pos()))
            analysis = self._session.state.analysis
            if layer is None or analysis is None:
                QToolTip.hideText()
            else:
                values = query.curve(self._session.state)
                name = tr(MEASURES[self._session.state.shown.score].title)
                score = f"\n{name}: {wording.score(float(values[layer]))}" if values is not None else ""
                each = analysis.layers[layer]
                text = f"{each.name}\n{each.keras_name}\n{wording.kind(each)} · {each.grid[0]} × {each.grid[1]}{score}"
                QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)


def _ramp() -> list[QColor]:
    """From the panel's grey to the text's white: lightness alone, as the accent marks the current layer."""
    low, high = (np.array([each.red(), each.green(), each.blue()]) for each in (theme.LINE, theme.TEXT))
    return [QColor(*(int(each) for each in low + (high - low) * share)) for share in np.linspace(0.2, 1, _SHADES)]


_SHADES = 64
_RAMP = _ramp()
