"""The outline of a case by a segmenter of volumes: windows that slide over it, as many as the wanted slice needs.

As MONAI's sliding window does by default with `mode="gaussian"`: windows overlap by a quarter, and where they do, their
logits are averaged, those in the middle of a window counting most. Windows of one depth are worked through one after
the other, on a graphics processor a few at a time, and added up in the same order whichever slice is asked for first:
no bit depends on that.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import Cancelled
from xaiviewer.nets.devices import CPU
from xaiviewer.nets.inputs.volumes import Box
from xaiviewer.nets.models import Model
from xaiviewer.nets.segmentation import onto_slice

OVERLAP = 0.25
TOGETHER = 4
"""Windows that pass through the network at a time on a graphics processor; where its memory is too small, fewer."""

_WIDTH = 0.125  # deviation of a window's weights, as a share of its side
_LEAST = 1e-3  # weight of a window's corners, of its middle's


class VolumeOutline:
    """How sure a segmenter is of the finding in a case, slice by slice as it is asked for."""

    def __init__(
        self,
        model: Model,
        values: NDArray[np.float32],
        box: Box,
        window: tuple[int, int, int],
        *,
        together: int | None = None,
    ) -> None:
        """Take what the box holds, ``[channel, slice, row, column]``, and the window's sides along the same axes.

        `together` is how many windows pass at a time; `TOGETHER`, or one on the processor, where it is not said.
        """
        usual = 1 if model.device == CPU else TOGETHER
        self._together = usual if together is None else together
        self._model = model
        self._values = values
        self._box = box
        self._window = window
        self._weights = _importance(window)
        self._starts = [starts(side, part) for side, part in zip(values.shape[1:], window, strict=True)]
        self._layers: dict[int, tuple[NDArray[np.float32], NDArray[np.float32]]] = {}

    def on_slice(
        self, index: int, shape: tuple[int, int], count: int, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        """Its probability at every pixel of a slice, ``[row, column]``.

        Args:
            index, shape, count: the slice, its rows and columns, and how many the case has.
            cancelled: asked before each window.

        Raises:
            Cancelled: when `cancelled` says so.
        """
        if not self._box.sees(count)[index]:
            return np.zeros(shape, np.float32)
        place = float(np.clip(self._box.places(count)[index], 0, self._box.depth - 1))
        lower = min(int(place), max(self._box.depth - 2, 0))
        share = np.float32(place - lower)
        found = self._row(lower, cancelled) * (1 - share)
        if share:
            found = found + self._row(lower + 1, cancelled) * share
        return onto_slice(found, self._box.frame, shape)

    def _row(self, depth: int, cancelled: Callable[[], bool]) -> NDArray[np.float32]:
        """Probabilities at one depth of the box, ``[size, size]``."""
        sides = self._values.shape[2:]
        total, weight = np.zeros(sides, np.float32), np.zeros(sides, np.float32)
        for start in self._starts[0]:
            if start <= depth < start + self._window[0]:
                logits, weights = self._layer(start, cancelled)
                total += logits[depth - start]
                weight += weights[depth - start]
        with np.errstate(over="ignore"):
            return np.asarray(1 / (1 + np.exp(-total / weight)), np.float32)

    def _layer(self, start: int, cancelled: Callable[[], bool]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Weighted logits, and the weights, of all windows that begin at one depth, each ``[slice, row, column]``."""
        known = self._layers.get(start)
        if known is not None:
            return known
        deep, high, wide = self._window
        total = np.zeros((deep, *self._values.shape[2:]), np.float32)
        weight = np.zeros_like(total)
        axes, volume = self._box.axes, self._values[:, start : start + deep]
        places = [
            (slice(top, top + high), slice(left, left + wide)) for top in self._starts[1] for left in self._starts[2]
        ]
        for first in range(0, len(places), self._together):
            if cancelled():
                raise Cancelled
            some = places[first : first + self._together]
            windows = np.stack([axes.to_network(volume[:, :, rows, columns]) for rows, columns in some])
            for (rows, columns), logits in zip(some, self._model.logits(windows)[:, 0], strict=True):
                total[:, rows, columns] += self._weights * axes.to_case(logits)
                weight[:, rows, columns] += self._weights
        self._layers[start] = total, weight
        return total, weight


def starts(side: int, window: int) -> list[int]:
    """Where windows begin along an axis that is at least as long as they are."""
    step, found = max(int(window * (1 - OVERLAP)), 1), [0]
    while found[-1] + window < side:
        found.append(min(found[-1] + step, side - window))
    return found


def _importance(window: tuple[int, int, int]) -> NDArray[np.float32]:
    """How much each voxel of a window counts, ``[slice, row, column]``."""
    weights = np.ones((1, 1, 1))
    for axis, side in enumerate(window):
        along = np.arange(side) - (side - 1) / 2
        bell = np.exp(-(along**2) / (2 * (_WIDTH * side) ** 2))
        weights = weights * np.moveaxis(bell[:, None, None], 0, axis)
    return np.asarray(np.maximum(weights, _LEAST), np.float32)
