"""From stored values to those that a user's own network was taught on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.nets.inputs.windows import WINDOWS

Scale = Literal["head", "volume", "slice", "values", "window", "slice-z-score"]
"""What a channel's values are put in relation to; see `resources/schemas/model.json`."""

_LEAST = 1e-6  # a picture of one value has no range


@dataclass(frozen=True)
class Normalisation:
    """``(scaled - mean) / std`` for each channel.

    Attributes:
        scale: what `low` and `high` are, and so which values become 0 and 1.
        low, high: percentiles of the voxels of a volume or slice, or stored values.
        mean, std: per channel; 0 and 1 where there are none.
        windows: of the scale "window" the names of `windows.WINDOWS`, one for each channel, or one for all.
    """

    scale: Scale = "head"
    low: float = 0.0
    high: float = 100.0
    mean: tuple[float, ...] = ()
    std: tuple[float, ...] = ()
    windows: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Scaling:
    """A normalisation, with what it needs to know of a case.

    Attributes:
        how: the normalisation.
        low, high: of each channel the stored values that become 0 and 1, ``[channel]``; None where each slice's own do.
    """

    how: Normalisation
    low: NDArray[np.float32] | None = None
    high: NDArray[np.float32] | None = None

    def __call__(self, sampled: NDArray[np.float32], image: NDArray[np.float32]) -> NDArray[np.float32]:
        """The network's values ``[size, size, channel]`` of what was sampled of a slice.

        Args:
            sampled: stored values, ``[size, size, channel]``.
            image: the whole slice, ``[row, column, channel]``: what slice-wise scales are taken from.
        """
        if self.how.scale == "slice-z-score":
            deviation = np.maximum(image.std(axis=(0, 1)), _LEAST)
            scaled = (sampled - image.mean(axis=(0, 1))) / deviation
        else:
            low, high = self._range(image)
            scaled = np.clip((sampled - low) / np.maximum(high - low, _LEAST), 0, 1)
        if self.how.mean:
            scaled = scaled - np.asarray(self.how.mean, np.float32)
        if self.how.std:
            scaled = scaled / np.asarray(self.how.std, np.float32)
        return np.asarray(scaled, np.float32)

    def _range(self, image: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        if self.low is not None and self.high is not None:
            return self.low, self.high
        low, high = np.percentile(image, (self.how.low, self.how.high), axis=(0, 1))
        return low.astype(np.float32), high.astype(np.float32)


def scaling_of(how: Normalisation, images: NDArray[Any]) -> Scaling | None:
    """How the slices of a case ``[channel, slice, row, column]`` are scaled; None for the scale "head"."""
    if how.scale == "head":
        return None
    if how.scale == "values":
        low, high = (np.full(len(images), each, np.float32) for each in (how.low, how.high))
        return Scaling(how, low, high)
    if how.scale == "window":
        names = how.windows * (len(images) if len(how.windows) == 1 else 1)
        ends = np.array([WINDOWS[name] for name in names], np.float32)
        return Scaling(how, ends[:, 0], ends[:, 1])
    if how.scale == "volume":
        found = np.array([np.percentile(each, (how.low, how.high)) for each in images], np.float32)
        return Scaling(how, found[:, 0], found[:, 1])
    return Scaling(how)


def channels_last(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """``[row, column, channel]`` also of one channel, whose axis OpenCV drops."""
    return values if values.ndim == 3 else values[..., None]


def shrunk(values: NDArray[np.float32], down: float, across: float) -> NDArray[np.float32]:
    """Blurred against aliasing by these deviations, ``[row, column, channel]``; not along an axis where that is 0."""
    if not (down or across):
        return values
    kernel = (0 if across else 1, 0 if down else 1)  # OpenCV's own choice, or none
    return channels_last(np.asarray(cv2.GaussianBlur(values, kernel, across, sigmaY=down), np.float32))
