"""Holds a case's maps against what knows nothing, on the worker's thread: each slice, then all of them together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xaiviewer.agreement.nulls import case_heat, nulls_of_case, nulls_of_slice
from xaiviewer.case import Case
from xaiviewer.errors import Cancelled
from xaiviewer.requests import Analysis
from xaiviewer.review import trust
from xaiviewer.review.state import BEST, CaseKey, ShownState, Task, WholeCase
from xaiviewer.review.threads.asking import nearest
from xaiviewer.review.threads.comparing import NullsFound
from xaiviewer.review.threads.jobs import JobContext, throttled


@dataclass(frozen=True, eq=False)
class CaseHeld:
    """What the maps of a whole case are worth."""

    key: CaseKey
    found: WholeCase


class ComparingCase:
    """Finds the nulls of a case as long as the reader wants them; makes way for what else is asked."""

    def __init__(self, case: Case, shown: Callable[[], ShownState], makes_way: Callable[[], bool]) -> None:
        """For one case; `shown` says what the reader looks at, and `makes_way` whether something goes before."""
        self._case, self._shown, self._makes_way = case, shown, makes_way

    def compare(self, analysis: Analysis, context: JobContext) -> None:
        """Report `NullsFound` of every slice with a mask that lacks it, the one shown first, then `CaseHeld`.

        Args:
            analysis: with every slice's maps.
            context: of the job.
        """
        key = trust.case_key(self._shown())
        if key is None or analysis.head is None:
            return

        def dropped() -> bool:
            return context.cancelled() or self._left(key) or self._makes_way()

        try:
            context.report(CaseHeld(key, self._found(analysis, key, context, dropped)))
        except Cancelled:
            context.check()  # the whole job, or did it make way?

    def _found(self, analysis: Analysis, key: CaseKey, context: JobContext, dropped: Callable[[], bool]) -> WholeCase:
        """What of the slices is reported on the way; half of the time goes to these.

        Raises:
            Cancelled: when `dropped` says so.
        """
        assert analysis.head is not None
        method = None if key[0] == BEST else key[0]
        slices = trust.held_slices(self._case, analysis)
        left, total = set(slices), 2 * len(slices)
        while left:
            context.report(_task(len(slices) - len(left), total))
            index = nearest(self._shown().slice_index, frozenset(left))
            left.discard(index)
            if (index, *key) not in self._shown().nulls:
                found = nulls_of_slice(self._case, analysis, index, analysis.head, method=method, cancelled=dropped)
                context.report(NullsFound((index, *key), found))
        tell = throttled(lambda done, _: context.report(_task(len(slices) + done, total)))
        nulls = nulls_of_case(self._case, analysis, analysis.head, method=method, progress=tell, cancelled=dropped)
        return WholeCase(nulls, case_heat(self._case, analysis, analysis.head, method=method))

    def _left(self, key: CaseKey) -> bool:
        """Whether the reader went on to other maps, or no longer asks about the case."""
        state = self._shown()
        return state.case is not self._case or state.scope != "case" or trust.case_key(state) != key


def _task(done: int, total: int) -> Task:
    return Task("Comparing the case with null models", done, total)
