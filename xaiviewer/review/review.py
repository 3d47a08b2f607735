"""A review as a whole: its stores, and how they follow each other from case to case."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from xaiviewer.case import AUTOMATIC, Choices
from xaiviewer.errors import Cancelled
from xaiviewer.requests import METHODS, AnalysisSettings
from xaiviewer.review import beside, intent, trust
from xaiviewer.review.ahead import LookingAhead
from xaiviewer.review.cache import MEMORY_BYTES, Before, CaseCache, Remembered
from xaiviewer.review.compared import Compared
from xaiviewer.review.derived.facts import called_in
from xaiviewer.review.derived.steps import Settings
from xaiviewer.review.failure import sentence_of
from xaiviewer.review.history import History
from xaiviewer.review.measured_study import MeasuredStudy
from xaiviewer.review.outlined import Outlined
from xaiviewer.review.priors import Priors
from xaiviewer.review.protocols import AnalyserFactory, CaseReader, OthersFactory
from xaiviewer.review.series import SeriesStore
from xaiviewer.review.shelf import Shelf
from xaiviewer.review.shown import Shown
from xaiviewer.review.state import Status
from xaiviewer.review.threads.jobs import PATIENCE_S
from xaiviewer.review.threads.reading import Loaded, Read, Unread, Wanted
from xaiviewer.review.threads.worker import OpenCase
from xaiviewer.review.thumbnails import Thumbnails
from xaiviewer.review.verdicts.deciding import Decisions
from xaiviewer.review.verdicts.store import Verdicts
from xaiviewer.review.verdicts.worklist import Worklist
from xaiviewer.review.visits import Visits
from xaiviewer.review.work import Work

DEFAULT_SETTINGS = AnalysisSettings()
_SETTLED_MS = 250  # a slice that the reader only scrolls past is not held against nulls


class Review(QObject):
    """Builds the stores and wires them: a case chosen on the shelf is worked on, and what is found of it is shown.

    It remembers the cases that were left, and has those read that may come next. A case that is not known yet takes the
    place of the one on the screen when there is something of it to be seen; one that cannot be read gives it back.
    Its own verbs are those that lead from one case, choice of files or class to another, and so need several stores;
    every other verb is a store's.

    Attributes:
        shelf: the list of cases.
        work: what is done beside the window.
        shown: what is on the screen.
        compared: several explanations of it.
        measured: what the reader measured and marked on it, and measured on other series.
        outlined: the lesions that were outlined on it, and how large they are.
        verdicts: what the reader says about it.
        decisions: what the reader decides between two others.
        worklist: what was said and found of all cases, and which comes next.
        history: what the reader set, to be undone and redone.
        visits: the slices that an audit found.
        priors: another study beside it.
        series: all series of the case, and those of the patient's other studies.
        settings: how cases are analysed; the class that is explained is what is shown's.
        memory: bytes for cases that are not on the screen.
        choices: what the reader decided about cases' files.
    """

    def __init__(
        self,
        reader: CaseReader,
        factory: AnalyserFactory,
        parent: QObject | None = None,
        *,
        settings: AnalysisSettings = DEFAULT_SETTINGS,
        memory: int = MEMORY_BYTES,
        others: OthersFactory | None = None,
    ) -> None:
        """One that keeps so many bytes of `memory` for cases that are not on the screen; with 0 none is read ahead."""
        super().__init__(parent)
        self.settings, self.memory = settings, memory
        self.shelf = Shelf(reader, self)
        self.shown = Shown(self)
        self.compared = Compared(lambda: self.shown.state, self.shown.changes, self)
        self.measured = MeasuredStudy(self)
        self.outlined = Outlined(lambda: self.shown.state, self.shown.changes, self)
        self.verdicts = Verdicts(self.shown, self.outlined.chosen, self)
        self.decisions = Decisions(self.verdicts, self)
        self.worklist = Worklist(self.shelf, self.verdicts, self)
        self.history = History(self._settings, self._restore, intent.place_of, self)
        self.work = Work(reader, factory, lambda: self.shown.state, self._opening, self, others=others)
        self.thumbnails = Thumbnails(reader, self.work, self)
        self.visits = Visits(self.shelf, self.work, self.shown, self.compared, self)
        self.series = SeriesStore(reader, lambda: self.shown.state, lambda: self.shelf.state, lambda: self.memory, self)
        self.priors = Priors(reader, self)
        self._of_others = beside.WANTED if others is not None else ()
        self._cache = CaseCache(memory)
        self.choices: dict[Path, Choices] = {}
        self._before: Before | None = None
        self._closed = False
        stores = self.shelf, self.work, self.shown, self.worklist
        self._ahead = LookingAhead(stores, self._cache, self._wanted, lambda: self.settings, self)
        self.shelf.chosen.connect(self._open)
        self.shelf.entries_changed.connect(self._ahead.look)
        self.shelf.entries_changed.connect(lambda: self.verdicts.expect(on=self.shelf.state.next >= 0))
        self.shelf.entries_changed.connect(self.series.note_cases)
        self.shown.case_changed.connect(self.series.follow)
        self.compared.changed.connect(lambda: self.shown.look_beside(on=self.compared.shows_second))
        self.work.began.connect(self._note_begin)
        self.work.read.connect(self._take_read)
        self.work.reported.connect(self.shown.take)
        self.work.ended.connect(self._take_end)
        self.work.task_changed.connect(self._note_asked)
        self.shown.case_changed.connect(self._note_case)
        self.shown.results_changed.connect(self._note_results)
        self.shown.case_changed.connect(self._note_grid)
        self.shown.display_changed.connect(self.history.note)
        self.shown.results_changed.connect(self.history.note)
        self.measured.changed.connect(self.history.note_alone)
        self._settling = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._settling.timeout.connect(self._compare)
        for changed in self.shown.changes:
            changed.connect(self._await_nulls)

    # ---------------------------------------------------------------- from case to case

    def reread(self, choices: Choices) -> None:
        """Read the current case again from these of its files and analyse it anew; asked for again, nothing happens.

        The choices hold for this case as long as the program runs.
        """
        path, state = self.shelf.state.current, self.shown.state
        if path is None or choices == state.choices:
            return
        self._leave()
        self.work.leave()
        self.choices[path] = choices
        self._cache.forget(path)
        self.shown.enter(choices=choices, contents=state.contents)
        self._go_on(state.slice_index if state.case is not None else None)

    def ask_contents(self) -> None:
        """Find out which series and masks the current case has, where it could not be read."""
        path = self.shelf.state.current
        if path is not None and self.shown.state.contents is None and not self.work.busy:
            self.work.list_contents(path)

    def look_into(self, path: Path) -> None:
        """The same for a case of the list that could not be read and gave way to the one before it."""
        self._leave()
        self._enter(path, None)
        self.work.list_contents(path)

    def fall_back(self) -> None:
        """Show the case again that was open before the current one, where that could not be read."""
        before = self._before
        if self.shown.state.case is None and before is not None and not self.work.busy:
            self.choices[before.path] = before.choices
            self._enter(before.path, before.known)
            self._go_on()

    def set_class(self, index: int) -> None:
        """Explain another class: its maps are made, unless they are known from before; all else stays as it is."""
        if index == self.shown.state.explained_class:
            return
        self._leave()
        path = self.shelf.state.current
        known = self._cache.get(path) if path is not None else None
        self.shown.explain(index, known.analysis(index) if known else None)
        self._go_on()

    def set_analysis(self, settings: AnalysisSettings) -> None:
        """Analyse cases otherwise from now on, the open one anew; what was found of others is forgotten."""
        if settings == self.settings:
            return
        self.settings = settings
        self._cache.forget_found()
        if self.shelf.state.current is None:
            return
        self.work.leave()
        self.shown.explain(self.shown.state.explained_class, None)
        self._go_on()

    def set_networks(self, factory: AnalyserFactory) -> None:
        """Have other networks judge cases from now on, the open one anew; what others found is forgotten."""
        self._leave()
        self._before, path = None, self.shelf.state.current
        self.compared.close()
        self.work.load_from(factory)
        for store in (self._cache, self.shelf, self.shown, self.history, self.worklist):
            store.forget_networks()
        if path is not None and self.work.state.opening != path:
            self._enter(path, self._cache.get(path))
            self._go_on()

    def set_memory(self, most: int) -> None:
        """Keep so many bytes for cases that are not on the screen; with 0 none is read ahead."""
        self.memory = most
        self._cache.bound(most)
        self._ahead.look()

    def set_ahead(self, *, on: bool) -> None:
        """Analyse the cases that come next while nothing else is done, as far as there is memory."""
        self._ahead.on = on
        self._ahead.analyse()

    def close(self) -> None:
        """Cancel everything and wait for the threads to end; one that is in the middle of a long step is left behind.

        Nothing more can come of that one. A process that ends need not wait for it either: see `__main__`.
        """
        if self._closed:
            return
        self._closed = True
        until = time.monotonic() + PATIENCE_S
        self._settling.stop()
        self.history.settle()
        self.worklist.end()
        self.shelf.stop_search()
        stores = self.verdicts, self.thumbnails, self.compared, self.outlined, self.series, self.priors
        for end in (*(each.end for each in stores), self.work.close, self.shelf.close):
            end(until)

    @Slot(Path)
    def _open(self, path: Path) -> None:
        """Open a case: at once where it is known, else as soon as its first slice is."""
        current, opening = self.shelf.state.current, self.work.state.opening
        if path == current and opening not in (None, path):  # the reader changed his mind
            self.work.cancel()
            opening = None
        if path == current and (opening == path or self.work.goes_on or self.shown.state.complete):
            return
        known, shown = self._cache.get(path), self.shown.state
        if path != current and known is None and (shown.case is not None or shown.glimpse is not None):
            self.shelf.mark_next(path)
            self.work.begin_reading(self._wanted(path))
            return
        self.work.give_up_reading()
        self._leave()
        self._enter(path, self._cache.get(path))
        self._go_on()

    def _enter(self, path: Path, known: Remembered | None) -> None:
        """Make a case the current one, with what is known of it; what still comes from another one is dropped."""
        self.work.leave()
        self.shelf.mark(path)
        self._cache.on_screen = path
        self.shown.enter(known, self.choices.get(path, AUTOMATIC))

    def _leave(self) -> None:
        """Keep what is known of the open case before something else begins."""
        path = self.shelf.state.current
        if path is None:
            return
        if self.work.busy:
            self.shelf.note(status=self._status())
        self.shelf.note(asking="", asked=0, answered=0)
        self._cache.keep(path, self.shown.state)
        if self.shown.state.case is not None and (known := self._cache.get(path)) is not None:
            self._before = Before(path, known, self.choices.get(path, AUTOMATIC))

    def _go_on(self, place: int | None = None) -> None:
        """Have done what is missing of the current case; one that is still to be read opens at `place`."""
        opening = self._opening(place)
        if opening is not None:
            self.work.open(opening)

    def _opening(self, place: int | None = None) -> Wanted | OpenCase | None:
        """The current case as it is known, to be read or worked on."""
        path, state = self.shelf.state.current, self.shown.state
        if path is None or state.case is None:
            return None if path is None else self._wanted(path, place)
        known = self._cache.get(path)
        settings = replace(self.settings, class_index=state.class_index, both=True)
        mapped = known.mapped(state.explained_class) if known is not None and state.analysis is not None else {}
        return OpenCase(path, state.case, settings, state.analysis, mapped)

    def _wanted(self, path: Path, place: int | None = None) -> Wanted:
        return Wanted(path, self.choices.get(path, AUTOMATIC), place)

    # ---------------------------------------------------------------- cases that are read

    @Slot(Path, object)
    def _take_read(self, path: Path, report: Read | Unread) -> None:
        """Show what came of a case that is being opened; the one on the screen has stayed there until now."""
        if isinstance(report, Unread):
            self._take_unread(path, report.outcome)
            return
        if path != self.shelf.state.current:
            self._leave()
            self._enter(path, None)
            self.shelf.note(status="working", problem="")
        self.shown.take_read(report)
        if isinstance(report, Loaded):
            self.thumbnails.note(report.case.source, report.thumbnail)
            self._go_on()

    def _take_unread(self, path: Path, outcome: BaseException | None) -> None:
        """Write into the list why a case was not read; one that had taken the screen gives it back."""
        self._await_nulls()  # they were put off until now
        if path != self.shelf.state.current:
            self.shelf.mark_next(None)
            if outcome is not None and not isinstance(outcome, Cancelled):
                self.shelf.note(path, status="failed", problem=sentence_of(outcome))
                if self.shown.state.case is None:  # it was being read itself
                    self._go_on()
            return
        self._settle(outcome)
        if outcome is not None and not isinstance(outcome, Cancelled):
            self.fall_back()

    def _status(self) -> Status:
        """What the list says of a case that is not worked on: its last result may come before the job's end."""
        if self.shown.state.complete:
            return "done"
        return "partial" if self.shown.state.case is not None else "waiting"

    @Slot()
    def _await_nulls(self) -> None:
        """Have what is shown now held against nulls once the reader stays with it; while the worker works, it does."""
        if not self.work.busy and (self._nulls_wanted() or trust.case_wanted(self.shown.state) is not None):
            self._settling.start()

    @Slot()
    def _compare(self) -> None:
        if trust.case_wanted(self.shown.state) is not None:
            self.work.compare_case()
        elif self._nulls_wanted():
            self.work.compare()

    def _nulls_wanted(self) -> bool:
        return any(wanted(self.shown.state) is not None for wanted in (trust.wanted, *self._of_others))

    # ---------------------------------------------------------------- what can be undone

    @Slot()
    def _note_grid(self) -> None:
        """What was measured belongs to the case that is shown now, and so does what can be undone."""
        self.history.enter(None)
        self.measured.enter(self.shown.state.case)
        self.history.enter(self.measured.key)

    def _settings(self) -> Settings:
        return {**intent.settings(self.shown.state, self.measured.state), **self.measured.settings()}

    def _restore(self, wanted: Settings, place: int | None) -> None:
        """Set all that is named, and show the slice where it is seen."""
        index, known = wanted.get(intent.CLASS), self.measured.state
        if isinstance(index, int):
            self.set_class(index)
        self.shown.restore(intent.restored(self.shown.state, wanted))
        self.measured.restore_series(wanted)
        if intent.MEASUREMENTS in wanted or intent.MARKS in wanted:
            measurements: Any = wanted.get(intent.MEASUREMENTS, known.measurements)
            marks: Any = wanted.get(intent.MARKS, known.marks)
            self.measured.restore(measurements, marks)
        if place is not None:
            self.shown.show_slice(place)

    @Slot()
    def _note_begin(self) -> None:
        self._note_results()
        self.shown.ask_beside(on=True)
        self.shelf.note(status="working", problem="")

    @Slot()
    def _note_case(self) -> None:
        case = self.shown.state.case
        if case is not None:
            self.shelf.note(name=case.name, slices=len(case.indices), synthetic=case.synthetic)
            self._ahead.look()

    @Slot()
    def _note_results(self) -> None:
        """How far the analysis is."""
        analysis = self.shown.state.analysis
        called, finding = (0, "") if analysis is None else called_in(analysis)
        analysed, whole = (0, False) if analysis is None else (len(analysis.slices), analysis.description.volumes)
        self.shelf.note(analysed=analysed, called=called, finding=finding, whole=whole)

    @Slot()
    def _note_asked(self) -> None:
        """What is asked of the whole case, and how far it is."""
        work = self.work.state
        waiting = [ask for ask in work.asked if ask.background] if work.case == self.shelf.state.current else []
        title = METHODS[waiting[0].request.method].title if waiting else ""
        total = sum(ask.total for ask in waiting)
        self.shelf.note(asking=title, asked=total, answered=total - sum(len(ask.slices) for ask in waiting))

    @Slot(object)
    def _take_end(self, outcome: BaseException | None) -> None:
        path = self.shelf.state.current
        self._settle(outcome)
        if path is not None:
            self._cache.keep(path, self.shown.state)
            self._ahead.note(path, self.shown.state.case, self.shown.state.analysis)
        if outcome is None:
            self._await_nulls()
            self._ahead.analyse()
            return
        self.shown.ask_beside(on=False)
        if trust.case_wanted(self.shown.state) is not None:
            self.shown.set_scope("slice")  # it is not begun again at the next change
        if not isinstance(outcome, Cancelled):
            self.fall_back()

    def _settle(self, outcome: BaseException | None) -> None:
        """Write into the list how the work on the current case ended, where it says that it goes on."""
        if (entry := self.shelf.state.entry) is None or entry.status != "working":
            return
        if outcome is None:
            self.shelf.note(status="done")
        elif isinstance(outcome, Cancelled):
            self.shelf.note(status=self._status())
        else:
            self.shelf.note(status="failed", problem=sentence_of(outcome))
            self.shown.drop_glimpse()
