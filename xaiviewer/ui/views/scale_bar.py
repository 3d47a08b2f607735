"""How long some round number of millimetres is in a view, and other small text on the picture."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTransform

from xaiviewer.case import Geometry
from xaiviewer.display.scale import length_mm
from xaiviewer.ui.kit import theme

LEFT, _ABOVE = 20, 20
"""Pixels from the lower left corner."""
_AROUND = ((-1, -1), (1, -1), (-1, 1), (1, 1))


def paint_scale_bar(painter: QPainter, geometry: Geometry, transform: QTransform, width: int, height: int) -> None:
    """Draw it in the lower left corner, where the spacing is known."""
    if not geometry.known:
        return
    _, _, wide_mm = geometry.spacing_mm
    mm_per_px = wide_mm / abs(transform.m11())  # negative where the view is flipped
    length = length_mm(mm_per_px, width)
    if not length:
        return
    left, base = float(LEFT), float(height - _ABOVE)
    right = left + length / mm_per_px
    for pen in (QPen(theme.HALO, 4), QPen(theme.VIEW_TEXT, 1.5)):
        painter.setPen(pen)
        painter.drawLine(QPointF(left, base), QPointF(right, base))
        for end in (left, right):
            painter.drawLine(QPointF(end, base - 4), QPointF(end, base))
    box = QRectF(left, base - theme.px(16) - 6, max(right - left, theme.px(64)), theme.px(16))
    paint_text(painter, box, Qt.AlignmentFlag.AlignLeft, f"{length} mm")


def paint_text(painter: QPainter, box: QRectF, where: Qt.AlignmentFlag, text: str) -> None:
    """Small text that can be read on bright and on dark tissue: dark all around."""
    painter.setFont(theme.font(theme.SMALL))
    painter.setPen(theme.HALO)
    for across, down in _AROUND:
        painter.drawText(box.translated(across, down), where, text)
    painter.setPen(theme.VIEW_TEXT)
    painter.drawText(box, where, text)
