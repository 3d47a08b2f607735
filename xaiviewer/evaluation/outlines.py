"""How far the model's outlines lie within the clinician's, slice by slice and over the case."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.evaluation.overlap import dice_of_counts
from xaiviewer.requests import Analysis, SliceResult


@dataclass(frozen=True)
class Overlap:
    """Pixels that both outline, and that only one of them does."""

    both: int = 0
    clinician: int = 0
    model: int = 0

    @property
    def differing(self) -> int:
        """Pixels that only one of them outlines."""
        return self.clinician + self.model

    @property
    def dice(self) -> float | None:
        """Dice of the two outlines; None where nobody outlines anything."""
        model, clinician = self.both + self.model, self.both + self.clinician
        return dice_of_counts(self.both, model, clinician) if model + clinician else None

    def __add__(self, other: Overlap) -> Overlap:
        return Overlap(self.both + other.both, self.clinician + other.clinician, self.model + other.model)


@dataclass(frozen=True)
class CaseOverlap:
    """The same over the slices that are analysed and on which a mask was drawn.

    Attributes:
        whole: their sum.
        slices: how many they are.
        worst: the slice with the largest area that only one of them outlines; None where they agree everywhere.
    """

    whole: Overlap
    slices: int
    worst: int | None


def outlines_of(case: Case, result: SliceResult) -> tuple[NDArray[np.bool_], NDArray[np.bool_]] | None:
    """The clinician's outline and the model's, bool ``[row, column]``; None where no mask was drawn.

    A slice that the model did not outline counts as one on which it outlines nothing.
    """
    mask = case.mask_of(result.index)
    if mask is None:
        return None
    return mask, np.zeros_like(mask) if result.segmentation is None else result.segmentation


class Overlaps:
    """Counts each slice once: its result never changes."""

    def __init__(self) -> None:
        self._counted: WeakKeyDictionary[SliceResult, tuple[Case, Overlap | None]] = WeakKeyDictionary()

    def of_slice(self, case: Case, result: SliceResult) -> Overlap | None:
        """One slice's; None where no mask was drawn."""
        kept = self._counted.get(result)
        if kept is None or kept[0] is not case:
            kept = self._counted[result] = case, _counted(case, result)
        return kept[1]

    def of_case(self, case: Case, analysis: Analysis) -> CaseOverlap | None:
        """The case's; None where no slice with a mask is analysed yet."""
        each = {index: self.of_slice(case, result) for index, result in sorted(analysis.slices.items())}
        found = {index: overlap for index, overlap in each.items() if overlap is not None}
        if not found:
            return None
        worst = max(found, key=lambda index: found[index].differing)
        return CaseOverlap(sum(found.values(), start=Overlap()), len(found), worst if found[worst].differing else None)


def _counted(case: Case, result: SliceResult) -> Overlap | None:
    outlines = outlines_of(case, result)
    if outlines is None:
        return None
    clinician, model = outlines
    both = int(np.count_nonzero(clinician & model))
    return Overlap(both, int(np.count_nonzero(clinician)) - both, int(np.count_nonzero(model)) - both)
