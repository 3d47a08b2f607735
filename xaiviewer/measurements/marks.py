"""Marks: a mask of the reader's own, painted slice by slice."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.arrays import frozen
from xaiviewer.measurements.shapes import Point

_EMPTY: Mapping[int, NDArray[np.bool_]] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Marks:
    """What the reader painted over a case.

    Attributes:
        slices: bool ``[row, column]`` by slice; slices on which nothing is marked are missing.
    """

    slices: Mapping[int, NDArray[np.bool_]] = field(default_factory=lambda: _EMPTY)

    def of(self, index: int) -> NDArray[np.bool_] | None:
        """The marks of a slice; None where there are none."""
        return self.slices.get(index)

    def with_slice(self, index: int, mask: NDArray[np.bool_]) -> Marks:
        """The same with other marks on one slice."""
        others = {each: known for each, known in self.slices.items() if each != index}
        if mask.any():
            others[index] = frozen(mask.copy())
        return Marks(MappingProxyType(dict(sorted(others.items()))))


def brush(mask: NDArray[np.bool_], one: Point, other: Point, radius: tuple[float, float], *, on: bool) -> None:
    """Draw a round brush over `mask`, bool ``[row, column]``, from one place to another, in place.

    Args:
        mask: written into.
        one, other: where the brush goes down, and up.
        radius: in columns and in rows: a round brush is an ellipse of pixels that are not square.
        on: paint, or erase.
    """
    wide, high = (max(each, 0.5) for each in radius)
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    rows = np.arange(max(math.ceil(top - high), 0), min(math.floor(bottom + high) + 1, mask.shape[0]))
    columns = np.arange(max(math.ceil(left - wide), 0), min(math.floor(right + wide) + 1, mask.shape[1]))
    if not rows.size or not columns.size:
        return
    across, down = (other[0] - one[0]) / wide, (other[1] - one[1]) / high
    x, y = (columns[None, :] - one[0]) / wide, (rows[:, None] - one[1]) / high
    along = np.clip((x * across + y * down) / max(across**2 + down**2, 1e-12), 0, 1)
    near = (x - along * across) ** 2 + (y - along * down) ** 2 <= 1
    mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1][near] = on


def filled(mask: NDArray[np.bool_], at: Point) -> NDArray[np.bool_] | None:
    """The marks with the hole around a place filled; None where that is marked already or nothing encloses it.

    What touches at a corner encloses: the hole's pixels are neighbours along rows and columns alone.
    """
    from scipy import ndimage  # noqa: PLC0415 - half a second that the window's start need not wait for

    column, row = (math.floor(each + 0.5) for each in at)
    if not (0 <= row < mask.shape[0] and 0 <= column < mask.shape[1]) or mask[row, column]:
        return None
    labels, _ = ndimage.label(~mask)
    hole = labels == labels[row, column]
    if hole[0].any() or hole[-1].any() or hole[:, 0].any() or hole[:, -1].any():
        return None
    found: NDArray[np.bool_] = mask | hole
    return found
