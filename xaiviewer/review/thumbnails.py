"""Small pictures of cases, made on a thread of their own while nobody waits for anything else."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from xaiviewer.case import Preview
from xaiviewer.display.thumbnail import thumbnail
from xaiviewer.errors import Cancelled, XaiViewerError
from xaiviewer.review.protocols import CaseReader
from xaiviewer.review.threads.jobs import JobContext, JobRunner
from xaiviewer.review.work import Work

_MOST = 2000  # pictures that are kept: 12 megabytes
_WAITING = 64  # that are wanted at most: those looked at last
_NICENESS = 17  # below all other threads


class Thumbnails(QObject):
    """Keeps uint8 pictures ``[row, column]`` by case; what is asked for last is made first.

    Signals:
        arrived(Path): the picture of a case.

    Attributes:
        on: whether cases are read for it; one that was opened has its picture anyway.
    """

    arrived = Signal(Path)

    def __init__(self, reader: CaseReader, work: Work, parent: QObject | None = None) -> None:
        """Of cases that `reader` reads, while `work` rests."""
        super().__init__(parent)
        self._reader, self._work = reader, work
        self.on = False
        self._made: OrderedDict[Path, NDArray[np.uint8]] = OrderedDict()
        self._refused: set[Path] = set()
        self._wanted: OrderedDict[Path, None] = OrderedDict()
        self._now: Path | None = None
        self._runner = JobRunner(self, name="xaiviewer-thumbnails", niceness=_NICENESS)
        self._runner.reported.connect(self._take)
        self._runner.ended.connect(self._take_end)
        work.task_changed.connect(self._go_on)

    def get(self, path: Path) -> NDArray[np.uint8] | None:
        """The picture of a case; None until it was made, which is asked for with this."""
        made = self._made.get(path)
        if made is not None:
            self._made.move_to_end(path)
        elif self.on and path not in self._refused and path != self._now:
            self._wanted[path] = None
            self._wanted.move_to_end(path)
            while len(self._wanted) > _WAITING:
                self._wanted.popitem(last=False)
            self._go_on()
        return made

    def note(self, path: Path, picture: NDArray[np.uint8]) -> None:
        """A case was read for the screen: its picture came with it."""
        if path not in self._made:
            self._keep(path, picture)

    def end(self, until: float | None = None) -> None:
        """Wait for the thread to end; see `JobRunner.close`."""
        self._wanted.clear()
        self._runner.close(until)

    @Slot()
    def _go_on(self) -> None:
        """Begin the next one; where somebody waits for something else, what is under way gives way to it."""
        state = self._work.state
        if state.reading is not None or state.computing is not None:
            if self._now is not None:
                self._wanted[self._now] = None
                self._now = None
                self._runner.drop()
            return
        if self._now is None and self._wanted:
            self._now, _ = self._wanted.popitem()
            self._runner.submit(partial(_look_at, self._reader, self._now))

    @Slot(object)
    def _take(self, report: object) -> None:
        assert isinstance(report, np.ndarray)
        if self._now is not None:
            self._keep(self._now, report)

    @Slot(object)
    def _take_end(self, outcome: BaseException | None) -> None:
        path, self._now = self._now, None
        if path is not None and path not in self._made:
            self._refused.add(path)  # why, is said when it is opened
        if outcome is not None and not isinstance(outcome, Cancelled | XaiViewerError):
            raise outcome
        self._go_on()

    def _keep(self, path: Path, picture: NDArray[np.uint8]) -> None:
        self._made[path] = picture
        while len(self._made) > _MOST:
            self._made.popitem(last=False)
        self.arrived.emit(path)


def _look_at(reader: CaseReader, path: Path, context: JobContext) -> None:
    """Report the picture of the first slice that is decoded, and read no further."""

    def take(preview: Preview) -> None:
        context.report(thumbnail(preview.pixels))
        context.cancel()

    reader.load_case(path, preview=take, cancelled=context.cancelled)
