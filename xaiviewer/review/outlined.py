"""The lesions that clinician and model outlined on the open case, found on a thread of their own while asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance, Slot

from xaiviewer.ledger.events import lesion_name, lesion_of
from xaiviewer.measurements import Table
from xaiviewer.review.state import ShownState
from xaiviewer.review.threads.jobs import JobContext, JobRunner
from xaiviewer.review.threads.outlining import Outlining

_SETTLED_MS = 250  # while slices come in, or the reader walks through the layers


@dataclass(frozen=True, eq=False)
class OutlinedState:
    """What is known of the lesions; replaced whole at every change.

    Attributes:
        on: whether anybody asks.
        table: of the open case; None until it was found.
        selected: place in it of the lesion that is chosen; None where none is.
    """

    on: bool = False
    table: Table | None = None
    selected: int | None = None


class Outlined(QObject):
    """Holds the frozen `OutlinedState`.

    Signals:
        changed(): another state.
    """

    changed = Signal()

    def __init__(
        self, shown: Callable[[], ShownState], changes: tuple[SignalInstance, ...], parent: QObject | None = None
    ) -> None:
        """Of what `shown` holds, which `changes` tell of."""
        super().__init__(parent)
        self.state = OutlinedState()
        self._shown = shown
        self._outlining = Outlining()
        self._asked: tuple[object, ...] = ()
        self._settling = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._settling.timeout.connect(self._find)
        self._runner = JobRunner(self, name="xaiviewer-lesions")
        self._runner.reported.connect(self._take)
        for signal in changes:
            signal.connect(self._refresh)

    @property
    def busy(self) -> bool:
        """Whether lesions are still being found."""
        return self._runner.busy or self._settling.isActive()

    def ask(self, *, on: bool) -> None:
        """Somebody looks at the lesions, or nobody does."""
        if on != self.state.on:
            self._replace(on=on, selected=None)
            self._refresh()

    def select(self, place: int | None) -> None:
        """Choose a lesion of the table, or none."""
        if place != self.state.selected:
            self._replace(selected=place)

    def chosen(self, known: Iterable[str]) -> str | None:
        """What the lesion that is chosen is called (`ledger.events.lesion_name`); None where none is.

        It keeps the name that it had in `known` as long as it holds that voxel, however it grew, shrank or was
        renumbered. One that holds the voxels of several goes by its own core.
        """
        table, at = self.state.table, self.state.selected
        if table is None or at is None:
            return None
        row = table.rows[at]
        held = {name for name in known if (told := lesion_of(name)) is not None and table.row_at(*told) == at}
        return held.pop() if len(held) == 1 else lesion_name(row.by, row.lesion.core)

    def end(self, until: float | None = None) -> None:
        """Wait for the thread to end; see `JobRunner.close`."""
        self._settling.stop()
        self._runner.close(until)

    @Slot()
    def _refresh(self) -> None:
        """Find them anew, in a moment, where something is another than before."""
        state = self._shown()
        if self.state.table is not None and self.state.table.case is not state.case:
            self._replace(table=None, selected=None)
        if self.state.on and _asked(state) != self._asked:
            self._settling.start()

    @Slot()
    def _find(self) -> None:
        state = self._shown()
        asked = _asked(state)
        if state.case is None or asked == self._asked:
            return
        self._asked = asked

        def work(context: JobContext) -> None:
            context.report(self._outlining.table(state, context.check))

        self._runner.submit(work)

    @Slot(object)
    def _take(self, report: object) -> None:
        assert isinstance(report, Table)
        if report.case is self._shown().case:
            self._replace(table=report, selected=self._still(report))

    def _still(self, fresh: Table) -> int | None:
        """Place of the lesion that is chosen in another table: it stays chosen, not what stands at its place now."""
        table, chosen = self.state.table, self.state.selected
        if table is None or chosen is None:
            return None
        row = table.rows[chosen]
        return fresh.row_at(row.by, row.lesion.core)

    def _replace(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.changed.emit()


def _asked(state: ShownState) -> tuple[object, ...]:
    """All that the table depends on; objects are held, so that no other takes their identity."""
    drawn = state.appearance.alignment
    held = tuple(map(_Held, (state.case, state.analysis, state.answers)))
    return (*held, state.layer, state.method, state.request, state.selection, drawn)


class _Held:
    """Compares by identity."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other._value is self._value

    __hash__ = None  # type: ignore[assignment]
