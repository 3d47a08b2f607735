"""A slice with its heat, at the slice's own resolution: what the window and the pictures in files are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Placement, Volume
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.colour import colourise
from xaiviewer.display.contour import contours
from xaiviewer.display.heat import (
    cells,
    full_of,
    fuse,
    no_evidence,
    scaled,
    stretch_of,
    stretched,
    to_maximum,
    tone,
    unseen,
)
from xaiviewer.display.overlay import blend, lined
from xaiviewer.display.upsampling import upsample
from xaiviewer.display.window_level import to_grey


@dataclass(frozen=True, eq=False)
class Heat:
    """One layer's map, or several as one, as it is drawn over a slice.

    Attributes:
        values: float32 ``[row, column]``, 0..1 or -1..1.
        full: the raw map value at full colour; 1 for a fusion, which has no unit.
        blank: the maps hold nothing to draw.
        unseen: why nothing is drawn although there is something; empty otherwise.
        spread: shares of full colour between which the colours run; others than 0 and 1 by a contrast that stretches.
        lines: how opaque the contour lines are, float32 ``[line, row, column]``; None where colours are drawn.
    """

    values: NDArray[np.float32]
    full: float
    blank: bool
    unseen: str = ""
    spread: tuple[float, float] = (0.0, 1.0)
    lines: NDArray[np.float32] | None = None


@dataclass(frozen=True, eq=False)
class Shares:
    """The same before its threshold and its contrast.

    Attributes:
        values: shares of full colour, float32 ``[row, column]``, 0..1 or -1..1.
        full: the raw map value at full colour; 1 for a fusion.
        blank: the maps hold nothing to draw.
        whole: what contour lines go around, also of what lies beyond full colour; None where colours are drawn.
    """

    values: NDArray[np.float32]
    full: float
    blank: bool
    whole: NDArray[np.float32] | None = None

    @cached_property
    def spread(self) -> tuple[float, float]:
        """Between which shares a contrast that stretches has its colours."""
        return stretch_of(self.values)


def heat_on_slice(
    maps: Sequence[NDArray[np.float32]],
    placements: Sequence[Placement],
    shape: tuple[int, int],
    appearance: Appearance,
    reference: float | None = None,
) -> Heat:
    """The heat of one layer, or of several as one; see `shares_on_slice`."""
    return toned(shares_on_slice(maps, placements, shape, appearance, reference), appearance)


def shares_on_slice(
    maps: Sequence[NDArray[np.float32]],
    placements: Sequence[Placement],
    shape: tuple[int, int],
    appearance: Appearance,
    reference: float | None = None,
) -> Shares:
    """What part of full colour each pixel has, of one layer or of several as one.

    Args:
        maps: one per layer, signed ``[row, column]`` on its native grid.
        placements: where each lies on the slice.
        shape: rows and columns of the slice.
        appearance: how it is drawn.
        reference: a single layer's `full_colour` over the case, for an appearance normalised by case.
    """
    silent = all(no_evidence(each, where, shape, appearance) for each, where in zip(maps, placements, strict=True))
    if len(maps) > 1:
        whole = fuse(maps, placements, shape, appearance)
        shares, full = to_maximum(whole), 1.0
    else:
        full = full_of(maps[0], placements[0], shape, appearance, reference or None)
        shares = scaled(maps[0], placements[0], shape, appearance, full)
    if appearance.style != "contours":
        return Shares(shares, full, silent)
    if len(maps) == 1:
        drawn = cells(maps[0], placements[0], shape, appearance)
        whole = upsample(drawn, placements[0], shape, smooth=appearance.smooth)
    return Shares(shares, full, silent, whole)


def toned(shares: Shares, appearance: Appearance) -> Heat:
    """The heat after its threshold and its contrast."""
    spread = shares.spread if appearance.contrast == "stretch" else (0.0, 1.0)
    values = tone(shares.values, appearance, spread)
    lines = None
    if shares.whole is not None:
        lines = contours(shares.whole * (values != 0))
        if appearance.fade:  # a slice that holds little must not look like one that holds much
            lines *= np.float32(np.abs(shares.values).max(initial=0))
    return Heat(values, shares.full, shares.blank, "" if shares.blank else unseen(values, appearance), spread, lines)


def grey_slice(volume: Volume, index: int, appearance: Appearance) -> NDArray[np.uint8]:
    """A slice through its window, uint8 ``[row, column]``."""
    return to_grey(volume.voxels[index], appearance.window(volume), invert=appearance.inverted)


def under_heat(grey: NDArray[np.uint8], hot: Heat | None, appearance: Appearance) -> NDArray[np.uint8]:
    """A slice under its heat, if there is any to be drawn: uint8 ``[row, column, 3]`` (red, green, blue)."""
    if hot is None or not appearance.heat:
        return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), dtype=np.uint8)
    if hot.lines is None:
        return blend(grey, hot.values, appearance)
    return lined(grey, hot.lines, hot.values < 0, appearance)


def legend(hot: Heat | None, appearance: Appearance, length: int) -> NDArray[np.uint8]:
    """The colours from the bottom of the scale to its top, uint8 ``[length, 3]``.

    Places along it are values of the map, whatever the contrast: a stretched scale has its colours between two of them.
    """
    signed = appearance.signed
    values = np.linspace(-1 if signed else 0, 1, length, dtype=np.float32)
    if hot is not None and appearance.contrast == "stretch":
        values = np.copysign(stretched(np.abs(values), hot.spread), values)
    colours: NDArray[np.uint8] = colourise(values[None], appearance.colours)[0]
    return colours
