"""How large a dialog opens: as its letters need, as far as the screen is."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from xaiviewer.ui.kit import theme

FRAME = 48
"""Pixels that a window's frame takes of a small screen."""


def room(dialog: QWidget) -> QSize:
    """What the dialog's screen has for it."""
    return dialog.screen().availableGeometry().size() - QSize(FRAME, FRAME)


def open_as(dialog: QWidget, width: float, height: float) -> None:
    """Give a dialog this size at usual letters, more with larger ones, and no more than there is room for."""
    dialog.resize(QSize(theme.px(width), theme.px(height)).boundedTo(room(dialog)))
