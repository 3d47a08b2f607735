"""How bright agreement is, and how a place looks whose agreement a null explains."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from xaiviewer.ui.kit import theme

SHADES = 64


def _ramp() -> list[QColor]:
    """From the panel's grey to the text's white: lightness alone, as the accent marks what is current."""
    low, high = (np.array([each.red(), each.green(), each.blue()]) for each in (theme.LINE, theme.TEXT))
    return [QColor(*(int(each) for each in low + (high - low) * share)) for share in np.linspace(0.2, 1, SHADES)]


RAMP = _ramp()
"""Colours from no agreement to the most."""


def shades(values: NDArray[np.floating]) -> NDArray[np.intp]:
    """Indices into `RAMP`, of the shape of the values; the largest of them is the brightest, NaN the darkest."""
    known = np.maximum(np.nan_to_num(values, nan=0.0), 0)
    found: NDArray[np.intp] = (known / max(float(known.max(initial=0)), 1e-6) * (SHADES - 1)).astype(np.intp)
    return found


def hatch(painter: QPainter, box: QRectF) -> None:
    """A place whose agreement a null explains: dark, with lines across, whatever its score."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(box, RAMP[0])
    painter.fillRect(box, QBrush(theme.FAINT, Qt.BrushStyle.BDiagPattern))


def strike(painter: QPainter, box: QRectF) -> None:
    """The same of a cell too small for several lines: one across it."""
    painter.setPen(QPen(theme.FAINT, 1))
    painter.drawLine(box.bottomLeft(), box.topRight())
    painter.setPen(Qt.PenStyle.NoPen)
