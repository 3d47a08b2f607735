"""Starts the window. Whoever calls this has checked the display (`preflight`) and imported torch, in this order."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
from PySide6.QtWidgets import QApplication

from xaiviewer.review import CaseAnalyser, CaseReader, ReviewSession
from xaiviewer.review.protocols import AnalyserFactory
from xaiviewer.ui import theme
from xaiviewer.ui.failures import Failures, start_log
from xaiviewer.ui.window import MainWindow

_SWITCH_S = 0.001  # a waiting window gets the interpreter after this long, instead of Python's 5 ms


@dataclass(frozen=True)
class Services:
    """What the window needs from the rest of the program.

    Attributes:
        reader: reads and finds cases.
        analyser: loads the networks; called once, on the worker thread.
    """

    reader: CaseReader
    analyser: AnalyserFactory


def application() -> QApplication:
    """The one QApplication, in our look; made on first use."""
    existing = QApplication.instance()
    made = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    made.setApplicationName("xaiviewer")
    theme.apply(made)
    return made


def build_window(services: Services) -> MainWindow:
    """The main window, not shown yet. Its `session` opens cases; closing it ends the worker."""
    application()
    return MainWindow(ReviewSession(services.reader, services.analyser))


def run(paths: Sequence[Path], services: Services) -> int:
    """Show the window with the cases at `paths` and return when it was closed."""
    sys.setswitchinterval(_SWITCH_S)
    # On a slice's few pixels OpenCV's helper threads cost more than they save: with the networks at work on every
    # core, waiting for one of them to be scheduled takes longer than the whole picture.
    cv2.setNumThreads(1)
    start_log()
    qt = application()
    window = build_window(Services(services.reader, lambda: _load(services.analyser)))
    gc.freeze()
    failures = Failures(window)
    failures.install()
    window.resize(*_size(qt))
    window.show()
    if paths:
        window.session.open_paths(paths)
    try:
        return qt.exec()
    finally:
        failures.remove()
        window.session.close()


def _load(factory: AnalyserFactory) -> CaseAnalyser:
    """Load the networks and take what was imported for them out of garbage collection.

    A full collection would go through all of torch's objects and hold the window up for a tenth of a second.
    """
    made = factory()
    gc.freeze()
    return made


def _size(qt: QApplication) -> tuple[int, int]:
    """Most of the screen, at most a full-HD one."""
    free = qt.primaryScreen().availableGeometry()
    return min(round(free.width() * 0.92), 1840), min(round(free.height() * 0.92), 1040)
