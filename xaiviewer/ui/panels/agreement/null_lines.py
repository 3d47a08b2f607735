"""What stands beside the curve over the layers: what knows nothing, and how far any map could come."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from xaiviewer.requests.nulls import NullComparison, NullCurve, NullKind
from xaiviewer.ui.kit import theme
from xaiviewer.ui.language import tr

_Floats = NDArray[np.float32]

_SOLID, _DOT, _DASH, _MIXED = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DashDotLine,
)
_STYLES: dict[NullKind, Qt.PenStyle] = {"placements": _SOLID, "networks": _MIXED, "chance": _DASH}
"""How nulls with a line of their own are drawn; of the pictures the strongest alone is."""

_SAMPLE, _BESIDE, _GAP, _ROW = 14, 4, 8, 15
_BAND = 44  # opacity of a null's band


@dataclass(frozen=True, eq=False)
class NullLine:
    """One line.

    Attributes:
        name: what it is called below the curve.
        values: float32 ``[layer]``.
        style, colour: of its pen.
        low, high: float32 ``[layer]``: the band of its draws; None where it has none.
        bar: what a map must exceed, where that is not the line itself.
        benchmark: whether it is no null, but what a map could reach: the axis does not follow it.
    """

    name: str
    values: _Floats
    style: Qt.PenStyle = _SOLID
    colour: QColor = field(default_factory=lambda: theme.MUTED)
    low: _Floats | None = None
    high: _Floats | None = None
    bar: _Floats | None = None
    benchmark: bool = False

    @property
    def pen(self) -> QPen:
        """Thin: the curve itself is what is looked at."""
        return QPen(self.colour, 1, self.style)

    @property
    def highest(self) -> float:
        """The highest value that a map must exceed."""
        return float(np.nanmax(self.values if self.bar is None else self.bar))


def null_lines(found: NullComparison | None, chance: float | None, layers: int) -> list[NullLine]:
    """The lines of a comparison, each somewhere defined; the chance level alone where nothing was measured.

    A band comes with every null of several draws, of whatever kind.

    Args:
        found: the comparison of the score that is drawn.
        chance: what a uniform map gets, as far as that is known without it.
        layers: how many there are.
    """
    if found is None:
        flat = np.full(layers, np.nan if chance is None else chance, dtype=np.float32)
        lines = [NullLine(tr("chance", "a line of the curve"), flat, _DASH)]
    else:
        lines = [_line(each, _STYLES[each.kind]) for each in found.nulls if each.kind in _STYLES]
        lines.append(NullLine(tr("picture", "a line of the curve"), found.strongest_of("picture"), _DOT))
        outlines = [each for each in found.curves if each.kind == "outline"]
        name = tr("outline", "a line of the curve")
        lines += [NullLine(name, each.values, _DASH, theme.MODEL_SIGN, benchmark=True) for each in outlines]
        lines.append(NullLine(tr("ceiling", "a line of the curve"), found.ceiling, _SOLID, theme.FAINT, benchmark=True))
    return [each for each in lines if len(each.values) == layers and not np.isnan(each.values).all()]


def _line(curve: NullCurve, style: Qt.PenStyle) -> NullLine:
    names: dict[NullKind, str] = {
        "placements": tr("random", "a line of the curve"),
        "networks": tr("networks", "a line of the curve"),
        "chance": tr("chance", "a line of the curve"),
    }
    return NullLine(names[curve.kind], curve.values, style, low=curve.low, high=curve.high, bar=curve.bar)


def band_colour(colour: QColor) -> QColor:
    """The same colour, as it fills a band."""
    return QColor(colour.red(), colour.green(), colour.blue(), _BAND)


class LineKey(QWidget):
    """Names the lines of the curve, each with a sample, in as many rows as have room."""

    access_role = QAccessible.Role.StaticText

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[NullLine] = []
        theme.follow(self, LineKey._fit)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, self.height())

    def name(self, lines: list[NullLine]) -> None:
        """Name these; several of one name stand for one."""
        self._lines = list({each.name: each for each in lines}.values())
        self.setAccessibleName(", ".join(each.name for each in self._lines))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """One row is kept free where there is none: nothing jumps."""
        self.setFixedHeight(theme.px(_ROW) * (1 + max((row for row, _ in self._places()), default=0)))

    def _places(self) -> list[tuple[int, int]]:
        """Row and left edge of every name."""
        metrics, found, x, row = QFontMetrics(theme.font(theme.SMALL)), [], 0, 0
        for each in self._lines:
            width = _SAMPLE + _BESIDE + metrics.horizontalAdvance(each.name)
            if x and x + width > self.width():
                x, row = 0, row + 1
            found.append((row, x))
            x += width + _GAP
        return found

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL))
        for each, (row, x) in zip(self._lines, self._places(), strict=True):
            middle = row * theme.px(_ROW) + theme.px(_ROW) / 2
            if each.low is not None:
                painter.fillRect(QRectF(x, middle - 4, _SAMPLE, 8), band_colour(each.colour))
            painter.setPen(each.pen)
            painter.drawLine(QPointF(x, middle), QPointF(x + _SAMPLE, middle))
            painter.setPen(theme.MUTED)
            box = QRectF(
                x + _SAMPLE + _BESIDE, row * theme.px(_ROW), self.width() - x - _SAMPLE - _BESIDE, theme.px(_ROW)
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, each.name)
