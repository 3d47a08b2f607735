"""Masks saved as JPEG, which smears edges and sets ripples around them: where to cut."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

_RIPPLE = 28  # around what was one value
_APART = 24  # plateaus nearer than this are one
_LEAST = 9  # voxels of a plateau


def cut_between_plateaus(planes: Sequence[NDArray[np.uint8]]) -> float | None:
    """The middle between the background and the lowest plateau above it; None where no plateaus stand out.

    A JPEG of a mask with labels at 85, 170 and 255 would lose the first of them at half of the scale. Slices of one
    grey say nothing, and neither do gradients: there is more slope than plateau.
    """
    level = np.zeros(256, np.int64)
    everything = np.zeros(256, np.int64)
    for plane in planes:
        if plane.size == 0 or int(plane.max()) - int(plane.min()) <= _RIPPLE:
            continue
        around = np.ones((3, 3), np.uint8)
        even = cv2.subtract(cv2.dilate(plane, around), cv2.erode(plane, around)) <= _RIPPLE
        level += np.bincount(plane[even], minlength=256)
        everything += np.bincount(plane.ravel(), minlength=256)
    found = [each for each in _plateaus(level) if level[each[0] : each[1] + 1].sum() >= _LEAST]
    if len(found) < 2:
        return None
    centres = [_centre(level, each) for each in found]
    background = int(np.argmax([level[low : high + 1].sum() for low, high in found]))
    above = found[background + 1 :]
    if not above:
        return None
    level_above = sum(int(level[low : high + 1].sum()) for low, high in above)
    slopes = everything[found[background][1] + _RIPPLE : above[-1][0] - _RIPPLE].sum()
    for low, high in above[:-1]:
        slopes -= everything[max(low - _RIPPLE, found[background][1] + _RIPPLE) : high + _RIPPLE].sum()
    if slopes > level_above:
        return None
    return (centres[background] + centres[background + 1]) / 2


def _plateaus(level: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Runs of values with no wide gap in them: (lowest, highest) of each, ascending."""
    values = np.flatnonzero(level).tolist()
    if not values:
        return []
    breaks = [(one, other) for one, other in pairwise(values) if other - one >= _APART]
    lowest, highest = [values[0], *(other for _, other in breaks)], [*(one for one, _ in breaks), values[-1]]
    return list(zip(lowest, highest, strict=True))


def _centre(level: NDArray[np.int64], run: tuple[int, int]) -> float:
    values: NDArray[Any] = np.arange(run[0], run[1] + 1)
    return float(np.average(values, weights=level[run[0] : run[1] + 1]))
