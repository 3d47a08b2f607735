"""The views on paper, or as a PDF file: each with its caption, all under the standing warning."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPagedPaintDevice, QPageLayout, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from xaiviewer import RESEARCH_USE
from xaiviewer.review import Review
from xaiviewer.ui.dialogs.picturing import Picturing
from xaiviewer.ui.kit import theme
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.compare.view import CompareView
from xaiviewer.ui.views.frames import ViewFrame
from xaiviewer.ui.views.tiles.kind import Tile

_INCH_MM = 25.4
_MARGIN_MM, _GAP_MM, _BAR_MM = 15.0, 4.0, 12.0
_TEXT_PT, _WARNING_PT = 9, 12
_INK, _GREY = QColor("#101010"), QColor("#444444")  # the preview takes a painter's first black for the window's white
_WRAPPED = Qt.TextFlag.TextWordWrap
_ROOM = 100_000  # for as many lines as there are


@dataclass(frozen=True)
class Print:
    """A view as it was when the reader asked.

    Attributes:
        picture: what it shows.
        scale: of its colours; None where it has none.
        lines: what it is, the first one its title.
    """

    picture: QPixmap
    scale: QPixmap | None
    lines: tuple[str, ...]


class Printing(QObject):
    """Prints views.

    Signals:
        told(str): why nothing could be printed.
    """

    told = Signal(str)

    def __init__(self, review: Review, picturing: Picturing, window: QWidget) -> None:
        super().__init__(window)
        self._review, self._picturing, self._window = review, picturing, window
        self.preview: QPrintPreviewDialog | None = None
        self._printer: QPrinter | None = None  # the preview holds on to it without owning it

    def ask(self, frames: Sequence[ViewFrame | Tile]) -> None:
        """Show how views would be printed; the reader chooses a printer, or a PDF file, there."""
        if self._review.shown.state.case is not None and frames:
            self._show(self.prints(frames))

    def ask_comparison(self, compare: CompareView) -> None:
        """The same of what stands side by side."""
        told = self._picturing.comparison_caption(compare)
        self._show((Print(self._picturing.bare_comparison(compare), None, tuple(told[:-1])),))

    def _show(self, prints: Sequence[Print]) -> None:
        self._printer = printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        prepare(printer, len(prints))
        self.preview = preview = QPrintPreviewDialog(printer, self._window)
        preview.setWindowTitle(tr("Print the view"))
        preview.paintRequested.connect(lambda device: self.put(prints, device))
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.finished.connect(self._forget)
        preview.open()

    def prints(self, frames: Sequence[ViewFrame | Tile]) -> tuple[Print, ...]:
        """Views as they are now: the preview may paint them again when the next slice is shown."""
        made = []
        for frame in frames:
            picture, scale = self._picturing.bare(frame)
            made.append(Print(picture, scale, tuple(self._picturing.caption(frame)[:-1])))  # the last one warns
        return tuple(made)

    def put(self, prints: Sequence[Print], device: QPagedPaintDevice) -> None:
        """Print views onto one page, or say that it could not be done."""
        painter = QPainter()
        if not painter.begin(device):
            self.told.emit(tr("It could not be printed; choose another printer or file."))
            return
        paint(painter, prints, QRectF(0, 0, device.width(), device.height()), device.logicalDpiX())
        painter.end()

    def _forget(self) -> None:
        self.preview = None


def prepare(device: QPagedPaintDevice, views: int) -> None:
    """One view on an upright page, two on one that lies; and nobody's name in the file's own description."""
    upright = views < 2
    device.setPageOrientation(QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape)
    device.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    if isinstance(device, QPrinter):
        device.setDocName("xaiviewer")
        device.setCreator("xaiviewer")


def paint(painter: QPainter, prints: Sequence[Print], page: QRectF, dpi: float) -> None:
    """The warning at the top, and below it the views, at most three in a row, as large as captions leave room for."""
    mm = dpi / _INCH_MM
    gap = _GAP_MM * mm
    top = page.top() + _text(painter, tr(RESEARCH_USE), page, _WARNING_PT, bold=True) + gap
    across = len(prints) if len(prints) < 3 else 2 if len(prints) <= 4 else 3
    down = math.ceil(len(prints) / across)
    wide, high = (page.width() - gap * (across - 1)) / across, (page.bottom() - top - gap * (down - 1)) / down
    below = max((_below(painter, each, wide, mm) for each in prints), default=0.0)  # equally large, whatever is said
    for number, each in enumerate(prints):
        row, column = divmod(number, across)
        place = QRectF(page.left() + column * (wide + gap), top + row * (high + gap), wide, high)
        _paint_one(painter, each, place, below, mm)


def _below(painter: QPainter, view: Print, wide: float, mm: float) -> float:
    """What stands below a picture: the scale of its colours, and what it is."""
    told = sum(_height(painter, line, wide) + mm for line in view.lines) + _GAP_MM * mm
    return told + (0.0 if view.scale is None else _BAR_MM * mm)


def _paint_one(painter: QPainter, view: Print, place: QRectF, below: float, mm: float) -> None:
    room = QRectF(place.left(), place.top(), place.width(), max(place.height() - below, 10 * mm))
    shown = _put(painter, view.picture, room)
    at = shown.bottom()
    if view.scale is not None:
        strip = QRectF(place.left(), at, place.width(), _BAR_MM * mm)
        painter.fillRect(strip, theme.WINDOW)
        at = max(_put(painter, view.scale, strip).bottom(), strip.bottom())
    at += _GAP_MM * mm
    for number, line in enumerate(view.lines):
        here = QRectF(place.left(), at, place.width(), place.bottom() - at)
        at += _text(painter, line, here, _TEXT_PT, bold=not number) + mm


def _put(painter: QPainter, picture: QPixmap, room: QRectF) -> QRectF:
    """A picture in its own proportions, at the upper edge; returns where."""
    scale = min(room.width() / picture.width(), room.height() / picture.height())
    wide, high = picture.width() * scale, picture.height() * scale
    where = QRectF(room.left() + (room.width() - wide) / 2, room.top(), wide, high)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(where, picture, QRectF(picture.rect()))
    return where


def _text(painter: QPainter, text: str, where: QRectF, points: int, *, bold: bool) -> float:
    """Write lines that wrap; returns their height."""
    painter.setFont(_font(points, bold=bold))
    painter.setPen(_INK if bold else _GREY)
    box = QRect(round(where.left()), round(where.top()), round(where.width()), _ROOM)
    return float(painter.drawText(box, _WRAPPED, text).height())


def _height(painter: QPainter, text: str, width: float) -> float:
    painter.setFont(_font(_TEXT_PT, bold=True))  # the wider one
    return float(painter.fontMetrics().boundingRect(QRect(0, 0, round(width), _ROOM), _WRAPPED, text).height())


def _font(points: int, *, bold: bool) -> QFont:
    made = QFont(theme.font(theme.SMALL))
    made.setPointSize(points)
    made.setBold(bold)
    return made
