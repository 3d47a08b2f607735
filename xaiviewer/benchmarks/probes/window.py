"""How the window answers while the worker is busy, painted by Qt's software renderer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from PySide6.QtCore import QTimer

from xaiviewer import readers
from xaiviewer.analysis import Examiner
from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.timing import Measured
from xaiviewer.case import Case
from xaiviewer.errors import XaiViewerError
from xaiviewer.requests import Analysis, AnalysisSettings, Explanation, Partial, Reliance, Request, SliceResult
from xaiviewer.requests.faithfulness import Faithfulness
from xaiviewer.requests.reliance import RegionTest
from xaiviewer.ui.start.app import Services, run
from xaiviewer.ui.start.application import application
from xaiviewer.ui.start.latency import Heartbeat, measure_latency, wait_until
from xaiviewer.ui.views.slice_view import SliceView
from xaiviewer.ui.window import MainWindow

_FULL_HD = (1840, 1040)  # the window's size on such a screen
_PATIENCE_S = 300.0


class Tireless:
    """An analyser that holds one slice back and computes on until it is cancelled, so that the worker stays busy."""

    def __init__(self, analyser: Examiner) -> None:
        """Wrap the real one."""
        self._analyser = analyser

    @property
    def shortage(self) -> str:
        """As the analyser's."""
        return self._analyser.shortage

    def start(self, case: Case, settings: AnalysisSettings) -> Analysis:
        """As the analyser's."""
        return self._analyser.start(case, settings)

    def slices(
        self,
        case: Case,
        settings: AnalysisSettings,
        *,
        wanted: Callable[[frozenset[int]], int] = min,
        cancelled: Callable[[], bool] = lambda: False,
        judged: Mapping[int, SliceResult] = MappingProxyType({}),
    ) -> Iterator[SliceResult]:
        """All slices but the last one, then work without end."""
        results = self._analyser.slices(case, settings, wanted=wanted, cancelled=cancelled, judged=judged)
        for number, result in enumerate(results, 1):
            if number < len(case.indices):
                yield result
        while True:
            for _ in self._analyser.slices(case, settings, cancelled=cancelled):
                pass

    def reliance(self, case: Case, results: Mapping[int, SliceResult], **others: Any) -> Mapping[int, Reliance]:
        """Never asked for, as the slices never end."""
        return self._analyser.reliance(case, results, **others)

    def explain(self, case: Case, request: Request, *args: Any, **others: Any) -> Iterator[Partial | Explanation]:
        """As the analyser's."""
        return self._analyser.explain(case, request, *args, **others)

    def faithfulness(self, *args: Any, **others: Any) -> Iterator[Faithfulness]:
        """As the analyser's."""
        return self._analyser.faithfulness(*args, **others)

    def try_region(self, *args: Any, **others: Any) -> RegionTest | None:
        """As the analyser's."""
        return self._analyser.try_region(*args, **others)


def measure(material: Material, *, changes: int = 200) -> dict[str, Measured]:
    """Both measurements, each with a window of its own.

    Args:
        material: what is opened.
        changes: how often each is changed.
    """
    return unresponsive(material) | latencies(material, changes)


def unresponsive(material: Material) -> dict[str, Measured]:
    """The longest pause of the window's thread from opening the case to its last result, while networks load too."""
    heartbeat = Heartbeat()

    def drive(window: MainWindow) -> None:
        heartbeat.start()
        window.review.shelf.open_paths([material.case])
        wait_for(lambda: window.review.shown.state.complete)
        heartbeat.stop()

    in_window(Services(readers, material.analyser), drive)
    usual_ms = float(np.percentile(heartbeat.gaps_s, 99)) * 1000
    note = f"99 % of the pauses are below {usual_ms:.1f} ms"
    return {"unresponsive": Measured(heartbeat.longest_s * 1000, note=note)}


def latencies(material: Material, changes: int) -> dict[str, Measured]:
    """95th percentiles from a change to the painted views, two and four, while the networks compute on the worker."""
    times: dict[str, list[float]] = {}

    def drive(window: MainWindow) -> None:
        review = window.review
        review.shelf.open_paths([material.case])
        wait_for(lambda: review.shown.state.case is not None and review.shown.state.analysis is not None)
        assert review.shown.state.case is not None
        last = len(review.shown.state.case) - 1
        wait_for(lambda: review.shown.state.analysis is not None and len(review.shown.state.analysis.slices) == last)
        left = window.views.number  # the reader's own, who finds it as it was
        try:
            for views, ending in ((2, ""), (4, "_4")):
                window.views.set_layout(views)
                wait_for(lambda: any(each.isVisible() for each in window.findChildren(SliceView)))
                measured = measure_latency(window, changes)
                times.update({f"{kind}_latency{ending}": seconds for kind, seconds in measured.items()})
        finally:
            window.views.set_layout(left)

    in_window(Services(readers, lambda: Tireless(material.analyser())), drive)
    found = {}
    for key, seconds in times.items():
        middle, late = np.percentile(seconds, (50, 95)) * 1000
        found[key] = Measured(float(late), note=f"median {middle:.1f} ms, {changes} changes")
    return found


def in_window(services: Services, drive: Callable[[MainWindow], None]) -> None:
    """Run the program's own window, as `__main__` does, and let `drive` use it from inside its event loop."""
    qt = application()
    failures: list[Exception] = []

    def start() -> None:
        window = next(each for each in qt.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible())
        window.resize(*_FULL_HD)
        try:
            wait_for(lambda: window.size().toTuple() == _FULL_HD)
            drive(window)
        except Exception as error:  # noqa: BLE001 - Qt would swallow it: it is raised again below
            failures.append(error)
        finally:
            window.close()

    QTimer.singleShot(0, start)
    run([], services)
    if failures:
        raise failures[0]


def wait_for(done: Callable[[], bool]) -> None:
    """Let the window work until `done`.

    Raises:
        XaiViewerError: where that takes too long.
    """
    if not wait_until(done, _PATIENCE_S):
        raise XaiViewerError(f"The window was not ready after {_PATIENCE_S:.0f} s; measure on a machine that is idle.")
