"""Starts the window. Whoever calls this has checked the display (`preflight`)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from xaiviewer.review import CaseAnalyser, CaseReader, Review
from xaiviewer.review.cache import MEMORY_BYTES
from xaiviewer.review.protocols import AnalyserFactory, OthersFactory
from xaiviewer.ui.kit import theme
from xaiviewer.ui.settings import MEGABYTE, analysis_settings, memory_mb, random_networks, trainings
from xaiviewer.ui.settings.computing import analyse_ahead
from xaiviewer.ui.start import window_place
from xaiviewer.ui.start.application import application
from xaiviewer.ui.start.collecting import held_off
from xaiviewer.ui.start.failures import Failures
from xaiviewer.ui.start.incoming import Incoming, to_front
from xaiviewer.ui.start.interruption import Interruption
from xaiviewer.ui.start.log import CaseLog, start_log
from xaiviewer.ui.start.remembered import Remembered
from xaiviewer.ui.window import MainWindow

if TYPE_CHECKING:
    from xaiviewer.audit.opening import Opened
    from xaiviewer.ui.dialogs.exporting.cases import Exporter
    from xaiviewer.ui.networks.protocols import OwnNetworks

_SWITCH_S = 0.0001  # a waiting window gets the interpreter after this long: Python's 5 ms add up over a paint
_EVENT_MS = 300 if sys.platform == "darwin" else 0


@dataclass(frozen=True)
class Services:
    """What the window needs from the rest of the program.

    Attributes:
        reader: reads and finds cases.
        analyser: loads the networks; called once, on a thread beside the worker.
        others: makes networks to hold maps against; None where there are none.
        exporter: analyses cases for exports, with networks of its own; None where only the open case is exported.
        own: imports the user's networks and loads them; None where only these are to be had.
    """

    reader: CaseReader
    analyser: AnalyserFactory
    others: OthersFactory | None = None
    exporter: Callable[[], Exporter] | None = None
    own: OwnNetworks | None = None


def build_window(services: Services) -> MainWindow:
    """The main window, not shown yet. Its `review` opens cases; closing it ends the worker."""
    application()
    memory = memory_mb(MEMORY_BYTES // MEGABYTE) * MEGABYTE
    review = Review(
        services.reader, services.analyser, settings=analysis_settings(), memory=memory, others=services.others
    )
    review.shown.set_bands(on=services.others is not None and random_networks())
    review.shown.set_trainings(trainings() if services.others is not None else ())
    with theme.undressed():
        window = MainWindow(review, services.own)

    def renew() -> None:
        """Exports are of the network that is asked now."""
        window.dialogs.exporter = None if services.exporter is None else cache(services.exporter)

    renew()
    window.networks.used.connect(renew)
    return window


def run(
    paths: Sequence[Path],
    services: Services,
    *,
    audit: Opened | None = None,
    disagreement: int = 1,
    otherwise: Path | None = None,
    project: Path | None = None,
    address: str | None = None,
    shown: Callable[[], None] = lambda: None,
) -> int:
    """Show the window with the cases at `paths` and return when it was closed: the exit status.

    Args:
        paths: what to open.
        services: see `Services`.
        audit: one whose cases are opened, and its slices listed.
        disagreement: the one of them that is shown first, counted from 1.
        project: the project that answers go into; by default that of the last time.
        otherwise: opened where neither `paths` nor the desktop name anything.
        address: where second starts hand their files over; None where each has a window of its own.
        shown: called when the window is on the screen.
    """
    sys.setswitchinterval(_SWITCH_S)
    # On a slice's few pixels OpenCV's helper threads cost more than they save: with the networks at work on every
    # core, waiting for one of them to be scheduled takes longer than the whole picture.
    cv2.setNumThreads(1)
    start_log()
    qt = application()
    with Interruption() as interruption:
        with held_off():
            window = build_window(replace(services, analyser=lambda: _load(services.analyser)))
            remembered = Remembered(window)
        failures = Failures(window)
        failures.install()
        CaseLog(window.review, window)  # lives as long as the window
        incoming = _incoming(qt, window)
        # Ending the threads takes its time: whoever sends files meanwhile gets a window of its own.
        qt.lastWindowClosed.connect(incoming.close)
        if not window_place.restore(window):
            window_place.offer(window)
        window.show()
        shown()
        window.projects.begin(project)
        window.cases.begin()
        window.networks.begin()
        window.review.set_ahead(on=analyse_ahead())
        if address is not None:
            incoming.listen(address)
        if audit is not None:
            from xaiviewer.ui.start.audits import open_audit  # noqa: PLC0415 - few starts need it

            open_audit(window, audit, disagreement, paths)
        elif paths:
            window.review.shelf.open_paths(paths)
        elif otherwise is not None:
            # macOS names the file that was double-clicked in an event, a moment after the start.
            QTimer.singleShot(_EVENT_MS, window, partial(_open_unless_asked, window, otherwise))
        try:
            interruption.close(window)
            return interruption.status(qt.exec())
        finally:
            incoming.close()
            qt.removeEventFilter(incoming)
            failures.remove()
            window.review.close()
            window_place.keep(window)
            remembered.keep()


def _incoming(qt: QApplication, window: MainWindow) -> Incoming:
    """Opens in the window what is asked for from outside."""
    made = Incoming(window)
    if sys.platform == "darwin":  # nowhere else do files come as events, and every event would go through it
        qt.installEventFilter(made)

    def take(wanted: list[Path]) -> None:
        to_front(window)
        if wanted:
            window.review.shelf.open_paths(wanted)

    made.asked.connect(take)
    return made


def _open_unless_asked(window: MainWindow, otherwise: Path) -> None:
    state = window.review.shelf.state
    if state.current is None and not state.search.running and not state.entries:
        window.review.shelf.open_paths([otherwise])


def _load(factory: AnalyserFactory) -> CaseAnalyser:
    """Load the networks, and let no collection go through what was imported for them."""
    with held_off():
        return factory()
