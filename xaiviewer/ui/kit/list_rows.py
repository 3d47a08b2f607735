"""How a row of a list is painted: what lies behind it, its name, and a small line below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from xaiviewer.ui.kit import theme


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> QRectF:
    """What lies behind a row that is selected or under the pointer; the row's rectangle."""
    box = QRectF(option.rect)
    flags: QStyle.StateFlag = option.state
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    selected = bool(flags & QStyle.StateFlag.State_Selected)
    if selected or flags & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(theme.ACCENT_DIM if selected else theme.RAISED)
        painter.drawRoundedRect(box.adjusted(8, 2, -8, -2), 4, 4)
    return box


def picture_side(pixels: int, width: float) -> float:
    """Side of a row's small picture: it grows with the letters as long as it leaves them most of the row's width."""
    return min(theme.grown(pixels), max(float(pixels), width / 4))


def paint_name(painter: QPainter, text: QRectF, name: str, shared: int = 0) -> None:
    """The first line, shortened where it has no room: by its middle, as names of one study differ at their ends.

    Of names that begin alike the `shared` characters go first, then the end: what follows on them tells them apart.
    """
    painter.setFont(theme.font(theme.BODY))
    painter.setPen(theme.TEXT)
    metrics, room, mode = painter.fontMetrics(), int(text.width()), Qt.TextElideMode.ElideMiddle
    if shared > 1 and metrics.horizontalAdvance(name) > room:
        name, mode = f"…{name[shared:]}", Qt.TextElideMode.ElideRight
    painter.drawText(text, Qt.AlignmentFlag.AlignTop, metrics.elidedText(name, mode, room))


def paint_line(painter: QPainter, line: QRectF, words: str, colour: QColor) -> None:
    """A line below it, in small letters."""
    painter.setFont(theme.font(theme.SMALL))
    painter.setPen(colour)
    fitted = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(line.width()))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, fitted)
