"""Window and level: stored values to grey levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

_TAIL = 0.1  # per cent of the voxels at each end that may saturate
_ROOM = 1.2  # times the range between the tails, where the volume has anything as bright
_SAMPLE = 2_000_000  # voxels that settle a percentile; a larger volume is sampled evenly
_PADDED, _FAR = 0.01, 0.6  # padding's share of the voxels at least, and its distance as a share of the others' range


@dataclass(frozen=True)
class WindowLevel:
    """The stored values that are spread over black to white: ``centre - width / 2`` to ``centre + width / 2``."""

    centre: float
    width: float


def automatic_window(volume: NDArray[Any]) -> WindowLevel:
    """The window that saturates 0.1 % of the voxels at the dark end, and fewer at the bright one.

    A small lesion may be all of the brightest 0.1 %: the window goes on by a fifth, at most to the brightest voxel.

    Args:
        volume: any shape, stored values; values that are not finite, and padding far outside of all others such as
            -32768, are left out.
    """
    values = volume.reshape(-1)
    values = values[:: max(1, values.size // _SAMPLE)]
    if values.dtype.kind == "f":
        values = values[np.isfinite(values)]
    if values.size == 0:
        return WindowLevel(0.5, 1.0)
    values = _unpadded(_unpadded(values, values.min()), values.max())
    low, high = tails(values, _TAIL)
    if high <= low:  # a nearly constant volume: show what little there is
        low, high = float(values.min()), float(values.max())
    high = min(low + _ROOM * (high - low), float(values.max()))
    return WindowLevel((low + high) / 2, (high - low) or 1.0)


def _unpadded(values: NDArray[Any], extreme: Any) -> NDArray[Any]:
    """The values, any number, without their `extreme` where that is padding."""
    few = values[:: max(1, values.size // 100_000)]
    others = few[few != extreme]
    if others.size == 0 or few.size - others.size < _PADDED * few.size:
        return values
    low, high = np.percentile(others, (0.5, 99.5))
    # 0 is what air should be, however bright all of a masked head is.
    beyond = max(low - float(extreme) if extreme < 0 else 0, float(extreme) - high)
    return values[values != extreme] if high > low and beyond > _FAR * (high - low) else values


def tails(values: NDArray[Any], share: float) -> tuple[float, float]:
    """What ``np.percentile(values, (share, 100 - share))`` gives of finite `values`, not empty, in any order.

    Integers of 8 and 16 bits are counted, in a tenth of the time that sorting them takes: the first slice waits for it.
    """
    at = (values.size - 1) * np.array([share, 100 - share]) / 100
    below = at.astype(np.intp)
    wanted = np.concatenate([below, np.minimum(below + 1, values.size - 1)])
    if values.dtype.kind in "ui" and values.dtype.itemsize <= 2:
        least = int(values.min())
        counts = np.bincount(values.astype(np.int64) - least)
        found = np.searchsorted(np.cumsum(counts), wanted, side="right") + least
    else:
        found = np.partition(values, wanted)[wanted].astype(np.float64)
    ends = found[:2] + (at - below) * (found[2:] - found[:2])
    return float(ends[0]), float(ends[1])


def to_grey(image: NDArray[Any], window: WindowLevel, invert: bool = False) -> NDArray[np.uint8]:  # noqa: FBT001, FBT002
    """A slice's stored values as grey levels (DICOM PS3.3 C.11.2.1.3.2, LINEAR_EXACT).

    Args:
        image: ``[row, column]``, any real type; NaN is black.
        window: what is spread over black to white.
        invert: show high values dark.

    Returns:
        uint8 ``[row, column]``.
    """
    if image.dtype == np.uint8:
        table = _ramp(np.arange(256, dtype=np.float32), window, invert=invert)
        looked_up: NDArray[np.uint8] = np.asarray(cv2.LUT(np.ascontiguousarray(image), table), dtype=np.uint8)
        return looked_up
    return _ramp(image.astype(np.float32), window, invert=invert)


def _ramp(values: NDArray[np.float32], window: WindowLevel, *, invert: bool) -> NDArray[np.uint8]:
    """Linear from 0 to 255 over the window, rounded; overwrites `values`."""
    gain = 255 / max(window.width, 1e-12)
    values -= np.float32(window.centre - window.width / 2)
    values *= np.float32(gain)
    np.fmax(values, 0, out=values)  # of a number and NaN it takes the number
    np.minimum(values, 255, out=values)
    if invert:
        np.subtract(255, values, out=values)
    values += 0.5
    return values.astype(np.uint8)
