"""Where file dialogs begin: where pictures were saved last, and beside the case that was opened last.

A window that was started from a menu or a desktop has no folder of its own that would mean anything to its reader.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from xaiviewer.ui.settings import recent
from xaiviewer.ui.settings.store import keep, kept

_PICTURES = "folders/pictures"


def picture(name: str) -> str:
    """A file of that name where pictures were saved last, or where the system keeps them."""
    usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return str(Path(kept(_PICTURES) or usual) / name)


def keep_picture(file: Path) -> None:
    """Begin where this one was saved from now on."""
    keep(_PICTURES, str(file.parent))


def cases() -> str:
    """Where the case lies that was opened last, or where the system keeps the user's documents."""
    opened = recent.recent()
    if opened:
        return str(opened[0].parent)
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
