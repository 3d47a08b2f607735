"""One chart of `records.pictures.curves`, painted: the window and the export draw the same lines."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from xaiviewer.records.pictures.curves import Chart, Line
from xaiviewer.ui.kit import theme
from xaiviewer.ui.language import figure, tr

_TITLE, _BOTTOM, _RIGHT = 22, 40, 12
_SWATCH, _ROW = 18, 18
_NARROWEST = 232
_LETTERS = 16  # the height of a line of small letters
_BAND = 45  # opacity of what lies between a line's lowest and highest values


class CurveChart(QWidget):
    """Lines from 0 to 1 over an axis, and their names below it; without lines the axes alone."""

    access_role = QAccessible.Role.Chart

    def __init__(self, chart: Chart, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        """A chart to be filled in.

        Args:
            chart: whose title and axis are shown meanwhile.
            names: of all lines that it may hold: room is kept for them.
            parent: the widget around it.
        """
        super().__init__(parent)
        self._chart, self._names = chart, names
        self._numbers = theme.text_width(theme.SMALL, [figure("0.5")]) + 6
        self._left = self._numbers + (theme.px(_LETTERS) + 4 if chart.up else 0) + 2
        self.setMinimumSize(self._needed(), theme.px(136) + theme.px(_ROW) * len(names))
        self.show_chart(chart)

    @property
    def chart(self) -> Chart:
        """What is painted."""
        return self._chart

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(max(theme.px(280), self.minimumWidth()), theme.px(200 + _ROW * len(self._names)))

    def show_chart(self, chart: Chart) -> None:
        """Paint another one."""
        self._chart = chart
        self.setAccessibleName(tr(chart.title))
        told = [f"{tr(line.name)}: {_told(line)}" for line in chart.lines if line.name]
        self.setAccessibleDescription("; ".join(told))
        self.update()

    def _needed(self) -> int:
        """The width in which neither the title nor the axis is cut."""
        named = self._left + _RIGHT + theme.text_width(theme.SMALL, [tr(self._chart.axis)])
        return max(theme.px(_NARROWEST), theme.text_width(theme.BODY, [tr(self._chart.title)]) + _RIGHT, named)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.BODY))
        painter.setPen(theme.MUTED)
        painter.drawText(
            QRectF(0, 0, self.width(), theme.px(_TITLE) - 4), Qt.AlignmentFlag.AlignVCenter, tr(self._chart.title)
        )
        painter.setFont(theme.font(theme.SMALL))
        self._axes(painter)
        for line in self._chart.lines:
            self._band(painter, line)
            painter.setPen(_pen(line))
            painter.drawPolyline(self._points(line.across, line.up))
        self._legend(painter)

    @property
    def _floor(self) -> float:
        return self.height() - theme.px(_BOTTOM) - theme.px(_ROW) * len(self._names)

    def _x(self, value: float) -> float:
        low, high = self._chart.across
        return self._left + (value - low) / (high - low) * (self.width() - self._left - _RIGHT)

    def _y(self, value: float) -> float:
        return self._floor - value * (self._floor - theme.px(_TITLE) - 4)

    def _axes(self, painter: QPainter) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        high = theme.px(_LETTERS)
        for value in (0.0, 0.5, 1.0):
            y = self._y(value)
            painter.setPen(QPen(theme.LINE, 1))
            painter.drawLine(QPointF(self._left, y), QPointF(self.width() - _RIGHT, y))
            painter.setPen(theme.FAINT)
            beside = QRectF(self._left - 6 - self._numbers, y - high / 2, self._numbers, high)
            painter.drawText(beside, right, figure(f"{value:g}"))
        low, most = self._chart.across
        for value in np.linspace(low, most, 3).tolist():
            words = _percent(value)
            wide = theme.text_width(theme.SMALL, [words]) + 2
            x = min(self._x(value) - wide / 2, self.width() - wide)
            painter.drawText(QRectF(x, self._floor + 2, wide, high), Qt.AlignmentFlag.AlignCenter, words)
        below = QRectF(self._left, self._floor + high + 2, self.width() - self._left - _RIGHT, theme.px(_ROW))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, tr(self._chart.axis))
        if self._chart.up:
            painter.save()
            painter.translate(0, self._floor)
            painter.rotate(-90)
            along = QRectF(0, 0, self._floor - self._y(1.0), high)
            painter.drawText(along, Qt.AlignmentFlag.AlignCenter, tr(self._chart.up))
            painter.restore()

    def _band(self, painter: QPainter, line: Line) -> None:
        if line.low is None or line.high is None:
            return
        upper, lower = self._points(line.across, line.high), self._points(line.across, line.low)
        colour = QColor(theme.sign(line.colour))
        colour.setAlpha(_BAND)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([*upper.toList(), *lower.toList()[::-1]]))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _points(self, across: NDArray[np.float64], up: NDArray[np.float64]) -> QPolygonF:
        known = np.isfinite(across) & np.isfinite(up)
        places = zip(across[known].tolist(), up[known].tolist(), strict=True)
        return QPolygonF([QPointF(self._x(x), self._y(y)) for x, y in places])

    def _legend(self, painter: QPainter) -> None:
        there = {line.name: line for line in self._chart.lines}
        shown = [there[name] for name in self._names if name in there]
        for place, line in enumerate(shown):
            y = self.height() - theme.px(_ROW) * (len(self._names) - place) + theme.px(_ROW) / 2
            painter.setPen(_pen(line))
            painter.drawLine(QPointF(self._left, y), QPointF(self._left + _SWATCH, y))
            painter.setPen(theme.MUTED)
            box = QRectF(self._left + _SWATCH + 8, y - theme.px(_ROW) / 2, self.width(), theme.px(_ROW))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, tr(line.name))


def _pen(line: Line) -> QPen:
    style = Qt.PenStyle.DashLine if line.dashed else Qt.PenStyle.SolidLine
    return QPen(theme.sign(line.colour), 1.6, style)


def _told(line: Line) -> str:
    """A line's ends, for those who do not see it."""
    known = line.up[np.isfinite(line.up)]
    return figure(f"{known[0]:.2f} – {known[-1]:.2f}") if known.size else "–"


def _percent(value: float) -> str:
    return figure(f"{100 * value:+.0f} %" if value < 0 else f"{100 * value:.0f} %").replace("-", "−")
