"""What a tile shows otherwise than the two views would, how that is chosen, and where it can be measured on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QMenu

from xaiviewer.case import SEQUENCES, Case
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.measurements import Measurement
from xaiviewer.review import ShownState, Subject, query
from xaiviewer.review.compared import offered, seen_by, subject_of
from xaiviewer.ui.kit import answer_words
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.measuring.hand import Hand
from xaiviewer.ui.views.tiles.kind import TileContext


@dataclass(frozen=True)
class Own:
    """What a tile shows otherwise than the two views would.

    Attributes:
        sequence: key of `SEQUENCES`; None for the one that is shown.
        subject: which explanation; None for the one that is looked at.
        index: the slice, while scrolling is not linked.
        windows: by sequence, while windows are not linked.
    """

    sequence: str | None = None
    subject: Subject | None = None
    index: int | None = None
    windows: tuple[tuple[str, WindowLevel], ...] = ()

    def seen(self, state: ShownState) -> ShownState:
        """What is shown, but for all that."""
        if self == _NOTHING:
            return state
        if self.subject is not None and state.analysis is not None:
            state = seen_by(state, self.subject)
        drawn = state.appearance
        if self.sequence is not None:
            drawn = replace(drawn, sequence=self.sequence)
        if self.windows:
            drawn = replace(drawn, windows={**drawn.windows, **dict(self.windows)})
        index = state.slice_index if self.index is None or state.case is None else min(self.index, len(state.case) - 1)
        return replace(state, appearance=drawn, slice_index=index)

    def describe(self) -> dict[str, Any]:
        """To be remembered. What was asked beyond what comes with every slice belongs to its case, and is not."""
        told: dict[str, Any] = {} if self.sequence is None else {"sequence": self.sequence}
        if self.subject is not None and self.subject.request is None:
            told |= {"method": self.subject.method, "layer": self.subject.layer}
        return told

    def told(self, described: dict[str, Any]) -> Own:
        """With what `describe` said once; what is not understood is ignored."""
        made, sequence = self, described.get("sequence")
        if sequence in SEQUENCES:
            made = replace(made, sequence=sequence)
        method, layer = described.get("method"), described.get("layer")
        if isinstance(method, str) and method and isinstance(layer, int) and layer >= 0:
            made = replace(made, subject=Subject(method, layer))
        return made


class Put(Protocol):
    """Shows something else in a tile: fields of `Own`."""

    def __call__(self, **changes: Any) -> None: ...


def offer_sequences(menu: QMenu, case: Case, names: Names, own: Own, put: Put) -> None:
    """The sequence that all views show, or one of its own."""
    below = menu.addMenu(tr("Sequence"))
    pick(below, tr("As chosen for all views"), on=own.sequence is None, do=partial(put, sequence=None))
    below.addSeparator()
    for volume in case.volumes:
        key, name = volume.sequence, names.sequence(volume)
        pick(below, name, on=own.sequence == key, do=partial(put, sequence=key))


def offer_explanations(menu: QMenu, state: ShownState, own: Own, put: Put) -> None:
    """The explanation that is looked at, or one of its own; `state` is what all views show."""
    kept, here = own.subject, subject_of(state)
    below = menu.addMenu(tr("Explanation"))
    pick(below, tr("The explanation chosen on the right"), on=kept is None, do=partial(put, subject=None))
    always = kept or here
    if always is not None:
        told = tr("Always {explanation}").format(explanation=answer_words.subject(state, always))
        pick(below, told, on=kept is not None, do=partial(put, subject=always))
    below.addSeparator()
    layer = kept.layer if kept is not None and kept.request is None else None
    for each in offered(state):
        subject = replace(each, layer=layer) if layer is not None and each.request is None else each
        pick(below, answer_words.subject(state, subject), on=kept == subject, do=partial(put, subject=subject))


def offer_layers(menu: QMenu, state: ShownState, shown: ShownState, own: Own, put: Put) -> None:
    """Every layer, below the stage it stands in.

    Args:
        menu: takes them.
        state: what all views show.
        shown: what the tile shows of it.
        own: what of that is its own.
        put: shows another layer.
    """
    if state.analysis is None or not query.walks(shown) or shown.analysis is None or not state.analysis.layers:
        return
    kept = own.subject
    method = kept.method if kept is not None and kept.request is None else query.method_of(state, state.layer)
    if not method:
        return
    below, stages = menu.addMenu(tr("Layer")), dict[str, QMenu]()
    for number, layer in enumerate(state.analysis.layers):
        stage = layer.name.split(".")[0]
        if stage not in stages:
            stages[stage] = below.addMenu(stage)
        subject = Subject(method, number)
        pick(stages[stage], layer.name, on=kept == subject, do=partial(put, subject=subject))


def pick(menu: QMenu, text: str, *, on: bool, do: Callable[[], None]) -> None:
    """A choice among several, the present one marked."""
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(on)
    action.triggered.connect(lambda: do())  # noqa: PLW0108 - Qt hands over whether it is checked


_NOTHING = Own()


class Sight:
    """What a tile sees of a state, put together once however many of its parts ask: they know it by its identity."""

    def __init__(self) -> None:
        self._known: tuple[Own, ShownState, ShownState] | None = None

    def of(self, own: Own, state: ShownState) -> ShownState:
        """What is shown, but for what is a tile's own."""
        if self._known is None or self._known[1] is not state or self._known[0] != own:
            self._known = own, state, own.seen(state)
        return self._known[2]


class TileHand(Hand):
    """Measures only where the tile shows the very slice that is measured on."""

    def __init__(self, context: TileContext, allowed: Callable[[], bool]) -> None:
        super().__init__(context.review, context.tools)
        self._allowed = allowed

    @property
    def draws(self) -> bool:
        return self._allowed() and super().draws

    def press(self, place: QPointF, transform: QTransform) -> bool:
        return self._allowed() and super().press(place, transform)

    def move(self, place: QPointF, transform: QTransform, *, held: bool) -> bool:
        if not self._allowed():
            self._tools.over = self  # what acts on the view under the pointer asks for it
            return False
        return super().move(place, transform, held=held)

    def release(self, place: QPointF) -> bool:
        return self._allowed() and super().release(place)

    def over(self, place: QPointF, transform: QTransform) -> tuple[Measurement, int | None] | None:
        return super().over(place, transform) if self._allowed() else None
