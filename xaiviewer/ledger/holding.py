"""Who may write: one program at a time, and the others can say which.

The system takes the lock back when its holder ends, however it ends, so that a killed program holds nothing. What
stands in the file beside the project only says who it is.
"""

from __future__ import annotations

import json
import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from xaiviewer.ledger.events import now
from xaiviewer.records.locking import locked

_SUFFIX = ".lock"


@dataclass(frozen=True)
class Holder:
    """Who writes: the reader, where, and since when; empty where the file does not say."""

    reader: str = ""
    machine: str = ""
    process: int = 0
    since: str = ""

    def __str__(self) -> str:
        if not self.reader:
            return "another program"
        return f"{self.reader} on {self.machine} (process {self.process}, since {self.since[:16]} UTC)"


class Hold:
    """The right to write a project, held until `release` or the end of the program."""

    def __init__(self, file: Path, handle: int) -> None:
        self._file, self._handle = file, handle

    def release(self) -> None:
        """Let others write; safe to call twice."""
        if self._handle < 0:
            return
        if os.name == "posix":
            with suppress(OSError):  # while it is still ours
                self._file.unlink()
        os.close(self._handle)
        self._handle = -1
        if os.name != "posix":
            with suppress(OSError):  # another may have it open by now
                self._file.unlink()


def hold(project: Path, reader: str) -> Hold | Holder:
    """The right to write, or who has it.

    Raises:
        OSError: where nothing can be written beside the project.
    """
    project = project.resolve()
    file = project.with_name(project.name + _SUFFIX)
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
        try:
            if not locked(handle):
                found = _holder(handle)
                os.close(handle)
                return found
            if _is_still(file, handle):
                _write(handle, Holder(reader, platform.node(), os.getpid(), now()))
                return Hold(file, handle)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # it was removed by the one before while we waited for it


def _is_still(file: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.stat(file), os.fstat(handle))  # noqa: PTH116 - beside the handle's
    except FileNotFoundError:
        return False


def _write(handle: int, holder: Holder) -> None:
    text = json.dumps(vars(holder)).encode("ascii")
    with suppress(OSError):  # a full disk: the lock holds, whatever it can say
        os.lseek(handle, 0, os.SEEK_SET)
        os.ftruncate(handle, 0)
        os.write(handle, text)


def _holder(handle: int) -> Holder:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        return Holder(**json.loads(os.read(handle, 4096)))
    except (OSError, ValueError, TypeError):
        return Holder()
