"""Letters and sentences on dark plates over a picture, and a cross at a place of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle

from xaiviewer.ui.kit import theme

EDGE, LETTER = 8, 20
"""Pixels between a view's edges and what is written there; logical ones of a letter's plate."""

CROSS = 10
"""View pixels that a cross reaches from its middle."""

_MESSAGE, _PLATE_HIGH = 76, 24
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
    inner = view.adjusted(EDGE, EDGE, -EDGE, -EDGE)
    for letter, flag in zip(letters, flags, strict=True):
        box = QStyle.alignedRect(Qt.LayoutDirection.LeftToRight, flag, QSize(theme.px(LETTER), theme.px(LETTER)), inner)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_PLATE)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.VIEW_TEXT)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


def message_top(high: int) -> int:
    """From the top of a view so many pixels high to what it must say in words: between the letters, if only just."""
    top, beside = high - theme.px(_MESSAGE), (high + theme.px(LETTER)) // 2
    return top if top > beside else high - EDGE - theme.px(LETTER) - theme.px(_PLATE_HIGH) - 2


def paint_plate(painter: QPainter, view: QRect, text: str, top: float, colour: QColor, *, bold: bool = False) -> None:
    """A short text, centred; in a narrow view on several lines, which grow away from the nearer edge."""
    painter.setFont(theme.font(theme.SMALL if bold else theme.BODY, bold=bold))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    room, wanted = max(view.width() - 16, 48), painter.fontMetrics().horizontalAdvance(text) + 24
    width, height = float(min(wanted, room)), float(theme.px(_PLATE_HIGH))
    if wanted > room:
        height = painter.fontMetrics().boundingRect(QRect(0, 0, round(width) - 16, 1000), flags, text).height() + 8.0
        top = max(top - (height - theme.px(_PLATE_HIGH)), 0) if top > view.height() / 2 else top
    plate = QRectF((view.width() - width) / 2, top, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_PLATE)
    painter.drawRoundedRect(plate, 4, 4)
    painter.setPen(colour)
    painter.drawText(plate.adjusted(8, 0, -8, 0), flags, text)


def paint_cross(painter: QPainter, at: QPointF) -> None:
    """Four short lines around a place, which stays free."""
    for pen in (QPen(theme.HALO, 3), QPen(theme.VIEW_TEXT, 1)):
        painter.setPen(pen)
        for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            painter.drawLine(at + QPointF(4 * x, 4 * y), at + QPointF(CROSS * x, CROSS * y))
