"""One window for each user: a second start hands its files to the window that runs and ends.

Runs before Qt and torch are imported, so that a double-click on a file is answered at once. Who holds the lock is the
first; the system takes it from a process that dies, so nothing is ever stale. Nothing here is a network: Unix sockets
in a folder of the user's own, a named pipe under Windows.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xaiviewer import paths

RECEIVED = b"received\n"
_ANSWER_S = 5.0
_PATIENCE_S = 20.0  # the first may still be starting
_LONGEST_ADDRESS = 100  # bytes; systems allow 104 to 108 for a Unix socket


@dataclass
class MeetingPoint:
    """Where the windows of one user and one data folder find each other.

    Attributes:
        address: of the local server, as `QLocalServer.listen` takes it.
        lock: a file that the running window holds.
    """

    address: str
    lock: Path
    _held: int | None = field(default=None, repr=False)

    def take(self) -> bool:
        """Become the one that runs; False while another is."""
        handle = os.open(self.lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            return False
        self._held = handle
        return True

    def release(self) -> None:
        """Let another be the one."""
        if self._held is not None:
            os.close(self._held)
            self._held = None


def place() -> MeetingPoint | None:
    """This user's place; None where the system gives none, and every start then has a window of its own."""
    user = f"{os.environ.get('USERNAME', '')}\0{os.getuid() if hasattr(os, 'getuid') else ''}"
    told = f"{user}\0{_screen()}\0{paths.user_data()}"
    name = f"xaiviewer-{hashlib.sha256(told.encode()).hexdigest()[:16]}"
    folder = paths.runtime()
    address = name if sys.platform == "win32" else str(folder / f"{name}.socket")
    return MeetingPoint(address, folder / f"{name}.lock") if len(os.fsencode(address)) <= _LONGEST_ADDRESS else None


def _screen() -> str:
    """What tells a user's desktops apart: remote ones beside the one at the desk. A window on another is of no use."""
    if sys.platform == "win32":
        number = ctypes.c_ulong()
        ctypes.CDLL("kernel32").ProcessIdToSessionId(ctypes.c_ulong(os.getpid()), ctypes.byref(number))
        return str(number.value)
    return os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY", "")


def is_first(at: MeetingPoint, wanted: Sequence[Path], *, patience_s: float = _PATIENCE_S) -> bool:
    """Whether this process is to open the window. It is not where another took the files.

    Args:
        at: released by the caller when its window is closed.
        wanted: the files and folders to open; without any, the running window only comes to the front.
        patience_s: how long a window that runs but does not answer is waited for.
    """
    end = time.monotonic() + patience_s
    while True:
        if at.take():
            return True
        if hand_over(at.address, wanted):
            return False
        if time.monotonic() > end:
            return True  # it hangs; a reader who double-clicked gets a window
        time.sleep(0.1)


def hand_over(address: str, wanted: Sequence[Path]) -> bool:
    """Send the paths to the running window; False where nobody answers."""
    told = {
        "paths": [os.path.abspath(each) for each in wanted],  # noqa: PTH100 - resolve() would undo mapped drives
        "token": os.environ.get("XDG_ACTIVATION_TOKEN", ""),
    }
    message = json.dumps(told).encode("ascii") + b"\n"
    _let_it_come_to_front()
    answers: list[bytes] = []
    # A pipe under Windows has no time limit of its own.
    thread = threading.Thread(target=_exchange, args=(address, message, answers), daemon=True)
    thread.start()
    thread.join(_ANSWER_S)
    return answers == [RECEIVED]


def _exchange(address: str, message: bytes, answers: list[bytes]) -> None:
    try:
        if sys.platform == "win32":
            with Path(rf"\\.\pipe\{address}").open("r+b", buffering=0) as pipe:
                pipe.write(message)
                answers.append(pipe.readline())
        else:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(_ANSWER_S)
                line.connect(address)
                line.sendall(message)
                with line.makefile("rb") as stream:
                    answers.append(stream.readline())
    except OSError:
        return


def _lock(handle: int) -> None:
    """Lock an open file without waiting; OSError where another process has it."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - each system has its own

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _let_it_come_to_front() -> None:
    """Windows lets only the program in front put another there: pass that right on."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
