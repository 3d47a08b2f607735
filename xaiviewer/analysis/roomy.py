"""An analyser on a graphics processor, which goes on without it where its memory is too small, and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

import torch

from xaiviewer.analysis.examining import Examiner
from xaiviewer.analysis.unheard import never, unheard
from xaiviewer.case import Case
from xaiviewer.errors import UsageError
from xaiviewer.nets.memory import FEWER, ON_PROCESSOR, SHORTAGE, free
from xaiviewer.nets.models import Model
from xaiviewer.requests import Analysis, AnalysisSettings, Explanation, Partial, Reliance, Request, SliceResult
from xaiviewer.requests.badges import Badges

Pair = tuple[Model, Model | None]

_Found = TypeVar("_Found")


class Roomy(Examiner):
    """The two networks; where they fit no more they are loaded anew on the processor, and what was begun goes on.

    Slices that were finished stay as they are.
    """

    def __init__(self, pair: Pair, on_processor: Callable[[], Pair]) -> None:
        """The networks, and what loads them on the processor."""
        super().__init__(*pair)
        self._on_processor = on_processor
        self._moved = False

    @property
    def shortage(self) -> str:
        """What became of too little memory, in a sentence; "" where there was enough."""
        return ON_PROCESSOR if self._moved else FEWER if SHORTAGE.met else ""

    def start(self, case: Case, settings: AnalysisSettings) -> Analysis:
        """See `Analyser.start`."""
        found = super().start(case, settings)
        return replace(found, notices=(*found.notices, self.shortage)) if self.shortage else found

    def slices(
        self,
        case: Case,
        settings: AnalysisSettings,
        *,
        wanted: Callable[[frozenset[int]], int] = min,
        cancelled: Callable[[], bool] = never,
        judged: Mapping[int, SliceResult] | None = None,
    ) -> Iterator[SliceResult]:
        """See `Analyser.slices`."""
        done: set[int] = set()

        def next_one(remaining: frozenset[int]) -> int:
            return wanted(remaining - done)

        while len(done) < len(case.indices):
            try:
                made = super().slices(case, settings, wanted=next_one, cancelled=cancelled, judged=judged or {})
                for _ in range(len(case.indices) - len(done)):
                    result = next(made)
                    done.add(result.index)
                    yield result
            except torch.OutOfMemoryError as error:
                self._refuse_again(error)
            else:
                return
            self._move()

    def explain(
        self,
        case: Case,
        request: Request,
        indices: Iterable[int] | None = None,
        *,
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> Iterator[Partial | Explanation]:
        """See `Analyser.explain`."""
        left = list(case.indices if indices is None else dict.fromkeys(indices))
        while True:
            try:
                for found in super().explain(case, request, left, progress=progress, cancelled=cancelled):
                    if not isinstance(found, Partial):
                        left.remove(found.index)
                    yield found
            except torch.OutOfMemoryError as error:
                self._refuse_again(error)
            else:
                return
            self._move()

    def reliance(
        self,
        case: Case,
        results: Mapping[int, SliceResult],
        *,
        control: bool = False,
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> dict[int, Reliance]:
        """See `Analyser.reliance`."""

        def found() -> dict[int, Reliance]:
            return super(Roomy, self).reliance(case, results, control=control, progress=progress, cancelled=cancelled)

        return self._twice(found)

    def examine(
        self,
        case: Case,
        request: Request,
        *,
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> Badges:
        """See `Examiner.examine`."""
        return self._twice(lambda: super(Roomy, self).examine(case, request, progress=progress, cancelled=cancelled))

    def _twice(self, find: Callable[[], _Found]) -> _Found:
        try:
            return find()
        except torch.OutOfMemoryError as error:
            self._refuse_again(error)
        self._move()
        return find()

    def _refuse_again(self, error: torch.OutOfMemoryError) -> None:
        if self._moved:
            raise UsageError(
                "There is too little memory for this network; close other programs, or ask for less."
            ) from error

    def _move(self) -> None:
        """Load the networks on the processor; all that was prepared for the other is let go."""
        super().__init__(*self._on_processor())
        self._moved = True
        free()
