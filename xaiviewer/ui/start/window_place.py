"""Where the window stood when it was closed, kept for the next start."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QWidget

from xaiviewer.ui.settings import settings

_KEY = "window/geometry"


def restore(window: QWidget) -> bool:
    """Put `window` where the last one stood, on a screen that is there; False where nothing is known of it."""
    found = settings()
    kept = None if found is None else found.value(_KEY)
    return isinstance(kept, QByteArray) and window.restoreGeometry(kept)


def keep(window: QWidget) -> None:
    """Remember where `window` stands; in full screen, where it stood before that."""
    found = settings()
    if found is None:
        return
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
    found.setValue(_KEY, window.saveGeometry())
