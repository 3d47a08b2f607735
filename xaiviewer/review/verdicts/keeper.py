"""The thread that owns the project's file: what is to be done waits in its queue, and the window never for it."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, Qt, Signal, Slot

from xaiviewer.review.verdicts.books import Books, ended
from xaiviewer.review.verdicts.jobs import Job

_FIRST_S, _LAST_S = 1.0, 8.0  # until it is tried again to save what could not be saved
_IDLE_S = 2.0  # until what was saved is gathered into the file
PATIENCE_S = 5.0
"""How long closing waits for answers to be saved."""


class Keeper(QObject):
    """Does one job after the other, on a thread that is started with the first one.

    Signals:
        reported(object): what came of one, `jobs.Report`.
    """

    reported = Signal(object)
    _crossed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._crossed.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether anything was ever to be done."""
        return self._thread is not None

    def do(self, job: Job) -> None:
        """Have this done after all that was wanted before."""
        self._jobs.put(job)
        if self._thread is None:
            # It does not hold up the end of a process that cannot wait: what is not saved then is kept.
            self._thread = threading.Thread(target=self._run, name="xaiviewer-verdicts", daemon=True)
            self._thread.start()

    def end(self, until: float | None = None) -> None:
        """Do what is wanted, then close the file; at least `PATIENCE_S` are given to it. Nothing is told any more."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._jobs.put(None)
            thread.join(max(PATIENCE_S, 0 if until is None else until - time.monotonic()))

    def _run(self) -> None:
        """The thread: its own niceness stays the window's, as an answer is to be on the disk in milliseconds."""
        books = Books(self._report)
        try:
            books.begin()
            pause, fresh = _FIRST_S, False
            while True:
                try:
                    job = self._jobs.get(timeout=pause if books.stuck else _IDLE_S if fresh else None)
                except Empty:
                    if not books.stuck:
                        fresh = False
                        books.gather()
                        continue
                    pause = min(2 * pause, _LAST_S)
                    books.retry()
                    continue
                if job is None:
                    break
                pause, fresh = _FIRST_S, True
                self._do(books, job)
        finally:
            ended(books)

    def _do(self, books: Books, job: Job) -> None:
        try:
            books.do(job)
        except Exception as error:  # noqa: BLE001 - it crosses to the window's thread, which judges it
            self._report(error)

    def _report(self, report: object) -> None:
        with suppress(RuntimeError):  # the window is gone
            self._crossed.emit(report)

    @Slot(object)
    def _pass_on(self, report: object) -> None:
        if isinstance(report, Exception):
            raise report  # to the excepthook, the log and one dialog
        self.reported.emit(report)
