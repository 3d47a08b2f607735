"""What a review needs from the rest of the program. The composition root injects the real ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from xaiviewer.case import Analysis, Case, Request, SliceResult


class CaseReader(Protocol):
    """Bytes on disk to cases."""

    def load_case(self, path: Path) -> Case:
        """Read one case; XaiViewerError with a sentence when it cannot be."""

    def find_cases(self, path: Path) -> list[Path]:
        """The cases at or below `path`; XaiViewerError when there is none."""


class CaseAnalyser(Protocol):
    """A case to what the networks say about it."""

    def start(self, case: Case, request: Request) -> Analysis:
        """Everything that is known before the first slice: layers, classes, the frame."""

    def slices(
        self,
        case: Case,
        request: Request,
        *,
        wanted: Callable[[frozenset[int]], int] = min,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[SliceResult]:
        """Each slice's result as it is ready, in the order that `wanted` asks for."""


AnalyserFactory = Callable[[], CaseAnalyser]
"""Loads the networks; called once, on the worker thread, when the first case is analysed."""
