"""Tiles of the case's own slices: plain, or under a heat map, each with a sequence, a layer and a method of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Literal

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from xaiviewer.case import SEQUENCES
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.requests import Answers
from xaiviewer.review import ShownState, Subject, query
from xaiviewer.review.compared import offered, subject_of
from xaiviewer.ui.kit import answer_words, sequence_words, theme
from xaiviewer.ui.kit.controls import Elided
from xaiviewer.ui.kit.rendering import Renderer
from xaiviewer.ui.kit.signals import follow, follow_shown
from xaiviewer.ui.language import tr
from xaiviewer.ui.views import heat_frame
from xaiviewer.ui.views.colour_bar import ColourBar
from xaiviewer.ui.views.slice_view import SliceView
from xaiviewer.ui.views.tiles.kind import BAR, Tile, TileContext
from xaiviewer.ui.views.tiles.linked import TileViewport
from xaiviewer.ui.views.tiles.own import Own, Sight, TileHand
from xaiviewer.ui.views.view_controls import ViewControls

LEAST = 88
"""Sides of a tile's picture at least: six of them fit into a small window."""

ROOMY = 240
"""A picture so wide has room for the window's numbers beside the scale."""

_LEAST_BAR = 64
_NO_MAPS = (Answers.SYNTHESIS, Answers.CHANNELS)


class TileSlice(SliceView):
    """The slice of one tile."""

    def __init__(
        self, tile: PictureTile, context: TileContext, renderer: Renderer, role: Literal["slice", "heat"]
    ) -> None:
        self._tile = tile
        self._links = context.links
        port = TileViewport(context.viewport, context.links, tile.here)
        super().__init__(context.review, renderer, port, context.tools, role=role, names=context.names)
        port.setParent(self)
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
    """A slice of the case.

    Signals:
        menu_asked(QPointF): the reader wants to know what can be done at this place of the view.
    """

    menu_asked = Signal(QPointF)

    def __init__(self, key: Literal["slice", "heat"], context: TileContext) -> None:
        self.own = Own()
        self.context = context
        self.renderer = Renderer(context.renderer)
        self._sight = Sight()
        self.view = TileSlice(self, context, self.renderer, key)
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
        named = self.context.names.sequence(volume), sequence_words.brief(volume)
        return (*named, sequence_words.brief(volume, kind=False)) if volume.name else named

    def fill(self, menu: QMenu) -> None:
        case = self.context.review.shown.state.case
        if case is None:
            return
        below = menu.addMenu(tr("Sequence"))
        shown = {volume.sequence: self.context.names.sequence(volume) for volume in case.volumes}
        _add(below, tr("As chosen for all views"), on=self.own.sequence is None, do=partial(self.put, sequence=None))
        below.addSeparator()
        for key, name in shown.items():
            _add(below, name, on=self.own.sequence == key, do=partial(self.put, sequence=key))

    def describe(self) -> dict[str, Any]:
        return {} if self.own.sequence is None else {"sequence": self.own.sequence}

    def restore(self, described: dict[str, Any]) -> None:
        if described.get("sequence") in SEQUENCES:
            self.put(sequence=described["sequence"])

    def shown(self) -> QWidget:
        return self.view

    def holds(self, over: object) -> bool:
        return self.view.hand is over

    def reset_window(self) -> bool:
        state = self.state()
        volume = query.volume_shown(state)
        usual = None if volume is None else state.presets.automatic.get(volume.sequence)
        if usual is not None:
            self.view.choose_window(usual)
        return usual is not None

    def settle(self) -> None:
        self.view.hand.clear()

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
        self.put(index=None if self.context.links.scroll else state.slice_index, windows=())


class SliceTile(PictureTile):
    """The plain slice with the outlines."""

    def __init__(self, context: TileContext) -> None:
        super().__init__("slice", context)
        self.controls = ViewControls(context.review, context.viewport, context.names)
        self._needed = self.controls.minimumSizeHint().width()
        self.footer.row.addWidget(self.controls)
        self.refresh()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The buttons give way."""
        return QSize(LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What has no room is not there, rather than cut: menus and keys do the same."""
        super().resizeEvent(event)
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
        super().__init__("heat", context)
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
        subject, analysis = self.own.subject, state.analysis
        gone = subject is not None and analysis is not None and subject.layer >= len(analysis.layers)
        return self._sight.of(replace(self.own, subject=None) if gone else self.own, state)

    def refresh(self) -> None:
        state = self.state()
        title, detail = heat_frame.words(state)
        heads, sequences = (title, *_shorter(title)), self.sequence()
        if state.analysis is not None:
            self.title.say(*(f"{head} · {each}" for each in sequences for head in heads), heads[-1])
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
        state = self.context.review.shown.state
        if state.analysis is None:
            return
        own, here = self.own.subject, subject_of(state)
        below = menu.addMenu(tr("Explanation"))
        _add(below, tr("The explanation chosen on the right"), on=own is None, do=partial(self.put, subject=None))
        if own is not None or here is not None:
            kept = own or here
            assert kept is not None
            told = tr("Always {explanation}").format(explanation=answer_words.subject(state, kept))
            _add(below, told, on=own is not None, do=partial(self.put, subject=kept))
        below.addSeparator()
        layer = own.layer if own is not None and own.request is None else None
        for each in offered(state):
            subject = replace(each, layer=layer) if layer is not None and each.request is None else each
            told = answer_words.subject(state, subject)
            _add(below, told, on=own == subject, do=partial(self.put, subject=subject))
        self._fill_layers(menu, state)

    def _fill_layers(self, menu: QMenu, state: ShownState) -> None:
        """Every layer, below the stage it stands in."""
        assert state.analysis is not None
        shown = self.state()
        if not query.walks(shown) or shown.analysis is None or not state.analysis.layers:
            return
        own = self.own.subject
        method = own.method if own is not None and own.request is None else query.method_of(state, state.layer)
        if not method:
            return
        below, stages = menu.addMenu(tr("Layer")), dict[str, QMenu]()
        for number, layer in enumerate(state.analysis.layers):
            stage = layer.name.split(".")[0]
            if stage not in stages:
                stages[stage] = below.addMenu(stage)
            subject = Subject(method, number)
            _add(stages[stage], layer.name, on=own == subject, do=partial(self.put, subject=subject))

    def describe(self) -> dict[str, Any]:
        """What was asked for beyond what comes with every slice belongs to its case, and is not remembered."""
        own, told = self.own.subject, super().describe()
        if own is not None and own.request is None:
            told |= {"method": own.method, "layer": own.layer}
        return told

    def restore(self, described: dict[str, Any]) -> None:
        super().restore(described)
        method, layer = described.get("method"), described.get("layer")
        if isinstance(method, str) and method and isinstance(layer, int) and layer >= 0:
            self.put(subject=Subject(method, layer))

    def scale(self) -> QPixmap | None:
        return self.colours.grab()

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


def _add(menu: QMenu, text: str, *, on: bool, do: Callable[[], None]) -> None:
    """A choice among several, the present one marked."""
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(on)
    action.triggered.connect(lambda: do())  # noqa: PLW0108 - Qt hands over whether it is checked
