"""The digits, which answer while the form is active, and else do what they do in the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Digits(QObject):
    """Ten shortcuts of a window, and those of its own that have the same keys: either these or those."""

    def __init__(self, window: QWidget, own: Sequence[QShortcut], do: Callable[[int], None]) -> None:
        super().__init__(window)
        keys = {QKeySequence(str(number)): number for number in range(10)}
        self._own = [each for each in own if any(each.key() == key for key in keys)]
        self._answering = []
        for key, number in keys.items():
            made = QShortcut(key, window)
            made.setContext(Qt.ShortcutContext.WindowShortcut)
            made.setAutoRepeat(False)  # a digit that is held answers one question
            made.activated.connect(partial(do, number))
            made.setEnabled(False)
            self._answering.append(made)

    def answer(self, *, on: bool) -> None:
        """Whether digits answer."""
        for each in self._own:
            each.setEnabled(not on)
        for each in self._answering:
            each.setEnabled(on)
