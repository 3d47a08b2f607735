from __future__ import annotations

import threading
from typing import Any

import pytest

from xaiviewer.errors import Cancelled
from xaiviewer.review.threads.jobs import JobContext
from xaiviewer.review.threads.loader import Loader


def _context() -> JobContext:
    return JobContext(lambda report: None)


def test_the_networks_are_loaded_once() -> None:
    made: list[Any] = []
    loader = Loader(lambda: made.append(object()) or made[-1])
    assert not loader.ready
    first = loader.get(_context())
    assert loader.ready
    assert loader.get(_context()) is first
    assert len(made) == 1
    loader.close()


def test_who_waits_can_give_up_and_the_next_gets_what_was_begun() -> None:
    go, networks, context = threading.Event(), object(), _context()
    calls: list[None] = []

    def load() -> Any:
        calls.append(None)
        assert go.wait(10)
        return networks

    loader = Loader(load)
    threading.Timer(0.05, context.cancel).start()
    with pytest.raises(Cancelled):
        loader.get(context)
    go.set()
    assert loader.get(_context()) is networks
    assert len(calls) == 1
    loader.close()


@pytest.mark.parametrize("error", [TimeoutError, MemoryError, ValueError])
def test_what_goes_wrong_is_raised_and_tried_again(error: type[Exception]) -> None:
    outcomes: list[Any] = [error(), "networks"]

    def load() -> Any:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    loader: Any = Loader(load)
    with pytest.raises(error):
        loader.get(_context())
    assert loader.get(_context()) == "networks"
    loader.close()


def test_closing_waits_for_what_is_being_loaded() -> None:
    go, context, done = threading.Event(), _context(), []

    def load() -> Any:
        assert go.wait(10)
        done.append(True)

    loader: Any = Loader(load)
    context.cancel()
    with pytest.raises(Cancelled):
        loader.get(context)
    threading.Timer(0.05, go.set).start()
    loader.close()
    assert done
