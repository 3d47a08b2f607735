"""A review as a whole: its stores, and how they follow each other from case to case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from xaiviewer.case import AUTOMATIC, Choices
from xaiviewer.errors import Cancelled, XaiViewerError
from xaiviewer.requests import METHODS, AnalysisSettings
from xaiviewer.review import intent, trust
from xaiviewer.review.cache import Before, CaseCache, Remembered
from xaiviewer.review.compared import Compared
from xaiviewer.review.derived.steps import Settings
from xaiviewer.review.history import History
from xaiviewer.review.measured import Measured
from xaiviewer.review.outlined import Outlined
from xaiviewer.review.protocols import AnalyserFactory, CaseReader
from xaiviewer.review.shelf import Shelf
from xaiviewer.review.shown import Shown
from xaiviewer.review.state import Status
from xaiviewer.review.threads.worker import OpenCase
from xaiviewer.review.work import Work

DEFAULT_SETTINGS = AnalysisSettings()

_SETTLED_MS = 250  # a slice that the reader only scrolls past is not held against nulls


class Review(QObject):
    """Builds the stores and wires them: a case chosen on the shelf is worked on, and what is found of it is shown.

    It remembers the cases that were left. Its own verbs are those that lead from one case, choice of files or class
    to another, and so need several stores; every other verb is a store's.

    Attributes:
        shelf: the list of cases.
        work: what the worker does.
        shown: what is on the screen.
        compared: several explanations of it.
        measured: what the reader measured and marked on it.
        outlined: the lesions that were outlined on it, and how large they are.
        history: what the reader set, to be undone and redone.
        settings: how cases are analysed; the class that is explained is what is shown's.
    """

    def __init__(
        self,
        reader: CaseReader,
        factory: AnalyserFactory,
        parent: QObject | None = None,
        *,
        settings: AnalysisSettings = DEFAULT_SETTINGS,
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self.shelf = Shelf(reader, self)
        self.shown = Shown(self)
        self.compared = Compared(lambda: self.shown.state, self.shown.changes, self)
        self.measured = Measured(self)
        self.outlined = Outlined(lambda: self.shown.state, self.shown.changes, self)
        self.history = History(self._settings, self._restore, intent.place_of, self)
        self.work = Work(reader, factory, lambda: self.shown.state, self._opening, self)
        self._cache = CaseCache()
        self._choices: dict[Path, Choices] = {}
        self._before: Before | None = None
        self.shelf.chosen.connect(self._open)
        self.work.began.connect(self._note_begin)
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
        self._choices[path] = choices
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
            self._choices[before.path] = before.choices
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
        self._cache.clear()
        if self.shelf.state.current is None:
            return
        self.work.cancel()
        self.shown.explain(self.shown.state.explained_class, None)
        self._go_on()

    def close(self) -> None:
        """Cancel everything and wait for the threads to end."""
        self._settling.stop()
        self.history.settle()
        self.shelf.stop_search()
        self.compared.end()
        self.outlined.end()
        self.work.close()
        self.shelf.close()

    # ---------------------------------------------------------------- inside

    @Slot(Path)
    def _open(self, path: Path) -> None:
        """Open a case; what still comes from another one is dropped."""
        if path == self.shelf.state.current and (self.work.goes_on or self.shown.state.complete):
            return
        self._leave()
        self._enter(path, self._cache.get(path))
        self._go_on()

    def _enter(self, path: Path, known: Remembered | None) -> None:
        """Make a case the current one, with what is known of it."""
        self.shelf.mark(path)
        self.shown.enter(known, self._choices.get(path, AUTOMATIC))

    def _leave(self) -> None:
        """Keep what is known of the open case before something else begins."""
        path = self.shelf.state.current
        if path is None:
            return
        if self.work.busy:
            self.shelf.note(status=self._status())
        self.shelf.note(asking="", asked=0, answered=0)
        self._cache.keep(path, self.shown.state)
        known = self._cache.get(path) if self.shown.state.case is not None else None
        if known is not None:
            self._before = Before(path, known, self._choices.get(path, AUTOMATIC))

    def _go_on(self, place: int | None = None) -> None:
        """Have the worker do what is missing of the current case; one that is still to be read opens at `place`."""
        opening = self._opening(place)
        if opening is not None:
            self.work.open(opening)

    def _opening(self, place: int | None = None) -> OpenCase | None:
        """The current case as it is known, to be worked on."""
        path, state = self.shelf.state.current, self.shown.state
        if path is None:
            return None
        settings = replace(self.settings, class_index=state.class_index)
        return OpenCase(path, settings, self._choices.get(path, AUTOMATIC), place, state.case, state.analysis)

    def _status(self) -> Status:
        """What the list says of a case that is not worked on: its last result may come before the job's end."""
        if self.shown.state.complete:
            return "done"
        return "partial" if self.shown.state.case is not None else "waiting"

    @Slot()
    def _await_nulls(self) -> None:
        """Have what is shown now held against nulls once the reader stays with it; while the worker works, it does."""
        if not self.work.busy and trust.wanted(self.shown.state) is not None:
            self._settling.start()

    @Slot()
    def _compare(self) -> None:
        if trust.wanted(self.shown.state) is not None:
            self.work.compare()

    # ---------------------------------------------------------------- what can be undone

    @Slot()
    def _note_grid(self) -> None:
        """What was measured belongs to the case that is shown now, and so does what can be undone."""
        self.history.enter(None)
        self.measured.enter(self.shown.state.case)
        self.history.enter(self.measured.key)

    def _settings(self) -> Settings:
        return intent.settings(self.shown.state, self.measured.state)

    def _restore(self, wanted: Settings, place: int | None) -> None:
        """Set all that is named, and show the slice where it is seen."""
        index, known = wanted.get(intent.CLASS), self.measured.state
        if isinstance(index, int):
            self.set_class(index)
        self.shown.restore(intent.restored(self.shown.state, wanted))
        if intent.MEASUREMENTS in wanted or intent.MARKS in wanted:
            measurements: Any = wanted.get(intent.MEASUREMENTS, known.measurements)
            marks: Any = wanted.get(intent.MARKS, known.marks)
            self.measured.restore(measurements, marks)
        if place is not None:
            self.shown.show_slice(place)

    # ---------------------------------------------------------------- what the list says of the current case

    @Slot()
    def _note_begin(self) -> None:
        self._note_results()
        self.shelf.note(status="working", problem="")

    @Slot()
    def _note_case(self) -> None:
        case = self.shown.state.case
        if case is not None:
            self.shelf.note(name=case.name, slices=len(case.indices), synthetic=case.synthetic)

    @Slot()
    def _note_results(self) -> None:
        """How far the analysis is."""
        analysis = self.shown.state.analysis
        if analysis is None or analysis.description.finding is None:
            self.shelf.note(analysed=0 if analysis is None else len(analysis.slices), called=0, finding="")
            return
        called = sum(result.predicted == analysis.description.finding for result in analysis.slices.values())
        self.shelf.note(analysed=len(analysis.slices), called=called, finding=analysis.description.main_name)

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
        path, entry = self.shelf.state.current, self.shelf.state.entry
        if entry is not None and entry.status == "working":
            self._settle(outcome)
        if path is not None:
            self._cache.keep(path, self.shown.state)
        if outcome is None:
            self._await_nulls()
        if outcome is not None and not isinstance(outcome, Cancelled):
            self.fall_back()

    def _settle(self, outcome: BaseException | None) -> None:
        """Write into the list how the work on the current case ended."""
        if outcome is None:
            self.shelf.note(status="done")
        elif isinstance(outcome, Cancelled):
            self.shelf.note(status=self._status())
        else:
            sentence = str(outcome) if isinstance(outcome, XaiViewerError) else "An unexpected error; see the log."
            self.shelf.note(status="failed", problem=sentence)
            self.shown.drop_glimpse()
