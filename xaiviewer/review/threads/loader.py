"""Loads the networks beside the worker: importing them takes seconds, and nothing can stop it half-way."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor, wait

from xaiviewer.review.protocols import AnalyserFactory, CaseAnalyser
from xaiviewer.review.threads.jobs import EVERY_S, JobContext


class Loader:
    """Makes the analyser once. Who waits for it can give up; it is loaded to the end for whoever asks next."""

    def __init__(self, factory: AnalyserFactory) -> None:
        self._factory = factory
        self._executor: ThreadPoolExecutor | None = None
        self._made: Future[CaseAnalyser] | None = None

    @property
    def ready(self) -> bool:
        """Whether `get` returns at once."""
        return self._made is not None and self._made.done()

    def get(self, context: JobContext) -> CaseAnalyser:
        """The analyser, loaded on first use. `Cancelled` as soon as the context says so; what goes wrong is tried anew.

        For one thread at a time. The thread that loads is started by this one and gives way to the window as it does.
        """
        if self._made is None:
            self._executor = ThreadPoolExecutor(1, thread_name_prefix="xaiviewer-networks")
            self._made = self._executor.submit(self._factory)
            self._executor.shutdown(wait=False)  # its thread ends with its one task
        while not self._made.done():
            context.check()
            wait((self._made,), timeout=EVERY_S)
        try:
            return self._made.result()
        except Exception:
            self._made = None
            raise

    def close(self, until: float | None = None) -> None:
        """Wait for what is being loaded, at most `until` then by the monotonic clock."""
        made, executor = self._made, self._executor
        if made is None or executor is None:
            return
        if not wait((made,), None if until is None else max(until - time.monotonic(), 0)).not_done:
            executor.shutdown(wait=True)  # its thread has nothing left to do
