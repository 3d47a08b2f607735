"""How strong agreement looks, and how a place looks whose agreement a null explains."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from xaiviewer.ui.kit import theme

SHADES = 64


RAMP = [QColor() for _ in range(SHADES)]
"""Colours from no agreement to the most, of the theme of now."""


def _repaint() -> None:
    """From the panel's grey to the text's colour: lightness alone, as the accent marks what is current."""
    low, high = (np.array([each.red(), each.green(), each.blue()]) for each in (theme.LINE, theme.TEXT))
    for colour, share in zip(RAMP, np.linspace(0.2, 1, SHADES), strict=True):
        colour.setRgb(*(int(each) for each in low + (high - low) * share))


theme.look.changed.connect(_repaint)
_repaint()


def shades(values: NDArray[np.floating]) -> NDArray[np.intp]:
    """Indices into `RAMP`, of the shape of the values; the largest of them is the strongest, NaN the faintest."""
    known = np.maximum(np.nan_to_num(values, nan=0.0), 0)
    found: NDArray[np.intp] = (known / max(float(known.max(initial=0)), 1e-6) * (SHADES - 1)).astype(np.intp)
    return found


def hatch(painter: QPainter, box: QRectF) -> None:
    """A place whose agreement a null explains: faint, with lines across, whatever its score."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(box, RAMP[0])
    painter.fillRect(box, QBrush(theme.FAINT, Qt.BrushStyle.BDiagPattern))


def strike(painter: QPainter, box: QRectF) -> None:
    """The same of a cell too small for several lines: one across it."""
    painter.setPen(QPen(theme.FAINT, 1))
    painter.drawLine(box.bottomLeft(), box.topRight())
    painter.setPen(Qt.PenStyle.NoPen)
