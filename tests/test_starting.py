"""What Ctrl+C does until the program has begun, and from then on."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator

import pytest

from xaiviewer import starting


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_from_its_beginning_on_ctrl_c_is_an_exception_again() -> None:
    starting.end_at_once_if_interrupted()
    assert signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    starting.begun()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_is_ignored_stays_so() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    starting.end_at_once_if_interrupted()
    starting.begun()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_a_thread_beside_the_main_one_says_nothing_of_signals() -> None:
    before = signal.getsignal(signal.SIGINT)
    thread = threading.Thread(target=starting.end_at_once_if_interrupted)
    thread.start()
    thread.join()
    assert signal.getsignal(signal.SIGINT) is before
