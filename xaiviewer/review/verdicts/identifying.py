"""The thread that hashes cases: all of their voxels go through SHA-256."""

from __future__ import annotations

import time
import weakref
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, Signal, Slot

from xaiviewer.case import Case
from xaiviewer.ledger.identity import CaseIdentity, identify


class Identifier(QObject):
    """Finds out what cases are known by, each once as long as it is in memory; the one that was asked about last first.

    It does not give way to what else is computed: an answer is on the disk only once its case is identified.

    Signals:
        identified(object, object): a case and its `CaseIdentity`.
    """

    identified = Signal(object, object)
    _crossed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor: ThreadPoolExecutor | None = None
        self._begun: dict[int, tuple[weakref.ref[Case], Future[None]]] = {}
        self._asked: list[weakref.ref[Case]] = []
        self._known: dict[int, tuple[weakref.ref[Case], CaseIdentity]] = {}
        self._crossed.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def of(self, case: Case) -> CaseIdentity | None:
        """What is known of a case by now."""
        held = self._known.get(id(case))
        return held[1] if held is not None and held[0]() is case else None

    def ask(self, case: Case) -> None:
        """Find it out, unless it is known or under way."""
        begun = self._begun.get(id(case))
        if self.of(case) is not None or (begun is not None and begun[0]() is case):
            return
        if self._executor is None:
            self._executor = ThreadPoolExecutor(1, thread_name_prefix="xaiviewer-identity")
        self._asked.append(weakref.ref(case))
        self._begun[id(case)] = weakref.ref(case), self._executor.submit(self._identify)

    def end(self, until: float | None = None) -> None:
        """Wait for the thread to end, at most `until` then by the monotonic clock."""
        if self._executor is None:
            return
        self._executor.shutdown(wait=False, cancel_futures=True)
        left = [each for _, each in self._begun.values()]
        if not wait(left, None if until is None else max(until - time.monotonic(), 0)).not_done:
            self._executor.shutdown(wait=True)

    def _identify(self) -> None:
        """The case that was asked about last: the reader is at it. One that was left and forgotten needs no name."""
        case = self._asked.pop()()
        if case is None:
            return
        found = identify(case)
        with suppress(RuntimeError):  # the window is gone
            self._crossed.emit(case, found)

    @Slot(object, object)
    def _take(self, case: Case, found: CaseIdentity) -> None:
        self._begun.pop(id(case), None)
        self._known = {key: each for key, each in self._known.items() if each[0]() is not None}
        self._known[id(case)] = weakref.ref(case), found
        self.identified.emit(case, found)
