"""The first half second: Ctrl+C while the program itself is still being read, when nothing has begun yet.

Python would tell where in its imports it was stopped. Nothing is left half written then, and nothing is to be said.
"""

from __future__ import annotations

import os
import signal
import threading
from importlib import import_module
from types import FrameType

INTERRUPTED = 130
"""Exit status of a program that Ctrl+C ended, as shells have it."""


def main() -> int:
    """The program as its script starts it; returns the exit status."""
    end_at_once_if_interrupted()
    status: int = import_module("xaiviewer.__main__").main()  # this takes the time
    return status


def end_at_once_if_interrupted() -> None:
    """Have Ctrl+C end the process without a word, until `begun`; where a shell has it ignored it stays so."""
    if threading.current_thread() is not threading.main_thread():  # no other may say what a signal does
        return
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _end)


def begun() -> None:
    """From here on Ctrl+C is an exception: what goes on is brought to an end, and told."""
    if signal.getsignal(signal.SIGINT) is _end:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _end(_signal: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)
