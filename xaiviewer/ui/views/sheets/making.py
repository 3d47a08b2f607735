"""Makes cells on a thread of its own: those in sight first, each kept until something changes that it shows."""

from __future__ import annotations

import logging
import traceback
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from xaiviewer.errors import XaiViewerError
from xaiviewer.review import JobRunner, ShownState, query
from xaiviewer.review.failure import failure_of
from xaiviewer.review.threads.jobs import JobContext
from xaiviewer.ui.kit.rendering import same
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.sheets.cells import Cell, seen
from xaiviewer.ui.views.sheets.drawing import CellPainter, Look

_LOG = logging.getLogger("xaiviewer")

_MOST_BYTES = 192 * 1024**2  # of pictures that are kept; one of 160 x 160 pixels has 100 kB


@dataclass(frozen=True)
class _Made:
    """What became of a cell: its picture, or why it has none; neither where there is nothing to be drawn."""

    cell: Cell
    signature: tuple[object, ...]
    picture: QImage | None
    problem: str = ""


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
        self._problems: dict[Cell, str] = {}
        self._wanted: tuple[object, ...] = ()
        self.holds = False
        self._bytes = 0
        self._runner = JobRunner(self, name="xaiviewer-sheet", niceness=0)  # the reader waits for what is in sight
        self._runner.reported.connect(self._take)
        self._runner.ended.connect(self._rest)

    def known(self, state: ShownState, cell: Cell, look: Look) -> tuple[bool, QImage | None]:
        """Whether a cell's picture is that of now, and the last one that was made, if any."""
        kept = self._pictures.get(cell)
        if kept is None:
            return False, None
        return same(kept[0], _signature(state, cell, look)), kept[1]

    def why(self, cell: Cell) -> str:
        """Why there is no picture of a cell although there should be; "" where that is not so."""
        return self._problems.get(cell, "")

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
        self._problems.clear()
        self._bytes = 0

    def close(self, until: float | None = None) -> None:
        """End the thread."""
        self._runner.close(until)

    def _make(self, state: ShownState, look: Look, wanted: dict[Cell, tuple[object, ...]], context: JobContext) -> None:
        for cell, signature in wanted.items():
            context.check()
            context.report(self._drawn(seen(state, cell), cell, signature, look))

    def _drawn(self, state: ShownState, cell: Cell, signature: tuple[object, ...], look: Look) -> _Made:
        """One cell; one that fails neither ends the others nor stays black without a word."""
        try:
            return _Made(cell, signature, self._painter.picture(state, look))
        except MemoryError:
            return _Made(cell, signature, None, tr("Not drawn: there is too little memory"))
        except XaiViewerError as error:
            return _Made(cell, signature, None, str(error))
        except Exception as error:  # noqa: BLE001 - it is said in the cell
            trace = "".join(traceback.format_tb(error.__traceback__))  # without the message: it may name a patient
            _LOG.error("a picture of a contact sheet: %s\n%s", type(error).__name__, trace)
            told = tr("Not drawn: an error of the program ({kind}), which its log tells of")
            return _Made(cell, signature, None, told.format(kind=type(error).__name__))

    def _rest(self, outcome: BaseException | None) -> None:
        self.rested.emit()
        failure_of(outcome)

    def _take(self, made: _Made) -> None:
        before = self._pictures.pop(made.cell, None)
        self._pictures[made.cell] = made.signature, made.picture
        self._problems.pop(made.cell, None)
        if made.problem:
            self._problems[made.cell] = made.problem
        self._bytes += _size(made.picture) - (0 if before is None else _size(before[1]))
        while self._bytes > _MOST_BYTES and not self.holds:
            _, (_, oldest) = self._pictures.popitem(last=False)
            self._bytes -= _size(oldest)
        self.made.emit(made.cell)


def _size(picture: QImage | None) -> int:
    return 0 if picture is None else picture.sizeInBytes()


def _signature(state: ShownState, cell: Cell, look: Look) -> tuple[object, ...]:
    """All that a cell's picture depends on; see `rendering.same`."""
    there = seen(state, cell)
    slices = 0 if there.analysis is None else len(there.analysis.slices)
    of_case = slices if there.appearance.normalise == "case" else 0  # full colour is taken over these
    result, asked = query.result(there), query.answer_of(there)
    return (there.case, result, asked, of_case, there.appearance, there.method, there.request, there.regions, look)
