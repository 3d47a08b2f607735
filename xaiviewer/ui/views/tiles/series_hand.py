"""Measuring on a series of its own grid: what is drawn there is kept for it, and no marks are painted."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF
from PySide6.QtGui import QCursor, QPainter, QTransform
from PySide6.QtWidgets import QToolTip

from xaiviewer.measurements import KINDS
from xaiviewer.review import ShownState
from xaiviewer.review.measured import Measured
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.measuring.drawing import Drawing, Labelled
from xaiviewer.ui.views.measuring.hand import Hand
from xaiviewer.ui.views.measuring.tools import PAINTING
from xaiviewer.ui.views.tiles.kind import TileContext

_MARKING = (*PAINTING, "fill")


class OwnSeries(Protocol):
    """Who shows a series."""

    def own_state(self) -> ShownState:
        """The series as a case of its own."""

    def measured(self) -> Measured | None:
        """What is measured on it; None before it is read."""


class SeriesHand(Hand):
    """Measures with the tools that measure; those that paint do nothing here, and say so."""

    def __init__(self, context: TileContext, series: OwnSeries) -> None:
        super().__init__(context.review, context.tools)
        self._series = series

    @property
    def measured(self) -> Measured:
        """That of the series; nothing is drawn before that is read."""
        return self._series.measured() or super().measured

    def shows(self) -> ShownState:
        return self._series.own_state()

    @property
    def draws(self) -> bool:
        return self._tools.tool in KINDS and self._series.measured() is not None

    @property
    def _able(self) -> bool:
        return self._series.measured() is not None and (self.draws or self._tools.tool == "pointer")

    def press(self, place: QPointF, transform: QTransform) -> bool:
        if self._tools.tool in _MARKING:
            QToolTip.showText(QCursor.pos(), tr("Marks are painted on the case's own slices."))
            return True  # a drag that paints nothing must not change the window either
        return self._able and super().press(place, transform)

    def move(self, place: QPointF, transform: QTransform, *, held: bool) -> bool:
        self._tools.over = self
        return self._able and super().move(place, transform, held=held)

    def release(self, place: QPointF) -> bool:
        return self._able and super().release(place)


class SeriesDrawing(Drawing):
    """Draws what was measured on the series: no lesion, which is of the case's slices, and no brush."""

    def __init__(self, context: TileContext, series: OwnSeries) -> None:
        super().__init__(context.review, context.tools, role="slice")
        self._series = series

    @property
    def measured(self) -> Measured:
        return self._series.measured() or Measured()

    def _lesion(self, painter: QPainter, state: ShownState, transform: QTransform) -> Labelled:
        del painter, state, transform
        return ()

    def _brush(self, painter: QPainter, transform: QTransform) -> None:
        del painter, transform
