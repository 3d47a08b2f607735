from __future__ import annotations

import threading
from typing import Any

import pytest

from xaiviewer.errors import Cancelled
from xaiviewer.review.jobs import Desk
from xaiviewer.review.loader import Loader


def _desk() -> Desk:
    return Desk(lambda report: None)


def test_the_networks_are_loaded_once() -> None:
    made: list[Any] = []
    loader = Loader(lambda: made.append(object()) or made[-1])
    assert not loader.ready
    first = loader.get(_desk())
    assert loader.ready
    assert loader.get(_desk()) is first
    assert len(made) == 1
    loader.close()


def test_who_waits_can_give_up_and_the_next_gets_what_was_begun() -> None:
    go, networks, desk = threading.Event(), object(), _desk()
    calls: list[None] = []

    def load() -> Any:
        calls.append(None)
        assert go.wait(10)
        return networks

    loader = Loader(load)
    threading.Timer(0.05, desk.cancel).start()
    with pytest.raises(Cancelled):
        loader.get(desk)
    go.set()
    assert loader.get(_desk()) is networks
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
        loader.get(_desk())
    assert loader.get(_desk()) == "networks"
    loader.close()


def test_closing_waits_for_what_is_being_loaded() -> None:
    go, desk, done = threading.Event(), _desk(), []

    def load() -> Any:
        assert go.wait(10)
        done.append(True)

    loader: Any = Loader(load)
    desk.cancel()
    with pytest.raises(Cancelled):
        loader.get(desk)
    threading.Timer(0.05, go.set).start()
    loader.close()
    assert done
