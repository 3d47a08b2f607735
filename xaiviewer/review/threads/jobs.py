"""A thread for work beside the window. Requests go in frozen; results come back as signals, late ones never."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from xaiviewer.errors import Cancelled

NICENESS = 15
"""Of a thread beside the window, above the window's own: a network takes all processors, and what is left of them must
be enough for the next picture."""
EVERY_S = 0.05  # how often the window hears of progress
PATIENCE_S = 0.5
"""How long closing waits for threads that are in a pass through a network, or wait for a disk."""


def give_way(niceness: int = NICENESS) -> None:
    """Let the window's thread go first: on Linux a niceness belongs to one thread and to those it starts."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), os.getpriority(os.PRIO_PROCESS, 0) + niceness)


class JobContext:
    """What a running job holds: its cancel flag and its way to report. Lives on the worker thread."""

    def __init__(self, report: Callable[[object], None]) -> None:
        self._report = report
        self._stop, self._unheard = threading.Event(), threading.Event()

    def report(self, report: object) -> None:
        """Tell the window something, while it listens."""
        if not self._unheard.is_set():
            self._report(report)

    @property
    def unheard(self) -> bool:
        """Whether nobody listens any more: the window's side may be gone."""
        return self._unheard.is_set()

    def drop(self) -> None:
        """Ask the job to stop, and hear no more of it."""
        self._unheard.set()
        self._stop.set()

    def cancel(self) -> None:
        """Ask the job to stop at its next check; callable from any thread."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether the reader asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise `Cancelled` when the reader asked to stop."""
        if self._stop.is_set():
            raise Cancelled


def throttled(tell: Callable[[int, int], None]) -> Callable[[int, int], None]:
    """The same callback, called at once and then no more often than is worth showing."""
    last = -EVERY_S

    def told(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= EVERY_S:
            last = now
            tell(done, total)

    return told


class JobRunner(QObject):
    """Runs one job at a time; a new one cancels the one before it, and whatever that still reports is dropped.

    With several threads a new job does not wait for the one that it cancelled: that one may hang on a disk.

    Signals:
        reported(object): something the current job had to say.
        ended(object): the current job ended: None, or the exception that ended it.
    """

    reported = Signal(object)
    ended = Signal(object)
    _report_crossed = Signal(int, object)
    _end_crossed = Signal(int, object)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        name: str = "xaiviewer-worker",
        threads: int = 1,
        niceness: int = NICENESS,
    ) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(
            threads, thread_name_prefix=name, initializer=give_way, initargs=(niceness,)
        )
        self._begun: list[Future[None]] = []  # that may not have ended
        self._context: JobContext | None = None
        self._id = 0
        self._report_crossed.connect(self._pass_report, Qt.ConnectionType.QueuedConnection)
        self._end_crossed.connect(self._pass_end, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether the current job has not ended yet."""
        return self._context is not None

    @property
    def stopping(self) -> bool:
        """Whether the current job was asked to stop and has not yet."""
        return self._context is not None and self._context.cancelled()

    def submit(self, work: Callable[[JobContext], None]) -> int:
        """Run `work` on the worker after dropping what runs now; returns the job's id."""
        self.drop()
        self._id += 1
        job = self._id
        context = JobContext(lambda report: self._report_crossed.emit(job, report))
        self._context = context
        self._begun = [each for each in self._begun if not each.done()]
        self._begun.append(self._executor.submit(self._run, job, work, context))
        return job

    def cancel(self) -> None:
        """Ask the current job to stop; `ended` follows once it has."""
        if self._context is not None:
            self._context.cancel()

    def drop(self) -> None:
        """Ask the current job to stop, and hear no more of it, not even that it ended."""
        if self._context is not None:
            self._context.drop()
        self._id += 1
        self._context = None

    def close(self, until: float | None = None) -> None:
        """Drop the current job and wait for the threads to end.

        Args:
            until: at most until then, by the monotonic clock; a thread that is still at work is left behind.
        """
        self.drop()
        self._executor.shutdown(wait=False, cancel_futures=True)
        late = wait(self._begun, None if until is None else max(until - time.monotonic(), 0)).not_done
        if not late:
            self._executor.shutdown(wait=True)  # the threads have nothing left to do

    def _run(self, job: int, work: Callable[[JobContext], None], context: JobContext) -> None:
        outcome: BaseException | None = None
        try:
            context.check()
            work(context)
        except Exception as error:  # noqa: BLE001 - it crosses to the window's thread, which judges it
            outcome = error
        if not context.unheard:
            self._end_crossed.emit(job, outcome)

    @Slot(int, object)
    def _pass_report(self, job: int, report: Any) -> None:
        if job == self._id:
            self.reported.emit(report)

    @Slot(int, object)
    def _pass_end(self, job: int, outcome: Any) -> None:
        if job == self._id:
            self._context = None
            self.ended.emit(outcome)
