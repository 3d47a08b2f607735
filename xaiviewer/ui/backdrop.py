"""The part of a widget that seldom changes, painted once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from xaiviewer.ui.rendering import same


class Backdrop:
    """Keeps a widget's backdrop until its size, its screen or the key changes."""

    def __init__(self) -> None:
        self._key: tuple[Any, ...] = ()
        self._picture: QPixmap | None = None

    def paint(self, widget: QWidget, painter: QPainter, key: tuple[Any, ...], draw: Callable[[QPainter], None]) -> None:
        """Paint the backdrop with `painter`, after drawing it anew if the key is not the one it was drawn for."""
        whole = (widget.width(), widget.height(), widget.devicePixelRatioF(), *key)
        if self._picture is None or not same(whole, self._key):
            picture = QPixmap(widget.size() * widget.devicePixelRatioF())
            picture.setDevicePixelRatio(widget.devicePixelRatioF())
            picture.fill(Qt.GlobalColor.transparent)
            on = QPainter(picture)
            on.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(on)
            on.end()
            self._picture, self._key = picture, whole
        painter.drawPixmap(0, 0, self._picture)
