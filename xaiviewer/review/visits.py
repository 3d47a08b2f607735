"""The slices that an audit found, and the way to each: its case, then the slice, layer and method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from xaiviewer.errors import XaiViewerError
from xaiviewer.requests import METHODS
from xaiviewer.review import query
from xaiviewer.review.compared import Compared
from xaiviewer.review.failure import Failure
from xaiviewer.review.shelf import Shelf
from xaiviewer.review.shown import Shown
from xaiviewer.review.state import CaseEntry, LayerSelection
from xaiviewer.review.work import Work


@dataclass(frozen=True)
class Stop:
    """A slice of an audit on which decision and attention disagree.

    Attributes:
        case: the name of its case in the audit.
        path: where the case was; None where the audit does not tell.
        slices: how many of its slices held a picture.
        index: the slice.
        layer, method: name and key: whose map the audit speaks of.
        right: whether the slice is called rightly, and the map looks elsewhere; else it is called wrongly, although the
            map lies in the lesion.
        called: name of the class.
        mass: share of the map's evidence in the clinician's mask.
        network: SHA-256 of the weights that judged it.
    """

    case: str
    path: Path | None
    slices: int
    index: int
    layer: str
    method: str
    right: bool
    called: str
    mass: float
    network: str


@dataclass(frozen=True)
class VisitsState:
    """An audit's slices; replaced whole at every change.

    Attributes:
        stops: in the audit's order, the gravest first; none where no audit is open.
        at: the place of the one that was visited last; -1 before.
        arrived: whether it was reached.
    """

    stops: tuple[Stop, ...] = ()
    at: int = -1
    arrived: bool = False

    @property
    def stop(self) -> Stop | None:
        """The one that was visited last."""
        return self.stops[self.at] if 0 <= self.at < len(self.stops) else None


class Visits(QObject):
    """Holds the frozen `VisitsState` and changes it; leads the other stores to a slice as soon as each can show it.

    Signals:
        changed(): the slices, or which of them is visited.
        failed(Failure): a slice cannot be shown as the audit saw it.
    """

    changed = Signal()
    failed = Signal(Failure)

    def __init__(
        self, shelf: Shelf, work: Work, shown: Shown, compared: Compared, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.state = VisitsState()
        self._shelf, self._work, self._shown, self._compared = shelf, work, shown, compared
        self._expected: int | None = None  # is visited as soon as its case is listed
        self._heading: Path | None = None  # the case that is being opened
        shelf.entries_changed.connect(self._look)
        shelf.chosen.connect(self._leave)
        shown.case_changed.connect(self._go_on)
        shown.results_changed.connect(self._go_on)

    def take(self, stops: Iterable[Stop], at: int = -1) -> None:
        """These are an audit's slices; `at` is visited as soon as a search comes upon its case."""
        self.state = VisitsState(tuple(stops), at)
        self._expected = None if self.state.stop is None else at
        self._heading = None
        self.changed.emit()

    def visit(self, at: int) -> None:
        """Show one of them: open its case, unless that is open, and go to the slice, layer and method."""
        stop, self._expected = self.state.stops[at], None
        self._heading = path = self.places().get(stop.path) if stop.path is not None else None
        if path is None:
            self.failed.emit(Failure(_moved(stop)))
            return
        self._replace(at=at, arrived=False)
        self._shelf.choose(path)  # goes on with a case that was stopped; one that is complete stays as it is
        self._go_on()

    def places(self) -> dict[Path, Path]:
        """By where the audit's cases were, where they are on the list; see `places`."""
        return places(self.state.stops, self._shelf.state.entries)

    @property
    def other_network(self) -> bool:
        """Whether the slice visited was judged by other weights than those that look at it now."""
        stop, analysis = self.state.stop, self._shown.state.analysis
        if stop is None or analysis is None or not self.state.arrived:
            return False
        return stop.network != analysis.description.identity.sha256

    def _look(self) -> None:
        """Visit what is expected once its case is listed."""
        at = self._expected
        if at is not None and self.state.stops[at].path in self.places():
            self.visit(at)

    def _leave(self, path: Path) -> None:
        """A reader who opens another case meanwhile is left there."""
        if path != self._heading:
            self._heading = None

    def _go_on(self) -> None:
        """As far as what is known of the case allows; another one may stay on the screen until this one is read."""
        heading, stop, state = self._heading, self.state.stop, self._shown.state
        if heading is None or stop is None or self._shelf.state.current != heading:
            return
        if state.case is not None and stop.slices != len(state.case.indices):
            self._heading = None
            self.failed.emit(Failure(_changed(stop, len(state.case.indices)), heading))
        elif state.case is not None:
            self._shown.show_slice(stop.index)
            if state.analysis is not None:
                self._heading = None
                self._show_map(stop)
                self._replace(arrived=True)

    def _show_map(self, stop: Stop) -> None:
        """The map that the audit speaks of, alone."""
        shown, analysis = self._shown, self._shown.state.analysis
        self._compared.close()
        if analysis is not None and stop.method in analysis.methods:
            shown.set_method(stop.method)
        elif stop.method in METHODS:
            self._ask(stop)
        names = [layer.name for layer in query.layers(shown.state)]
        if stop.layer in names:
            shown.select_layers(LayerSelection())
            shown.show_layer(names.index(stop.layer))
        else:
            told = f"The loaded network has no layer {stop.layer}: the audit is of another; run it again with this one."
            self.failed.emit(Failure(told, self._shelf.state.current))

    def _ask(self, stop: Stop) -> None:
        """A method that does not come with every slice is asked of this one."""
        try:
            request = query.request_of(self._shown.state, stop.method)
        except XaiViewerError as error:
            self.failed.emit(Failure(str(error), self._shelf.state.current))
            return
        if request is not None:
            self._shown.show_request(request)
            if query.answer_of(self._shown.state) is None:
                self._work.ask(request, [stop.index])

    def _replace(self, **changes: Any) -> None:
        fresh = replace(self.state, **changes)
        if fresh != self.state:
            self.state = fresh
            self.changed.emit()


def places(stops: Iterable[Stop], entries: Iterable[CaseEntry]) -> dict[Path, Path]:
    """By where a case was in the audit, where it is listed: there, else as the only folder of its name.

    A case of which that is not certain is left out: several cases of the list, or of the audit, have folders of that
    name. Nothing on disk is looked at: a folder on a network may answer late.
    """
    listed = {entry.path for entry in entries}
    wanted = {stop.path for stop in stops if stop.path is not None}
    names = Counter(path.name for path in wanted)
    named: dict[str, list[Path]] = {}
    for path in listed:
        named.setdefault(path.name, []).append(path)
    found = {}
    for path in wanted:
        alike = named.get(path.name, [])
        if path in listed:
            found[path] = path
        elif len(alike) == 1 and names[path.name] == 1:
            found[path] = alike[0]
    return found


def _moved(stop: Stop) -> str:
    if stop.path is None:
        return f"The audit was made without names and does not tell where {stop.case} lies; open the case itself."
    return f"{stop.case} is not at {stop.path}; open the folder in which it lies now, then choose the slice again."


def _changed(stop: Stop, slices: int) -> str:
    return (
        f"{stop.case} has {slices} slices with a picture, but had {stop.slices} in the audit: these are other files; "
        "open those that the audit saw."
    )
