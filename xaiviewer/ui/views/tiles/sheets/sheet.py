"""A contact sheet as a tile: every layer of its own slice, or every slice under its own layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QMenu

from xaiviewer.requests import method_title
from xaiviewer.review import ShownState, query
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Slider
from xaiviewer.ui.kit.enlarging import enlarged
from xaiviewer.ui.kit.rendering import Renderer
from xaiviewer.ui.kit.signals import follow, follow_later
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.colour_bar import ColourBar, scale_told
from xaiviewer.ui.views.sheets import cells
from xaiviewer.ui.views.sheets.cells import Cell, Kind
from xaiviewer.ui.views.sheets.grid import LEAST, MOST, SheetGrid
from xaiviewer.ui.views.tiles.kind import BAR, Tile, TileContext
from xaiviewer.ui.views.tiles.own import Own, Sight, offer_explanations, offer_layers, offer_sequences, pick

_LEAST_BAR, _WIDE = 64, 260
_SMALLEST = 88  # sides of the sheet at least, as of every tile's picture
_SIDE = 100  # of a picture on a sheet that stands beside others


class TileSheet(SheetGrid):
    """A sheet on which a double click shows its tile alone."""

    def __init__(self, tile: SheetTile, context: TileContext) -> None:
        super().__init__(context.review, context.viewport, tile.state)
        self._tile = tile
        self.side = _SIDE
        self.setMinimumSize(_SMALLEST, _SMALLEST)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self._tile.maximise_asked.emit()


class SheetTile(Tile):
    """The layers of a slice, or the slices under a layer: what all views show, or a slice, layer, method of its own."""

    def __init__(self, kind: Kind, context: TileContext) -> None:
        self.kind: Kind = kind
        self.context = context
        self.own = Own()
        self.every = False
        self._sight = Sight()
        self._renderer = Renderer(context.renderer)
        self.grid = TileSheet(self, context)
        super().__init__(kind, self.grid)
        self.size_slider = Slider(tr("Size of the pictures"), MOST)
        self.size_slider.setMinimum(LEAST)
        self.size_slider.setFixedWidth(72)
        self.size_slider.show_value(self.grid.side)
        self.colours = ColourBar(context.review, self._renderer, lambda: cells.scaled(self.state(), self.kind))
        self.colours.setMinimumWidth(_LEAST_BAR)
        theme.follow(self.colours, lambda it: it.setFixedHeight(theme.room(BAR)))  # in large letters on one line
        self.footer.row.setContentsMargins(8, 0, 8, 0)
        self.footer.row.addWidget(self.colours, 1)
        self.footer.row.addWidget(self.size_slider)
        self.size_slider.valueChanged.connect(self._resize)
        self.grid.chosen.connect(self._go)
        self.grid.menu_asked.connect(self.menu_asked)
        shown = context.review.shown
        shown.case_changed.connect(self._enter)
        follow(self.refresh, context.viewport.changed, context.names.changed)
        follow_later(self, self.refresh, shown)
        self.grid.show_kind(kind, every=self.every)
        self.refresh()

    # ---------------------------------------------------------------- what it shows

    def state(self) -> ShownState:
        """What the sheet is of; a method of its own is shown at the layer of all views on a sheet of layers."""
        state, own = self.context.review.shown.state, self.own
        subject, analysis = own.subject, state.analysis
        if subject is None or analysis is None:
            return self._sight.of(own, state)
        layers = analysis.layers if subject.request is None else analysis.description_of(subject.request).layers
        if self.kind == "layers" and subject.request is None:
            same = query.network(state) is analysis.description
            subject = replace(subject, layer=state.layer if same else state.resting_layer)
        return self._sight.of(replace(own, subject=subject if subject.layer < len(layers) else None), state)

    def put(self, **changes: Any) -> None:
        """Show something else of its own; fields of `Own`."""
        before, self.own = self.own, replace(self.own, **changes)
        if self.own != before:
            self.refresh()
            self.changed.emit()

    def show_every(self, *, every: bool) -> None:
        """Every layer, or the outputs of blocks alone."""
        if every != self.every:
            self.every = every
            self.grid.show_kind(self.kind, every=every)
            self.changed.emit()

    def refresh(self) -> None:
        """Say what it is of, and show it."""
        state = self.state()
        whole, told, brief = (*cells.titles(state, self.kind), "", "")[:3]
        further = " · ".join(self._further(state))
        own = f"{told} · {further}", f"{brief} · {further}" if brief else ""
        tries = (*own, told, brief) if further else (whole, told, brief)
        self.title.say(*(tuple(filter(None, tries)) or (tr("Contact sheet"),)))
        self.title.setToolTip("\n".join(filter(None, (whole, further))))
        self.grid.refresh()
        self.colours.update()

    def _further(self, state: ShownState) -> tuple[str, ...]:
        """The method and the sequence, where they are its own."""
        said, subject = [], self.own.subject
        if subject is not None:
            said.append(method_title(subject.method if subject.request is None else subject.request.method))
        volume = query.volume_shown(state)
        if self.own.sequence is not None and volume is not None:
            said.append(self.context.names.sequence(volume))
        return tuple(said)

    def fill(self, menu: QMenu) -> None:
        """Its slice, or its layer; its sequence and its explanation."""
        state, shown = self.context.review.shown.state, self.state()
        if state.case is None:
            return
        if self.kind == "layers":
            below, own = menu.addMenu(tr("Slice")), self.own.index
            pick(below, tr("As chosen for all views"), on=own is None, do=partial(self.put, index=None))
            kept = shown.slice_index
            told = tr("Always slice {number}").format(number=kept + 1)
            pick(below, told, on=own is not None, do=partial(self.put, index=kept))
            below = menu.addMenu(tr("Layers on the sheet"))
            for text, every in ((tr("Blocks"), False), (tr("All layers"), True)):
                pick(below, text, on=self.every == every, do=partial(self.show_every, every=every))
        offer_sequences(menu, state.case, self.context.names, self.own, self.put)
        if state.analysis is None:
            return
        offer_explanations(menu, state, self.own, self.put)
        if self.kind == "slices":
            offer_layers(menu, state, shown, self.own, self.put)

    # ---------------------------------------------------------------- as a tile

    def describe(self) -> dict[str, Any]:
        """A slice of its own is none of another case's."""
        every = {"every": True} if self.every else {}
        return {**self.own.describe(), **every, "side": self.grid.side}

    def restore(self, described: dict[str, Any]) -> None:
        told, side = self.own.told(described), described.get("side")
        self.put(sequence=told.sequence, subject=told.subject)
        self.show_every(every=described.get("every") is True)
        if isinstance(side, int) and LEAST <= side <= MOST:
            self.size_slider.setValue(side)

    def zoom_by(self, factor: float) -> bool:
        """Larger or smaller pictures."""
        self.size_slider.setValue(round(self.grid.side * factor))
        return True

    def unmeasured(self) -> str:
        return tr("Measuring and marking: in a view of the slice; a click on a picture goes there")

    def scale(self, times: int = 1) -> QPixmap | None:
        return enlarged(self.colours, times) if self.context.review.shown.state.appearance.heat else None

    def remarks(self) -> Sequence[str]:
        state = cells.scaled(self.state(), self.kind)
        heat = state.appearance.heat and state.analysis is not None
        return (*self._further(self.state()), *(scale_told(state)[:1] if heat else ()))

    def leave(self) -> None:
        self.grid.maker.close()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What has no room is not there, rather than cut."""
        super().resizeEvent(event)
        self.size_slider.setVisible(self.width() >= _WIDE)

    def _resize(self, side: int) -> None:
        self.grid.set_side(side)
        self.changed.emit()

    def _enter(self) -> None:
        self.grid.maker.forget()
        self.put(index=None)

    def _go(self, cell: Cell) -> None:
        """Bring all views there; an explanation of its own stays its own."""
        shown = self.context.review.shown
        if cell.kind == "slices":
            shown.show_slice(cell.index)
        elif query.network(self.state()) is query.network(shown.state):
            shown.show_layer(cell.index)
