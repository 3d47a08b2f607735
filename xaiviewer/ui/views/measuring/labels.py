"""Where a label stands: beside what it measures, never on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath

_GAP = 10.0
_AWAY = (0.0, 16.0, 40.0, 80.0, 140.0, 220.0)  # further and further, where there is no room closer by
_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))


def place(
    size: QSizeF, around: QRectF, view: QRectF, measured: Sequence[QPainterPath], taken: Sequence[QRectF]
) -> QRectF | None:
    """The nearest place for a label.

    Args:
        size: of the label.
        around: the box of what it measures, in the view.
        view: that the label has to lie in.
        measured: what no label may cover, filled paths in the view.
        taken: where other labels stand.

    Returns:
        None where there is no such place: nothing is better than a label over what is measured.
    """
    bounds = [each.boundingRect() for each in measured]  # most are told apart by these alone
    for away in _AWAY:
        for across, down in _SIDES:
            box = _beside(size, around, across, down, _GAP + away)
            if not view.contains(box) or any(each.intersects(box) for each in taken):
                continue
            if not any(
                bound.intersects(box) and each.intersects(box) for bound, each in zip(bounds, measured, strict=True)
            ):
                return box
    return None


def leader(label: QRectF, around: QRectF) -> tuple[QPointF, QPointF] | None:
    """A line from a label to what it measures; None where it stands right beside it."""
    near = QPointF(
        min(max(label.center().x(), around.left()), around.right()),
        min(max(label.center().y(), around.top()), around.bottom()),
    )
    edge = QPointF(min(max(near.x(), label.left()), label.right()), min(max(near.y(), label.top()), label.bottom()))
    return (edge, near) if (edge - near).manhattanLength() > 2 * _GAP else None


def _beside(size: QSizeF, around: QRectF, across: int, down: int, gap: float) -> QRectF:
    """A label on one side, or at one corner, of a box."""
    x = (around.left() - gap - size.width(), around.center().x() - size.width() / 2, around.right() + gap)[across + 1]
    y = (around.top() - gap - size.height(), around.center().y() - size.height() / 2, around.bottom() + gap)[down + 1]
    return QRectF(QPointF(x, y), size)
