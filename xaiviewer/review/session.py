"""The one observable state of a review. Views connect to its signals and call its verbs, never each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from xaiviewer.case import SCORES, Analysis, Case, Request, SliceResult
from xaiviewer.display.heat import HeatStyle
from xaiviewer.display.window import Window
from xaiviewer.errors import Cancelled, XaiViewerError
from xaiviewer.review.cache import CaseCache, Remembered
from xaiviewer.review.jobs import JobRunner
from xaiviewer.review.protocols import AnalyserFactory, CaseReader
from xaiviewer.review.query import opening_layer, tumour_slices
from xaiviewer.review.state import CaseEntry, Fusion, ReviewState, Task
from xaiviewer.review.work import Arrived, Found, Loaded, Order, Place, Started, Workroom


class ReviewSession(QObject):
    """Holds the frozen `ReviewState` and changes it.

    Signals:
        entries_changed(): the list of cases or the status of one.
        case_changed(): another case is open, was read, or none is.
        slice_changed(int): the slice shown.
        results_changed(int): a slice's results came in; -1 when the analysis as a whole was replaced.
        display_changed(): how the case is shown.
        task_changed(): what the worker does.
        failed(str): a sentence for the banner.
    """

    entries_changed = Signal()
    case_changed = Signal()
    slice_changed = Signal(int)
    results_changed = Signal(int)
    display_changed = Signal()
    task_changed = Signal()
    failed = Signal(str)

    def __init__(self, reader: CaseReader, factory: AnalyserFactory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = ReviewState()
        self._place = Place()
        self._workroom = Workroom(reader, factory, self._place)
        self._cache = CaseCache()
        self._automatic: dict[str, Window] = {}
        self._layer_chosen = False
        self._interrupted = False
        self._runner = JobRunner(self)
        self._runner.reported.connect(self._take_report)
        self._runner.ended.connect(self._take_end)

    # ---------------------------------------------------------------- cases

    def open_paths(self, paths: Iterable[Path]) -> None:
        """Find the cases below `paths`, add them to the list and open the first of them."""
        self._interrupted = self._runner.busy
        self._leave()
        self._set_task(Task("Looking for cases"))
        self._runner.submit(partial(self._workroom.find, tuple(paths)))

    def show_case(self, path: Path) -> None:
        """Open a case of the list; what still comes from another one is dropped."""
        if path == self.state.current and (self._runner.busy or self.state.complete):
            return
        self._leave()
        known = self._cache.get(path)
        analysis = known.analyses.get(self.state.class_index) if known else None
        windows = known.windows if known else {}
        self._automatic = known.automatic if known else {}
        self._place.slice_index = known.slice_index if known else 0
        self.state = replace(
            self.state,
            current=path,
            case=known.case if known else None,
            extent=known.extent if known else None,
            analysis=analysis,
            slice_index=self._place.slice_index,
            display=replace(self.state.display, windows=windows),
        )
        if known:
            self._use_sequence_of(known.case)
        self.case_changed.emit()
        self._go_on()

    def step_case(self, step: int) -> None:
        """Open the case `step` lines further down the list."""
        paths = [entry.path for entry in self.state.entries]
        if not paths:
            return
        here = paths.index(self.state.current) if self.state.current in paths else -1
        there = min(max(here + step, 0), len(paths) - 1)
        if there != here:
            self.show_case(paths[there])

    def cancel(self) -> None:
        """Stop what the worker does; results so far are kept."""
        self._runner.cancel()

    def resume(self) -> None:
        """Go on with an analysis that was cancelled."""
        if self.state.current is not None and not self._runner.busy and not self.state.complete:
            self._go_on()

    def close(self) -> None:
        """Cancel everything and wait for the worker to end."""
        self._runner.close()

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
        """Explain another class; its maps are computed afresh, unless they are known from before."""
        if index == self.state.class_index:
            return
        self._leave()
        self.state = replace(self.state, class_index=index)
        path = self.state.current
        known = self._cache.get(path) if path is not None else None
        self.state = replace(self.state, analysis=known.analyses.get(index) if known else None)
        self.results_changed.emit(-1)
        if path is not None:
            self._go_on()

    # ---------------------------------------------------------------- display

    def show_layer(self, index: int) -> None:
        """Show the map of a layer; out of range means the first or the last."""
        count = len(self.state.analysis.layers) if self.state.analysis else 1
        self._layer_chosen = True
        self._show(layer=min(max(index, 0), count - 1))

    def set_method(self, method: str) -> None:
        """Show the maps of a method, or of each layer's best one (`BEST`)."""
        self._show(method=method)

    def set_style(self, style: HeatStyle) -> None:
        """Change how maps become pictures."""
        self._show(style=style)

    def set_opacity(self, opacity: float) -> None:
        """Opacity of the heat, 0 to 1."""
        self._show(opacity=min(max(opacity, 0.0), 1.0))

    def set_fusion(self, fusion: Fusion) -> None:
        """Show several layers as one map, or the current one alone."""
        self._show(fusion=fusion)

    def set_sequence(self, sequence: str) -> None:
        """Show another MR sequence; one the case has not is left alone."""
        if self.state.case is None or any(volume.sequence == sequence for volume in self.state.case.volumes):
            self._show(sequence=sequence)

    def set_window(self, window: Window | None) -> None:
        """Window of the sequence shown; None is the automatic one (0.1 % tails)."""
        sequence = self.state.display.sequence
        chosen = window or self._automatic.get(sequence)
        if chosen is not None:
            self._show(windows={**self.state.display.windows, sequence: chosen})

    def toggle_inverted(self) -> None:
        """Show bright as dark, and back."""
        self._show(inverted=not self.state.display.inverted)

    def set_score(self, score: str) -> None:
        """Which score of `case.SCORES` is drawn over the layers."""
        if score not in SCORES:
            raise KeyError(score)
        self._show(score=score)

    def toggle_heat(self) -> None:
        """Heat map on or off."""
        self._show(heat=not self.state.display.heat)

    def toggle_mask(self) -> None:
        """Clinician's mask on or off."""
        self._show(mask=not self.state.display.mask)

    def toggle_model(self) -> None:
        """Model's segmentation on or off."""
        self._show(model=not self.state.display.model)

    def toggle_overlays(self) -> None:
        """All overlays off when any is on, else all on."""
        display = self.state.display
        anything = display.heat or display.mask or display.model
        self._show(heat=not anything, mask=not anything, model=not anything)

    # ---------------------------------------------------------------- inside

    def _show(self, **changes: Any) -> None:
        display = replace(self.state.display, **changes)
        if display != self.state.display:
            self.state = replace(self.state, display=display)
            self.display_changed.emit()

    def _set_task(self, task: Task | None) -> None:
        if task != self.state.task:
            self.state = replace(self.state, task=task)
            self.task_changed.emit()

    def _go_on(self) -> None:
        """Have the worker do what is missing of the current case."""
        self._count()
        self._update_entry(status="working", problem="")
        state = self.state
        assert state.current is not None
        order = Order(state.current, Request(class_index=state.class_index), state.case, state.analysis)
        self._set_task(Task("Opening the case"))
        self._runner.submit(partial(self._workroom.open, order))

    def _leave(self) -> None:
        """Keep what is known of the open case before something else begins."""
        if self._runner.busy:
            self._runner.cancel()
            self._update_entry(status="partial" if self.state.case is not None else "waiting")
        self._remember()

    def _remember(self) -> None:
        state = self.state
        if state.current is None or state.case is None or state.extent is None:
            return
        known = self._cache.get(state.current)
        analyses = dict(known.analyses) if known else {}
        if state.analysis is not None:
            analyses[state.class_index] = state.analysis
        windows = dict(state.display.windows)
        remembered = Remembered(state.case, self._automatic, windows, state.slice_index, state.extent, analyses)
        self._cache.put(state.current, remembered)

    def _count(self) -> None:
        """Write into the list how far the analysis is."""
        analysis = self.state.analysis
        calls = tumour_slices(analysis) if analysis is not None else []
        self._update_entry(analysed=len(calls), tumour=sum(calls))

    def _update_entry(self, **changes: Any) -> None:
        entries = tuple(
            replace(entry, **changes) if entry.path == self.state.current else entry for entry in self.state.entries
        )
        if entries != self.state.entries:
            self.state = replace(self.state, entries=entries)
            self.entries_changed.emit()

    def _use_sequence_of(self, case: Case) -> None:
        sequences = [volume.sequence for volume in case.volumes]
        wanted = self.state.display.sequence
        if wanted not in sequences:
            sequence = "flair" if "flair" in sequences else sequences[0]
            self.state = replace(self.state, display=replace(self.state.display, sequence=sequence))

    # ---------------------------------------------------------------- from the worker

    @Slot(object)
    def _take_report(self, report: object) -> None:
        match report:
            case Task():
                self._set_task(report)
            case Found():
                self._take_found(report)
            case Loaded():
                self._take_case(report)
            case Started():
                self._take_start(report.analysis)
            case Arrived():
                self._take_slice(report.result)

    def _take_found(self, found: Found) -> None:
        known = {entry.path for entry in self.state.entries}
        fresh = tuple(CaseEntry(path, path.name) for path in found.cases if path not in known)
        self.state = replace(self.state, entries=self.state.entries + fresh)
        self.entries_changed.emit()
        if found.problems:
            self.failed.emit("  ".join(found.problems))
        if found.cases:
            self.show_case(found.cases[0])
        elif self._interrupted and self.state.current is not None and not self.state.complete:
            self._go_on()

    def _take_case(self, loaded: Loaded) -> None:
        case = loaded.case
        self._automatic = loaded.windows
        display = replace(self.state.display, windows=dict(loaded.windows))
        place = loaded.slice_index
        self.state = replace(self.state, case=case, display=display, extent=loaded.extent, slice_index=place)
        self._use_sequence_of(case)
        self._update_entry(name=case.name, slices=len(case), synthetic=case.synthetic)
        self.case_changed.emit()

    def _take_start(self, analysis: Analysis) -> None:
        self.state = replace(self.state, analysis=analysis)
        if not self._layer_chosen:
            layer = opening_layer(analysis)
            self.state = replace(self.state, display=replace(self.state.display, layer=layer))
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
        if isinstance(outcome, XaiViewerError):
            self.failed.emit(str(outcome))
        elif outcome is not None and not isinstance(outcome, Cancelled):
            raise outcome  # to the excepthook: the log and one dialog

    def _settle_entry(self, outcome: BaseException | None) -> None:
        if outcome is None:
            self._update_entry(status="done")
        elif isinstance(outcome, Cancelled):
            self._update_entry(status="partial" if self.state.case is not None else "waiting")
        else:
            sentence = str(outcome) if isinstance(outcome, XaiViewerError) else "An unexpected error; see the log."
            self._update_entry(status="failed", problem=sentence)
