"""What the worker does: reads a case, analyses its slices in the order the reader wants them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xaiviewer.case import Analysis, Case, Choices, Contents, Preview, Reliance, Request, SliceResult
from xaiviewer.display.window import automatic_window
from xaiviewer.review.extent import Extent, bright_extent, head_extent
from xaiviewer.review.jobs import Desk, seldom
from xaiviewer.review.loader import Loader
from xaiviewer.review.presets import Presets, presets
from xaiviewer.review.protocols import AnalyserFactory, CaseAnalyser, CaseReader
from xaiviewer.review.query import opening_slice
from xaiviewer.review.state import Glimpse, Task


@dataclass(frozen=True, eq=False)
class Listed:
    """The series and masks of a case that was not read."""

    contents: Contents


@dataclass(frozen=True, eq=False)
class Loaded:
    """A case was read.

    Attributes:
        case: the case.
        presets: the windows it offers.
        extent: where the head lies.
        slice_index: the slice it opens at.
    """

    case: Case
    presets: Presets
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
class Relied:
    """What becomes of the decisions without the outlined regions, by slice."""

    reliance: Mapping[int, Reliance]


@dataclass(frozen=True, eq=False)
class Order:
    """Open a case and analyse what is missing.

    Attributes:
        path: the case.
        request: what the networks are asked.
        choices: what the reader decided about its files.
        place: the slice it opens at, if it has that many; None lets the case say.
        case: the case if it was read before.
        analysis: what is known from before; of its slices only maps are computed, and those only where they lack.
    """

    path: Path
    request: Request
    choices: Choices = field(default_factory=Choices)
    place: int | None = None
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
    """The reader and, once they are needed, the networks. Used by the worker thread; closed after it has ended."""

    def __init__(self, reader: CaseReader, factory: AnalyserFactory, place: Place) -> None:
        self._reader = reader
        self._loader = Loader(factory)
        self._place = place

    def close(self) -> None:
        """Wait for networks that are being loaded, once the worker has ended."""
        self._loader.close()

    def list_contents(self, path: Path, desk: Desk) -> None:
        """Report what lies on disk for a case as `Listed`."""
        desk.report(Task("Reading what is there"))
        desk.report(Listed(self._reader.contents(path, cancelled=desk.cancelled)))

    def open(self, order: Order, desk: Desk) -> None:
        """Report `Glimpse`, `Loaded`, `Started`, one `Arrived` per slice and `Relied`, but not what `order` holds."""
        case = order.case or self._read(order, desk)
        desk.check()
        analysis = order.analysis
        if analysis is None:
            analysis = self._networks(desk).start(case, order.request)
            desk.report(Started(analysis))
        results = self._fill(case, order.request, analysis, desk)
        if not analysis.reliance and results:
            self._fill_in(case, results, desk)

    def _read(self, order: Order, desk: Desk) -> Case:
        desk.report(Task("Reading the case"))
        case = self._reader.load_case(
            order.path,
            order.choices,
            preview=lambda preview: desk.report(glimpse(preview)),
            progress=seldom(lambda done, total: desk.report(Task("Reading the case", done, total))),
            cancelled=desk.cancelled,
        )
        offered = presets(case)
        desk.check()
        place = opening_slice(case) if order.place is None or order.place >= len(case) else order.place
        # Set here, not when the window hears of it: the first slice to be analysed is the one that is shown first.
        self._place.slice_index = place
        desk.report(Loaded(case, offered, head_extent(case), place))
        return case

    def _networks(self, desk: Desk) -> CaseAnalyser:
        if not self._loader.ready:
            desk.report(Task("Loading the networks"))
        analyser = self._loader.get(desk)
        desk.check()
        return analyser

    def _fill(self, case: Case, request: Request, known: Analysis, desk: Desk) -> dict[int, SliceResult]:
        """Analyse what is missing; every slice's result, without maps."""
        found = {index: result.without_maps() for index, result in known.slices.items()}
        missing = set(case.indices) - known.explained
        if not missing:
            return found
        analyser = self._networks(desk)

        def wanted(remaining: frozenset[int]) -> int:
            return self._place.nearest(remaining & missing or remaining)

        total = len(case.indices)
        what = "Making maps" if len(known.slices) == total else "Analysing slices"
        desk.report(Task(what, total - len(missing), total))
        results = analyser.slices(case, request, wanted=wanted, cancelled=desk.cancelled, judged=known.slices)
        for result in results:
            desk.check()
            missing.discard(result.index)
            found[result.index] = result.without_maps()
            desk.report(Arrived(result))
            desk.report(Task(what, total - len(missing), total))
            if not missing:
                break
        return found

    def _fill_in(self, case: Case, results: Mapping[int, SliceResult], desk: Desk) -> None:
        """Last of all, when every map is there: the decisions without the outlined regions."""
        tell = seldom(lambda done, total: desk.report(Task("Deciding without the outlined lesion", done, total)))
        found = self._networks(desk).reliance(case, results, progress=tell, cancelled=desk.cancelled)
        desk.check()
        if found:
            desk.report(Relied(found))


def glimpse(preview: Preview) -> Glimpse:
    """A first slice with all that is needed to paint it."""
    return Glimpse(preview, automatic_window(preview.pixels), bright_extent(preview.pixels))
