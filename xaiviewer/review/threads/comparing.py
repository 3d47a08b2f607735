"""Holds the maps of the slice shown, and what was asked for, against what knows nothing, on the worker's thread.

Last of all, while nobody waits for anything, against maps of networks that know nothing: these take passes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xaiviewer.agreement.nulls import Others, nulls_of_answer, nulls_of_slice
from xaiviewer.case import Case
from xaiviewer.errors import Cancelled
from xaiviewer.requests import Analysis, Explanation
from xaiviewer.requests.nulls import Nulls
from xaiviewer.review import query, trust
from xaiviewer.review.protocols import OtherNetworks
from xaiviewer.review.state import BEST, Ask, NullKey, ShownState, Task
from xaiviewer.review.threads.jobs import JobContext, throttled


@dataclass(frozen=True, eq=False)
class NullsFound:
    """What the nulls of a slice get; None where there is nothing to hold against them."""

    key: NullKey
    nulls: Nulls | None


class Comparing:
    """Finds the nulls of the slice shown, once per slice and choice of methods, and of each answer, once.

    It makes way for what the reader asks.
    """

    def __init__(self, case: Case, shown: Callable[[], ShownState], asked: Callable[[], tuple[Ask, ...]]) -> None:
        """For one case; `shown` and `asked` say what the reader looks at, and what waits."""
        self._case, self._shown, self._asked = case, shown, asked
        self._done: set[NullKey] = set()  # the window hears of them a little later
        self._owed: list[Explanation] = []  # answers whose nulls made way

    def hold(self, known: Analysis, answer: Explanation, context: JobContext) -> None:
        """Report `NullsFound` of what was just answered: these nulls cost no pass.

        Args:
            known: the case's analysis.
            answer: to a request about one of its slices.
            context: of the job.
        """

        def dropped() -> bool:
            return context.cancelled() or self._asked_for()

        try:
            self._hold(known, answer, context, dropped)
        except Cancelled:
            context.check()
            self._owed.append(answer)

    def hold_owed(self, known: Analysis, context: JobContext) -> None:
        """Report those that made way before, now that nobody waits."""
        owed, self._owed = self._owed, []
        for answer in owed:
            self.hold(known, answer, context)

    def _hold(self, known: Analysis, answer: Explanation, context: JobContext, dropped: Callable[[], bool]) -> None:
        """Report what an answer is worth, unless that is known.

        Raises:
            Cancelled: when `dropped` says so.
        """
        key = trust.key_of_asked(answer.request, answer.index)
        if key in self._done:
            return
        found = nulls_of_answer(self._case, known, answer, cancelled=dropped)
        self._done.add(key)
        context.report(NullsFound(key, found))

    def compare(self, known: Analysis, index: int, context: JobContext) -> None:
        """Report `NullsFound` of the maps shown of a slice, unless they are known, or these are not.

        Args:
            known: with the slice's maps, unless the window has them.
            index: the slice shown.
            context: of the job.
        """
        state = self._shown()
        there = state.analysis if state.case is self._case else None
        analysis = there if there is not None and index in there.explained else known
        answer = None if there is None else trust.asked_map(state)
        key: NullKey = index, state.method, analysis.class_index
        if answer is not None:
            key = trust.key_of_asked(answer.request, answer.index)
        if key in self._done or (there is not None and key in state.nulls):
            return
        if analysis.head is None or self._asked_for() or (answer is None and index not in analysis.explained):
            return

        def dropped() -> bool:
            return context.cancelled() or self._asked_for() or self._left(key)

        method = None if state.method == BEST else state.method
        try:
            if answer is not None:
                self._hold(analysis, answer, context, dropped)
                return
            found = nulls_of_slice(self._case, analysis, index, analysis.head, method=method, cancelled=dropped)
        except Cancelled:
            context.check()  # the whole job, or did it make way?
            return
        self._done.add(key)
        context.report(NullsFound(key, found))

    def add_band(
        self, networks: Callable[[JobContext], OtherNetworks], makes_way: Callable[[], bool], context: JobContext
    ) -> None:
        """Report `NullsFound` once more, networks with random weights being among the nulls, where these are wanted.

        Args:
            networks: gives them.
            makes_way: whether a second network waits, which is asked first: of volumes the band takes minutes.
            context: of the job.
        """
        state = self._shown()
        key, analysis = trust.band_wanted(state), state.analysis
        if key is None or state.case is not self._case or analysis is None or analysis.head is None:
            return

        def dropped() -> bool:
            left = trust.band_wanted(self._shown()) != key
            return context.cancelled() or left or self._asked_for() or makes_way()

        tell = throttled(lambda done, total: context.report(Task("Networks with random weights", done, total)))
        methods = [query.method_of(state, layer) or "" for layer in range(len(analysis.layers))]
        index, method, class_index = key
        try:
            made = networks(context).untaught(self._case, index, methods, class_index, progress=tell, cancelled=dropped)
            found = nulls_of_slice(
                self._case,
                analysis,
                index,
                analysis.head,
                method=None if method == BEST else method,
                others=Others(networks=made),
                cancelled=dropped,
            )
        except Cancelled:
            context.check()
            return
        context.report(NullsFound(key, found))

    def _asked_for(self) -> bool:
        return any(not each.background for each in self._asked())

    def _left(self, key: NullKey) -> bool:
        """Whether the reader went on to other maps."""
        state = self._shown()
        return state.case is self._case and state.analysis is not None and trust.key_of(state) != key
