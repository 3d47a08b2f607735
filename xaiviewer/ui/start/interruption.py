"""Ctrl+C and a request to end (SIGTERM) while the window is open: it is closed the ordinary way.

While Qt waits for events, no line of Python runs, and Python's handlers wait with it. Python writes each signal's
number into a socket at once, though (`signal.set_wakeup_fd`), and that wakes Qt; pairs of sockets do so under Windows,
too.
"""

from __future__ import annotations

import signal
import socket
import threading
from types import FrameType
from typing import Any, Self

from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtWidgets import QWidget

from xaiviewer.starting import INTERRUPTED

_ENDING = (signal.SIGINT, signal.SIGTERM)


class Interruption:
    """Holds the two signals from entering to leaving; one that comes before there is a window waits for it.

    Attributes:
        asked: whether one came, and closed the window.
    """

    def __init__(self) -> None:
        self.asked = False
        self._before: dict[signal.Signals, Any] = {}
        self._wake_before = -1
        self._told, self._tell = socket.socketpair()
        for each in (self._told, self._tell):
            each.setblocking(False)
        self._notifier: QSocketNotifier | None = None

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():  # no other may say what a signal does
            # What is ignored stays so: a shell starts what runs behind it with Ctrl+C ignored.
            held = [each for each in _ENDING if signal.getsignal(each) != signal.SIG_IGN]
            self._wake_before = signal.set_wakeup_fd(self._tell.fileno(), warn_on_full_buffer=False)
            self._before = {each: signal.signal(each, _leave_to_the_socket) for each in held}
        return self

    def __exit__(self, *_: object) -> None:
        for each, handler in self._before.items():
            signal.signal(each, handler)
        if threading.current_thread() is threading.main_thread():
            signal.set_wakeup_fd(self._wake_before)
        if self._notifier is not None:
            self._notifier.setEnabled(False)
        self._told.close()
        self._tell.close()

    def close(self, window: QWidget) -> None:
        """From now on, also for a signal that came before, close the window and leave Qt's loops."""

        def take() -> None:
            if not {*self._told.recv(4096)} & {*_ENDING} or self.asked:
                return
            self.asked = True
            try:
                window.close()
            finally:
                QCoreApplication.exit(INTERRUPTED)  # out of a dialog's loop as well

        self._notifier = QSocketNotifier(self._told.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(take)

    def status(self, status: int) -> int:
        """The program's exit status; `status` is that of Qt's loop."""
        return INTERRUPTED if self.asked else status


def _leave_to_the_socket(_signal: int, _frame: FrameType | None) -> None:
    """Without a handler of its own, Python would not write into the socket."""
