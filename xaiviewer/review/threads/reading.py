"""Reads cases on threads of its own: the one that the reader wants, and ahead of the reader those beside it.

What is wanted never waits: not for the networks, which have their thread, nor for a case that is read ahead, which
gives way, nor for one that was given up and hangs on its disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from xaiviewer.case import Case, Choices, Contents, Preview
from xaiviewer.display.extent import Extent, bright_extent, head_extent
from xaiviewer.display.thumbnail import thumbnail
from xaiviewer.display.window_level import automatic_window
from xaiviewer.errors import Cancelled
from xaiviewer.review.derived.presets import Presets, presets
from xaiviewer.review.protocols import CaseReader
from xaiviewer.review.query import opening_slice
from xaiviewer.review.state import Glimpse, Task
from xaiviewer.review.threads.jobs import JobContext, JobRunner, throttled

_AT_ONCE = 4
"""Threads of either kind: so many cases less one may hang on a disk before the next has to wait."""

_FIRST, _SECOND = 1, 2
"""Niceness, above the window's own, of what the reader waits for and of what is read ahead: the networks have more."""


@dataclass(frozen=True)
class Wanted:
    """A case to be read.

    Attributes:
        path: the case.
        choices: what the reader decided about its files.
        place: the slice it opens at, if it has that many; None lets the case say.
    """

    path: Path
    choices: Choices = field(default_factory=Choices)
    place: int | None = None


@dataclass(frozen=True, eq=False)
class Listed:
    """The series and masks of a case that was not read."""

    contents: Contents


@dataclass(frozen=True, eq=False)
class Loaded:
    """A case was read.

    Attributes:
        case: the case.
        presets: the windows it offers.
        extent: where the head lies.
        slice_index: the slice it opens at.
        thumbnail: its picture in a list, uint8 ``[row, column]``.
    """

    case: Case
    presets: Presets
    extent: Extent
    slice_index: int
    thumbnail: NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Unread:
    """A case is not being opened any longer, by what ended that; None where its contents alone were asked for."""

    outcome: BaseException | None


Read = Listed | Glimpse | Loaded
"""What comes of a case that is wanted."""


class Reading(QObject):
    """One case that is wanted, and one after the other those that may be wanted next.

    Signals:
        reported(object): of the case that is wanted: each `Task`, then what is `Read`.
        ended(object): it was read, with None, or was not, with the exception that says why.
        ahead(Path, object): another one was read, `Loaded`. One that cannot be is not told of: it is when it is wanted.
    """

    reported = Signal(object)
    ended = Signal(object)
    ahead = Signal(Path, object)

    def __init__(self, reader: CaseReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._near: tuple[Wanted, ...] = ()  # to be read ahead, the likeliest first
        self._now: Wanted | None = None  # is being read ahead
        self._awaited = False  # the reader turned to that one meanwhile
        self._heard: dict[type, object] = {}  # of that one: its first slice, how far it is
        self._front = JobRunner(self, name="xaiviewer-reading", threads=_AT_ONCE, niceness=_FIRST)
        self._behind = JobRunner(self, name="xaiviewer-ahead", threads=_AT_ONCE, niceness=_SECOND)
        self._front.reported.connect(self.reported)
        self._front.ended.connect(self._take_end)
        self._behind.reported.connect(self._take_ahead)
        self._behind.ended.connect(self._end_ahead)

    @property
    def busy(self) -> bool:
        """Whether a case that is wanted is being read."""
        return self._front.busy or self._awaited

    def read(self, wanted: Wanted) -> None:
        """Read a case, in place of whatever was wanted before; what was begun ahead of the reader is gone on with."""
        self._awaited = self._now == wanted
        if self._awaited:
            self._front.drop()
            for report in tuple(self._heard.values()):
                self.reported.emit(report)
        else:
            self._give_way()
            self._front.submit(partial(_load, self._reader, wanted))

    def list_contents(self, path: Path) -> None:
        """Find out which series and masks a case has."""
        self._awaited = False
        self._give_way()
        self._front.submit(partial(_list, self._reader, path))

    def cancel(self) -> None:
        """Stop at once what is wanted: a thread that hangs on a disk is left to itself."""
        if self.busy:
            self.drop()
            self.ended.emit(Cancelled())
            self._go_ahead()

    def drop(self) -> None:
        """The same, and say nothing."""
        self._front.drop()
        self._awaited = False

    def look_ahead(self, near: Iterable[Wanted]) -> None:
        """Read these, the first one first, whenever nothing is wanted; what was asked before is forgotten."""
        wanted = tuple(near)
        if not self._awaited and self._now not in wanted:
            self._give_way()
        self._near = tuple(each for each in wanted if each != self._now)
        self._go_ahead()

    def close(self, until: float | None = None) -> None:
        """Drop everything and wait for the threads to end; see `JobRunner.close`."""
        self.drop()
        self._give_way()
        self._near = ()
        self._front.close(until)
        self._behind.close(until)

    # ---------------------------------------------------------------- inside

    def _give_way(self) -> None:
        """What is read ahead is begun again when nothing is wanted."""
        self._behind.drop()
        if self._now is not None:
            self._near = (self._now, *self._near)
            self._now = None

    def _go_ahead(self) -> None:
        if self.busy or self._now is not None or not self._near:
            return
        self._now, *later = self._near
        self._near = tuple(later)
        self._heard = {}
        self._behind.submit(partial(_load, self._reader, self._now))

    @Slot(object)
    def _take_end(self, outcome: BaseException | None) -> None:
        self.ended.emit(outcome)
        self._go_ahead()

    @Slot(object)
    def _take_ahead(self, report: object) -> None:
        if self._awaited:
            self.reported.emit(report)
        elif isinstance(report, Loaded) and self._now is not None:
            path, self._now = self._now.path, None  # whoever wants it from now on finds it there, or reads it again
            self.ahead.emit(path, report)
        else:
            self._heard[type(report)] = report

    @Slot(object)
    def _end_ahead(self, outcome: BaseException | None) -> None:
        awaited, self._awaited = self._awaited, False
        self._now = None
        if awaited:
            self.ended.emit(outcome)
        self._go_ahead()


def glimpse(preview: Preview) -> Glimpse:
    """A first slice with all that is needed to paint it."""
    return Glimpse(preview, automatic_window(preview.pixels), bright_extent(preview.pixels))


def _list(reader: CaseReader, path: Path, context: JobContext) -> None:
    """Report what lies on disk for a case as `Listed`."""
    context.report(Task("Listing the series"))
    context.report(Listed(reader.contents(path, cancelled=context.cancelled)))


def _load(reader: CaseReader, wanted: Wanted, context: JobContext) -> None:
    """Report `Glimpse` and `Loaded`."""
    context.report(Task("Reading the case"))
    tell: Callable[[int, int], None] = throttled(
        lambda done, total: context.report(Task("Reading the case", done, total))
    )
    case = reader.load_case(
        wanted.path,
        wanted.choices,
        preview=lambda preview: context.report(glimpse(preview)),
        progress=tell,
        cancelled=context.cancelled,
    )
    offered = presets(case)
    context.check()
    place = opening_slice(case) if wanted.place is None or wanted.place >= len(case) else wanted.place
    picture = thumbnail(case.main_volume.voxels[opening_slice(case)])
    context.report(Loaded(case, offered, head_extent(case), place, picture))
