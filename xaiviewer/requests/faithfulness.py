"""Does the place that a map marks matter to the network? What is asked about a map, and what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.arrays import frozen
from xaiviewer.requests.reliance import TIE
from xaiviewer.requests.request import Request

_Floats = NDArray[np.float64]

SUFFICIENT = (0.05, 0.1, 0.2)
"""Shares of the head that are asked whether they suffice for the decision."""

BLUR = "blur"
"""The removal that is taken where none is named: that of RISE's insertion."""

CALLED = 0.5
"""Of the softmax: above it a slice is called the class by its own logits."""


@dataclass(frozen=True)
class RemovalKind:
    """What stands in the place of pixels that are taken away.

    Attributes:
        key: as it is typed and written.
        title: as it is shown.
        note: what is to be known of it, a sentence.
    """

    key: str
    title: str
    note: str


REMOVALS: Mapping[str, RemovalKind] = MappingProxyType(
    {
        each.key: each
        for each in (
            RemovalKind(BLUR, "blurred", "Without detail: what is left of a lesion may still be seen."),
            RemovalKind("mean", "mean of the head", "Each sequence's mean: a flat grey that no scan shows."),
            RemovalKind("in-painting", "in-painted", "From what surrounds them: bright edges are carried inwards."),
            RemovalKind("noisy-linear", "ROAD", "From their neighbours, with a little noise: no shape is left. Slow."),
            RemovalKind("random-values", "pixel flipping", "Values of other pixels: grain that no scan shows."),
        )
    }
)
"""Every way by its key, the usual one first."""


@dataclass(frozen=True)
class FaithfulnessKey:
    """Which map is asked about, and how: equal keys have equal answers, to the bit.

    Attributes:
        index: the slice.
        request: what the map answers: its method, class and network are in it.
        layer: index of the layer whose cells it lies on; None for the input's pixels.
        removal: key of `REMOVALS`.
        seed: of random orders, squares and noise.
    """

    index: int
    request: Request
    layer: int | None
    removal: str = BLUR
    seed: int = 0

    def alike(self, other: FaithfulnessKey) -> bool:
        """Whether the other map is held against the same: it lies on the same slice, of the same class and network."""
        return self._scene == other._scene

    @property
    def _scene(self) -> tuple[int, int, str, str, int]:
        return self.index, self.request.class_index, self.request.network, self.removal, self.seed


@dataclass(frozen=True, eq=False)
class FaithfulnessCurves:
    """Deletion and insertion in one order of the pixels of one slice.

    Attributes:
        shares: float64 ``[step]``: the share of the head's pixels that went, 0 to 1.
        deletion, insertion: float64 ``[step]``: the class's probability, the softmax over the logits as they are; NaN
            where it is not known yet.
    """

    shares: _Floats
    deletion: _Floats
    insertion: _Floats

    def __post_init__(self) -> None:
        for name in ("shares", "deletion", "insertion"):
            object.__setattr__(self, name, frozen(np.asarray(getattr(self, name), dtype=np.float64)))

    @property
    def whole(self) -> bool:
        """Whether every step is known."""
        return bool(np.isfinite(self.deletion).all() and np.isfinite(self.insertion).all())

    @property
    def deletion_area(self) -> float:
        """Area below the curve of deletion: small where the order names what matters. NaN while a step is missing."""
        return float(np.trapezoid(self.deletion, self.shares))

    @property
    def insertion_area(self) -> float:
        """Area below the curve of insertion: large where the order names what matters. NaN while a step is missing."""
        return float(np.trapezoid(self.insertion, self.shares))

    def sufficiency(self, share: float) -> float:
        """The probability with this share of the head alone; between two steps along a straight line."""
        return float(np.interp(share, self.shares, self.insertion))


@dataclass(frozen=True, eq=False)
class InformationCurve:
    """How much of a slice must be shown, in the order of one map, before it is called as the whole slice is.

    Attributes:
        information: float64 ``[share]``: 0 for the blurred slice, 1 for the whole one.
        probability: float64 ``[share]``: as a part of what lies between the blurred slice's and the whole one's.
        decided: bool ``[share]``: whether the class's probability is on the same side of one half as the whole slice's.
    """

    information: _Floats
    probability: _Floats
    decided: NDArray[np.bool_]

    def best(self, values: NDArray[np.floating] | NDArray[np.bool_], at: _Floats) -> _Floats:
        """The best of the values that no more than so much information gave: more to see makes nothing worse."""
        given = np.asarray(values, dtype=np.float64)
        known = self.information[None] <= at[:, None] + 1e-9
        found: _Floats = np.where(known, given[None], 0.0).max(axis=1)
        return found

    @property
    def softmax_area(self) -> float:
        """Area below the softmax information curve of this slice."""
        return self._area(self.probability)

    @property
    def accuracy_area(self) -> float:
        """Area below the accuracy information curve: 1 less the information that the decision takes."""
        return self._area(self.decided)

    def _area(self, values: NDArray[np.floating] | NDArray[np.bool_]) -> float:
        at = np.unique(np.append(self.information, (0.0, 1.0)))
        return float((self.best(values, at)[:-1] * np.diff(at)).sum())


@dataclass(frozen=True, eq=False)
class Beside:
    """What every map of a slice is held against: it depends on no map, so that the next one need not ask again.

    Attributes:
        brightness: the pixels in the order of the main sequence's brightness; None where the network does not see it.
        random: the pixels in random order, each time in another one.
        falls: float64 ``[square]``: of the logit, while random squares are taken away.
        brightness_information: of the brightness order; None where there is none, or the blurred slice is called so.
    """

    brightness: FaithfulnessCurves | None = None
    random: tuple[FaithfulnessCurves, ...] = ()
    falls: _Floats | None = None
    brightness_information: InformationCurve | None = None


Verdict = Literal["not-called", "filling-is-called", "chance", "brightness", "beyond"]
"""What the curves come to: the slice is not called so, or is when nothing is left, so that they tell nothing; what the
map marks first lowers the probability no faster than chance, faster than that but no faster than brightness order, or
faster than both."""


@dataclass(frozen=True, eq=False)
class Faithfulness:
    """What was found about one map of one slice, as far as it is known.

    Attributes:
        key: which map, and how.
        map: deletion and insertion in the map's order.
        beside: what these are held against.
        infidelity: what of the logit's falls the map does not foretell, 0 to 1; NaN while it is not known.
        brightness_infidelity: the same of the brightness as a map.
        information: None while it is not known, and where the blurred slice is called as the whole one is.
        done, total: passes through the network.
    """

    key: FaithfulnessKey
    map: FaithfulnessCurves
    beside: Beside
    infidelity: float = float("nan")
    brightness_infidelity: float = float("nan")
    information: InformationCurve | None = None
    done: int = 0
    total: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing is to come."""
        return self.total > 0 and self.done == self.total

    @property
    def p(self) -> float:
        """How often a random order lowers the probability as fast: (1 + b) / (1 + n); NaN while it is not known."""
        areas = [each.deletion_area for each in self.beside.random if each.whole]
        if not areas or np.isnan(self.map.deletion_area):
            return float("nan")
        return (1 + sum(each <= self.map.deletion_area + TIE for each in areas)) / (1 + len(areas))

    @property
    def verdict(self) -> Verdict | None:
        """What the curves of deletion come to; None while they are not known."""
        random = [each.deletion_area for each in self.beside.random]
        if not (self.map.whole and self.whole and random):
            return None
        if self.map.deletion[0] <= CALLED:
            return "not-called"
        if self.map.deletion[-1] > CALLED:
            return "filling-is-called"
        area, brightness = self.map.deletion_area, self.beside.brightness
        if area + TIE >= min(random):
            return "chance"
        if brightness is not None and area + TIE >= brightness.deletion_area:
            return "brightness"
        return "beyond"


def spread(areas: Sequence[float]) -> tuple[float, float, float]:
    """Mean, smallest and largest of some areas; NaN where there are none."""
    values = np.array(areas, dtype=np.float64)
    if not values.size:
        return (float("nan"),) * 3
    return float(values.mean()), float(values.min()), float(values.max())
