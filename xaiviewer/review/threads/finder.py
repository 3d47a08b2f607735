"""Looks for cases on a thread of its own, so that the networks go on meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from xaiviewer.errors import XaiViewerError
from xaiviewer.readers.dispatch import NothingFoundError
from xaiviewer.review.protocols import CaseReader, Skipped
from xaiviewer.review.state import CaseEntry, entry_name
from xaiviewer.review.threads.jobs import EVERY_S, JobContext, JobRunner, throttled


@dataclass(frozen=True)
class Looking:
    """How far a search is: files looked at and cases found."""

    files: int
    cases: int


@dataclass(frozen=True)
class SearchReport:
    """What lies below one of the paths asked for, or some of it.

    Attributes:
        below: that path.
        cases: lines of the list.
        skipped: what was left out, and was not told before.
        problem: why there is no case; "" where there is one.
    """

    below: Path
    cases: tuple[CaseEntry, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problem: str = ""


class Finder(QObject):
    """One search at a time, path by path; what is asked for meanwhile comes after it.

    Signals:
        reported(object): a `Looking` or a `SearchReport`.
        ended(object): a search ended with this exception, or with None and nothing is left to search.
    """

    reported = Signal(object)
    ended = Signal(object)

    def __init__(self, reader: CaseReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._waiting: tuple[Path, ...] = ()
        self._told: set[Path] = set()  # what was skipped and is known; the search thread's own
        self._runner = JobRunner(self, name="xaiviewer-search")
        self._runner.reported.connect(self.reported)
        self._runner.ended.connect(self._take_end)

    @property
    def busy(self) -> bool:
        """Whether a search goes on."""
        return self._runner.busy

    def start(self, paths: tuple[Path, ...]) -> None:
        """Search these paths, after those that are being searched."""
        if self._runner.busy:
            self._waiting += paths
        else:
            self._runner.submit(partial(find, self._reader, self._told, paths))

    def cancel(self) -> None:
        """Stop, and forget what was still to be searched; what was found so far stays."""
        self._waiting = ()
        self._runner.cancel()

    def close(self, until: float | None = None) -> None:
        """Cancel and wait for the thread to end; see `JobRunner.close`."""
        self._waiting = ()
        self._runner.close(until)

    @Slot(object)
    def _take_end(self, outcome: BaseException | None) -> None:
        waiting, self._waiting = self._waiting, ()
        if waiting:  # asked for after what failed or was stopped, which is no reason to leave it out
            self._runner.submit(partial(find, self._reader, self._told, waiting))
        if outcome is not None or not waiting:
            self.ended.emit(outcome)


def find(reader: CaseReader, told: set[Path], paths: tuple[Path, ...], context: JobContext) -> None:
    """Report what is found while the search goes on, and now and then a `Looking`.

    What was skipped before, and `told`, is not told again. Cases that were found before the search is cancelled, or
    fails, are reported.
    """
    before = here = Looking(0, 0)
    tell = throttled(lambda files, cases: context.report(Looking(files, cases)))

    def look(files: int, cases: int) -> None:
        nonlocal here
        here = Looking(before.files + files, before.cases + cases)
        tell(here.files, here.cases)

    for path in paths:
        context.check()
        batch = _Batch(path, context.report)
        try:
            search = reader.search(path, progress=look, cancelled=context.cancelled, found=batch.add)
            batch.end(search.cases, _fresh(search.skipped, told))
        except NothingFoundError as error:
            context.report(SearchReport(path, skipped=_fresh(error.skipped, told), problem=str(error)))
        except XaiViewerError as error:
            context.report(SearchReport(path, problem=str(error)))
        finally:
            batch.flush()
        before = here
        context.report(here)


class _Batch:
    """Reports the cases of one search, at most every `EVERY_S`: thousands one by one would hold the window up."""

    def __init__(self, path: Path, report: Callable[[SearchReport], None]) -> None:
        self._path = path
        self._report = report
        self._known: set[Path] = set()
        self._waiting: list[Path] = []
        self._last = -EVERY_S

    def add(self, case: Path) -> None:
        """A case was found."""
        if case not in self._known:
            self._known.add(case)
            self._waiting.append(case)
        if time.monotonic() - self._last >= EVERY_S:
            self.flush()

    def flush(self) -> None:
        """Report what waits."""
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self._last = time.monotonic()
            self._report(SearchReport(self._path, _entries(waiting)))

    def end(self, cases: Iterable[Path], skipped: tuple[Skipped, ...]) -> None:
        """Report the rest of the cases, and what was left out."""
        fresh = [case for case in cases if case not in self._known]
        self._report(SearchReport(self._path, _entries([*self._waiting, *fresh]), skipped))
        self._waiting = []


def _entries(cases: Iterable[Path]) -> tuple[CaseEntry, ...]:
    """Made here and not in the window's thread: there may be many thousands."""
    return tuple(CaseEntry(path, entry_name(path)) for path in dict.fromkeys(cases))


def _fresh(skipped: Iterable[Skipped], told: set[Path]) -> tuple[Skipped, ...]:
    fresh = tuple(each for each in skipped if each.path not in told)
    told.update(each.path for each in fresh)
    return fresh
