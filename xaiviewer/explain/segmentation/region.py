"""Which outlined pixels are explained: all of them, one lesion, or one pixel."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import UsageError
from xaiviewer.explain.explainer import Outlined
from xaiviewer.requests import Request
from xaiviewer.requests.methods.segmentation import NO_PIXEL


class EmptyRegionError(UsageError):
    """A slice without the region that is asked about; another may have it."""


def region_of(request: Request, outlined: Outlined, place: int, index: int) -> NDArray[np.bool_]:
    """The pixels whose logits are explained, bool ``[size, size]``, at least one.

    Args:
        request: its "region", "row" and "column"; see `requests.methods.segmentation`.
        outlined: what the network outlines.
        place: of the slice among these.
        index: the slice.

    Raises:
        EmptyRegionError: where there is no such region.
        UsageError: for a pixel that the network does not see.
    """
    values = request.values
    regions: NDArray[np.bool_] = outlined.regions[place]
    kind = values["region"]
    at = _on_input(int(values["row"]), int(values["column"]), outlined) if kind != "outline" else None
    if kind == "pixel":
        assert at is not None  # the method's own check
        chosen = np.zeros_like(regions)
        chosen[at] = True
        return chosen
    if not regions.any():
        raise EmptyRegionError(f"The segmenter outlines nothing on slice {index + 1}; ask about another slice.")
    if kind == "outline":
        return regions
    _, labels, stats, _ = cv2.connectedComponentsWithStats(regions.astype(np.uint8))
    lesion = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA])) if at is None else int(labels[at])
    if not lesion:
        raise EmptyRegionError(
            f"Pixel ({values['row']}, {values['column']}) of slice {index + 1} lies in no outlined lesion; choose one "
            "within the outline, or none for the largest."
        )
    return np.asarray(labels == lesion)


def _on_input(row: int, column: int, outlined: Outlined) -> tuple[int, int] | None:
    """The network's pixel in which the middle of a slice's pixel lies; None where no pixel is named.

    Raises:
        UsageError: for one that is not on the slice, or outside of what the network sees.
    """
    if NO_PIXEL in (row, column):
        return None
    rows, columns = outlined.shape
    if row >= rows or column >= columns:
        raise UsageError(f"There is no pixel ({row}, {column}); slices have {rows} rows and {columns} columns, from 0.")
    frame, (down, across) = outlined.frame, outlined.frame.scales
    found = _cell(row, frame.row, down), _cell(column, frame.column, across)
    seen = zip(found, frame.start, frame.part or (frame.size, frame.size), strict=True)
    if not all(first <= each < first + count for each, first, count in seen):
        raise UsageError(f"The segmenter does not see pixel ({row}, {column}): it lies outside the square of the head.")
    return found


def _cell(position: int, corner: float, scale: float) -> int:
    """Along one axis: input pixels are `scale` of the slice's, the first begins at the corner."""
    return int(np.floor((position - corner) / scale))
