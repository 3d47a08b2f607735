"""The picture itself as a map: how far does one come who never asks the network?

Every picture is put on the layer's own grid, so that its cells are as coarse as the map's, without the outer rim of the
head, where scalp, fat and skull are bright whatever the brain holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.footprint import Footprint
from xaiviewer.case import Frame

_Doubles = NDArray[np.float64]

RIM = 0.25
"""How much of the head's depth, from its edge to its deepest pixel, is left out.

Of .1, .15, .25 and .35 the one at which the brightness of the main sequence is the hardest null by average precision:
.54, .63, .69 and .64 on a grid of 80, over 10 patients of the LGG segmentation set."""

BLOB_CENTRE = (0.504, 0.508)
BLOB_SPREAD = (0.134, 0.140)
"""Row and column of the average pixel of a lesion, and the standard deviation about it, as shares of the side of the
square around the head: the mean over 88 patients of the LGG segmentation set of the moments of the clinician's mask."""

_SMOOTH_PX = 2.0  # of 256 across the frame: noise is no edge, and the two halves of a head never match to the pixel


def pictures(
    images: Mapping[str, NDArray[np.generic]], head: NDArray[np.bool_], frame: Frame, main: str
) -> dict[str, _Doubles]:
    """What a slice looks like, as maps ``[row, column]`` on it by key; above zero where something stands out.

    * brightness: of each sequence above its median in the head.
    * asymmetry: how much brighter than at the mirrored place, the frame's middle being the mirror.
    * edges: Sobel's gradient of the main sequence.
    * blob: a bell at the place where lesions lie on average, see `BLOB_CENTRE`.

    Args:
        images: ``[row, column]`` by sequence.
        head: bool ``[row, column]``.
        frame: the square around the head.
        main: key of the main sequence.
    """
    from scipy.ndimage import gaussian_filter, sobel  # noqa: PLC0415 - it takes long to import

    inner = without_rim(head)
    found: dict[str, _Doubles] = {}
    width = _SMOOTH_PX * frame.side / 256
    for name, image in images.items():
        values = image.astype(np.float64)
        middle = float(np.median(values[inner])) if inner.any() else 0.0
        found[f"brightness: {name}"] = (values - middle) * inner
        smooth = gaussian_filter(values, width)
        found[f"asymmetry: {name}"] = (smooth - _mirrored(smooth, frame)) * (inner & _mirrored(inner, frame))
        if name == main:
            found["edges"] = np.hypot(sobel(smooth, axis=0), sobel(smooth, axis=1)) * inner
    found["blob"] = blob(head.shape, frame)
    return found


def blob(shape: tuple[int, ...], frame: Frame) -> _Doubles:
    """A bell over the place where lesions lie on average, ``[row, column]``."""
    distance = [
        ((np.arange(length) - start) / side - centre) / spread
        for length, start, side, centre, spread in zip(
            shape, (frame.row, frame.column), frame.sides, BLOB_CENTRE, BLOB_SPREAD, strict=True
        )
    ]
    bell: _Doubles = np.exp(-0.5 * np.add.outer(distance[0] ** 2, distance[1] ** 2))
    return bell


def filled(head: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The head ``[row, column]`` without holes: ventricles may be as dark as air."""
    from scipy.ndimage import binary_fill_holes  # noqa: PLC0415 - it takes long to import

    whole: NDArray[np.bool_] = binary_fill_holes(head)
    return whole


def without_rim(head: NDArray[np.bool_], rim: float = RIM) -> NDArray[np.bool_]:
    """The filled head without what lies near its edge, bool ``[row, column]``; the image's edge is an edge."""
    from scipy.ndimage import distance_transform_edt  # noqa: PLC0415 - it takes long to import

    depth: _Doubles = distance_transform_edt(np.pad(filled(head), 1))[1:-1, 1:-1]
    inner: NDArray[np.bool_] = depth > rim * depth.max(initial=0)
    return inner


def on_grid(picture: NDArray[np.floating], cells: Footprint) -> NDArray[np.float32]:
    """A picture of the slice as a map of a grid, float32 ``[row, column]``: each cell the mean over its pixels.

    The pixels count as much as the cell does in their interpolated value, so that this is also the blur of the grid.
    """
    sums = cells.rows.T.astype(np.float64) @ picture @ cells.columns.astype(np.float64)
    found: NDArray[np.float32] = (sums / np.maximum(cells.area, 1e-6)).astype(np.float32)
    return found * (cells.area > 0)


def _mirrored(values: NDArray[Any], frame: Frame) -> NDArray[Any]:
    """The slice with left and right exchanged about the frame's middle, to the pixel; the edge where it ends."""
    middle = frame.column + frame.side / 2 - 0.5
    columns = np.rint(2 * middle - np.arange(values.shape[1])).astype(np.intp)
    mirrored: NDArray[Any] = values[:, np.clip(columns, 0, values.shape[1] - 1)]
    return mirrored
