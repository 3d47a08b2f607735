"""What stands in the place of a part of the input, or of all of it."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.requests import Value


def covered(
    image: NDArray[np.float32], head: NDArray[np.bool_], parameters: Mapping[str, Value]
) -> NDArray[np.float32]:
    """The whole input ``[channel, size, size]`` covered; see `requests.methods.masking` for how.

    Args:
        image: the slice as the network takes it.
        head: bool ``[size, size]``; where there is none, the whole picture counts.
        parameters: "filling", "blur" where that is what covers, and "head_only" where that can be set.
    """
    filling = _filling(image, head, parameters)
    return np.where(head, filling, image) if parameters.get("head_only", True) and head.any() else filling


def _filling(
    image: NDArray[np.float32], head: NDArray[np.bool_], parameters: Mapping[str, Value]
) -> NDArray[np.float32]:
    match parameters["filling"]:
        case "zero":
            return np.zeros_like(image)
        case "blur":
            spread = float(parameters["blur"])
            return np.stack([np.asarray(cv2.GaussianBlur(each, (0, 0), spread), dtype=np.float32) for each in image])
        case _:
            inside = image[:, head] if head.any() else image.reshape(len(image), -1)
            means = inside.mean(axis=1, dtype=np.float64).astype(np.float32)
            return np.broadcast_to(means[:, None, None], image.shape).copy()
