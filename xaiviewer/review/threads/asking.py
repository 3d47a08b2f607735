"""Answers what is asked beyond the maps of every slice, on the worker's thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from xaiviewer.agreement import scores_of_answer
from xaiviewer.case import Case
from xaiviewer.errors import Cancelled, XaiViewerError
from xaiviewer.requests import Analysis, Assessment, Explanation, Partial, method_title
from xaiviewer.review.protocols import CaseAnalyser
from xaiviewer.review.state import Ask, Task
from xaiviewer.review.threads.jobs import JobContext, throttled


@dataclass(frozen=True, eq=False)
class Answered:
    """What was asked about a slice, as far as it is known, and what measures found about it."""

    answer: Explanation | Partial
    judged: Mapping[str, Assessment] = field(default_factory=dict)


@dataclass(frozen=True)
class SliceAsked:
    """A slice of what was asked is done, and others are to come.

    Attributes:
        number: of the `Ask`.
        index: the slice.
    """

    number: int
    index: int


@dataclass(frozen=True)
class Timed:
    """How long one pass took.

    Attributes:
        key: of the method; the task of a network whose pass came with the analysis.
        seconds: of one pass.
    """

    key: str
    seconds: float


@dataclass(frozen=True)
class AskEnded:
    """Nothing more comes of what was asked.

    Attributes:
        number: of the `Ask`.
        problem: why it could not be answered, one sentence; "" where it was, or was withdrawn.
    """

    number: int
    problem: str = ""


def nearest(here: int, remaining: frozenset[int]) -> int:
    """The slice to do next: the one shown, then outwards; of two equally near the later one."""
    return min(remaining, key=lambda index: (abs(index - here), index < here))


class Asker:
    """Answers what waits, slice by slice."""

    def __init__(
        self,
        networks: Callable[[JobContext], CaseAnalyser],
        asked: Callable[[], tuple[Ask, ...]],
        tries: Callable[[], bool] = lambda: False,
    ) -> None:
        """One that gets the networks from `networks`, and hears from `asked` what waits.

        `tries` says whether a trial waits, for which the background makes way, too.
        """
        self._networks, self._tries = networks, tries
        self._asked = asked
        self._begun: set[tuple[int, int]] = set()  # asks and slices: the window hears of their end a little later

    @property
    def waits(self) -> bool:
        """Whether something is asked that goes before what nobody waits for, and was not begun."""
        return any(not each.background and self._left(each) for each in self._asked())

    def answer(
        self,
        case: Case,
        known: Analysis,
        here: Callable[[], int],
        context: JobContext,
        hold: Callable[[Analysis, Explanation, JobContext], None],
        *,
        background: bool = False,
    ) -> None:
        """Report what is `Answered`, and what is left of it; what is withdrawn meanwhile is left.

        What is asked in the background makes way for all else: a slice that was begun is begun again afterwards.

        Args:
            case: whose slices are asked about.
            known: its analysis, of which the networks' layers are needed.
            here: the slice shown.
            context: of the job.
            hold: holds an answer against what knows nothing, once it was reported; it makes way by itself.
            background: whether all else is done, so that it is the background's turn, too.
        """
        while True:
            waiting = [ask for ask in self._asked() if (background or not ask.background) and self._left(ask)]
            if not waiting:
                return
            ask = min(waiting, key=lambda each: each.background)
            if ask.background and self._tries():
                return
            left = self._left(ask)
            index = nearest(here(), frozenset(left)) if ask.background else left[0]
            self._begun.add((ask.number, index))
            try:
                answer = self._explain(case, known, ask, index, context)
            except Cancelled:
                context.check()  # the whole job, or this request alone?
                if self._waits(ask):  # it made way
                    self._begun.discard((ask.number, index))
            except XaiViewerError as error:
                self._begun.update((ask.number, each) for each in left)
                context.report(AskEnded(ask.number, str(error)))
            else:
                context.report(SliceAsked(ask.number, index) if len(left) > 1 else AskEnded(ask.number))
                if answer is not None:
                    hold(known, answer, context)

    def _left(self, ask: Ask) -> list[int]:
        return [each for each in ask.slices if (ask.number, each) not in self._begun]

    def _waits(self, ask: Ask) -> bool:
        return any(each.number == ask.number for each in self._asked())

    def _explain(self, case: Case, known: Analysis, ask: Ask, index: int, context: JobContext) -> Explanation | None:
        """Report the answer as it is refined; the whole one, if it came to that."""
        whole: Explanation | None = None
        analyser = self._networks(context)
        began, passes = time.monotonic(), 0

        def show(done: int, total: int) -> None:
            context.report(self._task(ask, done, total, time.monotonic() - began))

        shown = throttled(show)

        def tell(done: int, total: int) -> None:
            nonlocal passes
            passes = done
            shown(done, total)

        def dropped() -> bool:
            makes_way = ask.background and (self._tries() or any(not each.background for each in self._asked()))
            return context.cancelled() or makes_way or not self._waits(ask)

        context.report(self._task(ask, 0, 0, 0.0))
        for answer in analyser.explain(case, ask.request, [index], progress=tell, cancelled=dropped):
            whole = None if isinstance(answer, Partial) else answer
            context.report(Answered(answer, {} if whole is None else scores_of_answer(case, known, whole)))
        if passes:
            context.report(Timed(ask.request.method, (time.monotonic() - began) / passes))
        return whole

    def _task(self, ask: Ask, done: int, total: int, spent: float) -> Task:
        """What is shown meanwhile: passes of the slice, or slices of the whole case, and the time left."""
        title = method_title(ask.request.method)
        of_slice = spent / done * total if done else None
        if not ask.background:
            return Task(title, done, total, None if of_slice is None else of_slice - spent)
        slices = len(self._left(ask))
        left = None if of_slice is None else of_slice * (slices + 1) - spent
        return Task(title, ask.total - slices - 1, ask.total, left)
