"""What a network that is not imported yet says of a few slices, and what it gets of them; free of torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Frame
from xaiviewer.requests import ModelDescription

AXES = ("slice", "row", "column")
"""Across which of a case's axes a plane lies."""


@dataclass(frozen=True, eq=False)
class PreviewedSlice:
    """One slice of the case that a network is tried on, or another plane of its volume.

    Attributes:
        index: which one.
        picture: it, uint8 ``[row, column]``.
        frame: the part of it that the network sees.
        inputs: what the network gets, float32 ``[channel, row, column]``, as it lies there.
        probabilities: float32 ``[class]``; empty of a segmenter.
        outline: of a segmenter what it outlines, bool ``[row, column]``; None of a classifier.
        axis: one of `AXES`: what `index` counts.
    """

    index: int
    picture: NDArray[np.uint8]
    frame: Frame
    inputs: NDArray[np.float32]
    probabilities: NDArray[np.float32]
    outline: NDArray[np.bool_] | None = None
    axis: str = AXES[0]


@dataclass(frozen=True, eq=False)
class Preview:
    """What a network says of a case, as far as it was asked.

    Attributes:
        description: the network, as it would be imported.
        output: what its logits mean.
        shades: of each channel the network's values that are shown black and white, ``[channel, 2]``: the ends of its
            scale. One that does not suit the pictures makes them dark, pale or cut off.
        slices: up to three; of a classifier of volumes three planes, and its one decision beside each.
        synthetic: whether the case is the phantom, about which no decision is right or wrong.
    """

    description: ModelDescription
    output: str
    shades: NDArray[np.float32]
    slices: tuple[PreviewedSlice, ...]
    synthetic: bool
