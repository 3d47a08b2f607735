"""A window over fakes for a screen reader, shown until somebody ends the process.

Arguments: the module of fakes, and a file to make as soon as the case is analysed.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from xaiviewer.ui.language import translators
from xaiviewer.ui.start.app import Services, build_window
from xaiviewer.ui.start.application import application


def _fakes(path: str) -> Any:
    spec = importlib.util.spec_from_file_location("xaiviewer_test_fakes", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Open a case, and make the file as soon as it is analysed."""
    fakes, ready = _fakes(sys.argv[1]), Path(sys.argv[2])
    translators.speak(application(), "en")
    window = build_window(Services(fakes.FakeReader(fakes.make_case("one")), lambda: fakes.FakeAnalyser(size=64)))
    window.resize(1280, 860)
    window.show()
    window.review.shelf.open_paths([Path("all")])
    clock = QTimer(window, interval=100)

    def look() -> None:
        if window.review.shown.state.complete and window.review.work.state.task is None:
            clock.stop()
            window.review.shown.show_slice(3)
            ready.touch()

    clock.timeout.connect(look)
    clock.start()
    QApplication.exec()


main()
