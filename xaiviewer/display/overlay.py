"""A slice with heat over it."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.display.appearance import Appearance
from xaiviewer.display.colour import colours, levels, paint

FULL_AT = 0.6
"""Heat from which a faded overlay has the whole opacity."""

_LINE_OPACITY = 1.6  # a line's over a surface's: it hides less


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


LINES = (0.8, 0.55)
"""Where on the scale the colours of the contour lines are, the inner one first."""


def lined(
    grey: NDArray[np.uint8], lines: NDArray[np.float32], against: NDArray[np.bool_], appearance: Appearance
) -> NDArray[np.uint8]:
    """Contour lines over anatomy, which stays as it is between them.

    Args:
        grey: the slice, uint8 ``[row, column]``.
        lines: how opaque each line is, ``[line, row, column]``.
        against: where the map speaks against the class; told apart in a signed map.
        appearance: colour map, polarity and opacity.

    Returns:
        uint8 ``[row, column, 3]`` (red, green, blue).
    """
    drawn = np.repeat(grey[..., None], 3, axis=2).astype(np.float32)
    whole = min(1.0, appearance.opacity * _LINE_OPACITY)
    for opacity, colour in reversed(list(zip(lines, line_colours(appearance), strict=True))):  # the inner one on top
        tint = np.where(against[..., None], *(np.float32(each) for each in reversed(colour)))
        drawn += (opacity * np.float32(whole))[..., None] * (tint - drawn)
    return (drawn + 0.5).astype(np.uint8)


def line_colours(appearance: Appearance) -> list[tuple[NDArray[np.uint8], NDArray[np.uint8]]]:
    """Of each contour line the colour for the class, and against it: red, green, blue ``[3]``, 0 to 255."""
    table = colours(appearance.colours)
    if appearance.signed:
        return [(table[128 + round(127 * at)], table[128 - round(127 * at)]) for at in LINES]
    return [(table[round(255 * at)],) * 2 for at in LINES]


def strength(size: NDArray[np.float64], *, fade: bool) -> NDArray[np.float64]:
    """The share of the opacity, 0..1, that heat of these magnitudes, 0..1, is drawn with, in the same shape."""
    return np.minimum(size / FULL_AT, 1) if fade else (size > 0).astype(np.float64)


@lru_cache(maxsize=512)
def _tables(name: str, opacity: int, *, signed: bool, fade: bool) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Per level of heat: its colour times its opacity, uint8 ``[256, 3]``, and what is left of the slice, ``[256]``."""
    zero = 128 if signed else 0
    size = np.abs(np.arange(256) - zero) / (127 if signed else 255)
    alpha = strength(size, fade=fade) * opacity / 255
    tinted = (colours(name) * alpha[:, None] + 0.5).astype(np.uint8)
    return tinted, ((1 - alpha) * 255 + 0.5).astype(np.uint8)
