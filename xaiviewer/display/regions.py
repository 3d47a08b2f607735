"""The borders between regions, as lines along the edges of their pixels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Placement


def borders(labels: NDArray[np.int32], placement: Placement) -> NDArray[np.float64]:
    """Straight lines that part the regions from each other and from what is none.

    Args:
        labels: ``[row, column]``, 0 for no region.
        placement: where these pixels lie on the slice.

    Returns:
        ``[line, end, 2]`` as (column, row) in slice pixels, whose centres are integers.
    """
    padded = np.pad(labels, 1)
    down = _runs(padded[:-1, 1:-1] != padded[1:, 1:-1])  # along rows: between a row and the one below
    across = _runs((padded[1:-1, :-1] != padded[1:-1, 1:]).T)  # along columns
    lines = np.concatenate([down[:, :, ::-1], across])  # (place, along) to (column, row)
    placed: NDArray[np.float64] = (lines - 0.5) * placement.steps[::-1] + (placement.column, placement.row)
    return placed


def _runs(edges: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Runs of edges along the second axis: ``[run, end, 2]`` as (place on the first axis, beginning or end)."""
    steps = np.diff(np.pad(edges, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    places, starts = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    return np.stack([np.stack([places, starts], axis=-1), np.stack([places, ends], axis=-1)], axis=1).astype(float)
