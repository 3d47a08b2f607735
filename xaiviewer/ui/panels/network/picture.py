"""A picture of the network: its parts, their blocks, and every layer as a cell to click on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from xaiviewer.requests import Layer
from xaiviewer.requests.model import CONVOLUTION
from xaiviewer.review import Review, query, sanity, trust
from xaiviewer.ui.kit import null_wording, sanity_wording, theme, wording
from xaiviewer.ui.kit.access import Told
from xaiviewer.ui.kit.backdrop import Backdrop
from xaiviewer.ui.kit.controls import focus_ring, keep_keys
from xaiviewer.ui.kit.shades import RAMP, shades, strike
from xaiviewer.ui.kit.signals import follow_later
from xaiviewer.ui.language import later, tr
from xaiviewer.ui.panels.network.layout import CELL, NetworkLayout, lay_out

_GUTTER, _TAIL, _WIDEST_NAME = 44, 52, 84
_LEAST = 100  # height, so that nothing moves when the network comes
_SLICES = 32  # backdrops kept
_LEGENDS = (
    later("strong: agrees with mask; struck out: null model as good"),
    later("struck out: null model as good"),
    later("strong: agrees with mask"),
)
"""The first that there is room for; the last where nothing was held against chance, or no more room is."""


NO_LAYERS = later("Choose a method of one pass over all layers to see the layers' maps again.")
"""Why all is grey."""


class NetworkPicture(QWidget):
    """Line by line as the signal runs: a square is a convolution, a round cell an activation; strong means agreement.

    A cell whose agreement a null explains is faint and struck through.

    Signals:
        layer_chosen(int): a click, or an arrow key.
        layer_toggled(int): a click with Ctrl: in or out of the fused set.
    """

    access_role = QAccessible.Role.Graphic

    layer_chosen = Signal(int)
    layer_toggled = Signal(int)

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._laid = NetworkLayout()
        self._layers: tuple[Layer, ...] = ()
        self._backdrop = Backdrop(_SLICES)
        self._gutter = _GUTTER
        self._tail = _TAIL
        self.setAccessibleName(tr("Picture of the network; arrows choose a layer"))
        self.setMinimumHeight(_LEAST)
        self.setMouseTracking(True)
        keep_keys(self)
        review.shown.case_changed.connect(self._rebuild)
        follow_later(self, self._refresh, review.shown, but=("appearance",))
        theme.look.changed.connect(self._rebuild)
        Told(self, *review.shown.changes)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, self.minimumHeight())

    def told(self) -> str:
        """The current layer, as it is told where the pointer rests on it."""
        state = self._review.shown.state
        if state.layer >= len(self._layers):
            return ""
        place = tr("{here} of {count}").format(here=state.layer + 1, count=len(self._layers))
        return f"{self._tip(state.layer)}\n{place}".replace("\n", "; ")

    def cell(self, layer: int) -> QRectF:
        """Where a layer is drawn."""
        return self._laid.cells[layer]

    def layer_at(self, place: QPointF) -> int | None:
        """The layer drawn at, or next to, a place of its row."""
        near = [
            (abs(cell.center().x() - place.x()), index)
            for index, cell in enumerate(self._laid.cells)
            if abs(cell.center().y() - place.y()) <= self._laid.row / 2
        ]
        distance, index = min(near, default=(np.inf, -1))
        return index if distance <= CELL else None

    # ---------------------------------------------------------------- layout

    def resizeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self._rebuild()

    def _rebuild(self) -> None:
        layers = self._layers = query.layers(self._review.shown.state)
        self._tail = max(theme.px(_TAIL), theme.text_width(theme.SMALL, ["112 × 112"]) + 1)
        parts = [each.part for each in layers]
        self._lay_out(parts)
        lines = [line.name for line in self._laid.lines]
        self._lay_out([*parts, *lines])  # one of several parts has a longer name than each
        self.setMinimumHeight(max(self._laid.height, _LEAST))
        self.updateGeometry()
        self.update()

    def _lay_out(self, names: Sequence[str]) -> None:
        """Place the layers behind these names of lines, within reason."""
        room = theme.text_width(theme.SMALL, ["Stage 4", *names]) + 8
        self._gutter = min(max(theme.px(_GUTTER), room), theme.px(_WIDEST_NAME))
        self._laid = lay_out(self._layers, self._gutter, self.width() - self._tail)

    # ---------------------------------------------------------------- painting

    def _refresh(self) -> None:
        if self._layers is not query.layers(self._review.shown.state):  # the other network
            self._rebuild()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = self._review.shown.state
        analysis = state.analysis
        if analysis is None or not self._laid.cells:
            painter.setFont(theme.font(theme.SMALL))
            painter.setPen(theme.FAINT)
            text = tr("The network appears with the first case")
            if analysis is not None and analysis.description.outputs_only:
                text = tr(analysis.description.outputs_only)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
            return
        found = state.judged.get((state.request, state.slice_index)) if state.request is not None else None
        told = trust.nulls(state)
        of_score = state.score, state.scope, state.bands
        key = (self._layers, query.result(state), state.method, state.request, found, of_score, told)
        self._backdrop.paint(self, painter, key, self._paint_backdrop)
        self._paint_grids(painter, state.layer)
        self._mark(painter, query.shown_layers(state), theme.TEXT if state.selection.scope != "layer" else None)
        self._mark(painter, (state.layer,), theme.ACCENT)
        focus_ring(painter, self)

    def _paint_backdrop(self, painter: QPainter) -> None:
        painter.setFont(theme.font(theme.SMALL))
        for line in self._laid.lines:
            painter.setPen(theme.MUTED)
            box = QRectF(0, line.top, self._gutter, self._laid.row)
            name = painter.fontMetrics().elidedText(line.name, Qt.TextElideMode.ElideMiddle, self._gutter - 6)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(theme.FAINT)
        self._paint_legend(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.RAISED)
        for block in self._laid.blocks:
            painter.drawRoundedRect(block, 3, 3)
        self._paint_cells(painter, self._layers)

    def grids(self, layer: int) -> list[str]:
        """What stands behind each line: the grid of its last layer, or that of `layer` in the line that it lies in.

        Within a stage the grid may halve: the layer that is shown says its own, as its map's header does.
        """
        told = [line.grid for line in self._laid.lines]
        if layer < len(self._laid.cells):
            told[int(self._laid.cells[layer].center().y() // self._laid.row)] = self._layers[layer].grid
        return [f"{rows} × {columns}" for rows, columns in told]

    def _paint_grids(self, painter: QPainter, layer: int) -> None:
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.FAINT)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        for line, told in zip(self._laid.lines, self.grids(layer), strict=True):
            painter.drawText(QRectF(self.width() - self._tail, line.top, self._tail, self._laid.row), right, told)

    def _paint_legend(self, painter: QPainter) -> None:
        """What strength means, behind the first line's cells where there is room."""
        if trust.curve(self._review.shown.state) is None:
            return
        left = max(self._gutter + 32, self._laid.lines[0].end + 8)
        legend = QRectF(left, 0, self.width() - self._tail - left, self._laid.row)
        struck = bool(self._explained().any())
        for words in map(tr, _LEGENDS if struck else _LEGENDS[-1:]):
            if painter.fontMetrics().horizontalAdvance(words) <= legend.width():
                painter.drawText(legend, Qt.AlignmentFlag.AlignVCenter, words)
                return

    def _explained(self) -> NDArray[np.bool_]:
        """The layers whose agreement a null explains, bool ``[layer]``; none where that was not measured."""
        found = trust.comparison(self._review.shown.state)
        if found is None or len(found.observed) != len(self._laid.cells):
            return np.zeros(len(self._laid.cells), dtype=bool)
        explained: NDArray[np.bool_] = found.explained & ~np.isnan(found.observed)
        return explained

    def _paint_cells(self, painter: QPainter, layers: Iterable[Layer]) -> None:
        values, struck = trust.curve(self._review.shown.state), self._explained()
        known = np.zeros(len(self._laid.cells)) if values is None else np.where(struck, 0, values)
        painter.setPen(Qt.PenStyle.NoPen)
        drawn = zip(layers, self._laid.cells, shades(known).tolist(), struck.tolist(), strict=True)
        for layer, cell, shade, explained in drawn:
            painter.setBrush(RAMP[shade])
            if layer.kind == CONVOLUTION:
                painter.drawRect(cell)
            else:
                radius = min(cell.width(), cell.height()) / 2
                painter.drawRoundedRect(cell.adjusted(0, 1.5, 0, -1.5), radius, radius)
            if explained:
                strike(painter, cell.adjusted(0, 2, 0, -2))

    def _mark(self, painter: QPainter, layers: Iterable[int], colour: QColor | None) -> None:
        if colour is None:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.6 if colour == theme.ACCENT else 1.0))
        for layer in layers:
            if layer < len(self._laid.cells):
                painter.drawRoundedRect(self._laid.cells[layer].adjusted(-2, -3, 2, 3), 3, 3)

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
        here = self._review.shown.state.layer
        match event.key():
            case Qt.Key.Key_Left:
                self.layer_chosen.emit(here - 1)
            case Qt.Key.Key_Right:
                self.layer_chosen.emit(here + 1)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                step = self._laid.row if event.key() == Qt.Key.Key_Down else -self._laid.row
                place = (
                    self._laid.cells[here].center() + QPointF(0, step) if here < len(self._laid.cells) else QPointF()
                )
                row = [index for index, cell in enumerate(self._laid.cells) if abs(cell.center().y() - place.y()) < 1]
                if row:
                    self.layer_chosen.emit(
                        min(row, key=lambda each: abs(self._laid.cells[each].center().x() - place.x()))
                    )
            case _:
                super().keyPressEvent(event)

    def _tip(self, layer: int) -> str:
        state = self._review.shown.state
        values, each = trust.curve(state), self._layers[layer]
        name = wording.score_name(state.score)
        score = f"\n{name}: {wording.score(float(values[layer]))}" if values is not None else ""
        told = null_wording.explained(replace(state, layer=layer))
        score += f"\n{told}" if told else ""
        text = f"{wording.names(each)}\n{wording.kind(each)} · {each.grid[0]} × {each.grid[1]}{score}"
        checked = sanity.of_layer(state, layer)
        text += "" if checked is None else f"\n{sanity_wording.summary(checked)}"
        return text if query.walks(state) else f"{text}\n{tr(NO_LAYERS)}"

    def event(self, event: QEvent) -> bool:
        """Name the layer under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            layer = self.layer_at(QPointF(event.pos()))
            if layer is None or not self._layers:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._tip(layer), self)
            return True
        return super().event(event)
