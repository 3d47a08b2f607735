"""The clinician's mask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.arrays import frozen


@dataclass(frozen=True, eq=False)
class Mask:
    """What the clinician outlined, on the grid of the case.

    Attributes:
        voxels: bool ``[slice, row, column]``.
        drawn: bool ``[slice]``; False where no mask exists for a slice, which is not the same as an empty mask.
        meaning: how the values on disk were read, in a few words; "" where they need no reading.
        doubt: a sentence where it is unlikely to be a lesion's; else "".
    """

    voxels: NDArray[np.bool_]
    drawn: NDArray[np.bool_]
    meaning: str = ""
    doubt: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "voxels", frozen(np.asarray(self.voxels, dtype=bool)))
        object.__setattr__(self, "drawn", frozen(np.asarray(self.drawn, dtype=bool)))

    @property
    def areas_px(self) -> NDArray[np.int64]:
        """Number of mask pixels of each slice, ``[slice]``."""
        return cast("NDArray[np.int64]", np.count_nonzero(self.voxels, axis=(1, 2)))
