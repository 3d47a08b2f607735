"""How fast the window answers: from a change to the painted view, and the longest time without an answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QElapsedTimer, QObject, QPointF, Qt, QTimer
from PySide6.QtWidgets import QApplication

from xaiviewer.review import query
from xaiviewer.ui.views.slice_view import SliceView
from xaiviewer.ui.window import MainWindow

_GIVE_UP_S = 5.0
_NEAR = 3.0  # zoom
_NEVER_S = 60.0  # for a case that must be read first


def measure_latency(window: MainWindow, changes: int = 200, *, seed: int = 0) -> dict[str, list[float]]:
    """Change slice, layer and how they are drawn in turn, and time each until the views were painted.

    Args:
        window: shown, with an analysed case (the worker may be busy with the rest of it).
        changes: how many of each kind.
        seed: of the values that are set.

    Returns:
        Seconds of every change, by kind.
    """
    review = window.review
    random = np.random.default_rng(seed)
    state = review.shown.state
    assert state.case is not None
    assert state.analysis is not None
    layers = len(state.analysis.layers)
    analysed = sorted(state.analysis.slices) or [state.slice_index]

    def layer() -> None:
        here = review.shown.state.layer
        review.shown.show_layer((here + 1 + int(random.integers(layers - 1))) % layers)

    def opacity() -> None:
        here = round(review.shown.state.appearance.opacity * 100)
        review.shown.set_opacity((here + 1 + int(random.integers(99))) % 101 / 100)

    def slice_() -> None:
        others = [index for index in analysed if index != review.shown.state.slice_index] or [0]
        review.shown.show_slice(int(random.choice(others)))

    def threshold() -> None:
        drawn = review.shown.state.appearance
        here = round(drawn.draw_above * 100)
        review.shown.set_appearance(replace(drawn, draw_above=(here + 1 + int(random.integers(79))) % 80 / 100))

    def window_() -> None:
        drawn = query.window_shown(review.shown.state)
        assert drawn is not None
        review.shown.set_window(replace(drawn, width=drawn.width * (1.05 if random.integers(2) else 1 / 1.05)))

    def zoom() -> None:
        nearer = window.viewport.zoom < _NEAR
        window.viewport.zoom_by(1.15 if nearer else 1 / 1.15**8, QPointF(200, 200), 600, 800)

    def crosshair() -> None:
        """To a place that is seen: one beyond the views' edges paints nothing."""
        view = next(each for each in window.findChildren(SliceView) if each.isVisible())
        across, down = (0.3 + 0.4 * float(random.random()) for _ in range(2))
        back, _ = window.viewport.transform(view.width(), view.height()).inverted()
        window.viewport.set_probe(back.map(QPointF(across * view.width(), down * view.height())))

    kinds: dict[str, Callable[[], None]] = {
        "layer": layer,
        "opacity": opacity,
        "slice": slice_,
        "threshold": threshold,
        "window": window_,
        "zoom": zoom,
        "crosshair": crosshair,
    }
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(changes):
        for kind, change in kinds.items():
            times[kind].append(_painted_after(window, change))
    return times


def _painted_after(window: MainWindow, change: Callable[[], None]) -> float:
    """Seconds from a change until the views were painted and what else it asked for at once was done."""
    views = [each for each in window.findChildren(SliceView) if each.isVisible()]

    def painted() -> int:
        return sum(each.paints for each in views)

    QApplication.processEvents()
    before = painted()
    start = time.perf_counter()
    change()
    while painted() == before and time.perf_counter() - start < _GIVE_UP_S:
        QApplication.processEvents()  # which paints all of them together
    return time.perf_counter() - start


def next_case_painted(window: MainWindow) -> float:
    """Seconds from asking for the next case of the list, as Page Down does, to its first painted picture."""
    review, view = window.review, window.slice_frame.view
    shelf = review.shelf.state
    target = shelf.entries[shelf.at + 1].path
    paints: list[int] = []  # how many there had been when something of the case was there to be painted

    def note() -> None:
        shown = review.shown.state
        if review.shelf.state.current == target and (shown.case is not None or shown.glimpse is not None):
            paints.append(view.paints)

    review.shown.case_changed.connect(note)
    start = time.perf_counter()
    review.shelf.step(1)
    while not (paints and view.paints > paints[0]) and time.perf_counter() - start < _NEVER_S:
        QApplication.processEvents()
    elapsed = time.perf_counter() - start
    review.shown.case_changed.disconnect(note)
    return elapsed


class Heartbeat(QObject):
    """Beats on the window's thread; the longest pause between two beats is how long the window did not answer."""

    def __init__(self, interval_ms: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.longest_s = 0.0
        self.gaps_s: list[float] = []
        self._interval_s = interval_ms / 1000
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to watch."""
        self.longest_s, self.gaps_s = 0.0, []
        self._clock.start()
        self._timer.start()

    def stop(self) -> float:
        """End, and return the longest gap in seconds."""
        self._beat()
        self._timer.stop()
        return self.longest_s

    def _beat(self) -> None:
        gap = max(self._clock.nsecsElapsed() / 1e9 - self._interval_s, 0.0)
        self._clock.start()
        self.gaps_s.append(gap)
        self.longest_s = max(self.longest_s, gap)


def wait_until(done: Callable[[], bool], timeout_s: float) -> bool:
    """Let the window work until `done`; False when that took too long."""
    for _ in _ticks(timeout_s):
        if done():
            return True
    return done()


def _ticks(timeout_s: float) -> Iterator[None]:
    end = time.perf_counter() + timeout_s
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.0005)
        yield
