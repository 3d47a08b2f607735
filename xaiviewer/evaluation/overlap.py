"""Overlap of two masks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def dice(model: NDArray[np.bool_], clinician: NDArray[np.bool_]) -> float:
    """Dice coefficient of two masks of one shape (Dice 1945): twice the overlap over both areas; 1 if both empty."""
    return dice_of_counts(
        int(np.count_nonzero(model & clinician)), int(np.count_nonzero(model)), int(np.count_nonzero(clinician))
    )


def dice_of_counts(overlap: int, model: int, clinician: int) -> float:
    """The same from pixel counts, so that a volume's Dice can be gathered slice by slice."""
    both = model + clinician
    return 2 * overlap / both if both else 1.0
