"""The reader's keys while the program runs, kept for the next start."""

from __future__ import annotations

import json
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from xaiviewer.ui.keys.keymap import Keymap, taken
from xaiviewer.ui.keys.mouse import MOUSE
from xaiviewer.ui.settings import settings

_KEYS, _MOUSE = "keys/own", "keys/mouse"


class ReaderKeys(QObject):
    """Which keys do what now.

    Signals:
        changed(): an action has another key.
    """

    changed = Signal()

    def __init__(self, usual: Mapping[str, tuple[str, ...]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keymap = Keymap(usual)

    def take(self, keymap: Keymap) -> None:
        """Use other keys, and keep them for the next start."""
        if keymap == self.keymap:
            return
        self.keymap = keymap
        _keep(_KEYS, keymap.written())
        self.changed.emit()

    def load(self) -> None:
        """Take keys and mouse as the reader left them."""
        keymap = taken(self.keymap.usual, _kept(_KEYS))
        MOUSE.take(_kept(_MOUSE))
        if keymap != self.keymap:
            self.keymap = keymap
            self.changed.emit()


def choose_mouse(preset: str, *, inverted: bool) -> None:
    """Use the mouse otherwise, and keep that for the next start."""
    MOUSE.choose(preset, inverted=inverted)
    _keep(_MOUSE, MOUSE.written())


def _kept(name: str) -> dict[str, object]:
    """What is kept under a name; nothing where that is nonsense."""
    kept = settings()
    try:
        read = json.loads("{}" if kept is None else str(kept.value(name, "{}")))
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _keep(name: str, value: dict[str, object] | dict[str, list[str]]) -> None:
    """Only what differs from the program's own is written."""
    kept = settings()
    if kept is not None:
        kept.setValue(name, json.dumps(value)) if value else kept.remove(name)
