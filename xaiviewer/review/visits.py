"""The slices that an audit found, and the way to each: its case, then the slice, layer and method."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

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
        path: where the case was.
        slices: how many slices it had.
        index: the slice.
        layer: name of the layer that looked elsewhere.
        method: key of the method.
        kind: key of what disagrees.
        share: of the map's evidence that lies in the clinician's mask; NaN where that is not known.
        probability: of the finding.
        network: SHA-256 of the weights that judged it.
    """

    case: str
    path: Path
    slices: int
    index: int
    layer: str
    method: str
    kind: str
    share: float
    probability: float
    network: str


@dataclass(frozen=True)
class VisitsState:
    """An audit's slices; replaced whole at every change.

    Attributes:
        stops: the worst first; none where no audit is open.
        at: the place of the one that was visited last; -1 before.
        arrived: whether it is on the screen.
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
        self._heading: Path | None = None  # the case that is waited for
        shown.case_changed.connect(self._go_on)
        shown.results_changed.connect(self._go_on)

    def take(self, stops: Iterable[Stop]) -> None:
        """These are an audit's slices, the worst first."""
        self._heading = None
        self.state = VisitsState(tuple(stops))
        self.changed.emit()

    def visit(self, at: int) -> None:
        """Show one of them: open its case, unless that is open, and go to the slice, layer and method."""
        stop = self.state.stops[at]
        path = place_of(stop, self._shelf.state.entries)
        self._heading = None
        if path is None:
            self.failed.emit(Failure(moved(stop)))
            return
        self._replace(at=at, arrived=False)
        self._heading = path
        if path != self._shelf.state.current:
            self._shelf.choose(path)
        self._go_on()

    def expect(self, at: int) -> None:
        """Show one of them as soon as the search comes upon its case and opens it."""
        stop = self.state.stops[at]
        self._replace(at=at, arrived=False)
        self._heading = stop.path

    @property
    def other_network(self) -> bool:
        """Whether the slice visited was judged by other weights than those that look at it now."""
        stop, analysis = self.state.stop, self._shown.state.analysis
        here = self.state.arrived and stop is not None and analysis is not None
        return bool(here and stop and analysis and stop.network != analysis.description.identity.sha256)

    def _go_on(self) -> None:
        """As far as what is known of the case allows; a reader who opened another one meanwhile is left there."""
        heading, stop, state = self._heading, self.state.stop, self._shown.state
        if heading is None or stop is None:
            return
        if self._shelf.state.current not in (heading, None):
            self._heading = None
            return
        if state.case is None or self._shelf.state.current is None:
            return
        if stop.slices != len(state.case):
            self._heading = None
            self.failed.emit(Failure(changed(stop, len(state.case)), heading))
            return
        self._shown.show_slice(stop.index)
        if state.analysis is not None:
            self._heading = None
            self._show_map(stop)
            self._replace(arrived=True)

    def _show_map(self, stop: Stop) -> None:
        """The map that the audit speaks of, alone."""
        shown = self._shown
        self._compared.close()
        analysis = shown.state.analysis
        if analysis is not None and stop.method in analysis.methods:
            shown.set_method(stop.method)
        elif stop.method in METHODS:
            self._ask(stop)
        names = [layer.name for layer in query.layers(shown.state)]
        if stop.layer not in names:
            self.failed.emit(Failure(unknown_layer(stop), self._shelf.state.current))
            return
        shown.select_layers(LayerSelection())
        shown.show_layer(names.index(stop.layer))

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

    def _replace(self, **changes: object) -> None:
        fresh = replace(self.state, **changes)  # type: ignore[arg-type] - as the stores beside it
        if fresh != self.state:
            self.state = fresh
            self.changed.emit()
