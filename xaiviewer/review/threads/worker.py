"""What runs on the networks' thread: analyses the slices of a case in the order the reader wants them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xaiviewer.case import Case
from xaiviewer.errors import UsageError, XaiViewerError
from xaiviewer.requests import (
    Analysis,
    AnalysisSettings,
    Reliance,
    Request,
    SliceResult,
)
from xaiviewer.requests.badges import Badges
from xaiviewer.review.protocols import (
    AnalyserFactory,
    CaseAnalyser,
    CaseExaminer,
    OtherNetworks,
    OthersFactory,
)
from xaiviewer.review.state import Ask, ShownState, Task, Trial
from xaiviewer.review.threads.asking import Answered, Asker, Timed, nearest
from xaiviewer.review.threads.comparing import Comparing, NullsFound
from xaiviewer.review.threads.comparing_case import CaseHeld, ComparingCase
from xaiviewer.review.threads.jobs import JobContext, throttled
from xaiviewer.review.threads.loader import Loader
from xaiviewer.review.threads.reproducing import ReproducedFound, TrainingsRefused, reproduce
from xaiviewer.review.threads.seconding import SecondFound, Seconding, SecondRefused
from xaiviewer.review.threads.testing import RegionTried, Tester, Tried

_PASSES = 2
"""Of every slice that is analysed: forward and back."""


@dataclass(frozen=True)
class Started:
    """The networks are ready for the case; no slice yet."""

    analysis: Analysis


@dataclass(frozen=True)
class Arrived:
    """One slice's results, and what became meanwhile of too little memory; "" where there was enough."""

    result: SliceResult
    shortage: str = ""


@dataclass(frozen=True, eq=False)
class Relied:
    """What becomes of the decisions without the outlined regions, by slice."""

    reliance: Mapping[int, Reliance]


@dataclass(frozen=True, eq=False)
class Examined:
    """What sanity checks found about a method's maps on the case."""

    badges: Badges


@dataclass(frozen=True, eq=False)
class Ahead:
    """What is known by now of a case that nobody has opened yet; None: it cannot be analysed."""

    path: Path
    analysis: Analysis | None


@dataclass(frozen=True, eq=False)
class OpenCase:
    """Analyse what is missing of a case.

    Attributes:
        path: where it was read.
        case: the case.
        settings: what the networks are asked.
        analysis: what is known from before; of its slices only maps are computed, and those only where they lack.
        mapped: results with the maps of another class, by slice: whatever follows from those costs no pass.
    """

    path: Path
    case: Case
    settings: AnalysisSettings
    analysis: Analysis | None = None
    mapped: Mapping[int, SliceResult] = field(default_factory=dict)


_Beside = ReproducedFound | TrainingsRefused | SecondFound | SecondRefused
_Trusted = NullsFound | CaseHeld | _Beside | Examined | Tried | RegionTried
Report = Started | Arrived | Relied | Answered | _Trusted
"""What a job of the worker finds out; besides, it reports each `Task` it turns to, what is `Timed`, and for what is
asked each `SliceAsked`, `AskEnded` and `TrialEnded`."""


class CaseWorker:
    """The networks, once they are needed. Used by the worker thread; closed after it has ended."""

    def __init__(
        self,
        factory: AnalyserFactory,
        shown: Callable[[], ShownState],
        asked: Callable[[], tuple[Ask, ...]],
        trials: Callable[[], tuple[Trial, ...]] = tuple,
        others: OthersFactory | None = None,
    ) -> None:
        """One that asks what the reader looks at, and what waits: all frozen, so that its thread may read them."""
        self._make_others = others
        self._others: tuple[CaseAnalyser, OtherNetworks] | None = None  # beside which they were made
        self._loader = Loader(factory)
        self._shown, self._asked = shown, asked
        self._tester = Tester(self._networks, shown, trials)
        self._asker = Asker(self._networks, asked, lambda: self._tester.waits or self._seconding.waits)
        networks = None if others is None else self._beside
        self._seconding = Seconding(shown, lambda: self._asker.waits, networks)
        self._slice_s: float | None = None  # how long a slice took, on average over those of the last case

    def load_from(self, factory: AnalyserFactory) -> None:
        """Use other networks from the next job on; one that runs has been asked to stop, and nobody hears of it."""
        self._loader = Loader(factory)
        self._slice_s = None

    def close(self, until: float | None = None) -> None:
        """Wait for networks that are being loaded; see `Loader.close`."""
        self._loader.close(until)

    def open(self, opening: OpenCase, context: JobContext) -> None:
        """Report `Started`, one `Arrived` per slice and `Relied`, but not what `opening` holds.

        What is asked meanwhile is `Answered` as soon as the slice shown has its maps, before the other slices; what is
        asked in the background after all of them; each answer is then held against nulls, `NullsFound`. Maps are
        `Tried` next, a second network says what is `SecondFound`, and where nothing is asked those of the slice shown
        are held against nulls, too.
        """
        case = opening.case
        self._seconding.begin(case)

        def here() -> int:
            """The slice shown; the first one where another case is by now."""
            shown = self._shown()
            return shown.slice_index if shown.case is case else 0

        analysis = opening.analysis
        if analysis is None:
            analysis = self._networks(context).start(case, opening.settings)
            context.report(Started(analysis))
        comparing = Comparing(case, self._shown, self._asked)

        def attend(known: Analysis) -> None:
            """What is asked, then the nulls: once the slice shown has its maps."""
            self._asker.answer(case, known, here, context, comparing.hold)
            self._tester.test(case, context)
            self._seconding.ask(opening.settings, context)
            comparing.compare(known, here(), context)

        results = self._fill(opening, analysis, here, attend, context)
        attend(analysis)
        if not analysis.reliance and results:
            self._fill_in(case, results, context)
        while True:
            self._asker.answer(case, analysis, here, context, comparing.hold, background=True)
            comparing.hold_owed(analysis, context)
            if not (self._tester.waits or self._seconding.waits):
                break
            self._tester.test(case, context)
            self._seconding.ask(opening.settings, context)

    def ahead(self, opening: OpenCase, context: JobContext) -> None:
        """Report what is known `Ahead` of a case after each of its slices; it can be stopped after any of them."""
        case, analysis = opening.case, opening.analysis
        try:
            analyser = self._networks(context)
            if analysis is None:
                analysis = analyser.start(case, opening.settings)
            missing = set(case.indices) - analysis.explained

            def wanted(remaining: frozenset[int]) -> int:
                return min(remaining & missing or remaining)

            if not missing:
                return
            for result in analyser.slices(
                case, opening.settings, wanted=wanted, cancelled=context.cancelled, judged=analysis.slices
            ):
                context.check()
                missing.discard(result.index)
                analysis = analysis.with_slice(result)
                context.report(Ahead(opening.path, analysis))
                if not missing:
                    break
        except XaiViewerError:
            context.report(Ahead(opening.path, None))

    def compare(self, opening: OpenCase, context: JobContext) -> None:
        """Report `SecondFound` and `NullsFound` of the slice shown of a case that was analysed before."""
        if opening.analysis is not None:
            self._seconding.begin(opening.case)
            self._seconding.ask(opening.settings, context)
            comparing = Comparing(opening.case, self._shown, self._asked)
            comparing.compare(opening.analysis, self._shown().slice_index, context)
            if self._make_others is not None:
                second = lambda: self._seconding.waits  # noqa: E731
                reproduce(opening.case, self._shown, self._asked, self._beside, second, context)
                comparing.add_band(self._beside, second, context)

    def _beside(self, context: JobContext) -> OtherNetworks:
        """Networks beside the one that is explained, made when they are wanted first."""
        assert self._make_others is not None
        analyser = self._networks(context)
        if self._others is None or self._others[0] is not analyser:
            self._others = analyser, self._make_others(analyser)
        return self._others[1]

    def compare_case(self, opening: OpenCase, context: JobContext) -> None:
        """Report `NullsFound` of its slices, then `CaseHeld`, of a case all of whose maps are there.

        A second network is asked about the slice shown first, and whenever that is another one.
        """
        if opening.analysis is not None:
            self._seconding.begin(opening.case)
            self._seconding.ask(opening.settings, context)
            comparing = ComparingCase(opening.case, self._shown, lambda: self._asker.waits or self._seconding.waits)
            comparing.compare(opening.analysis, context)

    def examine(self, opening: OpenCase, request: Request, context: JobContext) -> None:
        """Report what is `Examined` of a case that was read.

        Raises:
            UsageError: where the networks' maps cannot be examined.
        """
        analyser = self._networks(context)
        if not isinstance(analyser, CaseExaminer):
            raise UsageError("The maps of these networks cannot be checked for sanity here.")
        began = time.monotonic()

        def tell(done: int, total: int) -> None:
            left = (time.monotonic() - began) / done * (total - done)
            context.report(Task("Sanity checks of the map", done, total, left))

        context.report(Task("Sanity checks of the map"))
        found = analyser.examine(opening.case, request, progress=tell, cancelled=context.cancelled)
        context.check()
        context.report(Examined(found))

    def _networks(self, context: JobContext) -> CaseAnalyser:
        if not self._loader.ready:
            context.report(Task("Loading the networks"))
        analyser = self._loader.get(context)
        context.check()
        return analyser

    def _fill(
        self,
        opening: OpenCase,
        known: Analysis,
        here: Callable[[], int],
        attend: Callable[[Analysis], None],
        context: JobContext,
    ) -> dict[int, SliceResult]:
        """Analyse what is missing, from the slice `here` outwards; every slice's result, without maps.

        Whenever the slice `here` has its maps, what is shown of it is attended to before others.
        """
        case = opening.case
        found = {index: result.without_maps() for index, result in known.slices.items()}
        missing = set(case.indices) - known.explained
        if not missing:
            return found
        analyser = self._networks(context)
        total = len(case.indices)
        what = "Computing heat maps" if len(known.slices) == total else "Analysing slices"

        def wanted(remaining: frozenset[int]) -> int:
            chosen = nearest(here(), remaining & missing or remaining)
            left_s = None if self._slice_s is None or opening.mapped else self._slice_s * len(missing)
            context.report(Task(what, total - len(missing), total, left_s, chosen))
            return chosen

        if here() not in missing:
            attend(known)
        context.report(Task(what, total - len(missing), total))
        judged = {**known.slices, **opening.mapped}
        results = analyser.slices(case, opening.settings, wanted=wanted, cancelled=context.cancelled, judged=judged)
        for result in results if opening.mapped else self._timed(results, context):  # those may cost no pass
            context.check()
            missing.discard(result.index)
            found[result.index] = result.without_maps()
            context.report(Arrived(result, analyser.shortage))
            if here() not in missing:
                attend(known.with_slice(result))
            if not missing:
                break
        return found

    def _timed(self, results: Iterator[SliceResult], context: JobContext) -> Iterator[SliceResult]:
        """The results; tells how long a pass took, on average over them: each slice's went forward and back."""
        spent, number = 0.0, 0
        while True:
            began = time.monotonic()
            result = next(results, None)
            if result is None:
                return
            spent, number = spent + time.monotonic() - began, number + 1
            if number > 1:  # the first one prepares the case, too
                self._slice_s = spent / number
                context.report(Timed("classification", self._slice_s / _PASSES))
            yield result

    def _fill_in(self, case: Case, results: Mapping[int, SliceResult], context: JobContext) -> None:
        """Last of all, when every map is there: the decisions without the outlined regions."""
        tell = throttled(lambda done, total: context.report(Task("Classifying without the lesion", done, total)))
        found = self._networks(context).reliance(case, results, progress=tell, cancelled=context.cancelled)
        context.check()
        if found:
            context.report(Relied(found))
