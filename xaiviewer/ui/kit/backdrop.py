"""The part of a widget that seldom changes, painted once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.rendering import Kept


class Backdrop:
    """Keeps a widget's last backdrops, by size, screen and key."""

    def __init__(self, capacity: int = 1) -> None:
        self._kept = Kept(capacity)

    def paint(self, widget: QWidget, painter: QPainter, key: tuple[Any, ...], draw: Callable[[QPainter], None]) -> None:
        """Paint the backdrop for `key` with `painter`, after drawing it if it is not kept."""
        ratio = widget.devicePixelRatioF()

        def make() -> QPixmap:
            picture = QPixmap(widget.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            on = QPainter(picture)
            on.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(on)
            on.end()
            return picture

        painter.drawPixmap(
            0, 0, self._kept.get((widget.width(), widget.height(), ratio, theme.look.edition, *key), make)
        )
