"""A slice with its heat, at the slice's own resolution: what the window and the pictures in files are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Placement, Volume
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.heat import fused_heat, heat, no_evidence, peak, unseen
from xaiviewer.display.overlay import blend
from xaiviewer.display.window_level import to_grey


@dataclass(frozen=True, eq=False)
class Heat:
    """One layer's map, or several as one, as it is drawn over a slice.

    Attributes:
        values: float32 ``[row, column]``, 0..1 or -1..1.
        full: the raw map value at full colour; 1 for a fusion, which has no unit.
        blank: the maps hold nothing to draw.
        unseen: why nothing is drawn although there is something; empty otherwise.
    """

    values: NDArray[np.float32]
    full: float
    blank: bool
    unseen: str = ""


def heat_on_slice(
    maps: Sequence[NDArray[np.float32]],
    placements: Sequence[Placement],
    shape: tuple[int, int],
    appearance: Appearance,
    reference: float | None = None,
) -> Heat:
    """The heat of one layer, or of several as one.

    Args:
        maps: one per layer, signed ``[row, column]`` on its native grid.
        placements: where each lies on the slice.
        shape: rows and columns of the slice.
        appearance: how it is drawn.
        reference: a single layer's maximum over the case, for an appearance normalised by case.
    """
    silent = all(no_evidence(each, where, shape, appearance) for each, where in zip(maps, placements, strict=True))
    if len(maps) > 1:
        values, full = fused_heat(maps, placements, shape, appearance), 1.0
    else:
        values = heat(maps[0], placements[0], shape, appearance, reference=reference)
        whole = reference if appearance.normalise == "case" else None
        full = whole or peak(maps[0], placements[0], shape, appearance)
    return Heat(values, full, silent, "" if silent else unseen(values, appearance))


def grey_slice(volume: Volume, index: int, appearance: Appearance) -> NDArray[np.uint8]:
    """A slice through its window, uint8 ``[row, column]``."""
    return to_grey(volume.voxels[index], appearance.window(volume), invert=appearance.inverted)


def under_heat(grey: NDArray[np.uint8], hot: Heat | None, appearance: Appearance) -> NDArray[np.uint8]:
    """A slice under its heat, if there is any to be drawn: uint8 ``[row, column, 3]`` (red, green, blue)."""
    if hot is None or not appearance.heat:
        return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), dtype=np.uint8)
    return blend(grey, hot.values, appearance)
