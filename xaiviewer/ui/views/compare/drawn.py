"""The comparison as one picture, and in words: what stands side by side, each under its letter and its name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.enlarging import enlarged

_EDGE, _GAP = 8, 2


@dataclass(frozen=True)
class Part:
    """One of what is compared.

    Attributes:
        title: its letter and its name.
        view: what it shows.
        scale: of its colours; None where it has none.
    """

    title: str
    view: QWidget
    scale: QWidget | None = None


def across(count: int) -> int:
    """How many stand in a row."""
    return count if count <= 3 else math.ceil(count / 2)


def drawn(parts: Sequence[Part], times: int = 1) -> QPixmap:
    """All of them in their rows, painted so many times as large."""
    font = theme.font(theme.SMALL, bold=True)
    head = QFontMetrics(font).height() + 2 * _EDGE
    foot = max((each.scale.height() for each in parts if each.scale is not None), default=0)
    columns = across(len(parts))
    rows = math.ceil(len(parts) / columns)
    wide = max(each.view.width() for each in parts) + _GAP
    high = head + max(each.view.height() for each in parts) + foot + _GAP
    ratio = parts[0].view.devicePixelRatioF() * times
    made = QPixmap(round((columns * wide - _GAP) * ratio), round((rows * high - _GAP) * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(theme.WINDOW)
    painter = QPainter(made)
    painter.setFont(font)
    painter.setPen(theme.TEXT)
    for number, part in enumerate(parts):
        left, top = (number % columns) * wide, (number // columns) * high
        room = QRect(left + _EDGE, top, part.view.width() - 2 * _EDGE, head)
        told = painter.fontMetrics().elidedText(part.title, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, told)
        painter.drawPixmap(left, top + head, enlarged(part.view, times))
        if part.scale is not None:
            painter.drawPixmap(left + _EDGE, top + head + part.view.height(), enlarged(part.scale, times))
    painter.end()
    return made
