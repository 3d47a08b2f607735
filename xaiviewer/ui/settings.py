"""Where the reviewer's settings are kept."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from xaiviewer import paths
from xaiviewer.errors import XaiViewerError


def settings() -> QSettings | None:
    """The reviewer's settings; None where they cannot be kept, which is no reason to bother anybody."""
    try:
        return QSettings(str(paths.user_data() / "settings.ini"), QSettings.Format.IniFormat)
    except XaiViewerError:
        return None
