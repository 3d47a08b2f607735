"""Another study that the open one is compared with: which may be the same patient's, and its voxels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal, Slot

from xaiviewer.case import Case
from xaiviewer.errors import Cancelled
from xaiviewer.review.derived.presets import Presets, presets
from xaiviewer.review.derived.sources import series_of
from xaiviewer.review.failure import failure_of
from xaiviewer.review.protocols import CaseReader
from xaiviewer.review.series import Offered, frame_of_case
from xaiviewer.review.state import CaseEntry, Task
from xaiviewer.review.threads.jobs import JobContext, JobRunner, throttled

Registered = Literal["frame of reference", "grid", ""]
"""By what two studies lie in one space; "" where nothing says that they do."""

Kinship = Literal["same", "likely", "another", "unknown"]
"""Whether two studies are of one patient: by the files' numbers and names, or likely by what files are called."""

_PARTS = re.compile(r"[-_ .]+")
_SAID = frozenset({"ses", "session", "study", "scan", "exam", "visit", "tp", "timepoint"})
_OCCASION = re.compile(r"(?:ses|session|study|scan|exam|visit|tp|time|t|w|week|m|month|y|year)?\d{1,8}", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """A case of the list that may be shown beside the open one."""

    path: Path
    line: int
    kinship: Kinship
    date: str = ""


@dataclass(frozen=True, eq=False)
class Loaded:
    """The study that was read."""

    path: Path
    case: Case
    presets: Presets


@dataclass(frozen=True, eq=False)
class PriorState:
    """What stands beside the open case; replaced whole at every change.

    Attributes:
        path: of the case that was chosen; None where none is.
        case: what was read of it.
        presets: the windows it offers.
        task: how far it is read; None while nothing is.
        problem: why it cannot be shown, one sentence.
    """

    path: Path | None = None
    case: Case | None = None
    presets: Presets = field(default_factory=Presets)
    task: Task | None = None
    problem: str = ""


class Priors(QObject):
    """Holds the frozen `PriorState` and reads what is chosen beside the window.

    Signals:
        changed(): another state.
    """

    changed = Signal()

    def __init__(self, reader: CaseReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = PriorState()
        self._reader = reader
        self._jobs = JobRunner(self, name="xaiviewer-prior", threads=2)
        self._jobs.reported.connect(self._take)
        self._jobs.ended.connect(self._take_end)

    def choose(self, path: Path) -> None:
        """Show this case beside the open one."""
        if path == self.state.path and not self.state.problem:
            return
        self._replace(PriorState(path, task=Task("Reading the series")))
        self._jobs.submit(partial(_read, path, self._reader))

    def drop(self) -> None:
        """Show none; one that is being read is read no further."""
        self._jobs.drop()
        self._replace(PriorState())

    def end(self, until: float | None = None) -> None:
        """Wait for the thread to end; see `JobRunner.close`."""
        self._jobs.close(until)

    @Slot(object)
    def _take(self, report: object) -> None:
        if isinstance(report, Loaded) and report.path == self.state.path:
            self._replace(PriorState(report.path, report.case, report.presets))
        elif isinstance(report, Task):
            self._replace(replace(self.state, task=report.after(self.state.task)))

    @Slot(object)
    def _take_end(self, outcome: BaseException | None) -> None:
        if outcome is None or isinstance(outcome, Cancelled):
            return
        self._replace(replace(self.state, task=None, problem="It could not be read."))
        failure = failure_of(outcome)  # what nobody expected goes on from here
        if failure is not None:
            self._replace(replace(self.state, problem=failure.sentence))

    def _replace(self, state: PriorState) -> None:
        self.state = state
        self.changed.emit()


def _read(path: Path, reader: CaseReader, context: JobContext) -> None:
    text = "Reading the series"
    tell = throttled(lambda done, total: context.report(Task(text, done, total)))
    case = reader.load_case(path, progress=tell, cancelled=context.cancelled)
    context.check()
    context.report(Loaded(path, case, presets(case)))


def candidates(entries: Sequence[CaseEntry], current: Path | None, offered: Sequence[Offered]) -> tuple[Candidate, ...]:
    """The other cases of the list: those of the same patient first, the latest study before the others.

    Args:
        entries: of the list.
        current: the open case.
        offered: series of the open case and of the patient's other studies, as far as these were looked into.
    """
    dates = {each.id.path: _date(each) for each in offered if each.prior}
    found = []
    for line, entry in enumerate(entries):
        if entry.path == current or entry.status == "failed":
            continue
        kinship: Kinship = "same" if entry.path in dates else "unknown"
        if kinship == "unknown" and current is not None and named_alike(entry.path, current):
            kinship = "likely"
        found.append(Candidate(entry.path, line, kinship, dates.get(entry.path, "")))
    order = {"same": 0, "likely": 1, "unknown": 2, "another": 3}
    found.sort(key=lambda each: each.line)
    found.sort(key=lambda each: each.date, reverse=True)
    found.sort(key=lambda each: order[each.kinship])
    return tuple(found)


def named_alike(one: Path, other: Path) -> bool:
    """Whether names say that two studies are one patient's: alike up to the number of the occasion at their end.

    What they have in common must end in a number itself, as "patient_1" and "patient_2" are two patients; or both are
    occasions alone, in one folder that is called by a number.
    """
    first, second = (_parts(each.name) for each in (one, other))
    if not first or not second or first == second:
        return False
    if all(map(_OCCASION.fullmatch, (*first, *second))):
        return one.parent == other.parent and bool(_parts(one.parent.name)) and _parts(one.parent.name)[-1].isdecimal()
    last = _OCCASION.fullmatch(first[-1]) and _OCCASION.fullmatch(second[-1])
    return bool(last) and len(first) > 1 and first[:-1] == second[:-1] and first[-2].isdecimal()


def _parts(name: str) -> list[str]:
    """A name's words and numbers, but for those that only say that an occasion follows."""
    return [each for each in _PARTS.split(_stem(name).casefold()) if each and each not in _SAID]


def _stem(name: str) -> str:
    return name.removesuffix(".gz").removesuffix(".nii").removesuffix(".zip")


def kinship(one: Case, other: Case) -> Kinship:
    """Whether two cases are of one patient."""
    marks = [each.contents.patient if each.contents is not None else "" for each in (one, other)]
    if all(marks):
        return "same" if marks[0] == marks[1] else "another"
    return "likely" if named_alike(one.source, other.source) else "unknown"


def registered(one: Case, other: Case) -> Registered:
    """What says that two cases lie in one space."""
    frames = [frame_of_case(each) for each in (one, other)]
    if not all(frames) or frames[0] != frames[1] or not (one.geometry.placed and other.geometry.placed):
        return ""
    main = series_of(one.contents, one.choices).get(one.main_volume.sequence)
    return "frame of reference" if main is not None and main.frame_of_reference else "grid"


def by_position(index: int, count: int, other: int) -> int:
    """The slice at the same height of another stack, if both cover the same."""
    return round(index * (other - 1) / max(count - 1, 1))


def _date(offered: Offered) -> str:
    stated: Any = offered.series.attributes.get("StudyDate", "")
    return str(stated)
