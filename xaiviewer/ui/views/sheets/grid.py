"""The cells of a contact sheet in rows that scroll; only those in sight are made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from xaiviewer.review import Review, ShownState
from xaiviewer.ui.kit import bearings, theme
from xaiviewer.ui.kit.controls import keep_keys
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.scale_bar import paint_text
from xaiviewer.ui.views.sheets import cells
from xaiviewer.ui.views.sheets.cells import Cell, Kind
from xaiviewer.ui.views.sheets.drawing import Look, size_of
from xaiviewer.ui.views.sheets.making import CellMaker
from xaiviewer.ui.views.viewport import Viewport

LEAST, USUAL, MOST = 96, 160, 256
"""Side of a cell's picture in logical pixels."""
_LINE = 16
_ROOMY = 320
"""Pixels of a sheet's width below which its pictures stand closer together."""


class SheetGrid(QAbstractScrollArea):
    """Pictures with their captions; the current one has a frame.

    Signals:
        chosen(Cell): a click, or an arrow key.
        entered(): the reader wants to see the current one, with Enter or a double click.
        menu_asked(QPointF): the reader wants to know what can be done at this place.
    """

    chosen = Signal(object)
    entered = Signal()
    menu_asked = Signal(QPointF)

    def __init__(
        self,
        review: Review,
        viewport: Viewport,
        shows: Callable[[], ShownState] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """A sheet of what all views show, or of what `shows` holds in its place."""
        super().__init__(parent)
        self._review, self._port, self._shows = review, viewport, shows
        self._kind: Kind = "layers"
        self._every = False
        self.side = USUAL
        self.cells: tuple[Cell, ...] = ()
        self._at = -1  # of the current one, which was brought into sight
        self.maker = CellMaker(self)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Contact sheet; arrows move through it, Enter goes there"))
        self.viewport().setMouseTracking(True)
        keep_keys(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._want)
        self.verticalScrollBar().valueChanged.connect(self._soon.start)
        self.maker.made.connect(self._show_made)

    def state(self) -> ShownState:
        """What the sheet is of."""
        return self._review.shown.state if self._shows is None else self._shows()

    def show_kind(self, kind: Kind, *, every: bool) -> None:
        """Show layers or slices; `every` layer, or the outputs of blocks alone."""
        self._kind, self._every, self._at = kind, every, -1
        self.refresh()

    def set_side(self, side: int) -> None:
        """How large the pictures are; the current one stays in sight."""
        self.side, self._at = side, -1
        self.refresh()

    def refresh(self) -> None:
        """What is shown has changed."""
        if self.isHidden():
            return
        state = self.state()
        self.cells = cells.cells(state, self._kind, every=self._every)
        self._measure()
        at = next((at for at, cell in enumerate(self.cells) if cells.current(state, cell)), -1)
        if at != self._at:
            self._at = at
            self._bring_into_sight(at)
        self.viewport().update()
        self._soon.start()

    # ---------------------------------------------------------------- where cells lie

    @property
    def edge(self) -> int:
        """Pixels around the sheet."""
        return 16 if self.viewport().width() >= _ROOMY else 8

    @property
    def gap(self) -> int:
        """Pixels between pictures."""
        return 12 if self.viewport().width() >= _ROOMY else 8

    @property
    def columns(self) -> int:
        """How many stand side by side."""
        return max((self.viewport().width() - 2 * self.edge + self.gap) // (self.side + self.gap), 1)

    def picture_size(self) -> QSize:
        """Of every cell's picture, in logical pixels."""
        state = self.state()
        return QSize(self.side, self.side) if state.case is None else size_of(state.case, state.extent, self.side)

    def box(self, at: int, columns: int | None = None) -> QRect:
        """Of a cell with its caption, on the sheet; `columns` stand side by side, by default as many as fit."""
        high = self._pitch()
        row, column = divmod(at, columns or self.columns)
        return QRect(self.edge + column * (self.side + self.gap), self.edge + row * high, self.side, high - self.gap)

    def size_of(self, columns: int) -> QSize:
        """Of the whole sheet, with so many columns."""
        rows = -(-len(self.cells) // columns)
        return QSize(2 * self.edge + columns * (self.side + self.gap) - self.gap, 2 * self.edge + rows * self._pitch())

    def in_sight(self) -> list[int]:
        """Places of the cells that are seen now, in order."""
        top, high = self.verticalScrollBar().value(), self._pitch()
        first = max((top - self.edge) // high, 0) * self.columns
        last = ((top + self.viewport().height() - self.edge) // high + 1) * self.columns
        return list(range(min(first, len(self.cells)), min(last, len(self.cells))))

    def _pitch(self) -> int:
        return self.picture_size().height() + 2 * theme.px(_LINE) + 4 + self.gap

    def _measure(self) -> None:
        bar, seen = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(seen)
        bar.setSingleStep(self._pitch() // 3)
        bar.setRange(0, max(self.size_of(self.columns).height() - seen, 0))

    def _bring_into_sight(self, at: int) -> None:
        if at < 0:
            return
        box, bar = self.box(at), self.verticalScrollBar()
        if box.top() - self.edge < bar.value():
            bar.setValue(box.top() - self.edge)
        elif box.bottom() + self.edge > bar.value() + self.viewport().height():
            wanted = box.bottom() + self.edge - self.viewport().height()
            bar.setValue(min(wanted, box.top() - 4))  # where there is no room for both, the picture before its caption

    def _cell_at(self, place: QPoint) -> int | None:
        on_sheet = place + QPoint(0, self.verticalScrollBar().value())
        return next((at for at in self.in_sight() if self.box(at).contains(on_sheet)), None)

    # ---------------------------------------------------------------- painting

    def look(self) -> Look:
        """How the pictures are made now."""
        return Look(self.side, self.devicePixelRatioF(), mirrored=self._port.mirrored, upended=self._port.upended)

    def _want(self) -> None:
        if not self.isVisible():
            return
        seen = self.in_sight()
        self.maker.want(self.state(), [self.cells[at] for at in seen], self.look())

    def _show_made(self, cell: Cell) -> None:
        if cell in self.cells:
            self.viewport().update(self.box(self.cells.index(cell)).translated(0, -self.verticalScrollBar().value()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.WINDOW)
        painter.translate(0, -self.verticalScrollBar().value())
        state = self.state()
        asked = event.rect().translated(0, self.verticalScrollBar().value())
        for at in self.in_sight():
            if self.box(at).adjusted(-3, -3, 3, 3).intersects(asked):
                self.paint_cell(painter, state, at)

    def paint_cell(self, painter: QPainter, state: ShownState, at: int, columns: int | None = None) -> None:
        """One picture with its caption."""
        cell, box, size = self.cells[at], self.box(at, columns), self.picture_size()
        fresh, picture = self.maker.known(state, cell, self.look())
        room = QRect(box.left() + (self.side - size.width()) // 2, box.top(), size.width(), size.height())
        painter.fillRect(QRect(box.left(), box.top(), self.side, size.height()), theme.VIEW)
        if picture is not None:
            painter.setOpacity(1.0 if fresh else 0.5)
            painter.drawImage(room, picture)
            painter.setOpacity(1.0)
            self._paint_sides(painter, state, room)
        else:
            told = tr("being drawn") if not fresh else self.maker.why(cell) or tr("not acquired")
            painter.setPen(theme.VIEW_FAINT)
            painter.setFont(theme.font(theme.SMALL))
            painter.drawText(room.adjusted(4, 4, -4, -4), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, told)
        name, worths = cells.caption(state, cell)[0], cells.worths(cells.seen(state, cell))
        here = at == self._at
        below = QRect(box.left(), room.bottom() + 3, self.side, theme.px(_LINE))
        faint = theme.FAINT if cells.beaten(state, cell) else theme.MUTED
        for line, (tries, bold, colour) in enumerate((((name,), here, theme.TEXT), (worths, False, faint))):
            painter.setFont(theme.font(theme.SMALL, bold=bold))
            painter.setPen(colour)
            metrics = painter.fontMetrics()
            words = next((each for each in tries if metrics.horizontalAdvance(each) <= self.side), tries[-1])
            mode = Qt.TextElideMode.ElideRight if line else Qt.TextElideMode.ElideMiddle
            fitted = metrics.elidedText(words, mode, self.side)
            painter.drawText(below.translated(0, line * theme.px(_LINE)), Qt.AlignmentFlag.AlignVCenter, fitted)
        if here:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.ACCENT, 2))
            painter.drawRect(QRect(box.left(), box.top(), self.side, size.height()).adjusted(-2, -2, 1, 1))

    def _paint_sides(self, painter: QPainter, state: ShownState, room: QRect) -> None:
        """Which side of the patient lies at the left and at the right edge, where the files say so."""
        letters = None if state.case is None else bearings.orientation(state.case.geometry)
        if letters is None:
            return
        left, right, *_ = bearings.turned(letters, mirrored=self._port.mirrored, upended=self._port.upended)
        for letter, side in ((left, Qt.AlignmentFlag.AlignLeft), (right, Qt.AlignmentFlag.AlignRight)):
            paint_text(painter, QRectF(room).adjusted(4, 0, -4, 0), side | Qt.AlignmentFlag.AlignVCenter, letter)

    # ---------------------------------------------------------------- mouse and keys

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._at = -1
        self.refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        at = self._cell_at(event.position().toPoint())
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = at  # it is in sight where it was clicked
            self.chosen.emit(self.cells[at])
            self.entered.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        over = self._cell_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        last, across = len(self.cells) - 1, self.columns
        page = max(self.viewport().height() // self._pitch(), 1) * across
        steps = {
            Qt.Key.Key_Left: self._at - 1,
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_Up: self._at - across,
            Qt.Key.Key_Down: self._at + across,
            Qt.Key.Key_PageUp: self._at - page,
            Qt.Key.Key_PageDown: self._at + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in steps and last >= 0:
            self.chosen.emit(self.cells[min(max(steps[key], 0), last)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        self.menu_asked.emit(QPointF(event.pos()))

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The caption whole, where it is cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._cell_at(event.pos())
            cell = None if at is None else self.cells[at]
            said = () if cell is None else (*cells.caption(self.state(), cell), self.maker.why(cell))
            told = "\n".join(filter(None, said))
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().viewportEvent(event)
