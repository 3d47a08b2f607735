"""The picture of a slice in its view, and the ground around it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QRegion, QTransform

from xaiviewer.ui.kit import theme

_BENEATH = 2  # pixels of the ground that go on below the picture's edges, however these are rounded


def paint_picture(painter: QPainter, view: QRect, picture: QImage, transform: QTransform, *, smooth: bool) -> None:
    """Paint a picture without holes, and the ground only where it is seen: to fill a whole view costs time.

    Args:
        painter: on a view; what it paints next has smooth edges.
        view: the view's rectangle.
        picture: ``[row, column]``, a pixel's centre at its integers.
        transform: the picture's pixels to the view, turned by right angles at most.
        smooth: blend neighbouring pixels, else show each as it is.
    """
    place = QRectF(-0.5, -0.5, picture.width(), picture.height())
    inside = transform.mapRect(place).toAlignedRect().adjusted(_BENEATH, _BENEATH, -_BENEATH, -_BENEATH)
    painter.save()
    painter.setClipRegion(QRegion(view).subtracted(QRegion(inside)))
    painter.fillRect(view, theme.VIEW)
    painter.setClipping(False)
    painter.setTransform(transform, combine=True)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    painter.drawImage(place, picture)
    painter.restore()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
