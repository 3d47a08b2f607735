"""The one observable state of a review. Views connect to its signals and call its verbs, never each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from xaiviewer.case import AUTOMATIC, Case, Choices
from xaiviewer.errors import Cancelled, XaiViewerError
from xaiviewer.requests import Analysis, AnalysisSettings, Reliance, SliceResult
from xaiviewer.review.cache import Before, CaseCache, Remembered
from xaiviewer.review.derived.presets import Presets
from xaiviewer.review.derived.sources import taken
from xaiviewer.review.display_verbs import DisplayVerbs
from xaiviewer.review.finder import Finder, Looking, SearchReport
from xaiviewer.review.jobs import JobRunner
from xaiviewer.review.protocols import AnalyserFactory, CaseReader
from xaiviewer.review.state import Failure, Glimpse, Status, Task
from xaiviewer.review.work import Arrived, CaseWorker, Listed, Loaded, OpenCase, Relied, SliceShown, Started


class ReviewSession(DisplayVerbs):
    """Holds the frozen `ReviewState` and changes it.

    Signals:
        entries_changed(): the list of cases, the status of one, or the search that fills it.
        case_changed(): another case is open, was read, its first slice or contents are known, or none is.
        slice_changed(int): the slice shown.
        results_changed(int): a slice's results came in; -1 when the analysis as a whole was replaced.
        display_changed(): how the case is shown (see `DisplayVerbs`).
        task_changed(): what the worker does.
        failed(Failure): something could not be done.
    """

    entries_changed = Signal()
    case_changed = Signal()
    slice_changed = Signal(int)
    results_changed = Signal(int)
    task_changed = Signal()
    failed = Signal(Failure)

    def __init__(self, reader: CaseReader, factory: AnalyserFactory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = SliceShown()
        self._worker = CaseWorker(reader, factory, self._place)
        self._cache = CaseCache()
        self._lines: dict[Path, int] = {}  # of the list, by case
        self._choices: dict[Path, Choices] = {}
        self._opens: frozenset[Path] = frozenset()  # asked for: the first case below one of these is opened
        self._before: Before | None = None
        self._finder = Finder(reader, self)
        self._finder.reported.connect(self._take_search)
        self._finder.ended.connect(self._take_search_end)
        self._runner = JobRunner(self)
        self._runner.reported.connect(self._take_report)
        self._runner.ended.connect(self._take_end)

    # ---------------------------------------------------------------- cases

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

    def show_case(self, path: Path) -> None:
        """Open a case of the list; what still comes from another one is dropped."""
        self._opens = frozenset()
        at_work = self._runner.busy and not self._runner.stopping
        if path == self.state.current and (at_work or self.state.complete):
            return
        self._leave()
        self._show_known(path, self._cache.get(path))

    def fall_back(self) -> None:
        """Show the case again that was open before the current one, where that could not be read."""
        before = self._before
        if self.state.case is None and before is not None and not self._runner.busy:
            self._choices[before.path] = before.choices
            self._show_known(before.path, before.known)

    def choose(self, choices: Choices) -> None:
        """Read the current case again from these of its files and analyse it anew; asked for again, nothing happens.

        The choices hold for this case as long as the program runs.
        """
        state = self.state
        if state.current is None or choices == state.choices:
            return
        place = state.slice_index if state.case is not None else None
        self._leave()
        self._choices[state.current] = choices
        self._cache.forget(state.current)
        contents = state.contents
        self._enter(state.current, None)
        self.state = replace(self.state, contents=contents)
        self.case_changed.emit()
        self._go_on(place)

    def ask_contents(self) -> None:
        """Find out which series and masks the current case has, where it could not be read."""
        path = self.state.current
        if path is not None and self.state.contents is None and not self._runner.busy:
            self._list(path)

    def look_into(self, path: Path) -> None:
        """The same for a case of the list that could not be read and gave way to the one before it."""
        self._leave()
        self._enter(path, None)
        self.case_changed.emit()
        self._list(path)

    def step_case(self, step: int) -> None:
        """Open the case `step` lines further down the list, beyond those that are known to be unreadable."""
        entries, here = self.state.entries, self.state.at
        there = min(max(here + step, 0), len(entries) - 1)
        while 0 <= there < len(entries) and entries[there].status == "failed":
            there += 1 if step > 0 else -1
        if 0 <= there < len(entries) and there != here:
            self.show_case(entries[there].path)

    def cancel(self) -> None:
        """Stop what the worker does; results so far are kept."""
        self._runner.cancel()
        if self._runner.busy:
            self._set_task(Task("Stopping"))

    def resume(self) -> None:
        """Go on with an analysis that was cancelled."""
        if self.state.current is not None and not self._runner.busy and not self.state.complete:
            self._go_on()

    def close(self) -> None:
        """Cancel everything and wait for the threads to end."""
        self._finder.cancel()
        self._runner.close()
        self._finder.close()
        self._worker.close()

    # ---------------------------------------------------------------- place and class

    def show_slice(self, index: int) -> None:
        """Show a slice of the open case; out of range means the first or the last."""
        if self.state.case is None:
            return
        index = min(max(index, 0), len(self.state.case) - 1)
        if index != self.state.slice_index:
            self._place.slice_index = index
            self.state = replace(self.state, slice_index=index)
            self.slice_changed.emit(index)

    def set_class(self, index: int) -> None:
        """Explain another class: its maps are made, unless they are known from before; all else stays as it is."""
        if index == self.state.explained_class:
            return
        self._leave()
        path = self.state.current
        known = self._cache.get(path) if path is not None else None
        self.state = replace(self.state, class_index=index, analysis=known.analysis(index) if known else None)
        self.results_changed.emit(-1)
        if path is not None:
            self._go_on()

    # ---------------------------------------------------------------- inside

    def _set_task(self, task: Task | None) -> None:
        if task != self.state.task:
            self.state = replace(self.state, task=task)
            self.task_changed.emit()

    def _list(self, path: Path) -> None:
        self._set_task(Task("Reading what is there"))
        self._runner.submit(partial(self._worker.list_contents, path))

    def _show_known(self, path: Path, known: Remembered | None) -> None:
        """Make a case the current one, and have the worker do what is missing of it."""
        self._enter(path, known)
        if known:
            self._use_sequence_of(known.case)
        self.case_changed.emit()
        self._go_on()

    def _enter(self, path: Path, known: Remembered | None) -> None:
        """Make a case the current one, with what is known of it."""
        self._place.slice_index = known.slice_index if known else 0
        self.state = replace(
            self.state,
            current=path,
            at=self._lines.get(path, -1),
            contents=known.case.contents if known else None,
            choices=taken(known.case) if known else self._choices.get(path, AUTOMATIC),
            glimpse=None,
            case=known.case if known else None,
            presets=known.presets if known else Presets(),
            extent=known.extent if known else None,
            analysis=known.analysis(self.state.class_index) if known else None,
            slice_index=self._place.slice_index,
            appearance=replace(self.state.appearance, windows=known.windows if known else {}),
        )

    def _go_on(self, place: int | None = None) -> None:
        """Have the worker do what is missing of the current case; one that is still to be read opens at `place`."""
        self._count()
        self._update_entry(status="working", problem="")
        state = self.state
        assert state.current is not None
        settings = AnalysisSettings(class_index=state.class_index)
        choices = self._choices.get(state.current, AUTOMATIC)
        opening = OpenCase(state.current, settings, choices, place, state.case, state.analysis)
        self._set_task(Task("Opening the case"))
        self._runner.submit(partial(self._worker.open, opening))

    def _leave(self) -> None:
        """Keep what is known of the open case before something else begins."""
        if self._runner.busy:
            self._runner.cancel()
            self._update_entry(status=self._status())
        self._remember()
        path = self.state.current
        known = self._cache.get(path) if path is not None and self.state.case is not None else None
        if path is not None and known is not None:
            self._before = Before(path, known, self._choices.get(path, AUTOMATIC))

    def _status(self) -> Status:
        """What the list says of a case that is not worked on: its last result may come before the job's end."""
        if self.state.complete:
            return "done"
        return "partial" if self.state.case is not None else "waiting"

    def _remember(self) -> None:
        state = self.state
        if state.current is None or state.case is None or state.extent is None:
            return
        known = self._cache.get(state.current)
        analyses = dict(known.analyses) if known else {}
        if state.analysis is not None:
            analyses[state.analysis.class_index] = state.analysis
        windows = dict(state.appearance.windows)
        remembered = Remembered(state.case, state.presets, windows, state.slice_index, state.extent, analyses)
        self._cache.put(state.current, remembered)

    def _count(self) -> None:
        """Write into the list how far the analysis is."""
        analysis = self.state.analysis
        if analysis is None or analysis.description.finding is None:
            self._update_entry(analysed=0 if analysis is None else len(analysis.slices), called=0, finding="")
            return
        called = sum(result.predicted == analysis.description.finding for result in analysis.slices.values())
        self._update_entry(analysed=len(analysis.slices), called=called, finding=analysis.description.main_name)

    def _update_entry(self, **changes: Any) -> None:
        entries, at = self.state.entries, self.state.at
        fresh = replace(entries[at], **changes) if at >= 0 else None
        if fresh is not None and fresh != entries[at]:
            self.state = replace(self.state, entries=(*entries[:at], fresh, *entries[at + 1 :]))
            self.entries_changed.emit()

    def _set_search(self, **changes: Any) -> None:
        search = replace(self.state.search, **changes)
        if search != self.state.search:
            self.state = replace(self.state, search=search)
            self.entries_changed.emit()

    def _use_sequence_of(self, case: Case) -> None:
        """A case that lacks the sequence shown begins with its own first choice, and so do those after it."""
        drawn = self.state.appearance
        if drawn.volume(case).sequence != drawn.sequence:
            self.state = replace(self.state, appearance=replace(drawn, sequence=None))

    # ---------------------------------------------------------------- from the search

    @Slot(object)
    def _take_search(self, report: object) -> None:
        match report:
            case Looking():
                self._set_search(files=report.files, cases=report.cases)
            case SearchReport():
                self._take_found(report)

    def _take_found(self, found: SearchReport) -> None:
        fresh = tuple(each for each in found.cases if each.path not in self._lines)
        self._lines.update({each.path: line for line, each in enumerate(fresh, len(self._lines))})
        search = replace(self.state.search, skipped=(*self.state.search.skipped, *found.skipped))
        self.state = replace(self.state, entries=self.state.entries + fresh, search=search)
        self.entries_changed.emit()
        if found.problem:
            self.failed.emit(Failure(found.problem))
        if found.cases and found.below in self._opens:
            self.show_case(found.cases[0].path)

    @Slot(object)
    def _take_search_end(self, outcome: BaseException | None) -> None:
        self._set_search(running=self._finder.busy)
        self._tell(outcome, None)

    # ---------------------------------------------------------------- from the worker

    @Slot(object)
    def _take_report(self, report: object) -> None:
        match report:
            case Task():
                if not self._runner.stopping:
                    self._set_task(report)
            case Glimpse():
                self.state = replace(self.state, glimpse=report)
                self.case_changed.emit()
            case Listed():
                self.state = replace(self.state, contents=report.contents)
                self.case_changed.emit()
            case Loaded():
                self._take_case(report)
            case Started():
                self._take_start(report.analysis)
            case Arrived():
                self._take_slice(report.result)
            case Relied():
                self._take_reliance(report.reliance)

    def _take_reliance(self, reliance: Mapping[int, Reliance]) -> None:
        if self.state.analysis is not None:
            self.state = replace(self.state, analysis=self.state.analysis.with_reliance(reliance))
            self.results_changed.emit(-1)

    def _take_case(self, loaded: Loaded) -> None:
        case = loaded.case
        self.state = replace(
            self.state,
            contents=case.contents,
            choices=taken(case),
            glimpse=None,
            case=case,
            presets=loaded.presets,
            appearance=replace(self.state.appearance, windows=dict(loaded.presets.automatic)),
            extent=loaded.extent,
            slice_index=loaded.slice_index,
        )
        self._use_sequence_of(case)
        self._update_entry(name=case.name, slices=len(case.indices), synthetic=case.synthetic)
        self.case_changed.emit()

    def _take_start(self, analysis: Analysis) -> None:
        self.state = replace(self.state, analysis=analysis)
        if not self._layer_chosen:
            layer = analysis.opening_layer(range(len(analysis.layers)))
            self.state = replace(self.state, shown=replace(self.state.shown, layer=layer))
            self.display_changed.emit()
        self.results_changed.emit(-1)

    def _take_slice(self, result: SliceResult) -> None:
        if self.state.analysis is None:
            return
        analysis = self.state.analysis.with_slice(result)
        self.state = replace(self.state, analysis=analysis)
        self._count()
        self.results_changed.emit(result.index)

    @Slot(object)
    def _take_end(self, outcome: BaseException | None) -> None:
        self._set_task(None)
        if self.state.current is not None and self.state.entry is not None and self.state.entry.status == "working":
            self._settle_entry(outcome)
        self._remember()
        about = self.state.current
        if outcome is not None and not isinstance(outcome, Cancelled):
            self.fall_back()
        self._tell(outcome, about)

    def _tell(self, outcome: BaseException | None, about: Path | None) -> None:
        """The sentence of an expected failure; anything else goes on to the excepthook: the log and one dialog."""
        if isinstance(outcome, XaiViewerError):
            self.failed.emit(Failure(str(outcome), about))
        elif outcome is not None and not isinstance(outcome, Cancelled):
            raise outcome

    def _settle_entry(self, outcome: BaseException | None) -> None:
        if outcome is None:
            self._update_entry(status="done")
        elif isinstance(outcome, Cancelled):
            self._update_entry(status=self._status())
        else:
            sentence = str(outcome) if isinstance(outcome, XaiViewerError) else "An unexpected error; see the log."
            self._update_entry(status="failed", problem=sentence)
            if self.state.glimpse is not None:
                self.state = replace(self.state, glimpse=None)
                self.case_changed.emit()
