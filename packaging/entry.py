"""Where the frozen program starts: what a frozen process needs, then `xaiviewer.__main__`."""

import multiprocessing
import os
import sys


def _give_streams() -> None:
    """A windowed program under Windows has no stdout and no stderr; whatever prints must not fail for that."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 lives as long as the process


if __name__ == "__main__":
    multiprocessing.freeze_support()  # a child process starts this very file
    _give_streams()
    from xaiviewer.__main__ import main

    sys.exit(main())
