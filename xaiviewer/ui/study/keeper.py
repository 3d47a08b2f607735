"""The thread that owns a sitting: what is due is opened there, and answers are saved there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from xaiviewer.errors import ReviewError, XaiViewerError
from xaiviewer.ledger.events import Screen
from xaiviewer.studies.release import read_release
from xaiviewer.studies.showing import step_of
from xaiviewer.studies.sitting import Due, Package, Sitting, unlock
from xaiviewer.ui.language import tr


class Keeper(QObject):
    """Everything is done in order; what comes of it is told by signals, on the window's thread.

    Signals:
        stepped(object): this `Step` is due; None where the session is finished.
        told(object, object): the `Feedback` on a training case that was just finished, and the `Step` that it was.
        saved(str): the answer to this question is on the disk.
        refused(str): something could not be done, and why; what was shown stays.
        ended(str): the session is finished; the head of the answers.
    """

    stepped = Signal(object)
    told = Signal(object, object)
    saved = Signal(str)
    refused = Signal(str)
    ended = Signal(str)
    _crossed = Signal(object)

    def __init__(self, package: Package, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.package = package
        self._sitting: Sitting | None = None
        self._closed = False
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="xaiviewer-study")
        self._crossed.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def begin(self, session: int, passphrase: str) -> None:
        """Open a session with its passphrase."""
        self._do(lambda: self._begin(lambda: Sitting(self.package, unlock(self.package, session, passphrase))))

    def begin_released(self, file: Path) -> None:
        """Open a session with what the study's owner released."""
        self._do(lambda: self._begin(lambda: Sitting(self.package, read_release(file))))

    def answer(self, due: Due, question: str, value: Any, seconds: float, screen: Screen) -> None:
        """Save an answer to the step that is on the screen, so many seconds after it was shown."""
        self._do(lambda: self._answer(due, question, value, seconds, screen))

    def go_on(self) -> None:
        """Show what is due, after feedback."""
        self._do(self._show)

    def close(self) -> None:
        """Save what is on its way, and let others use the package; safe to call twice."""
        if not self._closed:
            self._closed = True
            self._do(self._close)
            self._executor.shutdown(wait=True)

    # --- on the thread

    def _begin(self, sit: Callable[[], Sitting]) -> None:
        self._close()
        self._sitting = sit()
        self._show()

    def _show(self) -> None:
        sitting = self._open()
        step = step_of(sitting)
        if step is None:
            event = sitting.project.audit("exported", format="study", session=sitting.session)
            sitting.project.gather()  # the file is sent to the study's owner
            self._crossed.emit((self.ended, (event.hash,)))
        self._crossed.emit((self.stepped, (step,)))

    def _answer(self, due: Due, question: str, value: Any, seconds: float, screen: Screen) -> None:
        sitting = self._open()
        before = sitting.due
        if before != due:
            self._show()  # the step was left: what is due now was not seen yet, and is not answered so
            return
        shown = step_of(sitting)
        sitting.answer(question, value, seconds, screen=screen)
        self._crossed.emit((self.saved, (question,)))
        after = _due_or_none(sitting)
        if after == before:
            return
        if after is None or after.reading != before.reading:
            feedback = sitting.feedback(before.reading)
            if feedback is not None:
                self._crossed.emit((self.told, (feedback, shown)))
                return
        self._show()

    def _open(self) -> Sitting:
        if self._sitting is None:
            raise ReviewError("No session is open; begin one.")
        return self._sitting

    def _close(self) -> None:
        if self._sitting is not None:
            self._sitting.close()
            self._sitting = None

    def _do(self, work: Callable[[], None]) -> None:
        self._executor.submit(self._guarded, work)

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except XaiViewerError as error:
            self._crossed.emit((self.refused, (str(error),)))
        except Exception as error:  # noqa: BLE001 - told and logged; the thread goes on
            sentence = tr("An unexpected error; see the log.")
            self._crossed.emit((self.refused, (sentence,)))
            threading.excepthook(threading.ExceptHookArgs((type(error), error, error.__traceback__, None)))

    # --- on the window's

    def _tell(self, message: tuple[Any, tuple[Any, ...]]) -> None:
        signal, values = message
        signal.emit(*values)


def _due_or_none(sitting: Sitting) -> Due | None:
    """What is due, also where its keys were not released yet: that is said when it is to be shown."""
    try:
        return sitting.due
    except ReviewError:
        return None
