"""How well the maps of a slice agree with the clinician's mask."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.arrays import frozen

SCORES = {
    "mass": "relevance mass in the mask",
    "rank_accuracy": "relevance rank accuracy",
    "pointing": "pointing game",
    "average_precision": "average precision",
    "iou": "IoU",
    "dice": "Dice",
}
"""Every score, in the order of `Agreement.values`' last axis, with the name shown."""


@dataclass(frozen=True, eq=False)
class Agreement:
    """The scores of every layer of one slice by one method.

    Attributes:
        method: key of the method.
        values: float32 ``[layer, score]`` in 0..1; NaN where undefined (empty mask, no positive evidence).
        chance: the mask's share of the slice's head: the mass a uniform map would have.
    """

    method: str
    values: NDArray[np.float32]
    chance: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", frozen(np.asarray(self.values, dtype=np.float32)))

    def score(self, name: str) -> NDArray[np.float32]:
        """One score of every layer, float32 ``[layer]``."""
        column: NDArray[np.float32] = self.values[:, list(SCORES).index(name)]
        return column
