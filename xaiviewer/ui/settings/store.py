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


def kept(key: str, usual: object = "") -> str:
    """What is kept under a key, as text; `usual` where nothing is."""
    found = settings()
    return str(usual if found is None else found.value(key, usual))


def keep(key: str, value: object) -> None:
    """Keep it for the next start."""
    found = settings()
    if found is not None:
        found.setValue(key, value)


def forget_all() -> None:
    """Forget everything that is kept: the next start is like the first."""
    found = settings()
    if found is not None:
        found.clear()


def whole(text: str, usual: int, least: int, most: int) -> int:
    """A whole number within limits; `usual` for whatever else is kept."""
    try:
        return min(max(int(text), least), most)
    except ValueError:
        return usual
