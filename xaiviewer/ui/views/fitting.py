"""The views show the part of a slice that holds the head."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from xaiviewer.review import ShownState
from xaiviewer.review.derived.extent import whole
from xaiviewer.ui.views.viewport import Viewport


def fit(viewport: Viewport, state: ShownState) -> None:
    """Fit the views to the open case, or to the first slice of one that is read, in its true proportions."""
    if state.case is not None:
        (rows, columns), geometry, head = state.case.shape, state.case.geometry, state.extent or whole(state.case)
    else:
        assert state.glimpse is not None
        pixels, geometry, head = state.glimpse.preview.pixels, state.glimpse.preview.geometry, state.glimpse.extent
        rows, columns = pixels.shape
    _, high, wide = geometry.spacing_mm
    aspect = high / wide if geometry.known else 1.0
    viewport.fit(columns, rows, aspect, QRectF(head.column, head.row, head.width, head.height))
