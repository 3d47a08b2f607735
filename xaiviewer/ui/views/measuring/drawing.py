"""Draws what was measured and marked over a view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPolygonF,
    QTransform,
)

from xaiviewer.measurements import REGIONS, Measurement, Scale, course, handles
from xaiviewer.review import Review, ShownState
from xaiviewer.review.measured import Measured
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.measured_words import diameters
from xaiviewer.ui.kit.pens import pens
from xaiviewer.ui.kit.rendering import Kept, to_path
from xaiviewer.ui.views.measuring.hand import radius
from xaiviewer.ui.views.measuring.labels import leader, place
from xaiviewer.ui.views.measuring.tools import PAINTING, Tools

_HANDLE = 4.0
_CROSS = 9.0  # of a probe, from its middle
_ROOM = 9.0  # beside a line that no label covers
_EDGE = 4.0
_PLATE = QColor(8, 11, 15, 190)

Labelled = tuple[tuple[Measurement, tuple[str, ...]], ...]
"""What is measured, and the lines of its label."""


class Drawing:
    """Draws over one view."""

    def __init__(self, review: Review, tools: Tools, *, role: Literal["slice", "heat"]) -> None:
        """Beside what is measured stands what it is of the view's own picture: of the sequence, or of the map."""
        self._review, self._tools, self._role = review, tools, role
        self._marks = Kept(2)
        self._placed = Kept(4)

    @property
    def measured(self) -> Measured:
        """What is drawn."""
        return self._review.measured

    def paint(
        self,
        painter: QPainter,
        state: ShownState,
        transform: QTransform,
        view: QRectF,
        reserved: Sequence[QRectF] | None,
    ) -> None:
        """Draw everything on the slice shown.

        Args:
            painter: on the view.
            state: what is shown.
            transform: slice pixels to the view.
            view: its rectangle.
            reserved: where the view says something itself, so that no label stands there; None for no labels at all.
        """
        measured = self.measured.state
        if measured.visible and state.case is not None:
            self._paint_marks(painter, state, transform)
            drawn = self._drawn(state)
            for each in drawn:
                self._shape(painter, each, transform, chosen=each.number == measured.selected)
            lesion = self._lesion(painter, state, transform)
            if reserved is not None:
                self._labels(painter, (*lesion, *self._told(state, drawn)), transform, view, reserved)
        self._brush(painter, transform)

    def _drawn(self, state: ShownState) -> tuple[Measurement, ...]:
        """The measurements of the slice, as they are just now."""
        live = self._tools.live if self._tools.drawn_in is self.measured else None
        known = self.measured.state.on(state.slice_index)
        if live is None or live.slice_index != state.slice_index:
            return known
        others = tuple(each for each in known if each.number != live.number)
        return (*others, live)

    # ---------------------------------------------------------------- marks

    def _paint_marks(self, painter: QPainter, state: ShownState, transform: QTransform) -> None:
        stroke = self._tools.stroke
        live = stroke is not None and stroke.index == state.slice_index
        mask = stroke.mask if live and stroke is not None else self.measured.state.marks.of(state.slice_index)
        if mask is None:
            return
        turn = stroke.turn if live and stroke is not None else -1
        picture, path = self._marks.get((mask, turn), lambda: (_tinted(mask), None if live else to_path(mask)))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.setTransform(transform, combine=True)
        painter.drawImage(QRectF(-0.5, -0.5, picture.width(), picture.height()), picture)
        painter.restore()
        if path is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            _twice(painter, lambda: painter.drawPath(transform.map(path)), theme.MARKS, 1.4)

    def _brush(self, painter: QPainter, transform: QTransform) -> None:
        at = self._tools.brush_at
        if at is None or self._tools.tool not in PAINTING:
            return
        wide, high = radius(self._tools, self.measured.scale)
        box = transform.mapRect(QRectF(at.x() - wide, at.y() - high, 2 * wide, 2 * high))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = theme.MARKS if self._tools.tool == "brush" else theme.VIEW_TEXT
        _twice(painter, lambda: painter.drawEllipse(box), colour, 1.2)

    # ---------------------------------------------------------------- shapes

    def _shape(self, painter: QPainter, drawn: Measurement, transform: QTransform, *, chosen: bool) -> None:
        hovered = self._tools.hovered if self._tools.drawn_in is self.measured else None
        bright = chosen or drawn.number in (0, hovered)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path = outline(drawn, transform)
        _twice(painter, lambda: painter.drawPath(path), theme.MEASURED, 2.4 if bright else 1.5)
        if not bright or drawn.kind == "probe":
            return
        painter.setPen(QPen(theme.HALO, 1))
        painter.setBrush(QBrush(theme.VIEW_TEXT if chosen else theme.MEASURED))
        for handle in handles(drawn):
            painter.drawEllipse(transform.map(QPointF(*handle)), _HANDLE, _HANDLE)

    def _lesion(self, painter: QPainter, state: ShownState, transform: QTransform) -> Labelled:
        """Both diameters of the lesion that is chosen in the table, on the slice where they were taken; their label."""
        found = self._review.outlined.state
        if found.table is None or found.selected is None:
            return ()
        row = found.table.rows[found.selected]
        index = row.lesion.longest.slice_index
        if index != state.slice_index:
            return ()
        both = tuple(Measurement(-1, "distance", index, each.ends) for each in (row.lesion.longest, row.lesion.across))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for each in both:
            path = outline(each, transform)
            colour = theme.CLINICIAN if row.by == "clinician" else theme.MODEL
            _twice(painter, partial(painter.drawPath, path), colour, 1.6)
        words = diameters(row.lesion.longest, row.lesion.across, found.table.scale)
        return (both[0], (words,)), (both[1], ())

    # ---------------------------------------------------------------- labels

    def _labels(
        self, painter: QPainter, told: Labelled, transform: QTransform, view: QRectF, reserved: Sequence[QRectF]
    ) -> None:
        """The figures beside each; the first have their places first."""
        if not told:
            return
        placed = self._placed.get(
            (told, transform, view, tuple(reserved)), lambda: _placed(told, transform, view, reserved)
        )
        for (each, lines), box in zip(told, placed, strict=True):
            if box is None:
                continue
            line = leader(box, outline(each, transform).boundingRect())
            if line is not None:
                _twice(painter, partial(painter.drawLine, *line), theme.VIEW_MUTED, 1)
            _write(painter, box, lines)

    def _told(self, state: ShownState, drawn: Sequence[Measurement]) -> Labelled:
        """What stands beside each: the one that is chosen, or being drawn, first."""
        scale, selected = self.measured.scale, self.measured.state.selected
        order = sorted(drawn, key=lambda each: each.number not in (0, selected))
        return tuple((each, self._lines(state, each, scale)) for each in order)

    def _lines(self, state: ShownState, drawn: Measurement, scale: Scale) -> tuple[str, ...]:
        """What stands beside a measurement in this view."""
        said = self._tools.figures.of(state, drawn, scale)
        of_map = " · ".join(filter(None, (said.map, said.mass)))
        second = of_map or said.values if self._role == "heat" else said.values
        first = second if drawn.kind == "probe" else said.size
        head = f"{drawn.number}  {first}" if drawn.number else first
        return tuple(filter(None, (head, "" if drawn.kind == "probe" else second)))


def outline(drawn: Measurement, transform: QTransform) -> QPainterPath:
    """A measurement's line in the view."""
    path = QPainterPath()
    if drawn.kind == "probe":
        at = transform.map(QPointF(*drawn.points[0]))
        for across, down in ((1, 0), (0, 1)):
            path.moveTo(at.x() - across * _CROSS, at.y() - down * _CROSS)
            path.lineTo(at.x() - across * _CROSS / 3, at.y() - down * _CROSS / 3)
            path.moveTo(at.x() + across * _CROSS / 3, at.y() + down * _CROSS / 3)
            path.lineTo(at.x() + across * _CROSS, at.y() + down * _CROSS)
        return path
    path.addPolygon(transform.map(QPolygonF([QPointF(*point) for point in course(drawn)])))
    return path


def place_of(drawn: Measurement, transform: QTransform) -> QPainterPath:
    """What a measurement measures, in the view, with a little room around it: no label may cover that."""
    path = outline(drawn, transform)
    stroker = QPainterPathStroker()
    stroker.setWidth(_ROOM)
    around = stroker.createStroke(path)
    if drawn.kind == "probe":
        around.addRect(path.boundingRect())
    if drawn.kind in REGIONS:
        around.addPath(path)
    around.setFillRule(Qt.FillRule.WindingFill)
    return around


def _placed(told: Labelled, transform: QTransform, view: QRectF, reserved: Sequence[QRectF]) -> list[QRectF | None]:
    """Where each label stands; None where it says nothing, or there is no room for it."""
    room = view.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    measured = [place_of(each, transform) for each, _ in told]
    taken = list(reserved)
    found: list[QRectF | None] = []
    for each, lines in told:
        around = outline(each, transform).boundingRect()
        box = place(_size(lines), around, room, measured, taken) if lines else None
        found.append(box)
        taken += [] if box is None else [box]
    return found


def _size(lines: Sequence[str]) -> QSizeF:
    metrics = QFontMetricsF(theme.font(theme.SMALL))
    wide = max((metrics.horizontalAdvance(line) for line in lines), default=0)
    return QSizeF(wide + 12, metrics.height() * len(lines) + 6)


def _write(painter: QPainter, box: QRectF, lines: Sequence[str]) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_PLATE)
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(theme.font(theme.SMALL))
    painter.setPen(theme.VIEW_TEXT)
    painter.drawText(box.adjusted(6, 3, -6, -3), Qt.AlignmentFlag.AlignLeft, "\n".join(lines))


def _twice(painter: QPainter, draw: Callable[[], object], colour: QColor, width: float) -> None:
    """A dark line, and a bright one on it: seen on bright and on dark tissue."""
    for pen in pens(colour, width):
        painter.setPen(pen)
        draw()


def _tinted(mask: NDArray[np.bool_]) -> QImage:
    """Marks as a transparent picture, one pixel per pixel of the slice."""
    rows, columns = mask.shape
    colour = theme.MARKS
    alpha = 0.38
    value = np.uint32(
        round(255 * alpha) << 24
        | round(colour.red() * alpha) << 16
        | round(colour.green() * alpha) << 8
        | round(colour.blue() * alpha)
    )
    pixels = np.where(mask, value, np.uint32(0)).astype(np.uint32)
    return QImage(pixels.data, columns, rows, columns * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()
