"""A contact sheet in the place of the views: its title and choices, its cells, its colours."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from xaiviewer.review import Review, ShownState
from xaiviewer.ui.kit import bearings, theme
from xaiviewer.ui.kit.about_button import AboutButton
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import Elided, Segmented, Slider, column, flat_button, keep_keys
from xaiviewer.ui.kit.rendering import Renderer
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.colour_bar import ColourBar
from xaiviewer.ui.views.sheets import cells
from xaiviewer.ui.views.sheets.cells import Cell, Kind
from xaiviewer.ui.views.sheets.grid import LEAST, MOST, SheetGrid
from xaiviewer.ui.views.viewport import Viewport

_BAR, _FOOT = 40, 32


class SheetView(QWidget):
    """Layers of the slice shown, or slices under the layer shown; a click goes there, and closes the sheet or keeps it.

    Signals:
        changed(): it was opened or closed.
    """

    changed = Signal()

    def __init__(self, review: Review, renderer: Renderer, viewport: Viewport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review, self._port = review, viewport
        self.kind: Kind = "layers"
        self.on = False
        self._waiting: Callable[[QPixmap], None] | None = None  # for a picture of the sheet
        self.grid = SheetGrid(review, viewport)
        self.title = Elided("heading")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.told = Elided("small")
        self.which = Segmented(
            tr("Layers on the sheet"),
            [
                ("blocks", tr("Blocks"), tr("What every block of the network gives on: its last layer")),
                ("every", tr("All layers"), tr("Every layer of the network")),
            ],
        )
        self.which.set_current("blocks")
        self.size_slider = Slider(tr("Size of the pictures"), MOST)
        self.size_slider.setMinimum(LEAST)
        self.size_slider.setFixedWidth(96)
        self.size_slider.show_value(self.grid.side)
        self.keep = QCheckBox(tr("Stay open"))
        self.keep.setToolTip(tr("A click goes there and leaves the sheet open"))
        keep_keys(self.keep)
        self.close_button = flat_button("close", with_key("window.escape", tr("The views again")))
        head = _bar(_BAR)
        line = QHBoxLayout(head)
        line.setContentsMargins(16, 0, 8, 0)
        line.setSpacing(8)
        line.addWidget(self.title, 1)
        self.about = AboutButton("sheet")
        line.insertWidget(0, self.about)
        for widget in (self.told, self.which, self.size_slider, self.keep, self.close_button):
            line.addWidget(widget)
        self.colours = ColourBar(review, renderer, self.scaled)
        theme.follow(self.colours, lambda it: it.setFixedHeight(theme.room(_FOOT)))
        foot = _bar(_FOOT)
        below = QHBoxLayout(foot)
        below.setContentsMargins(16, 0, 16, 0)
        below.addWidget(self.colours)
        layout = column(self, spacing=1)
        layout.addWidget(head)
        layout.addWidget(self.grid, 1)
        layout.addWidget(foot)
        self.which.chosen.connect(self._choose_which)
        self.size_slider.valueChanged.connect(self.grid.set_side)
        self.close_button.clicked.connect(self.close_sheet)
        self.grid.chosen.connect(self._go)
        self.grid.entered.connect(self._enter)
        self.grid.maker.made.connect(self._take_made)
        self.grid.maker.rested.connect(self._take_made)
        review.shown.case_changed.connect(self._take_case)
        follow(self.refresh, *review.shown.changes, viewport.changed)

    def toggle(self, kind: Kind) -> None:
        """Open a sheet, or close the one of this kind that is open."""
        if self.on and self.kind == kind:
            self.close_sheet()
            return
        self.kind, self.on = kind, True
        self.which.setVisible(kind == "layers")
        self.changed.emit()
        self._show_cells()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        """Show the views again."""
        if self.on:
            self.on = False
            focused: QWidget | None = self.window().focusWidget()
            if focused is not None and self.isAncestorOf(focused):
                self.window().setFocus()  # else the next control had it, and the arrow keys with it
            self.changed.emit()

    def scaled(self) -> ShownState:
        """What its colours are of."""
        return cells.scaled(self._review.shown.state, self.kind)

    def refresh(self) -> None:
        """What is shown has changed."""
        if not self.on:
            return
        state = self._review.shown.state
        if state.case is None:
            self.close_sheet()
            return
        flipped = bearings.flips(mirrored=self._port.mirrored, upended=self._port.upended)
        said = (" · ".join(filter(None, (each, flipped))) for each in cells.titles(state, self.kind))
        self.title.say(*said)
        self.grid.refresh()

    def take_picture(self, take: Callable[[QPixmap], None]) -> None:
        """Give the whole sheet as a picture, as soon as all of its cells are made."""
        self._waiting, self.grid.maker.holds = take, True
        self._take_made()

    def _take_made(self) -> None:
        """Make what a picture of the whole sheet still lacks; say how far that is."""
        if self._waiting is None:
            return
        state, look = self._review.shown.state, self.grid.look()
        missing = [cell for cell in self.grid.cells if not self.grid.maker.known(state, cell, look)[0]]
        if missing:
            done, count = len(self.grid.cells) - len(missing), len(self.grid.cells)
            self.told.setText(tr("Making the picture {done} of {all}").format(done=done, all=count))
            if not self.grid.maker.busy:
                self.grid.maker.want(state, missing, look)
            return
        take = self._waiting
        self._drop_picture()
        take(self._painted())

    def _drop_picture(self) -> None:
        """None is waited for any more."""
        self._waiting, self.grid.maker.holds = None, False
        self.told.setText("")

    def _painted(self) -> QPixmap:
        """All cells, as they stand in the window, in as many columns as make the sheet about square."""
        count, cell = len(self.grid.cells), self.grid.box(0)
        columns = min(max(math.ceil(math.sqrt(count * cell.height() / cell.width())), 1), max(count, 1))
        size, ratio = self.grid.size_of(columns), self.grid.devicePixelRatioF()
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(theme.WINDOW)
        painter = QPainter(made)
        for at in range(len(self.grid.cells)):
            self.grid.paint_cell(painter, self._review.shown.state, at, columns)
        painter.end()
        return made

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._show_cells()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self._drop_picture()

    def _show_cells(self) -> None:
        self.refresh()
        self.grid.show_kind(self.kind, every=self._every())

    def _every(self) -> bool:
        return self.which.button("every").isChecked()

    def _choose_which(self) -> None:
        self.grid.show_kind(self.kind, every=self._every())

    def _take_case(self) -> None:
        self.grid.maker.forget()

    def _go(self, cell: Cell) -> None:
        if cell.kind == "layers":
            self._review.shown.show_layer(cell.index)
        else:
            self._review.shown.show_slice(cell.index)

    def _enter(self) -> None:
        if not self.keep.isChecked():
            self.close_sheet()


def _bar(height: int) -> QWidget:
    made = QWidget()
    made.setObjectName("panel")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    theme.follow(made, lambda it: it.setFixedHeight(theme.room(height)))
    return made
