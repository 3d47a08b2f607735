"""The outlines of a view as one transparent picture, so that a change of the heat does not stroke them anew.

The picture is as large as the outlines, not as the view: laying a transparent view over another takes as long as a
painted one.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from xaiviewer.review import ShownState
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.pens import pens, reach
from xaiviewer.ui.kit.rendering import Renderer

_REGIONS = QColor(232, 237, 242, 110)


class Outlines:
    """Strokes what `Renderer` traces."""

    def __init__(self, renderer: Renderer, *, of_heat: bool = True) -> None:
        """Those of the slice alone, or with the borders of the regions that its heat is made of."""
        self._renderer = renderer
        self._of_heat = of_heat

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
        regions = self._renderer.regions(state) if state.regions and self._of_heat and state.appearance.heat else None
        paths = (regions, clinician, model)
        if all(map(_empty, paths)):
            return
        key = (*map(_Identity, paths), transform, size, ratio, theme.look.edition)
        kept: tuple[QPoint, QImage] = self._renderer.strokes.get(key, lambda: _stroke(paths, transform, size, ratio))
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
    paths: tuple[QPainterPath | None, ...], transform: QTransform, size: QSize, ratio: float
) -> tuple[QPoint, QImage]:
    """The part of the view that holds the outlines: its place and its picture.

    Of regions, which lie below, of the clinician's mask and of the model's.
    """
    around = QRect()
    for path in paths:
        if path is not None and not path.isEmpty():
            around = around.united(transform.mapRect(path.boundingRect()).toAlignedRect())
    margin = reach()
    around = around.adjusted(-margin, -margin, margin, margin) & QRect(QPoint(), size)
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
    lines = (
        (QPen(_REGIONS, theme.grown(1)),),
        pens(theme.CLINICIAN),
        pens(theme.MODEL, style=Qt.PenStyle.DashLine),
    )
    for path, used in zip(paths, lines, strict=True):
        if path is not None and not path.isEmpty():
            placed = transform.map(path)
            for pen in used:
                painter.setPen(pen)
                painter.drawPath(placed)
    painter.end()
    return around.topLeft(), picture
