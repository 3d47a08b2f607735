"""Masks in colour or with opacity: one value for each pixel, decided over the whole case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_PLAIN = 8  # of 255: shades of grey and of black that differ by less are one
_SMEARED = 64  # the same for JPEG, which mixes the colours of neighbours
_OVERLAY = 0.05  # of the pixels: so much grey is a picture with a mask drawn over it
_COLOURS = 1 << 16


@dataclass(frozen=True, eq=False)
class Coloured:
    """One slice of a mask as it is stored.

    Attributes:
        channels: ``[channel, row, column]``, without opacity.
        opacity: ``[row, column]``, 0 for what is not seen; None where all of it is.
    """

    channels: NDArray[Any]
    opacity: NDArray[Any] | None = None


@dataclass
class _Counted:
    """Pixels of the whole case by kind of colour, and how often each colour occurs, as 0xRRGGBB."""

    total: int
    black: int
    white: int
    grey: int
    bright: int
    colours: Counter[int]


def one_value(slices: Sequence[Coloured], name: str, *, lossy: bool = False) -> tuple[list[NDArray[Any]], list[str]]:
    """Every slice as ``[row, column]``, 0 where there is no colour or nothing to be seen, and sentences.

    Where the opacity varies and everything seen is of one colour, the opacity is the mask. Of colours on black the
    brightest channel counts, on white or over a grey picture how far they are from grey, and on any other background
    how far they are from that.

    Args:
        slices: of the whole case.
        name: of the file or files, as sentences name them.
        lossy: they were saved as JPEG.
    """
    channels, notices = [each.channels for each in slices], []
    if len({_end(each.opacity, at) for each in slices for at in (np.min, np.max)}) > 1:
        full = [_full(each.channels.dtype) for each in slices]
        if _of_one_colour(slices):
            values = [
                np.full(each.channels.shape[1:], top, each.channels.dtype) if each.opacity is None else each.opacity
                for each, top in zip(slices, full, strict=True)
            ]
            return values, [f"{name} is of one colour: its opacity was taken for the mask."]
        channels = [_on_black(each, top) for each, top in zip(slices, full, strict=True)]
        notices = [f"{name} is transparent in part: what is not seen was taken for background."]
    channels = _alike(channels)
    if any(len(each) != 3 or each.dtype not in (np.uint8, np.uint16) for each in channels):
        return [each[0] if len(each) == 1 else each.max(axis=0) for each in channels], notices
    found = _counted(channels, _SMEARED if lossy else _PLAIN)
    if not found.bright:
        return [each.max(axis=0) for each in channels], notices
    values, background = _of_colours(channels, found)
    return values, [*notices, f"{name} is in colour: {background}."]


def _alike(channels: list[NDArray[Any]]) -> list[NDArray[Any]]:
    """Grey as colour where other slices are in colour: empty ones are often saved without."""
    if all(len(each) != 3 for each in channels):
        return channels
    return [np.repeat(each, 3, axis=0) if len(each) == 1 else each for each in channels]


def _of_one_colour(slices: Sequence[Coloured]) -> bool:
    """Is all that is seen of one colour?"""
    visible: set[bytes] = set()
    for each in slices:
        there = np.ones(each.channels.shape[1:], bool) if each.opacity is None else each.opacity > 0
        pixels = each.channels[:, there]
        if pixels.shape[1]:
            visible.add(pixels[:, 0].tobytes())
            visible |= {b"others"} if (pixels != pixels[:, :1]).any() else set()
    return len(visible) == 1


def _end(opacity: NDArray[Any] | None, at: Any) -> float:
    """The least or greatest opacity as a share."""
    return 1.0 if opacity is None or not opacity.size else float(at(opacity)) / _full(opacity.dtype)


def _full(kind: np.dtype[Any]) -> float:
    return 1.0 if kind.kind == "f" else float(np.iinfo(kind).max)


def _on_black(each: Coloured, top: float) -> NDArray[Any]:
    if each.opacity is None:
        return each.channels
    mixed = each.channels * (each.opacity / top)
    return (np.rint(mixed) if each.channels.dtype.kind != "f" else mixed).astype(each.channels.dtype)


def _eight_bits(channels: NDArray[Any]) -> NDArray[np.int32]:
    return (channels >> 8 if channels.dtype == np.uint16 else channels).astype(np.int32)


def _counted(channels: Sequence[NDArray[Any]], tolerance: int) -> _Counted:
    found = _Counted(0, 0, 0, 0, 0, Counter())
    for each in channels:
        pixels = _eight_bits(each)
        low, high = pixels.min(axis=0), pixels.max(axis=0)
        bright = high - low > tolerance
        black = ~bright & (high <= tolerance)
        white = ~bright & (low >= 255 - tolerance)
        found.total += bright.size
        found.bright += int(bright.sum())
        found.black += int(black.sum())
        found.white += int(white.sum())
        found.grey += int((~bright & ~black & ~white).sum())
        if len(found.colours) < _COLOURS:
            packed = (pixels[0] << 16) | (pixels[1] << 8) | pixels[2]
            values, counts = np.unique(packed, return_counts=True)
            found.colours.update(dict(zip(values.tolist(), counts.tolist(), strict=True)))
    return found


def _of_colours(channels: Sequence[NDArray[Any]], found: _Counted) -> tuple[list[NDArray[Any]], str]:
    """How lesion each pixel is, and what was taken for background."""
    grey_picture = found.grey > max(found.bright, _OVERLAY * found.total)
    if grey_picture or found.white > max(found.black, found.total / 2):
        behind = "the grey picture under it" if grey_picture else "white"
        return [each.max(axis=0) - each.min(axis=0) for each in channels], f"{behind} was taken for background"
    colour, count = found.colours.most_common(1)[0]
    if 2 * count > found.total and found.black < count:
        behind = f"the colour #{colour:06x}, which fills most of it,"
        return [_distance(each, colour) for each in channels], f"{behind} was taken for background"
    return [each.max(axis=0) for each in channels], "every colour but black counted"


def _distance(channels: NDArray[Any], colour: int) -> NDArray[Any]:
    """From a background's colour, the greatest of the three channels."""
    unit = 257 if channels.dtype == np.uint16 else 1
    behind = np.array([colour >> 16, colour >> 8 & 255, colour & 255], np.int32)[:, None, None] * unit
    far: NDArray[Any] = np.abs(channels.astype(np.int32) - behind).max(axis=0).astype(channels.dtype)
    return far
