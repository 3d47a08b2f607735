"""All series of the open case, whatever they show, and those of the patient's other studies: pictures, and voxels."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from xaiviewer.case import Case, Choices, Contents, Series
from xaiviewer.display.appearance import Appearance
from xaiviewer.errors import Cancelled
from xaiviewer.readers import OWN
from xaiviewer.review.derived.memory import size_of_case
from xaiviewer.review.derived.sources import series_of
from xaiviewer.review.failure import failure_of
from xaiviewer.review.protocols import CaseReader
from xaiviewer.review.query import opening_slice
from xaiviewer.review.state import ShelfState, ShownState, Task
from xaiviewer.review.threads import picturing
from xaiviewer.review.threads.jobs import JobRunner
from xaiviewer.review.threads.picturing import OtherStudy, Pictured, ReadSeries, SeriesId

_SETTLED_MS = 400  # after the last change of the list of cases
_SHARE = 4  # of the memory for what is not on the screen, the part that series get
_AT_ONCE = 2  # threads: the next series does not wait for one that hangs on a disk


@dataclass(frozen=True, eq=False)
class Offered:
    """A series that can be shown.

    Attributes:
        id: how it is asked for.
        series: what is known without its voxels.
        contents: of the case that it belongs to.
        sequences: what the networks take it for, keys of `SEQUENCES`; empty where they do not see it.
        prior: whether it is of another study of the patient.
    """

    id: SeriesId
    series: Series
    contents: Contents
    sequences: tuple[str, ...] = ()
    prior: bool = False


@dataclass(frozen=True, eq=False)
class SeriesState:
    """What is known of the series; replaced whole at every change.

    Attributes:
        offered: of the open case in the order of its contents, then of the patient's other studies.
        pictures: small ones, by series; those that are still to be made are missing.
        problems: why a series cannot be shown, one sentence.
        reading: the series that is being read; None where none is.
        task: how far that is.
    """

    offered: tuple[Offered, ...] = ()
    pictures: Mapping[SeriesId, Pictured] = field(default_factory=dict)
    problems: Mapping[SeriesId, str] = field(default_factory=dict)
    reading: SeriesId | None = None
    task: Task | None = None

    def find(self, name: SeriesId) -> Offered | None:
        """The series of this name; None where the open case has none."""
        return next((each for each in self.offered if each.id == name), None)


class SeriesStore(QObject):
    """Holds the frozen `SeriesState`, and the series that were read last.

    Signals:
        listed(): other series are offered.
        changed(): another picture, or another stage of reading.
        read(object): the series of this `SeriesId` was read.
    """

    listed = Signal()
    changed = Signal()
    read = Signal(object)

    def __init__(
        self,
        reader: CaseReader,
        shown: Callable[[], ShownState],
        shelf: Callable[[], ShelfState],
        memory: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        """Of what `shown` and `shelf` hold; `memory` says how many bytes what is not on the screen may take."""
        super().__init__(parent)
        self.state = SeriesState()
        self._reader, self._shown, self._shelf, self._memory = reader, shown, shelf, memory
        self._of: tuple[Path | None, Contents | None, Choices] = (None, None, Choices())
        self._others: dict[Path, Contents | None] = {}  # other cases that were looked into
        self._read: OrderedDict[SeriesId, ReadSeries] = OrderedDict()
        self._queue: list[SeriesId] = []  # to be read after the one that is
        self._settling = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._settling.timeout.connect(self._look_around)
        self._front = JobRunner(self, name="xaiviewer-series", threads=_AT_ONCE)
        self._small = JobRunner(self, name="xaiviewer-thumbnails")
        self._around = JobRunner(self, name="xaiviewer-studies")
        self._front.reported.connect(self._take)
        self._front.ended.connect(self._take_end)
        self._small.reported.connect(self._take_picture)
        self._around.reported.connect(self._take_other)
        for each in (self._small, self._around):
            each.ended.connect(self._judge)

    @property
    def busy(self) -> bool:
        """Whether anything is still being read or looked for."""
        return any(each.busy for each in (self._front, self._small, self._around)) or self._settling.isActive()

    def get(self, name: SeriesId) -> ReadSeries | None:
        """A series that was read and is still kept."""
        if name in self._read:
            self._read.move_to_end(name)
        return self._read.get(name)

    def ask(self, name: SeriesId) -> None:
        """Have a series read; `read` follows, or a sentence in `problems`."""
        if name in self._read:
            self.read.emit(name)
        elif self.state.find(name) is not None and name != self.state.reading and name not in self._queue:
            self._queue.append(name)
            self._go_on()

    def cancel(self, name: SeriesId) -> None:
        """Read it no more."""
        if name in self._queue:
            self._queue.remove(name)
        elif name == self.state.reading:
            self._front.drop()
            self._replace(reading=None, task=None)
            self._go_on()
        self.changed.emit()

    def waits(self, name: SeriesId) -> bool:
        """Whether it is being read, or is to be."""
        return name == self.state.reading or name in self._queue

    def follow(self) -> None:
        """Offer the series of the case that is open now."""
        state, path = self._shown(), self._shelf().current
        contents = state.contents
        choices = state.choices if state.case is None else state.case.choices
        if (path, contents, choices) == self._of:
            return
        another = path != self._of[0]
        self._of = path, contents, choices
        if another:
            self._leave()
        self._offer()
        self._settling.start()

    def note_cases(self) -> None:
        """There may be other studies of the patient among the cases of the list."""
        if self._of[1] is not None and self._of[1].patient:
            self._settling.start()

    def end(self, until: float | None = None) -> None:
        """Wait for the threads to end; see `JobRunner.close`."""
        self._settling.stop()
        for each in (self._front, self._small, self._around):
            each.close(until)

    # ---------------------------------------------------------------- inside

    def _leave(self) -> None:
        """What was read for the case before is none of this one's."""
        self._queue.clear()
        for each in (self._front, self._small, self._around):
            each.drop()
        self._replace(pictures={}, problems={}, reading=None, task=None)

    def _offer(self) -> None:
        path, contents, choices = self._of
        offered: list[Offered] = []
        if path is not None and contents is not None:
            used = series_of(contents, choices)
            for series in contents.series:
                sequences = tuple(key for key, each in used.items() if each.key == series.key)
                offered.append(Offered(SeriesId(path, series.key), series, contents, sequences))
            same = [
                (other, found)
                for other, found in self._others.items()
                if other != path and found is not None and contents.patient and found.patient == contents.patient
            ]
            for other, found in sorted(same, key=lambda each: _studied(each[1]), reverse=True):  # the latest first
                offered += [Offered(SeriesId(other, each.key), each, found, prior=True) for each in found.series]
        if [each.id for each in offered] != [each.id for each in self.state.offered]:
            self.state = replace(self.state, offered=tuple(offered))
            self._picture()
        else:
            self.state = replace(self.state, offered=tuple(offered))
        self.listed.emit()

    def _picture(self) -> None:
        missing = [(each.id, each.series) for each in self.state.offered if each.id not in self.state.pictures]
        if missing:
            self._small.submit(partial(picturing.picture, missing))

    @Slot()
    def _look_around(self) -> None:
        """Look into those cases of the list that may be of the same patient: DICOM says so, other formats do not."""
        path, contents, _ = self._of
        if contents is None or not contents.patient or self._around.busy:
            return
        unknown = [each.path for each in self._shelf().entries if each.path not in self._others and each.path != path]
        if unknown:
            self._around.submit(partial(picturing.look, unknown, self._reader))

    @Slot(object)
    def _take_other(self, report: object) -> None:
        assert isinstance(report, OtherStudy)
        self._others[report.path] = report.contents
        mine = self._of[1]
        if mine is not None and report.contents is not None and report.contents.patient == mine.patient:
            self._offer()

    @Slot(object)
    def _take_picture(self, report: object) -> None:
        assert isinstance(report, Pictured)
        changes: dict[str, Any] = {"pictures": {**self.state.pictures, report.id: report}}
        if report.problem:
            changes["problems"] = {**self.state.problems, report.id: report.problem}
        self._replace(**changes)

    def _go_on(self) -> None:
        while self._queue and self.state.reading is None:
            name = self._queue.pop(0)
            found = self.state.find(name)
            if found is not None:
                problems = {each: told for each, told in self.state.problems.items() if each != name}
                self._replace(reading=name, task=Task("Reading the series"), problems=problems)
                self._front.submit(partial(picturing.read, name, found.contents, found.series))

    @Slot(object)
    def _take(self, report: object) -> None:
        if isinstance(report, Task):
            self._replace(task=report.after(self.state.task))
        elif isinstance(report, ReadSeries):
            self._keep(report)
            self.read.emit(report.id)

    @Slot(object)
    def _take_end(self, outcome: BaseException | None) -> None:
        name = self.state.reading
        self._replace(reading=None, task=None)
        self._go_on()
        told = None if isinstance(outcome, Cancelled) else failure_of(outcome)  # what nobody expected goes on from here
        if name is not None and told is not None:
            self._replace(problems={**self.state.problems, name: told.sentence})

    @Slot(object)
    def _judge(self, outcome: BaseException | None) -> None:
        """Pictures that cannot be made say why themselves; what nobody expected goes on from here."""
        failure_of(outcome)

    def _keep(self, fresh: ReadSeries) -> None:
        """The one that was used longest ago goes first; who shows it holds it."""
        self._read[fresh.id] = fresh
        most = self._memory() // _SHARE
        while len(self._read) > 1 and sum(size_of_case(each.case) for each in self._read.values()) > most:
            self._read.popitem(last=False)

    def _replace(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.changed.emit()


def state_of(found: ReadSeries) -> ShownState:
    """A series as a case of its own, at the slice that it opens at, through the file's window."""
    windows = {OWN: found.presets.own.get(OWN) or found.presets.automatic[OWN]}
    appearance = Appearance(sequence=OWN, windows=windows)
    return ShownState(
        case=found.case, presets=found.presets, appearance=appearance, slice_index=opening_slice(found.case)
    )


def frame_of(series: Series) -> str:
    """What other series must have in common with this one to lie in one space with it.

    That is the frame of reference. Formats without one do not say whether the patient lay still: there only series of
    one and the same grid do, or channels of the same files.
    """
    if series.frame_of_reference:
        return series.frame_of_reference
    if series.geometry.placed:
        return f"grid {series.shape} {series.geometry.affine.round(3).tolist()}"
    return f"files {hash(series.files)}"


def frame_of_case(case: Case) -> str:
    """The same of a case's main sequence; "" where it did not come from disk."""
    found = series_of(case.contents, case.choices).get(case.main_volume.sequence)
    return "" if found is None else frame_of(found)


def _studied(contents: Contents) -> str:
    """When a study was made, as DICOM writes dates; "" where no file says."""
    return max((str(each.attributes.get("StudyDate", "")) for each in contents.series), default="")
