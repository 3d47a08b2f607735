"""The shortcuts of a window, always with the reader's keys; and fields of text, which keep theirs to themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from xaiviewer.ui.keys.reader import ReaderKeys

_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier,
)


class Shortcuts(QObject):
    """One shortcut for every action, with as many keys as the reader gives it."""

    def __init__(self, window: QWidget, does: Iterable[tuple[str, Callable[[], None]]], keys: ReaderKeys) -> None:
        super().__init__(window)
        self._keys = keys
        self._made: dict[str, QShortcut] = {}
        self._lent: frozenset[str] = frozenset()
        for name, do in does:
            self._made[name] = made = QShortcut(window)
            made.setContext(Qt.ShortcutContext.WindowShortcut)
            made.activated.connect(do)
        self._fields = TextFields(self)
        keys.changed.connect(self._bind)
        self._bind()

    def lend(self, keys: frozenset[str]) -> None:
        """These keys do something else for now: no action has them; none (an empty set): all are back."""
        if keys != self._lent:
            self._lent = keys
            self._bind()

    def _bind(self) -> None:
        """First all keys are freed: one that went from an action to another must not be with both for a moment."""
        held = {name: [key for key in self._keys.keymap.of(name) if key not in self._lent] for name in self._made}
        wanted = {name: [QKeySequence(key) for key in keys] for name, keys in held.items()}
        changed = [name for name, made in self._made.items() if made.keys() != wanted[name]]
        for name in changed:
            self._made[name].setKeys([])
        for name in changed:
            self._made[name].setKeys(wanted[name])


class TextFields(QObject):
    """Whatever is typed into a field of text goes there, and does nothing else, whichever keys the reader chose.

    Qt keeps letters for the field, but not the arrows or the page keys. Esc and the function keys stay the window's:
    they write nothing.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._take)

    def _take(self, before: QWidget | None, now: QWidget | None) -> None:
        """Watch what is typed into, and nothing else: a filter on the whole program would see every paint."""
        if before is not None and _is_field(before):
            before.removeEventFilter(self)
        if now is not None and _is_field(now):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _types(event):
            event.accept()
            return True
        return super().eventFilter(watched, event)


def _is_field(widget: QWidget) -> bool:
    """Whether it is typed into."""
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit | QAbstractSpinBox):
        return not widget.isReadOnly()
    return False


def _types(event: QKeyEvent) -> bool:
    """Whether a key is one for a text: without Ctrl or Alt, neither Esc nor a function key."""
    function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return event.modifiers() in _PLAIN and event.key() != Qt.Key.Key_Escape and not function
