"""One, two, four or six views: the two that belong together, or a grid of tiles that the reader chooses."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPointF, QRect, QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from xaiviewer.review.threads.picturing import SeriesId
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import flat_button
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.frames import ViewFrame
from xaiviewer.ui.views.tiles import kept
from xaiviewer.ui.views.tiles.dragging import dragged_case, dragged_series
from xaiviewer.ui.views.tiles.kind import BAR, Tile, TileContext, TileKind
from xaiviewer.ui.views.tiles.picture import LEAST
from xaiviewer.ui.views.tiles.prior.tile import PriorTile
from xaiviewer.ui.views.tiles.registry import KINDS, kind
from xaiviewer.ui.views.tiles.series import SeriesTile
from xaiviewer.ui.views.view_pair import ViewPair

_LEAST_WIDE = 128
"""Of a tile: its header holds two buttons and some letters."""


class TileGrid(QWidget):
    """Tiles of one and the same size, in as many columns as make them most nearly square.

    Signals:
        changed(): another tile, or one that shows something else.
        menu_asked(object, QPointF): what can be done at a place of this tile's view is asked for.
    """

    changed = Signal()
    menu_asked = Signal(object, QPointF)

    def __init__(self, context: TileContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.tiles: list[Tile] = []
        self.alone: Tile | None = None

    def fill(self, described: list[dict[str, Any]]) -> None:
        """Show these tiles in place of those that are there."""
        for tile in self.tiles:
            self._drop(tile)
        self.alone = None
        self.tiles = [self._made(each) for each in described]
        self._lay_out()

    def describe(self) -> list[dict[str, Any]]:
        """What is shown, to be remembered."""
        return [{**tile.describe(), "key": tile.key} for tile in self.tiles]

    def put(self, place: int, described: dict[str, Any]) -> Tile:
        """Another kind of tile in one's place."""
        before = self.tiles[place]
        self.tiles[place] = made = self._made(described)
        self.alone = made if self.alone is before else self.alone
        self._drop(before)
        self._lay_out()
        self.changed.emit()
        return made

    def show_alone(self, tile: Tile | None) -> None:
        """Show one tile alone, or all again."""
        self.alone = None if tile is self.alone else tile
        self._lay_out()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        columns, rows = self._shape(max(self.width(), 1), max(self.height(), 1))
        return QSize(columns * (_LEAST_WIDE + 1) - 1, rows * (LEAST + 2 * BAR + 1) - 1)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(961, 560)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._lay_out()

    def _made(self, described: dict[str, Any]) -> Tile:
        """A tile with the button that chooses its kind; a kind that there is no more becomes a slice."""
        found = kind(str(described.get("key", ""))) or KINDS[0]
        tile = found.make(self._context)
        tile.setParent(self)
        tile.restore(described)
        choose = flat_button("down", tr("What this view shows"))
        menu = QMenu(choose)
        menu.aboutToShow.connect(partial(self._fill_menu, tile, menu))
        choose.setMenu(menu)
        choose.setPopupMode(choose.ToolButtonPopupMode.InstantPopup)
        choose.setProperty("menu", True)
        tile.header.row.insertWidget(0, choose)
        tile.maximise_asked.connect(partial(self.show_alone, tile))
        tile.changed.connect(self.changed)
        tile.menu_asked.connect(partial(self.menu_asked.emit, tile))
        return tile

    def leave(self) -> None:
        """The window goes: end what tiles have under way."""
        for tile in self.tiles:
            tile.leave()

    def _drop(self, tile: Tile) -> None:
        tile.leave()
        tile.hide()
        tile.setParent(None)
        tile.deleteLater()

    def _fill_menu(self, tile: Tile, menu: QMenu) -> None:
        menu.clear()
        for each in KINDS:
            action = menu.addAction(tr(each.title))
            action.setCheckable(True)
            action.setChecked(each.key == tile.key)
            action.setEnabled(each.available(self._context.review))
            action.triggered.connect(partial(self._choose, tile, each))
        menu.addSeparator()
        tile.fill(menu)

    def _choose(self, tile: Tile, chosen: TileKind) -> None:
        if chosen.key != tile.key and tile in self.tiles:
            self.put(self.tiles.index(tile), {"key": chosen.key})

    def _shape(self, width: int, height: int) -> tuple[int, int]:
        """Columns and rows."""
        count = max(len(self.tiles), 1)
        shapes = [(columns, count // columns) for columns in range(1, count + 1) if count % columns == 0]

        def squareness(shape: tuple[int, int]) -> float:
            wide, high = width / shape[0], max(height / shape[1] - 2 * BAR, 1)
            return abs(math.log(wide / high))

        return min(shapes, key=squareness)

    def _lay_out(self) -> None:
        """At least a pixel lies between two of them; what is left over is shared by the gaps."""
        if self.alone is not None:
            for tile in self.tiles:
                tile.setVisible(tile is self.alone)
            self.alone.setGeometry(self.rect())
            return
        columns, rows = self._shape(self.width(), self.height())
        wide, high = (self.width() - columns + 1) // columns, (self.height() - rows + 1) // rows
        for number, tile in enumerate(self.tiles):
            left = (number % columns) * (self.width() - wide) // max(columns - 1, 1)
            top = (number // columns) * (self.height() - high) // max(rows - 1, 1)
            tile.setGeometry(QRect(left, top, wide, high))
            tile.show()
        self.updateGeometry()


class LayoutView(QStackedWidget):
    """The two views as they always were, or a grid; a series that is dropped into either.

    Signals:
        layout_changed(): another number of views.
        alone_changed(): one of the two views is shown alone, or both are again.
        menu_asked(object, QPointF): see `TileGrid`.
    """

    layout_changed = Signal()
    alone_changed = Signal()
    menu_asked = Signal(object, QPointF)

    def __init__(self, pair: ViewPair, left: ViewFrame, context: TileContext, parent: QWidget | None = None) -> None:
        """`left` is the one of the two views in whose place a series is shown."""
        super().__init__(parent)
        self._context = context
        self.pair, self._left = pair, left
        self.grid = TileGrid(context)
        self.guest: Tile | None = None
        self.number = kept.USUAL
        self._opened: list[dict[str, Any]] | None = None  # what the program chose
        self._filling = False
        self._priors: dict[int, dict[int, SeriesId]] = {}  # what no setting may name, by layout and place
        self._replaced: dict[int, dict[str, Any]] = {}  # what stood where clinician and model are held together
        self.setAcceptDrops(True)
        self.addWidget(pair)
        self.addWidget(self.grid)
        self.grid.changed.connect(self._keep)
        self.grid.menu_asked.connect(self.menu_asked)
        kept.restore_links(context.links)
        context.links.changed.connect(partial(kept.keep_links, context.links))
        context.review.shown.case_changed.connect(self._enter)
        context.review.history.follow_views(self.sights, self.look)
        for changed in (context.viewport.changed, context.links.changed, self.grid.changed, self.layout_changed):
            changed.connect(context.review.history.note_soon)
        self._show(kept.layout())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """That of what is shown: a hidden page takes no room."""
        return (self.pair if self.number == kept.USUAL else self.grid).minimumSizeHint()

    def set_layout(self, number: int) -> None:
        """Show so many views."""
        if number != self.number:
            self._show(number)
            kept.keep_layout(number)
            self.layout_changed.emit()

    @property
    def alone(self) -> bool:
        """Whether one of several views is shown alone."""
        return self.grid.alone is not None if self.number != kept.USUAL else self.pair.alone is not None

    def show_all(self) -> None:
        """Show all again where one is alone."""
        if self.number != kept.USUAL:
            self.grid.show_alone(self.grid.alone)
        else:
            self._show_both()

    def show_alone(self, view: QWidget) -> None:
        """Show one of the views alone, or all again."""
        if isinstance(view, Tile) and view in self.grid.tiles:
            self.grid.show_alone(view)
        else:
            self.pair.show_alone(view)
            self.alone_changed.emit()

    def maximise_one(self) -> bool:
        """In a grid, show the tile under the pointer alone, else that of a heat map, or all again; False for a pair."""
        if self.number == kept.USUAL:
            return False
        under = [tile for tile in self.grid.tiles if tile.holds(self._context.tools.over)]
        hot = [tile for tile in self.grid.tiles if tile.of_heat]
        self.grid.show_alone(self.grid.alone or next(iter([*under, *hot, *self.grid.tiles])))
        return True

    def toggle_difference(self) -> bool:
        """In a grid, clinician against model in a slice's place, or what was there again; False for a pair."""
        if self.number == kept.USUAL:
            self.close_guest()
            return False
        tiles = self.grid.tiles
        drawn = [place for place, tile in enumerate(tiles) if tile.key == "difference"]
        for place in drawn:
            self.grid.put(place, self._replaced.pop(place, {"key": "slice"}))
        if not drawn:
            alone = [] if self.grid.alone is None else [self.grid.alone]
            under = [tile for tile in tiles if tile.holds(self._context.tools.over) and tile.key == "slice"]
            chosen = next(iter([*alone, *under, *(tile for tile in tiles if tile.key == "slice"), *tiles]))
            place, shown = tiles.index(chosen), {**chosen.describe(), "key": chosen.key}
            self.grid.put(place, {**shown, "key": "difference"})
            self._replaced = {place: shown}
        return True

    def pictured(self) -> tuple[Tile, ...]:
        """The tiles on the screen; none while the two views are."""
        return tuple(tile for tile in self._tiles() if tile.isVisible())

    def sights(self) -> dict[str, object]:
        """Zoom, position and flips of all views, by names of their own, to be looked at again."""
        found = self._context.viewport.sight()
        for tile in self._tiles():
            found |= tile.sights()
        return found

    def look(self, wanted: Mapping[str, object]) -> None:
        """Show what `sights` told once, as far as the views are still there."""
        self._context.viewport.look(wanted)  # first: others follow it
        for tile in self._tiles():
            tile.look(wanted)

    def _tiles(self) -> list[Tile]:
        """Also those that one is shown alone in place of."""
        return self.grid.tiles if self.number != kept.USUAL else [self.guest] if self.guest is not None else []

    # ---------------------------------------------------------------- series

    def show_series(self, name: SeriesId, tile: Tile | None = None) -> None:
        """Show a series in a tile; by default in one that shows another, else in the last plain slice's place."""
        if self.number == kept.USUAL:
            self._show_guest(name)
            return
        tiles = self.grid.tiles
        series = [each for each in tiles if isinstance(each, SeriesTile)]
        plain = [each for each in tiles if each.key == "slice"]
        chosen = tile or next(iter([*series, *plain[::-1], *tiles[::-1]]))
        place = tiles.index(chosen)
        made = chosen if isinstance(chosen, SeriesTile) else self.grid.put(place, {"key": "series"})
        assert isinstance(made, SeriesTile)
        made.show_series(name)

    def show_study(self, path: Path, tile: Tile | None = None) -> None:
        """Show another case of the list beside the open one, in a tile; among two views in the slice's place."""
        if self.number == kept.USUAL:
            made: Tile = self.guest if isinstance(self.guest, PriorTile) else self._seat(PriorTile(self._context))
        else:
            tiles = self.grid.tiles
            chosen = tile or next((each for each in tiles if isinstance(each, PriorTile)), tiles[-1])
            again = isinstance(chosen, PriorTile)
            made = chosen if again else self.grid.put(tiles.index(chosen), {"key": "prior"})
        assert isinstance(made, PriorTile)
        made.choose_study(path)

    def close_guest(self) -> None:
        """Show the slice again in the left one of the two views."""
        if self.guest is not None:
            self.pair.put_left(self._left)
            self.guest.deleteLater()
            self.guest = None

    def _show_guest(self, name: SeriesId) -> None:
        if isinstance(self.guest, SeriesTile):
            self._show_both()
            made = self.guest
        else:
            made = SeriesTile(self._context)
            made.emptied.connect(self.close_guest)
            self._seat(made)
        made.show_series(name)

    def _seat(self, guest: Tile) -> Tile:
        """Show a tile in the slice's place."""
        self._show_both()
        self.close_guest()
        self.guest = guest
        back = flat_button("previous", tr("The case's slice again"))
        back.clicked.connect(self.close_guest)
        guest.header.row.insertWidget(0, back)
        for bar in (guest.header, guest.footer):
            # the pictures stay equally large
            theme.follow(bar, lambda bar: bar.setFixedHeight(self._left.header.maximumHeight()))
        guest.maximise_asked.connect(partial(self.show_alone, guest))
        self.pair.put_left(guest)
        return guest

    # ---------------------------------------------------------------- dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A series, or another case of the list; files are for the window to open."""
        if dragged_series(event.mimeData()) is not None or dragged_case(event.mimeData()) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Show a series, or another study, in the tile that it is dropped on."""
        name, study = dragged_series(event.mimeData()), dragged_case(event.mimeData())
        place = self.grid.mapFrom(self, event.position().toPoint())
        over = next((tile for tile in self.grid.tiles if tile.isVisible() and tile.geometry().contains(place)), None)
        if name is not None:
            self.show_series(name, over)
        elif study is not None and study != self._context.review.shelf.state.current:
            self.show_study(study, over)
        else:
            event.ignore()
            return
        event.acceptProposedAction()

    # ---------------------------------------------------------------- inside

    def _show(self, number: int) -> None:
        self._priors[self.number] = {
            place: tile.id for place, tile in enumerate(self.grid.tiles) if isinstance(tile, SeriesTile) and tile.id
        }
        self.number = number
        self.close_guest()
        self._show_both()
        self._opened = None
        self._replaced = {}
        if number == kept.USUAL:
            self.grid.fill([])
        elif (described := kept.tiles(number)) is not None:
            self.grid.fill(described)
        else:
            self._open_tiles()
        for place, name in self._priors.get(number, {}).items():
            tile = self.grid.tiles[place] if place < len(self.grid.tiles) else None
            if isinstance(tile, SeriesTile) and tile.id is None and self._context.series.state.find(name) is not None:
                tile.show_series(name)
        self.setCurrentWidget(self.pair if number == kept.USUAL else self.grid)
        self.updateGeometry()

    def _show_both(self) -> None:
        """Both of the two views, as they are when the reader comes back to them."""
        if self.pair.alone is not None:
            self.pair.show_alone(self.pair.alone)
            self.alone_changed.emit()

    def _open_tiles(self) -> None:
        """Show what suits the open case, until the reader chooses something else."""
        state = self._context.review.shown.state
        sequences = () if state.case is None else tuple(each.sequence for each in state.case.volumes)
        own = [each for each in self._context.series.state.offered if not each.prior]
        others = [place for place, each in enumerate(own) if not each.sequences]
        opening = kept.opening(self.number, sequences, others)
        if opening != self._opened:
            self._filling = True
            self._opened = opening
            self.grid.fill(opening)
            self._filling = False

    def _enter(self) -> None:
        if self._opened is not None and self._context.review.shown.state.case is not None:
            self._open_tiles()

    def _keep(self) -> None:
        if self.number != kept.USUAL and not self._filling:
            self._opened = None
            kept.keep_tiles(self.number, self.grid.describe())
