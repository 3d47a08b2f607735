"""The scores of a case's slices added up, place by place."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls.gathered import OUTLINE, Beside, Gathered

_Floats = NDArray[np.float32]
_Doubles = NDArray[np.float64]


class Sums:
    """Adds up slices. What is not defined on a slice counts as nothing there; what is on none stays undefined."""

    def __init__(self) -> None:
        self._slices = 0
        self._totals: dict[tuple[str, str], _Sum] = {}
        self._beside: dict[str, Beside] = {}
        self._seen: dict[str, int] = {}

    def add(self, found: Gathered) -> None:
        """One more slice."""
        self._slices += 1
        self._add("", found.placed)
        self._add("ceiling", found.ceiling)
        for key, beside in found.beside.items():
            self._seen[key] = self._seen.get(key, 0) + 1
            self._beside.setdefault(key, beside)
            self._add("beside " + key, _drawn(beside))

    def mean(self) -> Gathered:
        """The means over the slices.

        A null that is missing on one of them is left out, or it would seem weaker than it is; but for the model's
        outline: where it draws nothing it finds nothing.
        """
        whole = [key for key, count in self._seen.items() if count == self._slices or key == OUTLINE]
        return Gathered(
            self._means(""),
            self._means("ceiling"),
            {key: Beside(self._beside[key].kind, self._means("beside " + key)) for key in whole},
        )

    def _add(self, part: str, scores: Mapping[str, _Floats]) -> None:
        for measure, values in scores.items():
            total = self._totals.get((part, measure))
            if total is None:
                total = self._totals[part, measure] = _Sum(values.shape)
            total.add(values)

    def _means(self, part: str) -> dict[str, _Floats]:
        return {measure: total.mean(self._slices) for (of, measure), total in self._totals.items() if of == part}


class _Sum:
    """One array's sum, and where it was defined."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._total: _Doubles = np.zeros(shape)
        self._defined = np.zeros(shape, dtype=bool)

    def add(self, values: _Floats) -> None:
        self._total += np.nan_to_num(values, nan=0.0)
        self._defined |= ~np.isnan(values)

    def mean(self, number: int) -> _Floats:
        return np.where(self._defined, self._total / number, np.nan).astype(np.float32)


def _drawn(beside: Beside) -> Mapping[str, _Floats]:
    """Draws that mean the same on every slice; of other masks, whose number differs, the mean."""
    if beside.kind != "masks":
        return beside.scores
    return {
        measure: np.nan_to_num(values, nan=0.0).mean(axis=1, keepdims=True) for measure, values in beside.scores.items()
    }
