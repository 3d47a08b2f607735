"""What becomes of a decision when the lesion is taken out of the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.arrays import frozen

Region = Literal["clinician", "model"]
"""Whose outline was filled in: the clinician's mask, or the program's own outline."""


@dataclass(frozen=True, eq=False)
class Reliance:
    """A slice's decision once more, its outlined region filled in with what surrounds it.

    The regions of all slices are filled in together, so that the slices beside no longer speak of the lesion either.

    Attributes:
        index: the slice.
        region: whose outline was filled in.
        logits: float32 ``[class]`` of the slice without the region.
        probabilities: float32 ``[class]``, calibrated like the slice's own.
        control: float32 ``[class]``, the probabilities with the region's mirror image in the other half of the head
            filled in instead; None where that was not asked for, or where the region crosses the middle.
        threshold: probability above which the slice is called positive.
    """

    index: int
    region: Region
    logits: NDArray[np.float32]
    probabilities: NDArray[np.float32]
    control: NDArray[np.float32] | None = None
    threshold: float = 0.5

    def __post_init__(self) -> None:
        for name in ("logits", "probabilities", "control"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, frozen(value))
