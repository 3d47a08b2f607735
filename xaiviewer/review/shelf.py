"""The list of cases, and the search that fills it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from xaiviewer.review.failure import Failure, failure_of
from xaiviewer.review.protocols import CaseReader
from xaiviewer.review.state import CaseEntry, ShelfState
from xaiviewer.review.threads.finder import Finder, Looking, SearchReport


class Shelf(QObject):
    """Holds the frozen `ShelfState` and changes it.

    Signals:
        entries_changed(): the list, one of its lines, which of them is the current one, or the search.
        chosen(Path): this case is to be opened.
        failed(Failure): something could not be searched.
    """

    entries_changed = Signal()
    chosen = Signal(Path)
    failed = Signal(Failure)

    def __init__(self, reader: CaseReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = ShelfState()
        self._lines: dict[Path, int] = {}  # of the list, by case
        self._sequence: tuple[int, ...] = ()  # in which its lines are gone through; none: as they are listed
        self._places: dict[int, int] = {}  # in that, by line
        self._opens: frozenset[Path] = frozenset()  # asked for: the first case below one of these is opened
        self._finder = Finder(reader, self)
        self._finder.reported.connect(self._take_report)
        self._finder.ended.connect(self._take_end)

    def open_paths(self, paths: Iterable[Path]) -> None:
        """Look for cases below `paths`, add them to the list, and open the first unless the reader opens another."""
        wanted = tuple(paths)
        self._opens = frozenset(wanted)
        if not self._finder.busy:
            self._set_search(running=True, files=0, cases=0)
        self._finder.start(wanted)

    def stop_search(self) -> None:
        """Look for no more cases; those found so far stay."""
        self._finder.cancel()

    def choose(self, path: Path) -> None:
        """Open a case of the list."""
        self._opens = frozenset()
        self.chosen.emit(path)

    def set_sequence(self, sequence: Sequence[int]) -> None:
        """Go through the list in this order of its lines; as they are listed where there is none."""
        self._sequence = tuple(sequence)
        self._places = {line: place for place, line in enumerate(self._sequence)}

    def _ordered(self) -> tuple[CaseEntry, ...]:
        entries = self.state.entries
        return entries if len(self._sequence) != len(entries) else tuple(entries[line] for line in self._sequence)

    def _place(self, line: int) -> int:
        """Where a line of the list stands in the order in which it is gone through."""
        return self._places.get(line, line) if len(self._sequence) == len(self.state.entries) else line

    def step(self, step: int) -> None:
        """Open the case `step` lines further down, in the order that is set, beyond those known to be unreadable."""
        entries, here = self._ordered(), self._place(self.state.marked)
        there = min(max(here + step, 0), len(entries) - 1)
        while 0 <= there < len(entries) and entries[there].status == "failed":
            there += 1 if step > 0 else -1
        if 0 <= there < len(entries) and there != here:
            self.choose(entries[there].path)

    def mark(self, path: Path) -> None:
        """This is the current case, whether it has a line or not."""
        if path != self.state.current or self.state.next >= 0:
            self._replace(current=path, at=self._lines.get(path, -1), next=-1)

    def mark_next(self, path: Path | None) -> None:
        """This one is being opened in the place of the current case; None where that stays."""
        line = -1 if path is None else self._lines.get(path, -1)
        if line != self.state.next:
            self._replace(next=line)

    def beside(self, path: Path, after: int = 2, before: int = 1) -> tuple[Path, ...]:
        """The cases that the keys lead to from one of the list, the likeliest first: those after it, then before it."""
        here, entries = self._lines.get(path, -1), self._ordered()
        if here < 0:
            return ()
        here = self._place(here)

        def readable(lines: Iterable[int], count: int) -> Iterable[Path]:
            return islice((entries[line].path for line in lines if entries[line].status != "failed"), count)

        return *readable(range(here + 1, len(entries)), after), *readable(range(here - 1, -1, -1), before)

    def note(self, path: Path | None = None, **changes: Any) -> None:
        """Change the line of a case, by default of the current one: fields of `CaseEntry`."""
        entries = self.state.entries
        at = self.state.at if path is None else self._lines.get(path, -1)
        fresh = replace(entries[at], **changes) if at >= 0 else None
        if fresh is not None and fresh != entries[at]:
            self._replace(entries=(*entries[:at], fresh, *entries[at + 1 :]))

    def forget_networks(self) -> None:
        """Other networks judge from now on: what those before called of each case is no longer said."""
        fresh = [
            replace(each, analysed=0, called=0, finding="", status="waiting")
            if each.status in ("working", "partial", "done")
            else each
            for each in self.state.entries
        ]
        self._replace(entries=tuple(fresh))

    def close(self, until: float | None = None) -> None:
        """Stop the search and wait for its thread to end; see `JobRunner.close`."""
        self._finder.close(until)

    def _replace(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.entries_changed.emit()

    def _set_search(self, **changes: Any) -> None:
        search = replace(self.state.search, **changes)
        if search != self.state.search:
            self._replace(search=search)

    @Slot(object)
    def _take_report(self, report: object) -> None:
        match report:
            case Looking():
                self._set_search(files=report.files, cases=report.cases)
            case SearchReport():
                self._take_found(report)

    def _take_found(self, found: SearchReport) -> None:
        fresh = tuple(each for each in found.cases if each.path not in self._lines)
        self._lines.update({each.path: line for line, each in enumerate(fresh, len(self._lines))})
        search = replace(self.state.search, skipped=(*self.state.search.skipped, *found.skipped))
        self._replace(entries=self.state.entries + fresh, search=search)
        if found.problem:
            self.failed.emit(Failure(found.problem))
        if found.cases and found.below in self._opens:
            self.choose(found.cases[0].path)

    @Slot(object)
    def _take_end(self, outcome: BaseException | None) -> None:
        self._set_search(running=self._finder.busy)
        failure = failure_of(outcome)
        if failure is not None:
            self.failed.emit(failure)
