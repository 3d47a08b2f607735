"""Occlusion sensitivity: the logit's fall while a square covers a part of the slice.

Zeiler and Fergus, "Visualizing and understanding convolutional networks" (2014), section 4.2. Their map tells the
output with a place covered; ours by how much it fell, so that what speaks for the class is above zero. A pixel
holds the mean over the places whose square covers it, as in captum.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import UsageError
from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.logit import logit_of
from xaiviewer.explain.masking.engine import TOGETHER, MaskedForward
from xaiviewer.explain.masking.filling import filling_of
from xaiviewer.explain.network import Network
from xaiviewer.requests import AttributionMap, Partial, Request
from xaiviewer.requests.methods.masking import places

_Corner = tuple[int, int]


class Occlusion:
    """Covers every place of a regular grid in turn."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | AttributionMap]:
        """See `Explainer`; the places come from coarse to fine, so that a partial map already shows the whole slice."""
        size, patch = slices.inputs.shape[-1], int(request.values["patch"])
        if patch > size:
            raise UsageError(f"occlusion.patch ({patch}) must not exceed the network's input of {size} pixels.")
        corners = coarse_to_fine(places(size, patch, int(request.values["stride"])), int(request.values["stride"]))
        passes = len(corners) + 1
        for place, index in enumerate(slices.indices):
            shown = MaskedForward(self._network, slices.inputs[place], filling_of(request, slices, place), cancelled)
            (whole,) = logit_of(shown.whole()[None], request.class_index)
            sums = _Sums(size, patch)
            for start in range(0, len(corners), TOGETHER):
                some = corners[start : start + TOGETHER]
                sums.add(some, whole - logit_of(shown.logits(_without(some, patch, size)), request.class_index))
                done = 1 + start + len(some)
                progress(place * passes + done, len(slices.indices) * passes)
                found = AttributionMap(request, index, sums.mean())
                yield Partial(found, done, passes) if done < passes else found


def coarse_to_fine(count: int, stride: int) -> list[_Corner]:
    """Upper left corners (row, column) of ``count x count`` squares: first every 2^n-th, then those between, ..."""

    def level(number: int) -> int:
        """The power of two up to which a number can be divided."""
        return number & -number if number else count

    grid = [(row, column) for row in range(count) for column in range(count)]
    grid.sort(key=lambda at: -min(level(at[0]), level(at[1])))  # stable: within a level from top to bottom
    return [(row * stride, column * stride) for row, column in grid]


class _Sums:
    """What was found so far, pixel by pixel."""

    def __init__(self, size: int, patch: int) -> None:
        self._total = np.zeros((size, size))
        self._count = np.zeros((size, size))
        self._patch = patch

    def add(self, corners: list[_Corner], falls: NDArray[np.float64]) -> None:
        """Each corner's square, and by how much the logit fell while it was covered."""
        for (row, column), fall in zip(corners, falls.tolist(), strict=True):
            square = np.s_[row : row + self._patch, column : column + self._patch]
            self._total[square] += fall
            self._count[square] += 1

    def mean(self) -> NDArray[np.float32]:
        """The mean over the squares that held a pixel; 0 where none did so far."""
        return (self._total / np.maximum(self._count, 1)).astype(np.float32)


def _without(corners: list[_Corner], patch: int, size: int) -> NDArray[np.bool_]:
    """What is there while each corner's square is covered: bool ``[corner, 1, size, size]``."""
    present = np.ones((len(corners), 1, size, size), dtype=bool)
    for there, (row, column) in zip(present[:, 0], corners, strict=True):
        there[row : row + patch, column : column + patch] = False
    return present
