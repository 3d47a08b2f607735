"""A tile of any series of the study, on its own grid, whatever the networks take of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QLineF, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from xaiviewer.display.window_level import WindowLevel
from xaiviewer.readers import OWN
from xaiviewer.review import ShownState, query
from xaiviewer.review.measured import Measured
from xaiviewer.review.series import Offered, frame_of, frame_of_case, state_of
from xaiviewer.review.threads.picturing import ReadSeries, SeriesId
from xaiviewer.ui.kit import series_words, theme
from xaiviewer.ui.kit.controls import Elided
from xaiviewer.ui.kit.rendering import Renderer
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.corners import warning_top
from xaiviewer.ui.views.plates import paint_plate
from xaiviewer.ui.views.slice_view import SliceView
from xaiviewer.ui.views.tiles.kind import Position, Tile, TileContext, zoomed
from xaiviewer.ui.views.tiles.linked import SeriesViewport, cut_line, one_grid, onto, pixel_of, place_of
from xaiviewer.ui.views.tiles.picture import LEAST, ROOMY
from xaiviewer.ui.views.tiles.series_hand import SeriesDrawing, SeriesHand
from xaiviewer.ui.views.viewport import Viewport


class SeriesSlice(SliceView):
    """One slice of the series."""

    def __init__(self, tile: SeriesTile, context: TileContext) -> None:
        self._tile = tile
        self._links = context.links
        self.port = SeriesViewport(context.viewport, context.links, tile.onto)
        super().__init__(context.review, Renderer(), self.port, context.tools, role="slice", names=context.names)
        self.port.setParent(self)
        self.port.changed.connect(context.review.history.note_soon)
        self.hand = SeriesHand(context, tile)
        self._drawing = SeriesDrawing(context, tile)
        self.setMinimumSize(LEAST, LEAST)
        context.links.pointed.connect(self._refresh)

    def state(self) -> ShownState:
        """The series, as a case of its own."""
        return self._tile.own_state()

    def outlined(self) -> ShownState:
        """The case's, where both lie on one grid."""
        return self._tile.outlined()

    def go_to(self, index: int) -> None:
        """Another slice of it, to which those that are linked follow."""
        self._tile.go_to(index)

    def choose_window(self, window: WindowLevel) -> None:
        """Its own window: grey levels of other series mean something else."""
        self._tile.set_window(window)

    def message(self) -> str:
        """What is waited for, or why nothing is there."""
        return self._tile.message()

    def corner_words(self) -> str:
        """The window, where there is room for it beside the scale."""
        return super().corner_words() if self.width() >= ROOMY else ""

    def pointed(self) -> QPointF | None:
        """Where another tile points at on this very slice."""
        return self._tile.marked()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        told, line = self._tile.unlinked(), self._tile.cut()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line is not None:
            ends = self.transform().map(line)
            for colour, width in ((theme.HALO, 3.0), (theme.VIEW_TEXT, 1.2)):
                painter.setPen(QPen(colour, width, Qt.PenStyle.DashLine))
                painter.drawLine(ends)
        if told:
            paint_plate(painter, self.rect(), told, warning_top(), theme.VIEW_MUTED)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseMoveEvent(event)
        self._tile.point(self.port.probe)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().leaveEvent(event)
        self._tile.point(None)


class SeriesTile(Tile):
    """Which series, and its slice; an empty one says how to fill it.

    Signals:
        emptied(): another case is open, which has no such series.
    """

    emptied = Signal()

    def __init__(self, context: TileContext) -> None:
        self.context = context
        self.id: SeriesId | None = None
        self._state = ShownState()
        self._offered: Offered | None = None
        self.view = SeriesSlice(self, context)
        super().__init__("series", self.view)
        self.stop = QPushButton(tr("Cancel"))
        self.stop.setProperty("compact", True)
        self.about = Elided("small")
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.footer.row.addWidget(self.about, 1)
        self.footer.row.addWidget(self.stop)
        self.stop.clicked.connect(self._press)
        self.view.maximise_asked.connect(self.maximise_asked)
        self.view.menu_asked.connect(self.menu_asked)
        store, links, shown = context.series, context.links, context.review.shown
        store.read.connect(self._take)
        store.listed.connect(self._relist)
        store.changed.connect(self.refresh)
        links.went.connect(self._follow)
        context.review.measured.asked.connect(self._go_where)
        links.changed.connect(self._link)
        follow(self.refresh, context.names.changed, shown.case_changed)
        self.refresh()

    # ---------------------------------------------------------------- which

    def show_series(self, name: SeriesId) -> None:
        """Show another series."""
        if name == self.id:
            if self._state.case is None:
                self.context.series.ask(name)
            return
        self._forget()
        self.id, self._offered = name, self.context.series.state.find(name)
        self.context.series.ask(name)
        self.refresh()
        self.changed.emit()

    def fill(self, menu: QMenu) -> None:
        below = menu.addMenu(tr("Series"))
        for each in self.context.series.state.offered:
            action = below.addAction(series_words.name(each, self.context.names))
            action.setCheckable(True)
            action.setChecked(each.id == self.id)
            action.triggered.connect(partial(self._choose, each.id))

    def describe(self) -> dict[str, Any]:
        """By its place among the case's series: a key may be a file's name."""
        offered = [each.id for each in self.context.series.state.offered if not each.prior]
        return {"place": offered.index(self.id)} if self.id in offered else {}

    def restore(self, described: dict[str, Any]) -> None:
        place = described.get("place")
        offered = [each.id for each in self.context.series.state.offered if not each.prior]
        if isinstance(place, int) and 0 <= place < len(offered):
            self.show_series(offered[place])

    # ---------------------------------------------------------------- what it shows

    def own_state(self) -> ShownState:
        """The series as a case of its own."""
        drawn = self.context.review.shown.state.appearance
        own = replace(self._state.appearance, inverted=drawn.inverted, mask=drawn.mask, model=drawn.model)
        return replace(self._state, appearance=own)

    def measured(self) -> Measured | None:
        """What is measured on it; None before it is read."""
        known = self.id is not None and self._state.case is not None
        return self.context.review.measured.of_series(self.id, self._state.case) if known else None  # type: ignore[arg-type]

    def unmeasured(self) -> str:
        return "" if self._state.case is not None else super().unmeasured()

    def outlined(self) -> ShownState:
        """The open case at the slice shown, where that is a slice of the case; else itself, which has no outlines."""
        mine, shown = self._state.case, self.context.review.shown.state
        prior = self._offered is None or self._offered.prior
        if prior or mine is None or shown.case is None or self._frame() != frame_of_case(shown.case):
            return self._state
        return replace(shown, slice_index=self._state.slice_index) if one_grid(mine, shown.case) else self._state

    def go_to(self, index: int) -> None:
        """Another slice; who is linked is brought to its place."""
        self._go(index)
        case, frame = self._state.case, self._frame()
        if case is not None and frame and self.context.links.scroll:
            rows, columns = case.shape
            place = place_of(case.geometry, columns / 2, rows / 2, self._state.slice_index)
            if self.onto() is not None:  # in other planes a slice is no place of the case's slices
                self.context.links.go(Position(frame, place, self))

    def set_window(self, window: WindowLevel) -> None:
        """Show it through another window."""
        self._state = replace(self._state, appearance=replace(self._state.appearance, windows={OWN: window}))
        self.view.update()

    def point(self, probe: QPointF | None) -> None:
        """The pointer is at this place of the slice."""
        case, frame = self._state.case, self._frame()
        if case is None or not frame or probe is None:
            self.context.links.point(None)
            return
        place = place_of(case.geometry, probe.x(), probe.y(), self._state.slice_index)
        self.context.links.point(Position(frame, place, self))

    def marked(self) -> QPointF | None:
        """Where another tile points at on this very slice; None elsewhere."""
        pointer, case = self.context.links.pointer, self._state.case
        if pointer is None or pointer.by is self or case is None or pointer.frame != self._frame():
            return None
        column, row, index = pixel_of(case.geometry, pointer.lps_mm)
        return QPointF(column, row) if round(index) == self._state.slice_index else None

    def onto(self) -> QTransform | None:
        """From the case's pixels to its own, where both lie in parallel planes of one frame of reference."""
        mine, other = self._state.case, self.context.review.shown.state.case
        if mine is None or other is None or self._frame() != frame_of_case(other):
            return None
        return onto(other.geometry, mine.geometry)

    def cut(self) -> QLineF | None:
        """Where the case's slice cuts this one, in its pixels; None in parallel planes and in another space."""
        mine, shown = self._state.case, self.context.review.shown.state
        if mine is None or shown.case is None or self._frame() != frame_of_case(shown.case):
            return None
        return cut_line(shown.case, shown.slice_index, mine, self._state.slice_index)

    def unlinked(self) -> str:
        """Why it goes with no other view, in a few words; "" where it does, or nothing is linked."""
        other, links = self.context.review.shown.state.case, self.context.links
        if self._state.case is None or other is None or not (links.scroll or links.zoom):
            return ""
        return "" if self._frame() == frame_of_case(other) else tr("Not linked: another frame of reference")

    def message(self) -> str:
        """What is waited for, or why nothing is there."""
        store = self.context.series
        if self._state.case is not None:
            volume = query.volume_shown(self._state)
            lacks = volume is not None and self._state.slice_index in volume.absent
            return tr("There is no picture of this slice") if lacks else ""
        if self.id is None:
            return self._to_do()
        if self.id in store.state.problems:
            return store.state.problems[self.id]
        if store.waits(self.id):
            return series_words.progress(store.state.task if store.state.reading == self.id else None)
        return tr("This series is none of the open case") if store.state.find(self.id) is None else tr("Not read")

    def refresh(self) -> None:
        """Say which it is, and how far it is read."""
        store, waits = self.context.series, self.id is not None and self.context.series.waits(self.id)
        known = None if self.id is None else store.state.find(self.id)
        self._offered = known or self._offered
        if self._offered is None or self.id is None:
            self.title.say(tr("Series"))
        else:
            name = series_words.name(self._offered, self.context.names)
            case = self._state.case
            here = "" if case is None else f"{self._state.slice_index + 1}/{len(case)}"
            self.title.say(*(" · ".join(filter(None, each)) for each in ((name, here), (here, name))))
            self.title.setToolTip(name)
        offered = self._offered
        self.detail.setText("" if offered is None else series_words.plane(offered.series))
        told: tuple[str, ...] = ()
        if offered is not None:
            use = "" if self._state.unknown else series_words.use(offered, self._state.case_told)
            told = (use, series_words.study(offered))
        self.about.setText(" · ".join(filter(None, told)))
        self.stop.setVisible(waits or self._unread())
        self.stop.setText(tr("Cancel") if waits else tr("Read it"))
        self.view.update()

    def whose(self) -> str | None:
        return None if self._state.case is None else self.context.names.of_case(self._state.case)

    def remarks(self) -> Sequence[str]:
        return self.about.text(), self.unlinked()

    def shown(self) -> QWidget:
        return self.view

    def holds(self, over: object) -> bool:
        return self.view.hand is over

    def handle(self) -> object:
        return self.view.hand

    def reset_window(self) -> bool:
        if self._state.case is not None:
            self.set_window(self._state.presets.automatic[OWN])
        return True

    def settle(self) -> None:
        self.view.hand.clear()

    def port(self) -> Viewport | None:
        goes_along = self.context.links.zoom and self.onto() is not None
        return None if self._state.case is None or goes_along else self.view.port

    def zoom_by(self, factor: float) -> bool:
        port = self.port()
        return port is not None and zoomed(self.view, port, factor)

    def fit_again(self) -> None:
        port = self.port()
        if port is not None:
            port.reset()

    def set_annotated(self, *, on: bool) -> None:
        self.view.set_annotated(on=on)

    # ---------------------------------------------------------------- inside

    def _choose(self, name: SeriesId) -> None:
        self.show_series(name)

    def _press(self) -> None:
        if self.id is None:
            return
        if self.context.series.waits(self.id):
            self.context.series.cancel(self.id)
        else:
            self.context.series.ask(self.id)
        self.refresh()

    def _to_do(self) -> str:
        """How an empty one is filled."""
        if self.context.review.shown.state.case is None:
            return ""
        if not self.context.series.state.offered:
            return tr("The open case has no series to show; the arrow above chooses another kind of view")
        return tr("Drag a series here from the list on the left, or choose one by the arrow above")

    def _unread(self) -> bool:
        """Whether the reader stopped it."""
        store = self.context.series
        there = self.id is not None and store.state.find(self.id) is not None
        return there and self._state.case is None and self.id not in store.state.problems

    def _forget(self) -> None:
        if self.id is not None and self.context.series.waits(self.id):
            self.context.series.cancel(self.id)
        self.id, self._offered, self._state = None, None, ShownState()

    def _relist(self) -> None:
        """Another case: its series of the same name, if it has one."""
        store = self.context.series.state
        if self.id is not None and store.find(self.id) is None:
            name = "" if self._offered is None else self._offered.series.name
            alike = [each.id for each in store.offered if each.series.name == name and not each.prior]
            self._forget()
            if len(alike) == 1:
                self.show_series(alike[0])
            else:
                self.emptied.emit()
        self.refresh()

    def _take(self, name: object) -> None:
        found = None if name != self.id or self.id is None else self.context.series.get(self.id)
        if found is None or self._state.case is found.case:
            return
        self._show(found)

    def _show(self, found: ReadSeries) -> None:
        case = found.case
        self._state = state_of(found)
        self.measured()
        rows, columns = case.shape
        _, high, wide = case.geometry.spacing_mm
        self.view.port.begin(columns, rows, high / wide if case.geometry.known else 1.0)
        self._link()
        self.refresh()

    def _frame(self) -> str:
        return "" if self._offered is None else frame_of(self._offered.series)

    def _go_where(self, name: object, index: int) -> None:
        """To what was measured on this very series."""
        if name == self.id:
            self._go(index)

    def _go(self, index: int) -> None:
        case = self._state.case
        if case is None:
            return
        index = min(max(index, 0), len(case) - 1)
        if index != self._state.slice_index:
            self._state = replace(self._state, slice_index=index)
            self.refresh()

    def _link(self) -> None:
        """Go to where the others are."""
        self.view.port.follow()
        state = self.context.review.shown.state
        if state.case is not None and self.context.links.scroll:
            rows, columns = state.case.shape
            place = place_of(state.case.geometry, columns / 2, rows / 2, state.slice_index)
            self._follow(Position(frame_of_case(state.case), place))
        self.view.update()

    def _follow(self, position: Position) -> None:
        """Show the slice nearest to a place, where it is one of this series' in parallel planes."""
        case = self._state.case
        if position.by is self or case is None or not self.context.links.scroll or position.frame != self._frame():
            return
        if self.onto() is None:
            return
        self._go(round(pixel_of(case.geometry, position.lps_mm)[2]))
