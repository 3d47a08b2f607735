"""From logits to probabilities that mean what they say: Platt's calibration (1999), heeding the slices beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Output = Literal["softmax", "sigmoid"]
"""What logits mean: that one of the classes holds, or of each class whether it does (multi-label)."""


@dataclass(frozen=True)
class Calibration:
    """``sigmoid((difference + bias) / temperature)`` of the two classes' logit difference.

    Attributes:
        temperature, bias: fitted on patients that did not train the weights.
        neighbours: how much the difference of each neighbouring slice counts in place of the slice's own.
        output: what the logits mean.
    """

    temperature: float = 1.0
    bias: float = 0.0
    neighbours: float = 0.0
    output: Output = "softmax"

    def of_slice(self, logits: NDArray[np.float32], beside: Sequence[NDArray[np.float32]] = ()) -> NDArray[np.float32]:
        """Probabilities of the classes, ``[class]``.

        Of more than two they are the softmax of the logits, divided by the temperature; a bias has no meaning there.
        Of classes of which each may hold, the logistic function of each one's logit.

        Args:
            logits: of the slice, ``[class]``.
            beside: of the slices above and below; one that is missing counts as equal to the slice.
        """
        if self.output == "sigmoid":
            mixed = self._mixed(logits.astype(np.float64), beside)
            return np.asarray(_logistic((mixed + self.bias) / self.temperature), dtype=np.float32)
        if len(logits) != 2:
            return self._of_many(logits.astype(np.float64), beside)
        own = float(logits[1]) - float(logits[0])
        difference = own + self.neighbours * sum(float(each[1]) - float(each[0]) - own for each in beside)
        positive = _logistic((difference + self.bias) / self.temperature)
        return np.array([1 - positive, positive], dtype=np.float32)

    def _of_many(self, own: NDArray[np.float64], beside: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        mixed = self._mixed(own, beside)
        odds = np.exp((mixed - mixed.max()) / self.temperature)
        return np.asarray(odds / odds.sum(), dtype=np.float32)

    def _mixed(self, own: NDArray[np.float64], beside: Sequence[NDArray[np.float32]]) -> NDArray[np.float64]:
        """A slice's logits moved towards those of the slices above and below."""
        return own + self.neighbours * sum((each - own for each in beside), np.zeros_like(own))

    def of_patient(self, differences: NDArray[np.floating]) -> NDArray[np.floating]:
        """Probability of the second class for a patient's slices, ``[slice]``, from their differences in order."""
        return _logistic((with_neighbours(differences, self.neighbours) + self.bias) / self.temperature)


def with_neighbours(difference: NDArray[np.floating], share: float) -> NDArray[np.floating]:
    """Each slice's difference moved towards those of the slices above and below, ``[slice]``."""
    padded = np.concatenate([difference[:1], difference, difference[-1:]])
    mixed: NDArray[np.floating] = difference + share * (padded[:-2] + padded[2:] - 2 * difference)
    return mixed


def _logistic(values: NDArray[np.floating] | float) -> NDArray[np.floating]:
    """The logistic function without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(np.asarray(values) / 2)))
