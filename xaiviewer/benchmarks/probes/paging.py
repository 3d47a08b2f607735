"""From the key that opens the next case to its picture, while the networks compute and a reader pages on."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from xaiviewer import readers
from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.probes.window import Tireless, in_window, wait_for
from xaiviewer.benchmarks.timing import Measured
from xaiviewer.ui.start.app import Services
from xaiviewer.ui.start.latency import next_case_painted
from xaiviewer.ui.window import MainWindow

_LOOKS_S = 0.4  # at each case: somebody who looks for one, and reads none


def measure(material: Material, *, cases: int = 24) -> dict[str, Measured]:
    """The 95th percentile over so many cases, none of which was looked at before."""
    seconds: list[float] = []
    with TemporaryDirectory() as folder:
        for number in range(cases + 1):
            shutil.copytree(material.case, Path(folder) / f"case {number:02}")

        def drive(window: MainWindow) -> None:
            review = window.review
            review.shelf.open_paths([Path(folder)])
            wait_for(lambda: len(review.shelf.state.entries) == cases + 1 and not review.shelf.state.search.running)
            wait_for(lambda: review.shown.state.analysis is not None and bool(review.shown.state.analysis.slices))
            for _ in range(cases):
                _look(window)
                seconds.append(next_case_painted(window))

        in_window(Services(readers, lambda: Tireless(material.analyser())), drive)
    middle, late = np.percentile(seconds, (50, 95)) * 1000
    return {"next_case_latency": Measured(float(late), note=f"median {middle:.0f} ms, {cases} cases of {_LOOKS_S} s")}


def _look(window: MainWindow) -> None:
    """Stay with a case until the networks are at it."""
    end = time.perf_counter() + _LOOKS_S
    review = window.review
    wait_for(lambda: time.perf_counter() > end and review.work.state.computing is not None)
