"""The real window, driven by the program's self-test from opening the phantom to the painted heat map."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from xaiviewer.case import Case
from xaiviewer.errors import XaiViewerError
from xaiviewer.requests import Analysis
from xaiviewer.review import Failure
from xaiviewer.ui.start.app import Services, build_window
from xaiviewer.ui.start.application import application
from xaiviewer.ui.start.latency import wait_until

_SIZE = (1440, 900)
_PATIENCE_S = 900.0  # for a slow, busy machine
_MANY_COLOURS = 200  # a painted window has thousands, a blank one a handful


class TestedWindow:
    """The main window and what the self-test does with it."""

    def __init__(self, services: Services) -> None:
        """Build it and show it, painted for the first time."""
        self._qt = application()
        self._window = build_window(services)
        self._failed: list[BaseException] = []
        for store in (self._window.review.shelf, self._window.review.work):
            store.failed.connect(self._note_sentence)
        self._hook = sys.excepthook
        sys.excepthook = self._note_unexpected  # else what nobody expects would be waited for in vain
        self._window.resize(*_SIZE)
        self._window.show()
        self._wait(lambda: bool(handle := self._window.windowHandle()) and handle.isExposed())

    @property
    def platform(self) -> str:
        """Name of Qt's platform: offscreen, xcb, wayland, windows, cocoa."""
        return QApplication.platformName()

    def read(self, path: Path) -> Case:
        """Open what lies at `path`; the analysis goes on behind it."""
        review = self._window.review
        review.shelf.open_paths([path])
        self._wait(lambda: review.shown.state.case is not None)
        assert review.shown.state.case is not None
        return review.shown.state.case

    def analyse(self) -> Analysis:
        """Wait for every slice's results."""
        review = self._window.review
        self._wait(lambda: review.shown.state.complete and review.work.state.task is None)
        assert review.shown.state.analysis is not None
        return review.shown.state.analysis

    def paint(self, index: int) -> str:
        """Grab the window on slice `index`, and under two layers' heat maps.

        Raises:
            XaiViewerError: where something is blank, or the picture does not follow the choices.
        """
        review, view = self._window.review, self._window.heat_frame.view
        review.shown.show_slice(index)
        QApplication.processEvents()
        whole = _colours(_pixels(self._window))
        if whole < _MANY_COLOURS:
            raise XaiViewerError(f"The window is blank: it shows {whole} colours.")
        assert review.shown.state.analysis is not None
        pictures = []
        for layer in (0, len(review.shown.state.analysis.layers) - 1):
            review.shown.show_layer(layer)
            QApplication.processEvents()
            pictures.append(_pixels(view))
        review.shown.toggle_heat()
        QApplication.processEvents()
        pictures.append(_pixels(view))
        review.shown.toggle_heat()
        for one, other in ((0, 1), (1, 2)):
            if np.array_equal(pictures[one], pictures[other]):
                raise XaiViewerError("The heat map's picture does not follow the layer, or heat is not drawn.")
        return f"{self._window.width()} x {self._window.height()} pixels, {whole} colours"

    def save(self, file: Path) -> None:
        """Write the window as a picture."""
        if not self._window.grab().save(str(file)):
            raise XaiViewerError(f"{file} cannot be written; name another place.")

    def close(self) -> None:
        """End the worker and take the window down."""
        sys.excepthook = self._hook
        self._window.close()
        self._window.deleteLater()
        QApplication.processEvents()
        gc.collect()

    def _wait(self, done: Callable[[], bool]) -> None:
        if not wait_until(lambda: bool(self._failed) or done(), _PATIENCE_S):
            raise XaiViewerError(f"The window was not ready after {_PATIENCE_S:.0f} s.")
        if self._failed:
            first = self._failed[0]
            raise XaiViewerError(f"{type(first).__name__}: {first}") from first

    def _note_sentence(self, failure: Failure) -> None:
        self._failed.append(XaiViewerError(failure.sentence))

    def _note_unexpected(self, _: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
        self._failed.append(error)


def _pixels(widget: QWidget) -> NDArray[np.uint8]:
    """What is painted, uint8 ``[row, column, colour]``."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return data[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def _colours(pixels: NDArray[np.uint8]) -> int:
    return len(np.unique(pixels.reshape(-1, 3), axis=0))
