"""A slice as a small picture, as it stands in a list."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.display.window_level import automatic_window

SIDE = 80
"""Pixels of a picture's longer side: of a high-resolution screen."""


def thumbnail(pixels: NDArray[np.generic]) -> NDArray[np.uint8]:
    """A slice ``[row, column]`` through its automatic window, its longer side `SIDE` pixels; of colours their mean."""
    grey = pixels if pixels.ndim == 2 else pixels.mean(axis=-1)
    window = automatic_window(grey)
    low = window.centre - window.width / 2
    shown = np.clip((grey.astype(np.float32) - low) / max(window.width, 1e-6), 0, 1)
    shown = np.nan_to_num(shown)
    scale = SIDE / max(shown.shape)
    size = (max(round(shown.shape[1] * scale), 1), max(round(shown.shape[0] * scale), 1))
    made = cv2.resize(shown, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    return np.ascontiguousarray((made * 255).round().astype(np.uint8))
