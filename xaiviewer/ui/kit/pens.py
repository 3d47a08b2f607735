"""Pens of lines on pictures: a dark one below, a bright one on it; both grow with the letters."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from xaiviewer.ui.kit import theme

_BESIDE = 1.7  # pixels by which the dark line is wider: seen on bright and on dark tissue

OUTLINE = 1.8
"""Width of an outline in letters of the usual size."""


def pens(colour: QColor, width: float = OUTLINE, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> tuple[QPen, QPen]:
    """The dark pen and the one on it, made once for each size of letters."""
    return _made(theme.grown(1.0), colour.rgba(), theme.HALO.rgba(), width, style)


def reach(width: float = OUTLINE) -> int:
    """Whole pixels that the dark line reaches beyond its path, with one for its smooth edge."""
    return int(theme.grown(width + _BESIDE) / 2) + 2


@lru_cache(maxsize=64)
def _made(grown: float, colour: int, halo: int, width: float, style: Qt.PenStyle) -> tuple[QPen, QPen]:
    below, above = QPen(QColor.fromRgba(halo), grown * (width + _BESIDE)), QPen(QColor.fromRgba(colour), grown * width)
    above.setStyle(style)
    return below, above
