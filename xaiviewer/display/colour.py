"""Colour maps. Perceptually uniform by default; jet only on request: it misleads and shuts out colour-blind readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

_EMBER_END = 213  # of inferno's 256 colours


@dataclass(frozen=True)
class ColourMap:
    """A colour map.

    Attributes:
        label: the name shown.
        diverging: made for signed values, zero in the middle.
        table: makes the 256 colours, uint8 ``[256, 3]`` red, green, blue.
        warning: a sentence for the reader; empty where there is nothing to warn of.
    """

    label: str
    diverging: bool
    table: Callable[[], NDArray[np.uint8]]
    warning: str = ""


def _from_opencv(number: int) -> Callable[[], NDArray[np.uint8]]:
    def make() -> NDArray[np.uint8]:
        ramp = np.arange(256, dtype=np.uint8).reshape(-1, 1)
        table: NDArray[np.uint8] = np.asarray(cv2.applyColorMap(ramp, number), dtype=np.uint8)[:, 0, ::-1]
        return table

    return make


def _ember() -> NDArray[np.uint8]:
    """Inferno without its palest sixth, whose yellow is lost on bright tissue."""
    ramp = np.linspace(0, _EMBER_END, 256).round().astype(np.uint8)
    return _from_opencv(cv2.COLORMAP_INFERNO)()[ramp]


def _blue_orange() -> NDArray[np.uint8]:
    """Blue over black to orange: lightness (CIE L*) grows evenly with the magnitude on both sides.

    A dark middle suits a picture drawn over grey anatomy, where zero is transparent, and ends that are not pale suit
    one over a bright lesion; blue and orange are told apart with every common colour-vision deficiency.
    """
    size = np.abs(np.arange(256) - 128) / 127.5
    positive = np.arange(256) >= 128
    hue = np.radians(np.where(positive, 62.0, 262.0))
    chroma = np.interp(size, [0, 0.6, 1], [0, 52, 64])
    lab = np.stack([8 + 60 * np.minimum(size, 1), chroma * np.cos(hue), chroma * np.sin(hue)], axis=-1)
    rgb = cv2.cvtColor(lab.astype(np.float32)[:, None], cv2.COLOR_Lab2RGB)[:, 0]
    table: NDArray[np.uint8] = (np.clip(rgb, 0, 1) * 255 + 0.5).astype(np.uint8)
    return table


DIVERGING = "blue-orange"
DEFAULT = "ember"

COLOUR_MAPS = {
    DEFAULT: ColourMap("Ember", False, _ember),
    "inferno": ColourMap("Inferno", False, _from_opencv(cv2.COLORMAP_INFERNO)),
    "viridis": ColourMap("Viridis", False, _from_opencv(cv2.COLORMAP_VIRIDIS)),
    "magma": ColourMap("Magma", False, _from_opencv(cv2.COLORMAP_MAGMA)),
    "cividis": ColourMap("Cividis", False, _from_opencv(cv2.COLORMAP_CIVIDIS)),
    "jet": ColourMap(
        "Jet",
        False,
        _from_opencv(cv2.COLORMAP_JET),
        "Jet shows edges where the map has none and misleads colour-blind readers.",
    ),
    DIVERGING: ColourMap("Blue-orange", True, _blue_orange),
}
"""Every colour map by its key, in the order of menus."""


def suited(name: str, *, signed: bool) -> str:
    """The colour map that is used: a diverging one for signed heat, a sequential one otherwise."""
    if COLOUR_MAPS[name].diverging == signed:
        return name
    return DIVERGING if signed else DEFAULT


@lru_cache(maxsize=len(COLOUR_MAPS))
def colours(name: str) -> NDArray[np.uint8]:
    """The 256 colours of a map, read-only uint8 ``[256, 3]`` (red, green, blue); zero is 128 in a diverging one."""
    table = np.ascontiguousarray(COLOUR_MAPS[name].table())
    table.setflags(write=False)
    return table


def levels(values: NDArray[np.float32], *, signed: bool) -> NDArray[np.uint8]:
    """Indices into a map's 256 colours, same shape: 0..1 from 0 (signed: -1..1 around 128)."""
    scale, offset = (127.0, 128.5) if signed else (255.0, 0.5)
    scaled = values * np.float32(scale)
    scaled += np.float32(offset)
    return np.clip(scaled, 0, 255, out=scaled).astype(np.uint8)


def colourise(values: NDArray[np.float32], name: str) -> NDArray[np.uint8]:
    """Colours of heat ``[row, column]`` (0..1; -1..1 for a diverging map), uint8 ``[row, column, 3]``."""
    return paint(levels(values, signed=COLOUR_MAPS[name].diverging), colours(name))


def paint(indices: NDArray[np.uint8], table: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Look up colours, uint8 ``[row, column]`` and ``[256, 3]`` to uint8 ``[row, column, 3]``."""
    looked_up: NDArray[np.uint8] = np.asarray(cv2.applyColorMap(indices, table.reshape(256, 1, 3)), dtype=np.uint8)
    return looked_up
