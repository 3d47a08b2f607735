"""A widget as a picture with more pixels than the screen has."""

from __future__ import annotations

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget


def enlarged(shown: QWidget, times: int = 1) -> QPixmap:
    """What a widget shows, with so many pixels for each of the screen's: painted anew, lines and letters stay sharp."""
    if times == 1:
        return shown.grab()
    ratio = shown.devicePixelRatioF() * times
    made = QPixmap(round(shown.width() * ratio), round(shown.height() * ratio))
    made.setDevicePixelRatio(ratio)
    shown.render(made)
    return made
