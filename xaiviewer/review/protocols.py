"""What a review needs from the rest of the program. The composition root injects the real ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Choices, Contents, Preview
from xaiviewer.requests import Analysis, AnalysisSettings, Explanation, Partial, Reliance, Request, SliceResult
from xaiviewer.requests.alongside import Alongside
from xaiviewer.requests.badges import Badges
from xaiviewer.requests.faithfulness import Beside, Faithfulness, FaithfulnessKey
from xaiviewer.requests.reliance import RegionTest
from xaiviewer.requests.reproduced import Reproduced


class Skipped(Protocol):
    """A file that belongs to no case, and why."""

    @property
    def path(self) -> Path:
        """The file or folder."""

    @property
    def reason(self) -> str:
        """A few words or a sentence."""


class SearchResult(Protocol):
    """What a search found."""

    @property
    def cases(self) -> tuple[Path, ...]:
        """Each to be opened with `CaseReader.load_case`."""

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """What was left out."""


class CaseReader(Protocol):
    """Bytes on disk to cases."""

    def search(
        self,
        path: Path,
        *,
        progress: Callable[[int, int], None] = ...,
        cancelled: Callable[[], bool] = ...,
        found: Callable[[Path], None] = ...,
    ) -> SearchResult:
        """The cases at or below `path`; `progress` hears how many files were looked at, and how many cases found.

        `found` hears of every case as soon as it is certain.

        XaiViewerError with a sentence where there is none; Cancelled when `cancelled` says so.
        """

    def contents(
        self, path: Path, *, progress: Callable[[int, int], None] = ..., cancelled: Callable[[], bool] = ...
    ) -> Contents:
        """The series and masks of one case, from headers alone; XaiViewerError with a sentence when it cannot be."""

    def load_case(
        self,
        path: Path,
        choices: Choices = ...,
        *,
        preview: Callable[[Preview], None] = ...,
        progress: Callable[[int, int], None] = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> Case:
        """Read one case; XaiViewerError with a sentence when it cannot be.

        `preview` hears of the first slice as soon as it is decoded, `progress` of slices read and slices in all.
        """


class CaseAnalyser(Protocol):
    """A case to what the networks say about it."""

    @property
    def shortage(self) -> str:
        """What became of too little memory, in a sentence; "" where there was enough."""

    def start(self, case: Case, settings: AnalysisSettings) -> Analysis:
        """Everything that is known before the first slice: layers, classes, the frame."""

    def slices(
        self,
        case: Case,
        settings: AnalysisSettings,
        *,
        wanted: Callable[[frozenset[int]], int] = min,
        cancelled: Callable[[], bool] = lambda: False,
        judged: Mapping[int, SliceResult] = ...,
    ) -> Iterator[SliceResult]:
        """Each slice's result as it is ready, in the order that `wanted` asks for.

        Slices in `judged` keep the probabilities and outlines they have there, and only their maps are made.
        """

    def reliance(
        self,
        case: Case,
        results: Mapping[int, SliceResult],
        *,
        progress: Callable[[int, int], None] = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> Mapping[int, Reliance]:
        """What becomes of the decisions when the outlined regions are filled in, by slice."""

    def explain(
        self,
        case: Case,
        request: Request,
        indices: Iterable[int] | None = None,
        *,
        progress: Callable[[int, int], None] = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> Iterator[Partial | Explanation]:
        """Each slice's answer to one request, and before it as many partial ones as it takes to refine it.

        XaiViewerError with a sentence where it cannot be answered; Cancelled when `cancelled` says so.
        """

    def faithfulness(
        self,
        case: Case,
        key: FaithfulnessKey,
        values: NDArray[np.floating],
        *,
        beside: Beside | None = None,
        progress: Callable[[int, int], None] = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> Iterator[Faithfulness]:
        """What becomes of the decision while what a map ``[row, column]`` marks is taken away; refined, the last whole.

        XaiViewerError with a sentence where it cannot be asked; Cancelled when `cancelled` says so.
        """

    def try_region(
        self,
        case: Case,
        result: SliceResult,
        class_index: int,
        *,
        progress: Callable[[int, int], None] = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> RegionTest | None:
        """The same without the outlined region of a slice, elsewhere and in other sizes; None where none is."""


@runtime_checkable
class CaseExaminer(Protocol):
    """An analyser whose maps can be checked for sanity."""

    def examine(
        self,
        case: Case,
        request: Request,
        *,
        progress: Callable[[int, int], None] = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> Badges:
        """What sanity checks find about a request's maps on a case.

        XaiViewerError with a sentence where it cannot be found out; Cancelled when `cancelled` says so.
        """


class OtherNetworks(Protocol):
    """Networks beside the one that is explained; used by the worker's thread alone."""

    def untaught(
        self,
        case: Case,
        index: int,
        methods: Sequence[str],
        class_index: int,
        *,
        progress: Callable[[int, int], None] = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> Mapping[str, Sequence[Sequence[NDArray[np.float32]]]]:
        """A slice's maps by networks that never learned what is looked for; Cancelled when `cancelled` says so.

        By the null's key a draw each, of every layer by its method in `methods`.
        """

    def use(self, packages: Sequence[Path]) -> Mapping[Path, str]:
        """Other trainings of the same kind from now on; of those that cannot be, why, a sentence each."""

    def reproduced(
        self,
        case: Case,
        own: tuple[int, Sequence[NDArray[np.float32]]],
        methods: Sequence[str],
        class_index: int,
        *,
        progress: Callable[[int, int], None] = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> Reproduced:
        """How their maps of a slice compare with `own`, the explained network's; Cancelled when `cancelled` says so.

        Of every layer by its method in `methods`.
        """

    def alongside(
        self,
        package: Path,
        case: Case,
        index: int,
        settings: AnalysisSettings,
        *,
        cancelled: Callable[[], bool] = ...,
    ) -> Alongside:
        """What a second network, of any architecture, says of a slice; Cancelled when `cancelled` says so.

        XaiViewerError with a sentence where it cannot be read, or nothing can be said of the two together.
        """


OthersFactory = Callable[[Any], OtherNetworks]
"""Makes them beside an analyser's; called once, on the worker's thread, when they are wanted first."""

AnalyserFactory = Callable[[], CaseAnalyser]
"""Loads the networks; called once, beside the worker, when the first case is analysed (see `loader.Loader`)."""
