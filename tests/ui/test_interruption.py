"""Ctrl+C and SIGTERM while Qt waits: what happens to the signals, and to a window within a dialog's loop."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from xaiviewer.ui.start.interruption import Interruption

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="a process there cannot press Ctrl+C for itself"),
]


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    yield
    for each, handler in before.items():
        signal.signal(each, handler)


def test_it_closes_the_window_beneath_a_dialog_that_waits(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = QDialog(window)
    with Interruption() as interruption:
        os.kill(os.getpid(), signal.SIGTERM)  # before there is a window
        window.show()
        interruption.close(window)
        dialog.exec()
        assert (window.isVisible(), interruption.status(0)) == (False, 130)


def test_a_signal_that_comes_while_qt_waits_wakes_it(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    with Interruption() as interruption:
        interruption.close(window)
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
        assert interruption.status(qapp.exec()) == 130
        assert not window.isVisible()


def test_afterwards_the_signals_do_what_they_did() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with Interruption() as interruption:
        assert signal.getsignal(signal.SIGTERM) is not before
        assert interruption.status(3) == 3
    assert signal.getsignal(signal.SIGTERM) is before
    assert signal.set_wakeup_fd(-1) == -1


def test_what_is_ignored_stays_ignored() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Interruption():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
