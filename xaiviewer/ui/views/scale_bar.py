"""How long some round number of millimetres is in a view, and other small text on the picture."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen, QTransform
from PySide6.QtWidgets import QStyle

from xaiviewer.case import Geometry
from xaiviewer.display.scale import length_mm
from xaiviewer.ui.kit import theme

LEFT, _ABOVE = 20, 20
"""Pixels from the lower left corner."""
_AROUND = ((-1, -1), (1, -1), (-1, 1), (1, 1))
RIM = 2
"""Pixels around a text that its rim may take."""
_ACROSS = Qt.AlignmentFlag.AlignHorizontal_Mask.value


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
    if not text:
        return
    font = theme.font(theme.SMALL)
    scale = painter.device().devicePixelRatioF() * painter.worldTransform().m11()
    made = _rimmed(text, font.toString(), where.value & _ACROSS, scale, theme.HALO.rgba(), theme.VIEW_TEXT.rgba())
    size = (QSizeF(made.size()) / scale).toSize()
    beyond = box.adjusted(-RIM, -RIM, RIM, RIM).toRect()
    painter.drawImage(QStyle.alignedRect(Qt.LayoutDirection.LeftToRight, where, size, beyond).topLeft(), made)


@lru_cache(maxsize=64)
def _rimmed(text: str, font: str, across: int, scale: float, rim: int, inside: int) -> QImage:
    """The text as a picture, made once: while somebody steps through slices most of what is written stays."""
    written = QFont()
    written.fromString(font)
    size = QFontMetrics(written).size(0, text)
    made = QImage(
        math.ceil((size.width() + 2 * RIM) * scale),
        math.ceil((size.height() + 2 * RIM) * scale),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    made.setDevicePixelRatio(scale)
    made.fill(0)
    box, where = QRectF(RIM, RIM, size.width(), size.height()), Qt.AlignmentFlag.AlignTop.value | across
    painter = QPainter(made)
    painter.setFont(written)
    painter.setPen(QColor.fromRgba(rim))
    for right, down in _AROUND:
        painter.drawText(box.translated(right, down), where, text)
    painter.setPen(QColor.fromRgba(inside))
    painter.drawText(box, where, text)
    painter.end()
    return made
