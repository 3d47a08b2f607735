"""The store of the worklist: of every case of the list what was answered and found, and which comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from xaiviewer.ledger.events import WHOLE_CASE
from xaiviewer.ledger.worklist import LISTED, NOTHING_KNOWN, SHUFFLED, Facts, Status, sequence, status
from xaiviewer.review.state import CaseEntry
from xaiviewer.review.verdicts import jobs
from xaiviewer.review.verdicts.protocols import Cases
from xaiviewer.review.verdicts.store import Verdicts

_SETTLED_MS = 200  # while a search finds cases, or answers come in


@dataclass(frozen=True)
class Line:
    """What is known of a case of the list.

    Attributes:
        content: of the case, as far as it is known without reading it; "" where it is not.
        status: where the reader stands with it.
        values: the reader's answers about the case as a whole, by question.
        readers: who has answered anything about it.
        facts: what networks found.
    """

    content: str = ""
    status: Status = "to do"
    values: Mapping[str, Any] = field(default_factory=dict)
    readers: tuple[str, ...] = ()
    facts: Facts = NOTHING_KNOWN


UNKNOWN = Line()


@dataclass(frozen=True)
class WorklistState:
    """The worklist; replaced whole at every change.

    Attributes:
        lines: by where the case lies; one that nothing is known of has none.
        order, seed: in which order it is read, see `ledger.worklist.ORDERS`.
        sequence: places in the shelf's list, in that order.
        done: how many cases are done or flagged.
    """

    lines: Mapping[Path, Line] = field(default_factory=dict)
    order: str = LISTED
    seed: int = 0
    sequence: tuple[int, ...] = ()
    done: int = 0

    def line(self, path: Path) -> Line:
        """What is known of a case."""
        return self.lines.get(path, UNKNOWN)


class Worklist(QObject):
    """Holds the frozen `WorklistState` and changes it.

    The order stays as it is while figures come in, so that nothing moves under the reader's eyes: it is made anew when
    it is chosen, when cases are added, and when another project is opened.

    Signals:
        changed(): another state.
    """

    changed = Signal()

    def __init__(self, shelf: Cases, verdicts: Verdicts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = WorklistState()
        self._shelf, self._verdicts = shelf, verdicts
        self._entries: tuple[CaseEntry, ...] = ()
        self._contents: dict[Path, str] = {}
        self._sought: set[Path] = set()
        self._drawn: dict[Path, str] = {}  # by what each was shuffled, which stays while its pictures are hashed
        self._facts: dict[Path, tuple[Facts, Mapping[str, str]]] = {}  # found since the program was started
        self._counted = jobs.Counted({}, {}, {})
        self._own: dict[str, Mapping[str, Any]] = {}  # answers given since it was counted, by content
        self._book: object = None
        self._counting = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._counting.timeout.connect(self._count)
        shelf.entries_changed.connect(self._take_entries)
        verdicts.changed.connect(self._take_verdicts)
        verdicts.saved.connect(self._take_saved)
        verdicts.keeper.reported.connect(self._take)

    def set_order(self, order: str, seed: int = 0) -> None:
        """Read in this order from now on."""
        self._drawn.clear()
        self._replace(order=order, seed=seed)
        self._arrange()

    def next_to_do(self) -> Path | None:
        """The next case after the current one that is not done, from the beginning again; None where all are."""
        entries, order = self._shelf.state.entries, self.state.sequence
        here = order.index(self._shelf.state.marked) if self._shelf.state.marked in order else -1
        for step in range(1, len(order) + 1):
            entry = entries[order[(here + step) % len(order)]]
            if entry.status != "failed" and self.state.line(entry.path).status in ("to do", "in work"):
                return None if entry.path == self._shelf.state.current else entry.path
        return None

    def note(self, path: Path, facts: Facts, weights: Mapping[str, str]) -> None:
        """Networks found this about a case; a project that holds the case keeps it."""
        if facts == NOTHING_KNOWN or self._facts.get(path) == (facts, weights):
            return
        self._facts[path] = facts, weights
        self._keep(path)
        self._refresh({path})

    def forget_networks(self) -> None:
        """Other networks judge from now on: what those before found of each case is no longer said."""
        told = {path for path, line in self.state.lines.items() if line.facts != NOTHING_KNOWN}
        self._facts.clear()
        self._counted = replace(self._counted, facts={})
        self._refresh(told)

    def end(self) -> None:
        """Nothing is counted any more."""
        self._counting.stop()

    # ---------------------------------------------------------------- inside

    @Slot()
    def _take_entries(self) -> None:
        entries = self._shelf.state.entries
        if len(entries) != len(self._entries):
            self._entries = entries
            self._arrange()
            self._seek()
        self._entries = entries

    def _seek(self) -> None:
        """Find out which cases these are, as far as that is known; while no project was ever open, nobody asks."""
        fresh = tuple(each.path for each in self._entries if each.path not in self._sought)
        if fresh and self._verdicts.keeper.running:
            self._sought.update(fresh)
            self._verdicts.keeper.do(jobs.Find(fresh))

    def _arrange(self) -> None:
        cases = [(self._drawn_by(each.path), self.state.line(each.path).facts) for each in self._entries]
        order = tuple(sequence(self.state.order, cases, self.state.seed))
        self._shelf.set_sequence(() if self.state.order == LISTED else order)
        self._replace(sequence=order)

    def _drawn_by(self, path: Path) -> str:
        """What a case is shuffled by: its content, as on the command line; its folder where that is not known yet."""
        return self._drawn.setdefault(path, self._contents.get(path) or "/".join(path.parts[-2:]))

    @Slot()
    def _take_verdicts(self) -> None:
        """Another project, reader or form: all is counted anew; another case: it is identified."""
        state = self._verdicts.state
        book = state.book, state.reader
        if book != self._book and (state.book is not None or self._book is not None):
            another = self._book is None or book != self._book
            self._book = book
            if another:
                self._sought.clear()
                self._seek()
                self._counting.start()
        path = self._shelf.state.current
        if path is not None and state.content and self._contents.get(path) != state.content:
            self._contents[path] = state.content
            self._keep(path)
            self._refresh({path})

    @Slot(str)
    def _take_saved(self, content: str) -> None:
        """The open case's answers are known here; those of others are counted."""
        state = self._verdicts.state
        if content != state.content:
            self._counting.start()
            return
        held = {key: given[-1].value for (key, place), given in state.history.items() if place == WHOLE_CASE and given}
        self._own[content] = {key: value for key, value in held.items() if value is not None}
        readers = {*self._counted.readers.get(content, ()), *([state.reader.name] if state.reader is not None else [])}
        known = {**self._counted.readers, content: tuple(sorted(readers))}
        self._counted = replace(self._counted, readers=known)
        self._refresh({path for path, known in self._contents.items() if known == content})

    @Slot(object)
    def _take(self, report: object) -> None:
        match report:
            case jobs.Placed():
                # what was identified since by reading it is known better
                self._contents = {**report.contents, **self._contents}
                for path in report.contents:
                    self._drawn.pop(path, None)
                self._refresh(set(report.contents))
                if self.state.order == SHUFFLED:
                    self._arrange()
            case jobs.Counted():
                self._counted, self._own = report, {}
                self._refresh(set(self._contents))
                self._arrange()

    @Slot()
    def _count(self) -> None:
        if self._verdicts.keeper.running:
            self._verdicts.keeper.do(jobs.Count())

    def _keep(self, path: Path) -> None:
        """Have the project keep what was found about a case that is identified."""
        content, found = self._contents.get(path, ""), self._facts.get(path)
        if content and found is not None and self._verdicts.state.book is not None:
            self._verdicts.keeper.do(jobs.Note(content, *found))

    def _refresh(self, changed: set[Path]) -> None:
        form = self._verdicts.state.form
        lines = dict(self.state.lines)
        for path in changed:
            content = self._contents.get(path, "")
            values = self._own.get(content, self._counted.values.get(content, {})) if content else {}
            facts = self._facts[path][0] if path in self._facts else self._counted.facts.get(content, NOTHING_KNOWN)
            readers = self._counted.readers.get(content, ())
            lines[path] = Line(content, status(form, values), values, readers, facts)
        listed = {each.path for each in self._entries}
        done = sum(each.status in ("done", "flagged") for path, each in lines.items() if path in listed)
        self._replace(lines=lines, done=done)

    def _replace(self, **changes: Any) -> None:
        fresh = replace(self.state, **changes)
        if fresh != self.state:
            self.state = fresh
            self.changed.emit()
