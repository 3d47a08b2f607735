"""What the networks and the clinician say of a case, as a study shows it, and how it is made wrong."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Frame
from xaiviewer.studies.design import FLIPPED, OTHER_MAP, RANDOM_MAP


@dataclass(frozen=True, eq=False)
class Outputs:
    """Of one case.

    Attributes:
        probability: of the finding, by the network, float32 ``[slice]``; NaN where a slice was not judged.
        threshold: from which on a slice is called.
        outline: by the network, bool ``[slice, row, column]``.
        heat: the map on its own grid, float32 ``[slice, y, x]``.
        random_heat: the same of a network with random weights.
        frame: the square of every slice that the network saw, on which the map lies.
        mask: the clinician's, bool ``[slice, row, column]``.
    """

    probability: NDArray[np.float32]
    threshold: float
    outline: NDArray[np.bool_]
    heat: NDArray[np.float32]
    random_heat: NDArray[np.float32]
    mask: NDArray[np.bool_]
    frame: Frame

    @property
    def called(self) -> bool:
        """Whether any slice is called."""
        return bool((self.probability >= self.threshold).any())

    @property
    def truth(self) -> bool:
        """Whether the clinician outlined anything."""
        return bool(self.mask.any())

    def arrays(self, item: str) -> tuple[NDArray[Any], ...]:
        """What a step shows under one of the names of `design.ITEMS`."""
        return {
            "prediction": (self.probability, np.float32(self.threshold).reshape(1)),
            "outline": (self.outline,),
            "map": (self.heat.astype(np.float16), np.array(self.frame.numbers, dtype=np.float64)),
            "mask": (self.mask,),
        }[item]


def made_wrong(own: Outputs, how: str, other: Outputs) -> Outputs:
    """The outputs as they are shown where they are wrong on purpose.

    Args:
        own: what the networks say.
        how: one of `design.WRONGS`.
        other: of the case whose map, and outline, are shown in its place.

    Raises:
        ValueError: for any other `how`.
    """
    if how == FLIPPED:
        return _flipped(own)
    if how == RANDOM_MAP:
        return replace(own, heat=own.random_heat)
    if how == OTHER_MAP:
        return replace(own, heat=_as_long(other.heat, len(own.heat)))
    raise ValueError(how)


def _flipped(own: Outputs) -> Outputs:
    """The opposite decision, as sure: where slices were called none is, and where none was the likeliest ones are."""
    probability, threshold = own.probability, own.threshold
    if own.called:
        quiet = np.minimum(probability, np.float32(threshold) * (1 - probability))
        return replace(own, probability=quiet.astype(np.float32), outline=np.zeros_like(own.outline))
    lifted = probability.copy()
    known = np.flatnonzero(~np.isnan(probability))
    likely = known[np.argsort(-probability[known], kind="stable")[: max(len(known) // 5, 1)]]
    lifted[likely] = 1 - (1 - threshold) * probability[likely]
    return replace(own, probability=lifted.astype(np.float32))


def _as_long(heat: NDArray[np.float32], slices: int) -> NDArray[np.float32]:
    """Another case's maps, spread over this one's slices."""
    at = np.round(np.linspace(0, len(heat) - 1, slices)).astype(np.intp)
    return heat[at]


def packed(arrays: tuple[NDArray[Any], ...]) -> bytes:
    """Arrays as bytes whose number depends on their shapes alone: a length tells nothing of what is outlined."""
    file = io.BytesIO()
    for each in arrays:
        bits = each.dtype == np.bool_
        np.save(file, np.packbits(each, axis=-1) if bits else each, allow_pickle=False)
        np.save(file, np.array([bits, each.shape[-1]], dtype=np.int64), allow_pickle=False)
    return file.getvalue()


def unpacked(data: bytes) -> tuple[NDArray[Any], ...]:
    """The arrays again."""
    file, found = io.BytesIO(data), []
    while file.tell() < len(data):
        values = np.load(file, allow_pickle=False)
        bits, width = np.load(file, allow_pickle=False).tolist()
        found.append(np.unpackbits(values, axis=-1, count=width).astype(bool) if bits else values)
    return tuple(found)
