"""What is done for the reader beside the window: a case is read, the networks work; how far it is, how it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from xaiviewer.requests import Request, SliceResult
from xaiviewer.requests.faithfulness import FaithfulnessKey
from xaiviewer.review import beside
from xaiviewer.review.failure import Failure, failure_of
from xaiviewer.review.protocols import AnalyserFactory, CaseReader, OthersFactory
from xaiviewer.review.state import Ask, Pace, ShownState, Task, Trial, WorkState
from xaiviewer.review.threads.asking import AskEnded, SliceAsked, Timed
from xaiviewer.review.threads.jobs import JobContext, JobRunner
from xaiviewer.review.threads.reading import Loaded, Reading, Unread, Wanted
from xaiviewer.review.threads.reproducing import TrainingsRefused
from xaiviewer.review.threads.seconding import SecondFound, SecondRefused
from xaiviewer.review.threads.testing import TrialEnded
from xaiviewer.review.threads.worker import CaseWorker, OpenCase


class Work(QObject):
    """Holds the frozen `WorkState`, the threads that read cases, and the one that runs the networks.

    Neither waits for the other: the networks go on with a case while another one is read to be opened.

    Signals:
        began(): the current case is being read, or its analysis goes on.
        task_changed(): what is done, or what waits for it.
        read(Path, object): what came of the case that is being opened, one of `reading.Read`, or `Unread`.
        ahead(Path, object): another one was read before it was wanted, `Loaded`.
        reported(object): what the networks found, one of `worker.Report`.
        ended(object): their job ended: None, or the exception that ended it.
        failed(Failure): something could not be done.
    """

    began = Signal()
    task_changed = Signal()
    read = Signal(Path, object)
    ahead = Signal(Path, object)
    reported = Signal(object)
    ended = Signal(object)
    failed = Signal(Failure)

    def __init__(
        self,
        reader: CaseReader,
        factory: AnalyserFactory,
        shown: Callable[[], ShownState],
        opening: Callable[[], Wanted | OpenCase | None],
        parent: QObject | None = None,
        *,
        others: OthersFactory | None = None,
    ) -> None:
        """One that works for what is shown.

        Args:
            reader: reads cases.
            factory: loads the networks.
            shown: what is shown now; asked from the worker's thread, too.
            opening: the current case as it is known, to be read or analysed; None where there is none.
            others: makes networks to hold maps against; None where there are none.
        """
        super().__init__(parent)
        self.state = WorkState()
        self._shown = shown
        self._opening = opening
        self._numbers = count(1)
        self._comparing = False  # the job holds maps against nulls: nobody waits for it
        self._ahead = False  # it is about a case that comes later: it makes way for everything
        self._worker = CaseWorker(factory, shown, lambda: self.state.asked, lambda: self.state.trials, others=others)
        self._runner = JobRunner(self)
        self._runner.reported.connect(self._take_report)
        self._runner.ended.connect(self._take_end)
        self._reading = Reading(reader, self)
        self._reading.reported.connect(self._take_read)
        self._reading.ended.connect(self._end_read)
        self._reading.ahead.connect(self.ahead)

    @property
    def busy(self) -> bool:
        """Whether something has not ended yet; what makes way for whatever is wanted does not count."""
        return self.state.opening is not None or (self._runner.busy and not self._comparing)

    @property
    def goes_on(self) -> bool:
        """Whether the networks work, and nobody asked them to stop."""
        return self._runner.busy and not self._comparing and not self._runner.stopping

    def open(self, opening: Wanted | OpenCase, asked: tuple[Ask, ...] = (), trials: tuple[Trial, ...] = ()) -> None:
        """Do what is missing of the current case, and what is asked of it; what comes of another job is dropped."""
        if isinstance(opening, Wanted):
            self.begin_reading(opening)
        else:
            waiting = Task("Waiting for the networks")
            self._submit(opening.path, waiting, partial(self._worker.open, opening), asked, trials)
        self.began.emit()

    def begin_reading(self, wanted: Wanted) -> None:
        """Read a case that is to be opened; the networks go on with the one that is open."""
        self._replace(opening=wanted.path, reading=Task("Opening the case"))
        self._reading.read(wanted)

    def list_contents(self, path: Path) -> None:
        """Find out which series and masks a case has."""
        self._replace(opening=path, reading=Task("Listing the series"))
        self._reading.list_contents(path)

    def look_ahead(self, near: Iterable[Wanted]) -> None:
        """Read these cases, the first one first, while none is being opened."""
        self._reading.look_ahead(near)

    def cancel(self) -> None:
        """Stop what the reader waits for: the case that is being opened, else the networks; results so far are kept."""
        if self.state.opening is not None:
            self._reading.cancel()
            return
        self._runner.cancel()
        if self.busy:
            self._replace(computing=Task("Stopping"), asked=(), trials=())

    def give_up_reading(self) -> None:
        """The case that is being opened is not wanted any longer."""
        self._reading.drop()
        self._replace(reading=None, opening=None)

    def leave(self) -> None:
        """Another case is the current one: hear no more of what the networks do for this one."""
        self._runner.drop()
        self._comparing = self._ahead = False
        self._replace(computing=None, asked=(), trials=(), examining=None)

    def load_from(self, factory: AnalyserFactory) -> None:
        """Have other networks work from now on, which this loads; hear no more of what those before do."""
        self.leave()
        self._replace(pace=Pace())
        self._worker.load_from(factory)

    def resume(self) -> None:
        """Go on with the current case where its reading or analysis was stopped."""
        opening = None if self.busy or self._shown().complete else self._opening()
        if opening is not None:
            self.open(opening)

    def compare(self) -> None:
        """While nothing else is done, hold the maps of the slice shown against what knows nothing."""
        opening = None if self._runner.busy and not self._ahead else self._opening()
        if isinstance(opening, OpenCase):
            self._submit(opening.path, None, partial(self._worker.compare, opening))
            self._comparing = True

    def analyse_ahead(self, opening: OpenCase) -> None:
        """While nothing else is done, analyse a case that nobody has opened; nobody waits for it."""
        if not self._runner.busy and self.state.opening is None:
            self._comparing = self._ahead = True
            self._runner.submit(partial(self._worker.ahead, opening))

    def compare_case(self) -> None:
        """While nothing else is done, do so with all maps of the current case: that takes its time, and is told."""
        opening = None if self._runner.busy and not self._ahead else self._opening()
        if isinstance(opening, OpenCase):
            task = Task("Comparing the case with null models")
            self._submit(opening.path, task, partial(self._worker.compare_case, opening))

    def examine(self, request: Request) -> None:
        """While nothing else is done, check the maps that answer a request on the current case for sanity."""
        opening = None if self.busy else self._opening()
        if isinstance(opening, OpenCase):
            task = Task("Sanity checks of the map")
            self._submit(opening.path, task, partial(self._worker.examine, opening, request))
            self._replace(examining=request)

    def ask(self, request: Request, slices: Iterable[int], *, background: bool = False) -> None:
        """Have a request answered for slices of the current case: after the maps of the slice shown, before the rest.

        In the background it comes after all else, the slices next to the one shown first. Work that was stopped goes on
        with it.
        """
        wanted = tuple(slices)
        asked = (*self.state.asked, Ask(next(self._numbers), request, wanted, background, len(wanted)))
        if self.goes_on:
            self._replace(asked=asked)
        elif isinstance(opening := self._opening(), OpenCase):
            self.open(opening, asked)

    def withdraw(self, request: Request) -> None:
        """A request is not to be answered, or no further; what is known of it stays."""
        self._replace(asked=tuple(ask for ask in self.state.asked if ask.request != request))

    def test(self, key: FaithfulnessKey, values: NDArray[np.float32], result: SliceResult) -> None:
        """Find out whether the place that a map marks matters: after what is asked, before the rest.

        Args:
            key: which map of the current case it is, and how pixels are taken away.
            values: the map on its own grid, ``[row, column]``.
            result: of its slice.
        """
        if self.state.tries(key):
            return
        trials = (*self.state.trials, Trial(next(self._numbers), key, values, result))
        if self.goes_on:
            self._replace(trials=trials)
        elif isinstance(opening := self._opening(), OpenCase):
            self.open(opening, self.state.asked, trials)

    def withdraw_test(self, key: FaithfulnessKey) -> None:
        """That is not to be found out, or no further; what is known of it stays."""
        self._replace(trials=tuple(trial for trial in self.state.trials if trial.key != key))

    def close(self, until: float | None = None) -> None:
        """Cancel and wait for the threads to end; see `JobRunner.close`."""
        self._reading.close(until)
        self._runner.close(until)
        self._worker.close(until)

    def _submit(
        self,
        path: Path,
        task: Task | None,
        job: Callable[[JobContext], None],
        asked: tuple[Ask, ...] = (),
        trials: tuple[Trial, ...] = (),
    ) -> None:
        self._comparing = self._ahead = False
        self._replace(computing=task, case=path, asked=asked, trials=trials, examining=None)
        self._runner.submit(job)

    def _replace(self, **changes: Any) -> None:
        fresh = replace(self.state, **changes)
        if fresh != self.state:
            self.state = fresh
            self.task_changed.emit()

    @Slot(object)
    def _take_report(self, report: object) -> None:
        match report:
            case Task():
                if not self._runner.stopping:
                    self._replace(computing=report.after(self.state.computing))
            case Timed():
                self._replace(pace=self.state.pace.with_measured(report.key, report.seconds))
            case SliceAsked():
                self._replace(asked=tuple(_without(ask, report) for ask in self.state.asked))
            case AskEnded():
                self._replace(asked=tuple(ask for ask in self.state.asked if ask.number != report.number))
                if report.problem:
                    self.failed.emit(Failure(report.problem, self.state.case))
            case TrialEnded():
                self._replace(trials=tuple(trial for trial in self.state.trials if trial.number != report.number))
                if report.problem:
                    self.failed.emit(Failure(report.problem, self.state.case))
            case _:
                self.pass_on(report)

    def pass_on(self, report: object) -> None:
        """What others are to know; where another network is refused, that is said, too."""
        if isinstance(report, SecondFound | SecondRefused) and self._comparing:
            self._replace(computing=None)  # nobody waits for what the job does now
        match report:
            case SecondRefused() if not beside.wished(self._shown(), report.wish):
                return  # it was taken away, or chosen anew, meanwhile
            case SecondRefused():
                self.failed.emit(Failure(report.refused, None))
            case TrainingsRefused():
                self.failed.emit(Failure(" ".join(report.refused.values()), None))
        self.reported.emit(report)

    @Slot(object)
    def _take_end(self, outcome: BaseException | None) -> None:
        about = self.state.case  # another case may be opened in place of one that could not be
        late, tries = (self.state.asked, self.state.trials) if outcome is None else ((), ())
        self._comparing = self._ahead = False
        self._replace(computing=None, asked=(), trials=(), examining=None)
        self.ended.emit(outcome)
        failure = failure_of(outcome, about)
        if failure is not None:
            self.failed.emit(failure)
        # asked when the worker had already looked
        if (late or tries) and not self._runner.busy and isinstance(opening := self._opening(), OpenCase):
            self.open(opening, late, tries)

    @Slot(object)
    def _take_read(self, report: object) -> None:
        path = self.state.opening
        if path is None:
            return
        if isinstance(report, Task):
            self._replace(reading=report.after(self.state.reading))
            return
        if isinstance(report, Loaded):
            self._replace(reading=None, opening=None)
        self.read.emit(path, report)

    @Slot(object)
    def _end_read(self, outcome: BaseException | None) -> None:
        path = self.state.opening
        if path is None:
            return  # it was read
        self._replace(reading=None, opening=None)
        self.read.emit(path, Unread(outcome))
        failure = failure_of(outcome, path)
        if failure is not None:
            self.failed.emit(failure)


def _without(ask: Ask, done: SliceAsked) -> Ask:
    """What is left of a request."""
    left = tuple(each for each in ask.slices if each != done.index)
    return replace(ask, slices=left) if ask.number == done.number else ask
