"""From the segmenter's output back to the slice."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Frame
from xaiviewer.nets.inputs.preprocessing import to_slice


def onto_slice(values: NDArray[np.float32], frame: Frame, shape: tuple[int, int]) -> NDArray[np.float32]:
    """Sample what the network gave on its frame, ``[size, size]``, on the slice's pixels; zero outside the frame."""
    inverse = cv2.invertAffineTransform(to_slice(frame))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    sampled = cv2.warpAffine(values.astype(np.float32), inverse, (shape[1], shape[0]), flags=flags)
    return np.asarray(sampled, dtype=np.float32)
