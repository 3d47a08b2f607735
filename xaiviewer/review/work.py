"""What the worker does: finds cases, reads one, analyses its slices in the order the reader wants them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xaiviewer.case import Analysis, Case, Request, SliceResult
from xaiviewer.display.window import Window, automatic_window
from xaiviewer.errors import XaiViewerError
from xaiviewer.review.extent import Extent, head_extent
from xaiviewer.review.jobs import Desk
from xaiviewer.review.protocols import AnalyserFactory, CaseAnalyser, CaseReader
from xaiviewer.review.query import opening_slice
from xaiviewer.review.state import Task


@dataclass(frozen=True)
class Found:
    """The cases below the paths asked for, and a sentence for each path that holds none."""

    cases: tuple[Path, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Loaded:
    """A case was read.

    Attributes:
        case: the case.
        windows: the automatic window of each sequence, by key.
        extent: where the head lies.
        slice_index: the slice it opens at.
    """

    case: Case
    windows: dict[str, Window]
    extent: Extent
    slice_index: int


@dataclass(frozen=True)
class Started:
    """The networks are ready for the case; no slice yet."""

    analysis: Analysis


@dataclass(frozen=True)
class Arrived:
    """One slice's results."""

    result: SliceResult


@dataclass(frozen=True, eq=False)
class Order:
    """Open a case and analyse what is missing.

    Attributes:
        path: the case.
        request: what the networks are asked.
        case: the case if it was read before.
        analysis: what is known from before; its slices are not computed again.
    """

    path: Path
    request: Request
    case: Case | None = None
    analysis: Analysis | None = None


class Place:
    """The slice the reader looks at: written by the window's thread, read by the worker. One int, so no lock."""

    def __init__(self) -> None:
        self.slice_index = 0

    def nearest(self, remaining: frozenset[int]) -> int:
        """The slice to do next: the one shown, then outwards; of two equally near the later one."""
        here = self.slice_index
        return min(remaining, key=lambda index: (abs(index - here), index < here))


class Workroom:
    """The reader and, once they are needed, the networks. Used by the worker thread alone."""

    def __init__(self, reader: CaseReader, factory: AnalyserFactory, place: Place) -> None:
        self._reader = reader
        self._factory = factory
        self._place = place
        self._analyser: CaseAnalyser | None = None

    def find(self, paths: tuple[Path, ...], desk: Desk) -> None:
        """Report every case below `paths` as one `Found`."""
        cases: dict[Path, None] = {}
        problems: list[str] = []
        for path in paths:
            desk.check()
            desk.report(Task(f"Looking for cases in {path.name or path}"))
            try:
                cases.update(dict.fromkeys(self._reader.find_cases(path)))
            except XaiViewerError as error:
                problems.append(str(error))
        desk.report(Found(tuple(cases), tuple(problems)))

    def open(self, order: Order, desk: Desk) -> None:
        """Report `Loaded`, `Started` and one `Arrived` per slice, leaving out what `order` already holds."""
        case = order.case
        if case is None:
            desk.report(Task("Reading the case"))
            case = self._reader.load_case(order.path)
            windows = {volume.sequence: automatic_window(volume.voxels) for volume in case.volumes}
            desk.check()
            # Set here, not when the window hears of it: the first slice to be analysed is the one that is shown first.
            self._place.slice_index = opening_slice(case)
            desk.report(Loaded(case, windows, head_extent(case), self._place.slice_index))
        desk.check()
        analysis = order.analysis
        if analysis is None:
            if self._analyser is None:
                desk.report(Task("Loading the networks"))
                self._analyser = self._factory()
            desk.check()
            analysis = self._analyser.start(case, order.request)
            desk.report(Started(analysis))
        self._fill(case, order.request, frozenset(analysis.slices), desk)

    def _fill(self, case: Case, request: Request, done: frozenset[int], desk: Desk) -> None:
        missing = set(range(len(case))) - done
        if not missing:
            return
        if self._analyser is None:
            self._analyser = self._factory()

        def wanted(remaining: frozenset[int]) -> int:
            return self._place.nearest(remaining & missing or remaining)

        total = len(case)
        desk.report(Task("Analysing slices", total - len(missing), total))
        for result in self._analyser.slices(case, request, wanted=wanted, cancelled=desk.cancelled):
            desk.check()
            missing.discard(result.index)
            desk.report(Arrived(result))
            desk.report(Task("Analysing slices", total - len(missing), total))
            if not missing:
                return
