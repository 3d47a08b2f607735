"""Progress of long commands on the error stream: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self, TextIO

_WIDTH = 28
_BAR_EVERY_S, _LINE_EVERY_S = 0.1, 30.0
_PACE_AFTER_S = 3


class Progress:
    """What is being done and how far it is.

    A context manager: the bar is wiped away at the end, also after a failure. Where the total is None, what is done is
    counted without an end in sight.
    """

    def __init__(self, total: int | None, unit: str, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._bar = self._stream.isatty()
        self._total, self._unit = total, unit
        self._done = 0.0
        self._started = time.monotonic()
        self._shown = -1e9 if self._bar else self._started

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wipe()

    def at(self, done: float, doing: str) -> None:
        """Say that `done` of the total are finished and what is being done now."""
        self._done = done
        now = time.monotonic()
        if now - self._shown < (_BAR_EVERY_S if self._bar else _LINE_EVERY_S):
            return
        self._shown = now
        total = self._total
        words = f"{int(done)}{'' if total is None else f' of {total}'} {self._unit}{self._left()} · {doing}"
        if self._bar and total is None:
            self._stream.write(f"\r\x1b[K{words}")
        elif self._bar and total is not None:
            filled = round(_WIDTH * min(done / max(total, 1), 1))
            bar = "█" * filled + "░" * (_WIDTH - filled)
            self._stream.write(f"\r\x1b[K{bar} {words}")
        else:
            self._stream.write(f"{words}\n")
        self._stream.flush()

    def say(self, sentence: str) -> None:
        """A line that stays, above the bar."""
        self._wipe()
        self._stream.write(f"{sentence}\n")
        self._stream.flush()
        if self._bar:
            self._shown = -1e9

    @property
    def left_s(self) -> float | None:
        """Seconds that the rest takes at the pace so far; None while that cannot be told."""
        spent = time.monotonic() - self._started
        if spent < _PACE_AFTER_S or self._done <= 0 or self._total is None:
            return None
        return spent / self._done * (self._total - self._done)

    def _left(self) -> str:
        """The time left, once it can be told."""
        seconds = self.left_s
        return "" if seconds is None else f" · {duration(seconds)} left"

    def _wipe(self) -> None:
        if self._bar:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def duration(seconds: float) -> str:
    """A time in the unit that suits it."""
    return f"{seconds / 60:.0f} min" if seconds > 90 else f"{seconds:.0f} s"
