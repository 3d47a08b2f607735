"""Both outlines of a view as one transparent picture, so that a change of the heat does not stroke them anew.

The picture is as large as the outlines, not as the view: laying a transparent view over another takes as long as a
painted one.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QTransform

from xaiviewer.review import ShownState
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.rendering import Kept, Renderer

_VIEWS = 8  # pictures kept; one takes a megabyte or two at most
_MARGIN = 3  # pixels that a line and its halo reach beyond its path


class Outlines:
    """Strokes what `Renderer` traces."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._kept = Kept(_VIEWS)

    def paint(self, painter: QPainter, state: ShownState, transform: QTransform, size: QSize, ratio: float) -> None:
        """Draw the outlines that are switched on.

        Args:
            painter: on a view.
            state: which slice, and which outlines.
            transform: slice pixels to the view.
            size: the view's, in logical pixels.
            ratio: device pixels per logical pixel.
        """
        clinician = self._renderer.clinician(state) if state.appearance.mask else None
        model = self._renderer.model(state) if state.appearance.model else None
        if _empty(clinician) and _empty(model):
            return
        key = (_Identity(clinician), _Identity(model), transform, size, ratio)
        kept: tuple[QPoint, QImage] = self._kept.get(key, lambda: _stroke(clinician, model, transform, size, ratio))
        painter.drawImage(*kept)


class _Identity:
    """Compares a path by identity: each is made once."""

    def __init__(self, path: QPainterPath | None) -> None:
        self._path = path

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other._path is self._path

    __hash__ = None  # type: ignore[assignment]


def _empty(path: QPainterPath | None) -> bool:
    return path is None or path.isEmpty()


def _stroke(
    clinician: QPainterPath | None, model: QPainterPath | None, transform: QTransform, size: QSize, ratio: float
) -> tuple[QPoint, QImage]:
    """The part of the view that holds the outlines: its place and its picture."""
    around = QRect()
    for path in (clinician, model):
        if path is not None and not path.isEmpty():
            around = around.united(transform.mapRect(path.boundingRect()).toAlignedRect())
    around = around.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN) & QRect(QPoint(), size)
    if not ratio.is_integer():  # its corner would lie within a device pixel, and the lines with it
        around = QRect(QPoint(), size)
    picture = QImage(around.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    if picture.isNull():  # all of it lies outside the view
        return around.topLeft(), picture
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.translate(-around.topLeft())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for path, colour, line in (
        (clinician, theme.CLINICIAN, Qt.PenStyle.SolidLine),
        (model, theme.MODEL, Qt.PenStyle.DashLine),
    ):
        if path is not None and not path.isEmpty():
            placed = transform.map(path)
            painter.setPen(QPen(theme.HALO, 3.5))
            painter.drawPath(placed)
            painter.setPen(QPen(colour, 1.8, line))
            painter.drawPath(placed)
    painter.end()
    return around.topLeft(), picture
