"""Where the frozen program starts: what a frozen process needs, then `xaiviewer.__main__`."""

import ctypes
import io
import multiprocessing
import os
import sys

_WARNING = 0x30  # MB_ICONEXCLAMATION


class Nowhere(io.TextIOBase):
    """Takes what is printed."""

    def write(self, text: str, /) -> int:
        """Keep nothing of it."""
        return len(text)


def give_streams() -> io.StringIO | None:
    """A windowed program under Windows has no stdout and no stderr; whatever prints must not fail for that.

    Returns what takes the place of stderr, if anything does.
    """
    if sys.stdout is None:
        sys.stdout = Nowhere()
    if sys.stderr is not None:
        return None
    sys.stderr = told = io.StringIO()
    return told


def show(told: str) -> None:
    """The complaint that ended a windowed program, in a box of Windows' own: there is no window yet."""
    prefix = "xaiviewer: "
    sentences = [line.removeprefix(prefix) for line in told.splitlines() if line.startswith(prefix)]
    if sentences:
        ctypes.CDLL("user32").MessageBoxW(None, sentences[-1], "xaiviewer", _WARNING)


def forget_library_path() -> None:
    """What this program starts, such as the desktop's file manager, must find the system's libraries, not ours.

    Our own loader has read the path by now; the bootloader keeps what it was before.
    """
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before


if __name__ == "__main__":
    multiprocessing.freeze_support()  # a child process starts this very file
    if sys.platform == "linux":
        forget_library_path()
    complaints = give_streams()
    from xaiviewer.starting import end_at_once_if_interrupted

    end_at_once_if_interrupted()
    from xaiviewer.__main__ import WRONG, main

    status = main()
    # Nobody answers a box in a script.
    if status == WRONG and complaints is not None and not {"--self-test", "--offscreen"} & set(sys.argv):
        show(complaints.getvalue())
    sys.exit(status)
