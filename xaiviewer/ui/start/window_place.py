"""Where the window stood when it was closed, kept for the next start."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QWidget

from xaiviewer import paths
from xaiviewer.errors import XaiViewerError

_KEY = "window/geometry"


def restore(window: QWidget) -> bool:
    """Put `window` where the last one stood, on a screen that is there; False where nothing is known of it."""
    settings = _settings()
    kept = None if settings is None else settings.value(_KEY)
    return isinstance(kept, QByteArray) and window.restoreGeometry(kept)


def keep(window: QWidget) -> None:
    """Remember where `window` stands; in full screen, where it stood before that."""
    settings = _settings()
    if settings is None:
        return
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
    settings.setValue(_KEY, window.saveGeometry())


def _settings() -> QSettings | None:
    """The reviewer's settings; None where they cannot be kept, which is no reason to bother anybody."""
    try:
        return QSettings(str(paths.user_data() / "settings.ini"), QSettings.Format.IniFormat)
    except XaiViewerError:
        return None
