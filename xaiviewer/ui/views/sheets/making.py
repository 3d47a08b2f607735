"""Makes cells on a thread of its own: those in sight first, each kept until something changes that it shows."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from xaiviewer.review import JobRunner, ShownState, query
from xaiviewer.review.threads.jobs import JobContext
from xaiviewer.ui.kit.rendering import same
from xaiviewer.ui.views.sheets.cells import Cell, seen
from xaiviewer.ui.views.sheets.drawing import CellPainter, Look

_MOST_BYTES = 192 * 1024**2  # of pictures that are kept; one of 160 x 160 pixels has 100 kB

_Made = tuple[Cell, tuple[object, ...], QImage | None]


class CellMaker(QObject):
    """Pictures of cells, by what they show.

    Signals:
        made(Cell): its picture is there.
        rested(): all that was wanted last is made.

    Attributes:
        holds: whether every picture is kept, for one of the whole sheet.
    """

    made = Signal(object)
    rested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._painter = CellPainter()  # of the thread alone
        self._pictures: OrderedDict[Cell, tuple[tuple[object, ...], QImage | None]] = OrderedDict()
        self._wanted: tuple[object, ...] = ()
        self.holds = False
        self._bytes = 0
        self._runner = JobRunner(self, name="xaiviewer-sheet", niceness=0)  # the reader waits for what is in sight
        self._runner.reported.connect(self._take)
        self._runner.ended.connect(self.rested)

    def known(self, state: ShownState, cell: Cell, look: Look) -> tuple[bool, QImage | None]:
        """Whether a cell's picture is that of now, and the last one that was made, if any."""
        kept = self._pictures.get(cell)
        if kept is None:
            return False, None
        return same(kept[0], _signature(state, cell, look)), kept[1]

    def want(self, state: ShownState, wanted: Sequence[Cell], look: Look) -> None:
        """Make the pictures of these cells, in this order, as far as they are not there; nothing else any more."""
        missing = [cell for cell in wanted if not self.known(state, cell, look)[0]]
        signatures = {cell: _signature(state, cell, look) for cell in missing}
        asked = tuple(part for cell in missing for part in (cell, *signatures[cell]))
        if same(asked, self._wanted) and self._runner.busy:
            return
        self._wanted = asked
        if not missing:
            self._runner.drop()
            return
        self._runner.submit(partial(self._make, state, look, signatures))

    @property
    def busy(self) -> bool:
        """Whether cells are being made."""
        return self._runner.busy

    def forget(self) -> None:
        """Another case: none of the pictures is of it."""
        self._runner.drop()
        self._pictures.clear()
        self._bytes = 0

    def close(self, until: float | None = None) -> None:
        """End the thread."""
        self._runner.close(until)

    def _make(self, state: ShownState, look: Look, wanted: dict[Cell, tuple[object, ...]], context: JobContext) -> None:
        for cell, signature in wanted.items():
            context.check()
            context.report((cell, signature, self._painter.picture(seen(state, cell), look)))

    def _take(self, made: _Made) -> None:
        cell, signature, picture = made
        before = self._pictures.pop(cell, None)
        self._pictures[cell] = signature, picture
        self._bytes += _size(picture) - (0 if before is None else _size(before[1]))
        while self._bytes > _MOST_BYTES and not self.holds:
            _, (_, oldest) = self._pictures.popitem(last=False)
            self._bytes -= _size(oldest)
        self.made.emit(cell)


def _size(picture: QImage | None) -> int:
    return 0 if picture is None else picture.sizeInBytes()


def _signature(state: ShownState, cell: Cell, look: Look) -> tuple[object, ...]:
    """All that a cell's picture depends on; see `rendering.same`."""
    there = seen(state, cell)
    slices = 0 if there.analysis is None else len(there.analysis.slices)
    of_case = slices if there.appearance.normalise == "case" else 0  # full colour is taken over these
    result, asked = query.result(there), query.answer_of(there)
    return (there.case, result, asked, of_case, there.appearance, there.method, there.request, there.regions, look)
