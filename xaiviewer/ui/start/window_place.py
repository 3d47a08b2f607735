"""Where the window stands: at the first start as large as suits it, then where it was closed."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import QWidget

from xaiviewer.ui.kit import theme
from xaiviewer.ui.settings import settings

_KEY = "window/geometry"
_LARGEST = QSize(1840, 1040)
_SHARE = 0.92
"""Of the screen: what lies behind the window can be reached."""


def restore(window: QWidget) -> bool:
    """Put `window` where the last one stood, on a screen that is there; False where nothing is known of it."""
    found = settings()
    kept = None if found is None else found.value(_KEY)
    return isinstance(kept, QByteArray) and window.restoreGeometry(kept)


def offer(window: QWidget) -> None:
    """The size of a first start."""
    size, whole = offered(window.screen().availableGeometry().size())
    window.resize(size)
    if whole:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def offered(free: QSize) -> tuple[QSize, bool]:
    """Most of a screen, at most a full-HD one; larger with the letters, and all of the screen where they want more."""
    most, wanted = free * _SHARE, QSize(*(round(theme.grown(each)) for each in _LARGEST.toTuple()))
    larger = theme.look.percent > 100
    return wanted.boundedTo(most), larger and wanted.boundedTo(most) != wanted


def keep(window: QWidget) -> None:
    """Remember where `window` stands; in full screen, where it stood before that."""
    found = settings()
    if found is None:
        return
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
    found.setValue(_KEY, window.saveGeometry())
