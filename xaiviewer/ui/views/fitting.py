"""The part of a slice that holds the head fills the view, every voxel in its true proportions."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from xaiviewer.display.extent import whole
from xaiviewer.review import ShownState
from xaiviewer.ui.views.viewport import Viewport


def fit(viewport: Viewport, state: ShownState) -> None:
    """Show the head of the case that is open, or of its first slice while the others are read."""
    if state.case is not None:
        (rows, columns), geometry, head = state.case.shape, state.case.geometry, state.extent or whole(state.case)
    elif state.glimpse is not None:
        pixels, geometry, head = state.glimpse.preview.pixels, state.glimpse.preview.geometry, state.glimpse.extent
        rows, columns = pixels.shape
    else:
        return
    _, high, wide = geometry.spacing_mm
    aspect = high / wide if geometry.known else 1.0
    viewport.fit(columns, rows, aspect, QRectF(head.column, head.row, head.width, head.height))
