"""Letters and sentences on dark plates over a picture."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle

from xaiviewer.ui.kit import theme

_PLATE = QColor(8, 11, 15, 205)


def paint_letters(painter: QPainter, view: QRect, letters: tuple[str, str, str, str]) -> None:
    """Which way the patient lies: letters at the left, right, top and bottom edge."""
    flags = (
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
        Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter,
        Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter,
    )
    painter.setFont(theme.font(theme.TITLE, bold=True))
    inner = view.adjusted(8, 8, -8, -8)
    for letter, flag in zip(letters, flags, strict=True):
        box = QStyle.alignedRect(Qt.LayoutDirection.LeftToRight, flag, QSize(theme.px(20), theme.px(20)), inner)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_PLATE)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.VIEW_TEXT)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


def paint_plate(painter: QPainter, view: QRect, text: str, top: float, colour: QColor, *, bold: bool = False) -> None:
    """A short text, centred."""
    painter.setFont(theme.font(theme.SMALL if bold else theme.BODY, bold=bold))
    width = min(painter.fontMetrics().horizontalAdvance(text) + 24, view.width() - 16)
    plate = QRectF((view.width() - width) / 2, top, width, theme.px(24))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_PLATE)
    painter.drawRoundedRect(plate, 4, 4)
    painter.setPen(colour)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)
