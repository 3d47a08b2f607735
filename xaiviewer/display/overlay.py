"""A slice with heat over it."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.display.appearance import Appearance
from xaiviewer.display.colour import colours, levels, paint

_FULL_AT = 0.6  # heat from which a faded overlay has the whole opacity


def blend(grey: NDArray[np.uint8], values: NDArray[np.float32], appearance: Appearance) -> NDArray[np.uint8]:
    """Heat over anatomy.

    Args:
        grey: the slice, uint8 ``[row, column]``.
        values: what `heat` made of it, same shape; 0 is transparent.
        appearance: colour map, polarity, opacity and whether weak heat fades.

    Returns:
        uint8 ``[row, column, 3]`` (red, green, blue).
    """
    signed = appearance.signed
    indices = levels(values, signed=signed)
    tinted, clear = _tables(appearance.colours, round(appearance.opacity * 255), signed=signed, fade=appearance.fade)
    below = cv2.multiply(grey, cv2.LUT(indices, clear), scale=1 / 255)
    blended = cv2.add(paint(indices, tinted), cv2.merge((below, below, below)))
    return np.asarray(blended, dtype=np.uint8)


@lru_cache(maxsize=512)
def _tables(name: str, opacity: int, *, signed: bool, fade: bool) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Per level of heat: its colour times its opacity, uint8 ``[256, 3]``, and what is left of the slice, ``[256]``."""
    zero = 128 if signed else 0
    size = np.abs(np.arange(256) - zero) / (127 if signed else 255)
    alpha = (np.minimum(size / _FULL_AT, 1) if fade else (size > 0).astype(np.float64)) * opacity / 255
    tinted = (colours(name) * alpha[:, None] + 0.5).astype(np.uint8)
    return tinted, ((1 - alpha) * 255 + 0.5).astype(np.uint8)
