"""What a screen reader is told about controls that are painted by hand: their kind, and what they show.

Qt tells names and states by itself. A painted widget is an area without a kind to it, and what is painted there it
cannot know.
"""

from __future__ import annotations

import shiboken6
from PySide6 import QtGui, QtWidgets
from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from xaiviewer.ui.kit.signals import follow


class Told(QObject):
    """Keeps a widget's accessible description what its method `told` says, as long as anybody listens.

    Without a screen reader nothing is put into words: the next slice must not wait for it.
    """

    def __init__(self, widget: QWidget, *signals: SignalInstance) -> None:
        super().__init__(widget)
        follow(self.tell, *signals)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._take_focus)  # of a screen reader that was started later

    def tell(self) -> None:
        """Say what is shown now, if that is something else than before."""
        widget = self.parent()
        if QAccessible.isActive() and isinstance(widget, QWidget) and widget.isVisible():
            describe(widget, widget.told())  # type: ignore[attr-defined]  # whoever makes one of these has it

    def _take_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        del before
        if now is not None and now is self.parent():
            self.tell()


def describe(widget: QWidget, text: str) -> None:
    """Say what a widget shows, if that is something else than before, and if anybody listens."""
    if QAccessible.isActive() and text != widget.accessibleDescription():
        widget.setAccessibleDescription(text)


def announce(widget: QWidget, sentence: str) -> None:
    """Have a sentence read out at once, wherever the keyboard is; of old versions of Qt it waits to be found."""
    if QAccessible.isActive() and hasattr(QtGui, "QAccessibleAnnouncementEvent"):
        QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(widget, sentence))


_made: list[object] = []  # Qt owns them, and must find them


def _interface(key: str, of: QObject) -> object:
    """What Qt asks about a widget whose class names its kind; None for all others, which Qt knows."""
    del key
    role = getattr(type(of), "access_role", None)
    if role is None or not isinstance(of, QWidget):
        return None
    _made[:] = [each for each in _made if shiboken6.isValid(each)]
    made = QtWidgets.QAccessibleWidget(of, role, "")
    _made.append(made)
    return made


def install() -> None:
    """Have Qt ask painted widgets for their kind; where it cannot, of old versions, they stay areas with a name."""
    if hasattr(QtWidgets, "QAccessibleWidget") and hasattr(QAccessible, "installFactory"):
        QAccessible.installFactory(_interface)
