"""Tiles of the case's own slices: plain, or under a heat map, each with a sequence, a layer and a method of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any, Literal

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from xaiviewer.display.window_level import WindowLevel
from xaiviewer.requests import Answers
from xaiviewer.review import ShownState, query
from xaiviewer.review.intent import VIEW
from xaiviewer.ui.kit import sequence_words, theme
from xaiviewer.ui.kit.controls import Elided
from xaiviewer.ui.kit.enlarging import enlarged
from xaiviewer.ui.kit.rendering import Renderer
from xaiviewer.ui.kit.signals import follow, follow_shown
from xaiviewer.ui.language import tr
from xaiviewer.ui.views import heat_frame
from xaiviewer.ui.views.colour_bar import ColourBar
from xaiviewer.ui.views.slice_view import SliceView
from xaiviewer.ui.views.tiles.kind import BAR, Tile, TileContext, zoomed
from xaiviewer.ui.views.tiles.linked import TileViewport
from xaiviewer.ui.views.tiles.own import Own, Sight, TileHand, offer_explanations, offer_layers, offer_sequences
from xaiviewer.ui.views.view_controls import ViewControls
from xaiviewer.ui.views.viewport import Viewport

LEAST = 88
"""Sides of a tile's picture at least: six of them fit into a small window."""

ROOMY = 240
"""A picture so wide has room for the window's numbers beside the scale."""

_LEAST_BAR = 64
_TILES = count()
_NO_MAPS = (Answers.SYNTHESIS, Answers.CHANNELS)


class TileSlice(SliceView):
    """The slice of one tile."""

    def __init__(
        self, tile: PictureTile, context: TileContext, renderer: Renderer, role: Literal["slice", "heat"]
    ) -> None:
        self._tile = tile
        self._links = context.links
        self.port = TileViewport(context.viewport, context.links, tile.here)
        super().__init__(context.review, renderer, self.port, context.tools, role=role, names=context.names)
        self.port.setParent(self)
        self.port.changed.connect(context.review.history.note_soon)
        self.hand = TileHand(context, tile.here)
        self.setMinimumSize(LEAST, LEAST)
        self.set_alone(on=True)

    def state(self) -> ShownState:
        """What is shown, but for what is this tile's own."""
        return self._tile.state()

    def go_to(self, index: int) -> None:
        """Another slice, of all tiles or of this one."""
        if self._links.scroll:
            super().go_to(index)
        else:
            self._tile.own_slice(index)

    def choose_window(self, window: WindowLevel) -> None:
        """Another window for this sequence, in all tiles that show it or in this one."""
        volume = query.volume_shown(self.state())
        if volume is None:
            return
        if not self._links.window:
            self._tile.own_window(volume.sequence, window)
        elif volume is query.volume_shown(self._review.shown.state):
            super().choose_window(window)
        else:
            drawn = self._review.shown.state.appearance
            self._review.shown.set_appearance(replace(drawn, windows={**drawn.windows, volume.sequence: window}))

    def corner_words(self) -> str:
        """The slice where the header does not name it, and the window where there is room beside the scale."""
        if self.width() >= ROOMY or self.state().case is None:
            return super().corner_words()
        brief = self._tile.sequence()[-1]  # the header may have no room for it
        return f"{brief}\n{_place(self.state())}" if self._role == "heat" else brief

    def message(self) -> str:
        """What the view must say in words."""
        state = self.state()
        if self._role == "heat" and state.analysis is not None and query.kind(state) in _NO_MAPS:
            return tr("No map of the slice: two views show it (Shift+2)")
        return super().message()


class PictureTile(Tile):
    """A slice of the case."""

    def __init__(self, key: str, context: TileContext, role: Literal["slice", "heat"]) -> None:
        self.own = Own()
        self._number, self._entered = next(_TILES), 0  # cases
        self.context = context
        self.renderer = Renderer(context.renderer)
        self._sight = Sight()
        self.view = TileSlice(self, context, self.renderer, role)
        super().__init__(key, self.view)
        self.view.maximise_asked.connect(self.maximise_asked)
        self.view.menu_asked.connect(self.menu_asked)
        links, shown = context.links, context.review.shown
        links.changed.connect(self._link)
        shown.case_changed.connect(self._enter)
        follow(self.refresh, context.names.changed)
        follow_shown(self, self.refresh, shown, but=heat_frame.NOT_NAMED)

    def state(self) -> ShownState:
        """What it shows."""
        return self._sight.of(self.own, self.context.review.shown.state)

    def here(self) -> bool:
        """Whether it shows the slice that the reader is at."""
        return self.own.index is None or self.own.index == self.context.review.shown.state.slice_index

    def own_slice(self, index: int) -> None:
        """Show this slice, whatever the others show."""
        case = self.state().case
        if case is not None:
            self.put(index=min(max(index, 0), len(case) - 1))

    def own_window(self, sequence: str, window: WindowLevel) -> None:
        """Show a sequence through this window here only."""
        self.put(windows=tuple({**dict(self.own.windows), sequence: window}.items()))

    def put(self, **changes: Any) -> None:
        """Show something else of its own; fields of `Own`."""
        before, self.own = self.own, replace(self.own, **changes)
        if self.own != before:
            self.refresh()
            self.view.update()
            self.changed.emit()

    def refresh(self) -> None:
        """Say what is shown."""

    def sequence(self) -> tuple[str, ...]:
        """What the sequence shown is called, and in fewer letters; what stands in for one keeps its own name."""
        volume = query.volume_shown(self.state())
        if volume is None:
            return ("",)
        volume = self.context.names.told(volume)
        named = self.context.names.sequence(volume), sequence_words.brief(volume)
        return (*named, sequence_words.brief(volume, kind=False)) if volume.name else named

    def fill(self, menu: QMenu) -> None:
        case = self.context.review.shown.state.case
        if case is not None:
            offer_sequences(menu, case, self.context.names, self.own, self.put)

    def describe(self) -> dict[str, Any]:
        return self.own.describe()

    def restore(self, described: dict[str, Any]) -> None:
        told = self.own.told(described)
        self.put(sequence=told.sequence, subject=told.subject)

    def shown(self) -> QWidget:
        return self.view

    def holds(self, over: object) -> bool:
        return self.view.hand is over

    def handle(self) -> object:
        return self.view.hand

    def reset_window(self) -> bool:
        state = self.state()
        volume = query.volume_shown(state)
        usual = None if volume is None else state.presets.automatic.get(volume.sequence)
        if usual is not None:
            self.view.choose_window(usual)
        return usual is not None

    def settle(self) -> None:
        self.view.hand.clear()

    def unmeasured(self) -> str:
        return (
            ""
            if self.here()
            else tr("Measuring and marking: on the slice of all views only; link scrolling, or go there")
        )

    def port(self) -> Viewport | None:
        return None if self.context.links.zoom else self.view.port

    def sights(self) -> dict[str, object]:
        """Also what it shows of its own; its windows are of the open case."""
        name = f"{VIEW}shown {self._number}"
        windows = {} if self.context.links.window else {f"{name} in {self._entered}": ("windows", self.own.windows)}
        shown = {f"{name} {each}": (each, getattr(self.own, each)) for each in ("sequence", "subject")}
        return super().sights() | shown | windows

    def look(self, wanted: Mapping[str, Any]) -> None:
        super().look(wanted)
        self.put(**dict(wanted[name] for name in self.sights() if name.startswith(f"{VIEW}shown") and name in wanted))

    def zoom_by(self, factor: float) -> bool:
        return not self.context.links.zoom and zoomed(self.view, self.view.port, factor)

    def fit_again(self) -> None:
        if not self.context.links.zoom:
            self.view.port.reset()

    def set_annotated(self, *, on: bool) -> None:
        self.view.set_annotated(on=on)

    def _link(self) -> None:
        """What is linked again goes back to what all show; what is not starts from there."""
        links, state = self.context.links, self.context.review.shown.state
        index = None if links.scroll else self.own.index if self.own.index is not None else state.slice_index
        self.put(index=index, **({"windows": ()} if links.window else {}))

    def _enter(self) -> None:
        """Another case: slices and windows of the one before mean nothing."""
        state = self.context.review.shown.state
        self._entered += 1
        self.put(index=None if self.context.links.scroll else state.slice_index, windows=())


class SliceTile(PictureTile):
    """The plain slice with the outlines."""

    def __init__(self, context: TileContext, key: str = "slice") -> None:
        super().__init__(key, context, "slice")
        self.controls = ViewControls(context.review, context.viewport, context.names)
        self._needed = 0  # pixels of all the buttons; told when they have their style
        self.footer.row.addWidget(self.controls)
        self.refresh()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The buttons give way."""
        return QSize(LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What has no room is not there, rather than cut: menus and keys do the same."""
        super().resizeEvent(event)
        self._needed = self._needed or self.controls.minimumSizeHint().width()
        keys = self.controls.clinician, self.controls.model
        flips = self.controls.mirror, self.controls.upend, self.controls.invert
        edges = self.footer.row.contentsMargins()
        room = self.width() - edges.left() - edges.right()
        for button in flips:
            button.setVisible(room >= self._needed)
        for key in keys:
            key.setVisible(room >= sum(each.width() for each in keys) + 4)

    def refresh(self) -> None:
        state = self.state()
        if state.case is None:
            self.title.say(tr("Slice"))
            return
        told = tr("Slice {here} of {count}").format(here=state.slice_index + 1, count=len(state.case))
        places, sequences = (told, _place(state)), self.sequence()
        self.title.say(*(f"{place} · {each}" for each in sequences for place in places), places[-1])
        self.title.setToolTip(f"{told} · {sequences[0]}")


class HeatTile(PictureTile):
    """The slice under a map: the one that is looked at, or one of its own."""

    of_heat = True

    def __init__(self, context: TileContext) -> None:
        super().__init__("heat", context, "heat")
        self.worth = Elided("small")
        self.colours = ColourBar(context.review, self.renderer, self.state)
        self.colours.setMinimumWidth(_LEAST_BAR)
        theme.follow(self.colours, lambda it: it.setFixedHeight(theme.room(BAR)))  # in large letters on one line
        self.footer.row.setContentsMargins(8, 0, 8, 0)
        self.footer.row.addWidget(self.worth)
        self.footer.row.addWidget(self.colours, 1)
        self.note = heat_frame.Note(self)
        self.refresh()

    def state(self) -> ShownState:
        """What it shows; a map of its own goes where the network has no such layer."""
        state = self.context.review.shown.state
        own, subject, analysis = self.own, self.own.subject, state.analysis
        if subject is not None and analysis is not None:
            layers = analysis.layers if subject.request is None else analysis.description_of(subject.request).layers
            own = replace(own, subject=None) if subject.layer >= len(layers) else own
        return self._sight.of(own, state)

    def refresh(self) -> None:
        state = self.state()
        title, detail = heat_frame.words(state)
        heads, sequences = (title, *_shorter(title)), self.sequence()
        if state.analysis is not None:
            self.title.say(*(f"{head} · {each}" for head in heads for each in sequences), heads[-1])
            self.title.setToolTip("\n".join(filter(None, (f"{title} · {sequences[0]}", detail))))
        else:
            self.title.say(title)
        self.worth.say(*heat_frame.worth(state))
        self.worth.setToolTip(heat_frame.worth_help(state))
        self.note.say(*heat_frame.notes(state))
        self._place_note()

    def put(self, **changes: Any) -> None:
        super().put(**changes)
        self.colours.update()

    def fill(self, menu: QMenu) -> None:
        super().fill(menu)
        state, shown = self.context.review.shown.state, self.state()
        if state.analysis is None:
            return
        offer_explanations(menu, state, self.own, self.put)
        offer_layers(menu, state, shown, self.own, self.put)
        if self.asks(shown):
            told = tr("Compute {explanation} for this slice").format(explanation=heat_frame.words(shown)[0])
            menu.addAction(told).triggered.connect(self.compute)

    def asks(self, shown: ShownState) -> bool:
        """Whether what it shows of its own has to be asked for, and was not on this slice."""
        kept, work = self.own.subject, self.context.review.work.state
        if kept is None or kept.request is None or shown.case is None or query.answer_of(shown) is not None:
            return False
        return shown.slice_index in shown.case.indices and not work.awaits(kept.request, shown.slice_index)

    def compute(self) -> None:
        """Ask what it shows of its own about the slice it shows."""
        kept, shown = self.own.subject, self.state()
        if kept is not None and kept.request is not None and self.asks(shown):
            self.context.review.work.ask(kept.request, [shown.slice_index])
            self.refresh()

    def scale(self, times: int = 1) -> QPixmap | None:
        return enlarged(self.colours, times)

    def remarks(self) -> Sequence[str]:
        return self.note.warning.text(), self.note.sentence.text()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place_note()

    def _place_note(self) -> None:
        """Right above the footer."""
        height = self.note.needed(self.width())
        bottom = self.height() - self.footer.height()
        self.note.setGeometry(0, bottom - height, self.width(), height)
        self.note.raise_()


def _place(state: ShownState) -> str:
    """The slice among the case's, in few letters."""
    return "" if state.case is None else f"{state.slice_index + 1}/{len(state.case)}"


def _shorter(title: str) -> tuple[str, ...]:
    """Without the method, whose name is known from the menu, where there is no room for both."""
    return (title.rpartition(" · ")[2],) if " · " in title else ()
