"""The field that waits for a key to be pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QWidget

from xaiviewer.ui.language import tr

_HELD = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_unknown)
_PORTABLE = QKeySequence.SequenceFormat.PortableText


class Capture(QLabel):
    """While it has the keyboard, every key comes here and does nothing else; Esc alone gives up.

    Signals:
        pressed(str): the key, as Qt spells it.
        left(): the reader gave up.
    """

    pressed = Signal(str)
    left = Signal()

    access_role = QAccessible.Role.HotkeyField

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContentsMargins(8, 6, 8, 6)
        self.setObjectName("capture")

    def wait(self, title: str) -> None:
        """Wait for the key of an action."""
        told = tr("Press the key for “{title}”; Esc leaves it as it is.").format(title=title)
        self.setText(told)
        self.setAccessibleName(told)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def rest(self, text: str = "") -> None:
        """Wait no longer, and say something."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clearFocus()
        self.setText(text)
        self.setAccessibleName(text)

    def event(self, event: QEvent) -> bool:
        """Before any shortcut, and before Tab moves the keyboard on."""
        if isinstance(event, QKeyEvent) and self.hasFocus():
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
            event.accept()
            return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.left.emit()
        elif key not in _HELD:
            self.pressed.emit(spelled_key(key, event.modifiers()))


def spelled_key(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> str:
    """A pressed key as Qt spells it. Shift is part of "?" where the keyboard needs it, and no modifier."""
    sign = 0x21 <= key.value < 0x7F and not Qt.Key.Key_A <= key <= Qt.Key.Key_Z
    modifiers &= ~Qt.KeyboardModifier.KeypadModifier
    if sign and not Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(modifiers.value | key.value).toString(_PORTABLE)
