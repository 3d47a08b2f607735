"""What is done before the reader wants it: cases that may come next are read, and analysed while nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot

from xaiviewer.case import Case
from xaiviewer.requests import Analysis, AnalysisSettings
from xaiviewer.review.cache import CaseCache, Remembered
from xaiviewer.review.derived.facts import called_in, facts_of
from xaiviewer.review.shelf import Shelf
from xaiviewer.review.shown import Shown
from xaiviewer.review.threads.reading import Loaded, Wanted
from xaiviewer.review.threads.worker import Ahead, OpenCase
from xaiviewer.review.verdicts.worklist import Worklist
from xaiviewer.review.work import Work


class LookingAhead(QObject):
    """Has the cases read that the keys lead to, as far as there is room; with `on` analysed, too, once nobody waits.

    An analysis ahead gives way to whatever is wanted within the slice that it is at, and goes on from there later.

    Attributes:
        on: whether cases are analysed ahead.
    """

    def __init__(
        self,
        stores: tuple[Shelf, Work, Shown, Worklist],
        cache: CaseCache,
        wanted: Callable[[Path], Wanted],
        settings: Callable[[], AnalysisSettings],
        parent: QObject | None = None,
    ) -> None:
        """One that looks ahead for a review.

        Args:
            stores: where the reader is, what is done for him, what is shown, and what is to do.
            cache: keeps what is read and found.
            wanted: how a case is read.
            settings: how one is analysed.
        """
        super().__init__(parent)
        self._shelf, self._work, self._shown, self._worklist = stores
        self._cache, self._wanted, self._settings = cache, wanted, settings
        self.on = False
        self._near: tuple[Wanted, ...] = ()
        self._refused: set[Path] = set()
        self._work.ahead.connect(self._take_read)
        self._work.reported.connect(self._take)

    @Slot()
    def look(self) -> None:
        """Have read what the keys lead to next, as far as there is room."""
        near = self._paths()
        if near is None:
            return
        wanted = tuple(self._wanted(each) for each in near if self._cache.has_room(each, near))
        if wanted != self._near:
            self._near = wanted
            self._work.look_ahead(wanted)

    def analyse(self) -> None:
        """Analyse one of the cases that were read ahead, if nothing else is done."""
        near = self._paths()
        if not self.on or near is None or not self._shown.state.complete:
            return
        for path in near:
            known = self._cache.get(path)
            opening = None if known is None or path in self._refused else self._opening(path, known)
            if opening is not None and self._cache.has_room_for_maps(path, near):
                self._work.analyse_ahead(opening)
                return

    def note(self, path: Path, case: Case | None, analysis: Analysis | None) -> None:
        """What a case that was analysed tells the worklist."""
        if case is not None and analysis is not None:
            weights = {task: each.sha256 for task, each in analysis.models.items()}
            self._worklist.note(path, facts_of(case, analysis), weights)

    def _paths(self) -> tuple[Path, ...] | None:
        """The cases that come next, the likeliest first; None while one is being opened, which is read before them.

        The list marks a case before its reading is begun, and before what is known of it is shown.
        """
        path, opening = self._shelf.state.current, self._shelf.state.next >= 0
        if path is None or opening or path != self._cache.on_screen or self._shown.state.case is None:
            return None
        due = self._worklist.next_to_do()
        return tuple(dict.fromkeys((*([] if due is None else [due]), *self._shelf.beside(path))))

    def _opening(self, path: Path, known: Remembered) -> OpenCase | None:
        """What is missing of a case; None where nothing is."""
        index = self._shown.state.class_index
        analysis = known.analysis(index)
        if analysis is not None and not set(known.case.indices) - analysis.explained:
            return None
        return OpenCase(path, known.case, replace(self._settings(), class_index=index, both=True), analysis)

    @Slot(Path, object)
    def _take_read(self, path: Path, loaded: Loaded) -> None:
        """Keep a case that nobody has looked at yet."""
        windows = dict(loaded.presets.automatic)
        read = Remembered(loaded.case, loaded.presets, windows, loaded.slice_index, loaded.extent, {})
        self._cache.add(path, read, self._paths() or ())
        self.look()
        self.analyse()

    @Slot(object)
    def _take(self, report: object) -> None:
        """Keep what was found of a case that nobody looks at; one that cannot be analysed is when it is opened."""
        if not isinstance(report, Ahead):
            return
        known = self._cache.get(report.path)
        if report.analysis is None:
            self._refused.add(report.path)
        elif known is not None and report.path != self._shelf.state.current:
            analyses = {**known.analyses, report.analysis.class_index: report.analysis}
            self._cache.put(report.path, replace(known, analyses=analyses))
            self._shelf.note(report.path, **_listed(known.case, report.analysis))
            if not set(known.case.indices) - report.analysis.explained:
                self.note(report.path, known.case, report.analysis)


def _listed(case: Case, analysis: Analysis) -> dict[str, Any]:
    """What the list tells of a case: fields of `CaseEntry`."""
    total, (called, finding) = len(case.indices), called_in(analysis)
    known: dict[str, Any] = {"slices": total, "analysed": len(analysis.slices)}
    known["status"] = "done" if analysis.explained >= set(case.indices) else "partial"
    return known | {"called": called, "finding": finding}
