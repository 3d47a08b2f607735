"""What becomes of a decision when the lesion is taken out of the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.arrays import frozen

Region = Literal["clinician", "model"]
"""Whose outline was filled in: the clinician's mask, or the program's own outline."""

TIE = 1e-6
"""Probabilities that differ by less are equal: two batches of one network may give so much for one picture."""


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


@dataclass(frozen=True, eq=False)
class MaskTest:
    """The class's probability (softmax of the slice's own logits) on one slice, and with parts of it taken away.

    Attributes:
        whole: with nothing taken away.
        without: without the region.
        alone: with the region alone, the rest of the head taken away.
        mirrored: without its mirror image; NaN where the region lies across the middle.
        moved: float64 ``[place]``: without the region as it would lie elsewhere; fewer where the head has no room.
        sizes: float64 ``[size]``: by which part of its radius the region was made larger.
        by_size: float64 ``[size]``: without it then.
        logits: of the class: with nothing taken away, without the region, with the region alone.
    """

    whole: float
    without: float
    alone: float
    mirrored: float
    moved: NDArray[np.float64]
    sizes: NDArray[np.float64]
    by_size: NDArray[np.float64]
    logits: tuple[float, float, float] = (float("nan"),) * 3

    def __post_init__(self) -> None:
        for name in ("moved", "sizes", "by_size"):
            object.__setattr__(self, name, frozen(np.asarray(getattr(self, name), dtype=np.float64)))

    @property
    def p(self) -> float:
        """Share of the places whose removal makes the probability fall at least as far, the region's own among them.

        NaN where the region was moved nowhere.
        """
        if not self.moved.size:
            return float("nan")
        return float((1 + np.count_nonzero(self.moved <= self.without + TIE)) / (1 + self.moved.size))


@dataclass(frozen=True, eq=False)
class RegionTest:
    """A `MaskTest` of a slice of a case.

    Attributes:
        index: the slice.
        class_index: the class whose probability is told.
        region: whose outline it is about.
        found: what was found.
    """

    index: int
    class_index: int
    region: Region
    found: MaskTest
