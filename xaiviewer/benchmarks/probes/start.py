"""From starting the program on a case to its first slice on the screen; each time in a fresh process.

``python -m xaiviewer.benchmarks.probes.start CASE MODELS`` prints the seconds of one start. Nothing but torch may be
imported before the clock starts, which is why the imports of this module stand inside its functions.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xaiviewer.analysis import Examiner
    from xaiviewer.benchmarks.material import Material
    from xaiviewer.benchmarks.timing import Measured


def measure(material: Material, *, repetitions: int = 5) -> dict[str, Measured]:
    """Seconds after ``import torch``: all other imports, the window, reading the case, painting its first slice."""
    from xaiviewer.benchmarks.timing import median

    command = [sys.executable, "-m", __name__, str(material.case), str(material.models)]
    seconds = [_start(command) for _ in range(repetitions)]
    return {"first_slice": median(seconds, f"{repetitions} starts, each in a process of its own")}


def _start(command: list[str]) -> float:
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - our own module
    return float(done.stdout.split()[-1])


def once(case: Path, models: Path) -> float:
    """Start the window in this process, close it after the first slice was painted, and return the seconds between."""
    import torch  # noqa: F401

    start = time.perf_counter()
    from xaiviewer.ui.start import preflight

    preflight.check()
    from xaiviewer.ui.start.collecting import held_off

    with held_off():  # as the program does
        from PySide6.QtCore import QEvent, QObject, QTimer

        from xaiviewer import readers
        from xaiviewer.ui.start.app import Services, run
        from xaiviewer.ui.start.application import application
        from xaiviewer.ui.views.slice_view import SliceView
        from xaiviewer.ui.window import MainWindow

    class Watch(QObject):
        """Sees the event that paints the first slice, and stops the clock after it."""

        elapsed_s = 0.0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            """Let every event pass."""
            if event.type() == QEvent.Type.Paint and isinstance(watched, SliceView):
                window = watched.window()
                if isinstance(window, MainWindow) and window.review.shown.state.case is not None:
                    qt.removeEventFilter(self)
                    QTimer.singleShot(0, lambda: self.stop(window))
            return False

        def stop(self, window: MainWindow) -> None:
            """The slice is painted."""
            self.elapsed_s = time.perf_counter() - start
            window.close()

    def analyser() -> Examiner:
        from xaiviewer.benchmarks.material import Material

        return Material(case, models).analyser()

    qt = application()
    watch = Watch()
    qt.installEventFilter(watch)
    run([case], Services(readers, analyser))
    return watch.elapsed_s


if __name__ == "__main__":
    print(once(Path(sys.argv[1]), Path(sys.argv[2])))  # noqa: T201
