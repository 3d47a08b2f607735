"""The digits, which answer while the form is active, and else do what they do in the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

DIGITS = frozenset(map(str, range(10)))


class Digits(QObject):
    """Ten shortcuts of a window, which lends them its keys meanwhile."""

    def __init__(self, window: QWidget, lend: Callable[[frozenset[str]], None], do: Callable[[int], None]) -> None:
        super().__init__(window)
        self._lend = lend
        self._answering = []
        for number in range(10):
            made = QShortcut(QKeySequence(str(number)), window)
            made.setContext(Qt.ShortcutContext.WindowShortcut)
            made.setAutoRepeat(False)  # a digit that is held answers one question
            made.activated.connect(partial(do, number))
            made.setEnabled(False)
            self._answering.append(made)

    def answer(self, *, on: bool) -> None:
        """Whether digits answer."""
        self._lend(DIGITS if on else frozenset())
        for each in self._answering:
            each.setEnabled(on)
