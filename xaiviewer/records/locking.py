"""A lock on an open file that the system takes back when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys

_FAR = 1 << 30
"""Windows lets nobody read what is locked: so a byte is locked that lies far behind the words."""


def locked(handle: int) -> bool:
    """Lock an open file without waiting; False where another program has it.

    Raises:
        OSError: where the file system knows no locks.
    """
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there alone

            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not under Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
