"""A region of a network's input filled in with what surrounds it: the slice as it might look without the lesion."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Frame
from xaiviewer.nets.inputs.preprocessing import to_slice

_RIM = 0.012  # of the input's side: what is filled in begins outside the outline, or the lesion's rim would be drawn in
_RING = 0.02  # of the input's side: how wide a ring is looked at for what surrounds a region


def seen_region(mask: NDArray[np.bool_], frame: Frame) -> NDArray[np.bool_]:
    """A region of the slice ``[row, column]``, widened by a rim, where a network sees it: bool ``[size, size]``."""
    return _widened(on_input(mask, frame) > 0, _RIM)


def on_input(mask: NDArray[np.bool_], frame: Frame) -> NDArray[np.float32]:
    """Which share of each of a network's pixels a region of the slice ``[row, column]`` takes: ``[size, size]``."""
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = (frame.size, frame.size)
    return np.asarray(cv2.warpAffine(mask.astype(np.float32), to_slice(frame), size, flags=flags), dtype=np.float32)


def filled(image: NDArray[np.float32], region: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The input ``[sequence, size, size]`` without the region ``[size, size]``.

    Every connected part becomes, in every sequence, the median of a ring around it. In-painting (OpenCV's two methods)
    carries bright edges inwards, which look like a lesion: on the ten patients that tested the first bundled networks
    it made 0.67 of 98 decisions flip, and 0.06 where the mirrored region was filled in; the median 0.85, and none.
    """
    without = image.copy()
    count, parts = cv2.connectedComponents(region.astype(np.uint8))
    for number in range(1, count):
        part = parts == number
        ring = _widened(part, _RING) & ~region
        if ring.any():
            without[:, part] = np.median(image[:, ring], axis=1, keepdims=True)
    return without


def mirrored(region: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
    """The region in the other half of the head, the frame's middle being the mirror; less what it shares with itself.

    None where more than half of it is shared: it lies across the middle.
    """
    other = region[:, ::-1] & ~region
    return other if 2 * np.count_nonzero(other) >= np.count_nonzero(region) else None


def _widened(region: NDArray[np.bool_], share: float) -> NDArray[np.bool_]:
    """The region and what lies no farther from it than a share of the picture's side, a pixel at least."""
    width = 2 * max(round(share * len(region)), 1) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    return np.asarray(cv2.dilate(region.astype(np.uint8), kernel), dtype=bool)
