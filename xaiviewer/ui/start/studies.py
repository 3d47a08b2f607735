"""Starts the window of a reader study. No network is loaded: all that may be shown lies sealed in the package."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2

from xaiviewer.studies.sitting import read_package
from xaiviewer.ui.start.application import application
from xaiviewer.ui.start.failures import Failures
from xaiviewer.ui.start.interruption import Interruption
from xaiviewer.ui.start.log import start_log
from xaiviewer.ui.study.window import StudyWindow


def run_study(folder: Path, released: Path | None = None, shown: Callable[[], None] = lambda: None) -> int:
    """Show the window of a reader's package and return when it was closed: the exit status.

    Args:
        folder: the package.
        released: what the study's owner released; else the window asks for the session's passphrase.
        shown: called when the window is on the screen.

    Raises:
        ReviewError: where the folder is no package.
    """
    package = read_package(folder)
    cv2.setNumThreads(1)
    start_log()
    qt = application()
    with Interruption() as interruption:
        window = StudyWindow(package)
        failures = Failures(window)
        failures.install()
        window.resize(1440, 900)
        window.show()
        shown()
        if released is not None:
            window.keeper.begin_released(released)
        try:
            interruption.close(window)
            return interruption.status(qt.exec())
        finally:
            failures.remove()
            window.end()
