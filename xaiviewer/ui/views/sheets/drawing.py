"""One cell of a contact sheet as a picture: drawn as the views draw it, on a thread beside the window."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTransform

from xaiviewer.case import Case
from xaiviewer.display import cell
from xaiviewer.display.extent import Extent, whole
from xaiviewer.review import ShownState, query
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.rendering import Renderer
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.outlines import Outlines


@dataclass(frozen=True)
class Look:
    """How large a cell's picture is, and how the slice lies in it.

    Attributes:
        side: logical pixels of its longer side at most.
        ratio: device pixels per logical pixel.
        mirrored, upended: as in the views.
    """

    side: int
    ratio: float
    mirrored: bool
    upended: bool


def size_of(case: Case, extent: Extent | None, side: int) -> QSize:
    """Logical pixels of a cell's picture: the part of the slice with the head, in its true proportions."""
    rows, columns = cell.size_of(case, extent or whole(case), side)
    return QSize(columns, rows)


class CellPainter:
    """Draws cells one after the other; used by one thread."""

    def __init__(self) -> None:
        self._renderer = Renderer()
        self._outlines = Outlines(self._renderer)

    def picture(self, state: ShownState, look: Look) -> QImage | None:
        """The slice under its heat with both outlines; None where there is no picture of it."""
        case, volume = state.case, query.volume_shown(state)
        if case is None or volume is None or state.slice_index in volume.absent:
            return None
        size, head = size_of(case, state.extent, look.side), state.extent or whole(case)
        made = QImage(size * look.ratio, QImage.Format.Format_RGB32)
        made.setDevicePixelRatio(look.ratio)
        made.fill(theme.VIEW)
        painter = QPainter(made)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        transform = _to_cell(head, size, look)
        slice_drawn = self._renderer.blended(state)
        painter.save()
        painter.setTransform(transform, combine=True)
        painter.drawImage(QRectF(-0.5, -0.5, slice_drawn.width(), slice_drawn.height()), slice_drawn)
        painter.restore()
        self._outlines.paint(painter, state, transform, size, look.ratio)
        if state.appearance.heat and self._renderer.heat(state) is None:
            _not_known(painter, size)
        painter.end()
        return made


def _to_cell(head: Extent, size: QSize, look: Look) -> QTransform:
    """From slice pixels, whose centres are integers, to the cell."""
    across, down = size.width() / head.width, size.height() / head.height
    placed = QTransform.fromTranslate(0.5 - head.column, 0.5 - head.row) * QTransform.fromScale(across, down)
    turned = QTransform(-1, 0, 0, 1, size.width(), 0) if look.mirrored else QTransform()
    return placed * turned * (QTransform(1, 0, 0, -1, 0, size.height()) if look.upended else QTransform())


def _not_known(painter: QPainter, size: QSize) -> None:
    """The slice alone must not be taken for one without evidence."""
    veil = QColor(theme.VIEW)
    veil.setAlpha(140)
    box = QRectF(0, 0, size.width(), size.height())
    painter.fillRect(box, veil)
    painter.setPen(QPen(theme.VIEW_MUTED, 1))
    painter.setFont(theme.font(theme.SMALL))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, tr("no map yet"))
