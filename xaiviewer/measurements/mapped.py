"""A map by its own values on the pixels of a slice: not rescaled, cut or stretched as it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Placement
from xaiviewer.display.upsampling import upsample


@dataclass(frozen=True, eq=False)
class Mapped:
    """A map on the pixels of a slice.

    Attributes:
        values: float32 ``[row, column]``, signed.
        positive: float32 ``[row, column]``: what speaks for the class, as agreement with the mask is scored by it.
    """

    values: NDArray[np.float32]
    positive: NDArray[np.float32]


def laid_out(
    cells: NDArray[np.float32], placement: Placement, shape: tuple[int, int], *, smooth: bool = True
) -> Mapped:
    """A map ``[row, column]`` of its own grid on the pixels of a slice of `shape` (rows, columns)."""
    values = upsample(cells, placement, shape, smooth=smooth)
    if cells.min(initial=0) >= 0:
        return Mapped(values, values)
    return Mapped(values, upsample(np.maximum(cells, 0), placement, shape, smooth=smooth))
