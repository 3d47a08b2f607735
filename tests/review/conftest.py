"""A review over a reader and an analyser without files and networks."""

from __future__ import annotations

import importlib.util
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from xaiviewer.review import Failure, Review


def _load() -> ModuleType:
    """tests/ holds no packages, so its one shared module is loaded by its place."""
    name = "xaiviewer_test_fakes"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name("fakes.py"))
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def fakes() -> Any:
    """The module of fakes."""
    return _load()


class Bench:
    """A review with what it stands on; `gate` lets that many slices through."""

    def __init__(
        self, qtbot: QtBot, reader: Any, analyser: Any, gate: threading.Semaphore | None, others: Any = None
    ) -> None:
        self.reader, self.analyser, self.gate = reader, analyser, gate
        self.review = Review(reader, lambda: analyser, others=None if others is None else lambda _: others)
        self._qtbot = qtbot

    def on_failure(self, take: Callable[[Failure], object]) -> None:
        for store in (self.review.shelf, self.review.work):
            store.failed.connect(take)

    def open(self, *names: str) -> None:
        self.review.shelf.open_paths([Path(name) for name in names])

    def wait(self, done: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(done, timeout=10_000)

    def wait_complete(self) -> None:
        self.wait(
            lambda: (
                self.review.shown.state.complete
                and self.review.work.state.task is None
                and not self.review.shelf.state.search.running
            )
        )

    def wait_slices(self, count: int) -> None:
        self.wait(
            lambda: (
                self.review.shown.state.analysis is not None and len(self.review.shown.state.analysis.slices) == count
            )
        )

    def let(self, slices: int) -> None:
        assert self.gate is not None
        self.gate.release(slices)


@pytest.fixture
def bench(qtbot: QtBot, fakes: Any) -> Iterator[Callable[..., Bench]]:
    """Builds a `Bench`: ``bench(case, ..., gated=False, error=None, others=None, ...)``; closes it afterwards."""
    made: list[Bench] = []

    def build(
        *cases: Any, gated: bool = False, error: Exception | None = None, others: Any = None, **options: Any
    ) -> Bench:
        gate = threading.Semaphore(0) if gated else None
        reader = fakes.FakeReader(*(cases or (fakes.make_case("a"), fakes.make_case("b"))), **options)
        built = Bench(qtbot, reader, fakes.FakeAnalyser(size=32, gate=gate, error=error), gate, others)
        made.append(built)
        return built

    yield build
    for each in made:
        each.review.work.cancel()
        each.review.shelf.stop_search()
        for gate in (each.gate, each.reader.gate):
            if gate is not None:
                gate.release(1000)
        each.review.close()
