"""Asks whether the place that a map marks matters to the network, on the worker's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xaiviewer.case import Case
from xaiviewer.errors import Cancelled, XaiViewerError
from xaiviewer.requests.faithfulness import Faithfulness
from xaiviewer.requests.reliance import RegionTest
from xaiviewer.review import faithful
from xaiviewer.review.protocols import CaseAnalyser
from xaiviewer.review.state import ShownState, Task, Trial
from xaiviewer.review.threads.jobs import JobContext, throttled


@dataclass(frozen=True, eq=False)
class Tried:
    """What was found about a map, as far as it is known."""

    found: Faithfulness


@dataclass(frozen=True, eq=False)
class RegionTried:
    """What was found about the outlined region of a slice, by slice and class; None where there is none."""

    key: tuple[int, int]
    found: RegionTest | None


@dataclass(frozen=True)
class TrialEnded:
    """Nothing more comes of a trial.

    Attributes:
        number: of the `Trial`.
        problem: why nothing could be found, one sentence; "" where it was, or was withdrawn.
    """

    number: int
    problem: str = ""


class Tester:
    """Does the trials that wait, one after the other; those of one slice share what they are held against."""

    def __init__(
        self,
        networks: Callable[[JobContext], CaseAnalyser],
        shown: Callable[[], ShownState],
        trials: Callable[[], tuple[Trial, ...]],
    ) -> None:
        """One that gets the networks from `networks`, and hears what is known and what waits."""
        self._networks, self._shown, self._trials = networks, shown, trials
        self._begun: set[int] = set()  # the window hears of their end a little later
        self._last: tuple[Case, Faithfulness] | None = None  # and of what was found

    @property
    def waits(self) -> bool:
        """Whether a trial waits that was not begun."""
        return any(each.number not in self._begun for each in self._trials())

    def test(self, case: Case, context: JobContext) -> None:
        """Report what is `Tried` and `RegionTried`, and each `TrialEnded`; what is withdrawn meanwhile is left."""
        while waiting := [each for each in self._trials() if each.number not in self._begun]:
            trial = waiting[0]
            self._begun.add(trial.number)
            try:
                self._try(case, trial, context)
            except Cancelled:
                context.check()  # the whole job, or this trial alone?
                context.report(TrialEnded(trial.number))
            except XaiViewerError as error:
                context.report(TrialEnded(trial.number, str(error)))
            else:
                context.report(TrialEnded(trial.number))

    def _try(self, case: Case, trial: Trial, context: JobContext) -> None:
        analyser, key = self._networks(context), trial.key

        def dropped() -> bool:
            return context.cancelled() or all(each.number != trial.number for each in self._trials())

        tell = throttled(lambda done, total: context.report(Task("Deletion and insertion curves", done, total)))
        known = faithful.beside(self._known(case), key)
        for found in analyser.faithfulness(case, key, trial.values, beside=known, progress=tell, cancelled=dropped):
            context.report(Tried(found))
            if found.whole:
                self._last = case, found
        place = key.index, key.request.class_index
        shown = self._shown()
        if shown.case is not case or place not in shown.region_tests:
            tell = throttled(lambda done, total: context.report(Task("Removing the outlined region", done, total)))
            tested = analyser.try_region(case, trial.result, key.request.class_index, progress=tell, cancelled=dropped)
            context.report(RegionTried(place, tested))

    def _known(self, case: Case) -> list[Faithfulness]:
        shown = self._shown()
        found = list(shown.faithfulness.values()) if shown.case is case else []
        return found + [each for of, each in filter(None, (self._last,)) if of is case]
