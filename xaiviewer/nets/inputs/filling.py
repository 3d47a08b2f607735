"""A region of a network's input filled in with what surrounds it: the slice as it might look without the lesion."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Frame
from xaiviewer.nets.inputs.preprocessing import to_slice

_RIM = 0.012  # of the input's side: what is filled in begins outside the outline, or the lesion's rim would be drawn in
_REACH = 3  # pixels around a point from which it is filled in


def seen_region(mask: NDArray[np.bool_], frame: Frame) -> NDArray[np.bool_]:
    """A region of the slice ``[row, column]``, widened by a rim, where a network sees it: bool ``[size, size]``."""
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = frame.size
    inside = cv2.warpAffine(mask.astype(np.float32), to_slice(frame), (size, size), flags=flags) > 0
    width = 2 * max(round(_RIM * size), 1) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    return np.asarray(cv2.dilate(inside.astype(np.uint8), kernel), dtype=bool)


def filled(image: NDArray[np.float32], region: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The input ``[sequence, size, size]`` with the region ``[size, size]`` in-painted in every sequence.

    By OpenCV's method after Bertalmio et al., "Navier-Stokes, fluid dynamics, and image and video inpainting" (2001);
    its other one (Telea 2004) overshoots by half of the range on a mere slope of 32-bit values.
    """
    where = region.astype(np.uint8)
    return np.stack([cv2.inpaint(each, where, _REACH, cv2.INPAINT_NS) for each in image])


def mirrored(region: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
    """The region in the other half of the head, the frame's middle being the mirror; less what it shares with itself.

    None where more than half of it is shared: it lies across the middle.
    """
    other = region[:, ::-1] & ~region
    return other if 2 * np.count_nonzero(other) >= np.count_nonzero(region) else None
