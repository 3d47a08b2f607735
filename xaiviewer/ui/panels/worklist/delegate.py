"""How a case is painted in the list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from xaiviewer.review import CaseEntry
from xaiviewer.review.verdicts.worklist import Line
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.list_rows import paint_ground, paint_line, paint_name, picture_side
from xaiviewer.ui.language import tr
from xaiviewer.ui.panels.worklist.columns import summary
from xaiviewer.ui.panels.worklist.model import ENTRY, LINE, PICTURE, SHARED, TOLD

_HEIGHT, _THIRD, _SIDE = 52, 16, 36

_Index = QModelIndex | QPersistentModelIndex


class CaseDelegate(QStyledItemDelegate):
    """Two lines per case, or three, a status dot or a small picture with one, a thin progress bar."""

    columns: tuple[str, ...] = ()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        del option, index
        return QSize(160, theme.px(_HEIGHT + (_THIRD if self._tells else 0)))

    @property
    def _tells(self) -> bool:
        """Whether there is a third line."""
        return not set(self.columns) <= {"thumbnail"}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: CaseEntry = index.data(ENTRY)
        painter.save()
        box = paint_ground(painter, option)
        indent, pictured, square = 0.0, "thumbnail" in self.columns, QRectF()
        if pictured:
            side = picture_side(_SIDE, box.width())
            indent = side - 12.0
            square = QRectF(box.left() + 12, box.top() + 8, side, side)
            self._paint_picture(painter, square, index.data(PICTURE))
        dot = square.bottomRight() - QPointF(5, 5)
        if pictured:  # the dot stands out from whatever the picture shows
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.PANEL)
            painter.drawEllipse(dot, 7, 7)
        self._dot(painter, dot if pictured else QPointF(box.left() + 22, box.top() + theme.px(18)), entry)
        text = box.adjusted(36 + indent, 8, -12, -8)
        below = QRectF(text.left(), text.top() + theme.px(18), text.width(), theme.px(16))
        if entry.synthetic:
            text.setRight(self._tag(painter, text, tr("SYNTHETIC")) - 8)
        name: str = index.data()
        if entry.synthetic:
            name = name.removesuffix(" (synthetic)")  # the tag says it
        paint_name(painter, text, name, index.data(SHARED) or 0)
        paint_line(painter, below, summary(entry), theme.MUTED)
        if self._tells:
            line: Line = index.data(LINE)
            colour = {"done": theme.ACCENT, "flagged": theme.CAUTION, "in work": theme.TEXT}
            paint_line(
                painter, below.translated(0, theme.px(16)), index.data(TOLD), colour.get(line.status, theme.FAINT)
            )
        of_case = entry.asking and entry.analysed >= entry.slices
        done, total = (entry.answered, entry.asked) if of_case else (entry.analysed, entry.slices)
        if 0 < done < total or (of_case and done < total):
            track = QRectF(text.left(), box.bottom() - 8, text.width(), 2)
            painter.fillRect(track, theme.LINE)
            track.setWidth(track.width() * done / total)
            painter.fillRect(track, theme.ACCENT)
        painter.restore()

    @staticmethod
    def _paint_picture(painter: QPainter, box: QRectF, picture: QPixmap | None) -> None:
        """The picture; where there is none yet, a frame for it: black would be a picture of nothing."""
        painter.fillRect(box, theme.VIEW if picture is not None else theme.RAISED)
        if picture is None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.LINE, 1))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            size = picture.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(QPointF(0, 0), QSizeF(size))
            place.moveCenter(box.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(place, picture, QRectF(picture.rect()))

    @staticmethod
    def _dot(painter: QPainter, centre: QPointF, entry: CaseEntry) -> None:
        """Hollow: waiting. Half: begun. Full: done. A cross: failed. Shape, so that colour is never the only sign."""
        colour = {"failed": theme.CAUTION, "waiting": theme.FAINT}.get(entry.status, theme.ACCENT)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), 1.6))
        if entry.status == "failed":
            painter.drawLine(centre + QPointF(-4, -4), centre + QPointF(4, 4))
            painter.drawLine(centre + QPointF(-4, 4), centre + QPointF(4, -4))
            return
        painter.drawEllipse(centre, 4.5, 4.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        if entry.status == "done":
            painter.drawEllipse(centre, 4.5, 4.5)
        elif entry.status in ("partial", "working"):
            painter.drawPie(QRectF(centre.x() - 4.5, centre.y() - 4.5, 9, 9), 90 * 16, -180 * 16)

    @staticmethod
    def _tag(painter: QPainter, line: QRectF, text: str) -> float:
        """A small word at the right end of a line; returns its left edge."""
        painter.setFont(theme.font(9, bold=True))
        width = painter.fontMetrics().horizontalAdvance(text) + 8
        box = QRectF(line.right() - width, line.top(), width, theme.px(15))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.CAUTION, 1))
        painter.drawRoundedRect(box, 3, 3)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return box.left()
