"""Everything that is asked about one map of one slice, refined as the passes come in.

The map's own curves come first, then what they are held against, which is the same for every map of the slice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain import Network
from xaiviewer.requests.faithfulness import (
    Beside,
    Faithfulness,
    FaithfulnessCurves,
    FaithfulnessKey,
    InformationCurve,
)
from xaiviewer.trust.faithfulness.curves import STEPS, never, refined_curves, unheard
from xaiviewer.trust.faithfulness.infidelity import SAMPLES, falls_of, squares_in, unforetold
from xaiviewer.trust.faithfulness.information import SHARES, information_curve
from xaiviewer.trust.faithfulness.order import pixel_order
from xaiviewer.trust.faithfulness.removal import Removal, blurred, removal_of

DRAWS = 5
"""Random orders: how far apart they lie says what a difference between two areas is worth."""

_INFORMATION = 1 + len(SHARES)
"""Passes of an information curve."""


@dataclass(frozen=True, eq=False)
class SeenSlice:
    """One slice as the network takes it.

    Attributes:
        image: float32 ``[channel, size, size]``.
        head: bool ``[size, size]``.
        brightness: float32 ``[size, size]``, of the case's main sequence; None where the network does not see it.
    """

    image: NDArray[np.float32]
    head: NDArray[np.bool_]
    brightness: NDArray[np.float32] | None = None


def faithfulness(
    network: Network,
    seen: SeenSlice,
    values: NDArray[np.floating],
    key: FaithfulnessKey,
    *,
    beside: Beside | None = None,
    steps: int = STEPS,
    draws: int = DRAWS,
    progress: Callable[[int, int], None] = unheard,
    cancelled: Callable[[], bool] = never,
) -> Iterator[Faithfulness]:
    """What is found about a map after every batch; the last one is whole.

    Args:
        network: whose output is looked at.
        seen: the slice.
        values: the map on the input's pixels, ``[size, size]``, signed.
        key: which map it is, and how pixels are taken away.
        beside: what another map of the slice was held against, see `FaithfulnessKey.alike`; None to find it.
        steps: of each curve.
        draws: random orders, at least one.
        progress: called with passes done and in all.
        cancelled: asked before each batch.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    return _Study(network, seen, key, steps, draws, progress, cancelled).of(values, beside)


@dataclass(eq=False)
class _Study:
    """Counts the passes of one map's study."""

    network: Network
    seen: SeenSlice
    key: FaithfulnessKey
    steps: int
    draws: int
    progress: Callable[[int, int], None]
    cancelled: Callable[[], bool]
    done: int = 0
    total: int = 0

    def of(self, values: NDArray[np.floating], beside: Beside | None) -> Iterator[Faithfulness]:
        """See `faithfulness`."""
        self.total = self._passes(beside)
        remove = removal_of(self.key.removal, self.seen.image, self.seen.head, seed=self.key.seed)
        found: Faithfulness | None = None
        for curves in self._curves(remove, self._order(values)):
            found = Faithfulness(self.key, curves, beside or Beside(), done=self.done, total=self.total)
            yield found
        assert found is not None  # there is a batch at least
        found = replace(found, information=self._information(self._order(values)), done=self.done)
        for known in self._beside(remove) if beside is None else ():
            yield found
            found = replace(found, beside=known, done=self.done)
        yield replace(found, **self._infidelity(values, found.beside), done=self.total)

    def _passes(self, beside: Beside | None) -> int:
        curves, further = 2 * self.steps, _INFORMATION
        if beside is not None:
            return curves + further
        orders = 1 + self.draws + (self.seen.brightness is not None)
        further *= 1 + (self.seen.brightness is not None)
        return orders * curves + further + 1 + SAMPLES

    def _beside(self, remove: Removal) -> Iterator[Beside]:
        """Brightness, then chance, then squares."""
        found, bright = Beside(), self.seen.brightness
        if bright is not None:
            order = self._order(bright)
            for curves in self._curves(remove, order):
                found = replace(found, brightness=curves)
                yield found
            found = replace(found, brightness_information=self._information(order))
        flat = np.zeros_like(self.seen.image[0])
        for draw in range(self.draws):
            before = found.random
            for curves in self._curves(remove, pixel_order(flat, self.seen.head, seed=self.key.seed + 1 + draw)):
                found = replace(found, random=(*before, curves))
                yield found
        squares = squares_in(self.seen.head, seed=self.key.seed)
        class_index = self.key.request.class_index
        for falls in falls_of(self.network, self.seen.image, remove, squares, class_index, cancelled=self.cancelled):
            known = 0 if found.falls is None else 1 + len(found.falls)
            self._count(1 + len(falls) - known)
            found = replace(found, falls=falls)
            yield found

    def _curves(self, remove: Removal, order: NDArray[np.intp]) -> Iterator[FaithfulnessCurves]:
        known = 0
        for curves in refined_curves(
            self.network,
            remove,
            order,
            self.key.request.class_index,
            self.network.size,
            steps=self.steps,
            cancelled=self.cancelled,
        ):
            steps = int(np.isfinite(curves.deletion).sum() + np.isfinite(curves.insertion).sum()) - 2
            self._count(steps - known)  # the ends of both curves are two passes, not four
            known = steps
            yield curves

    def _information(self, order: NDArray[np.intp]) -> InformationCurve | None:
        seen, class_index = self.seen, self.key.request.class_index
        without = blurred(seen.image, seen.head)
        found = information_curve(self.network, seen.image, without, order, class_index, cancelled=self.cancelled)
        self._count(_INFORMATION)
        return found

    def _infidelity(self, values: NDArray[np.floating], beside: Beside) -> dict[str, Any]:
        if beside.falls is None:
            return {}
        squares, bright = squares_in(self.seen.head, seed=self.key.seed), self.seen.brightness
        told = {"infidelity": unforetold(values, squares, beside.falls)}
        if bright is not None:
            told["brightness_infidelity"] = unforetold(bright, squares, beside.falls)
        return told

    def _order(self, values: NDArray[np.floating]) -> NDArray[np.intp]:
        return pixel_order(values, self.seen.head, seed=self.key.seed)

    def _count(self, passes: int) -> None:
        self.done += passes
        self.progress(self.done, self.total)
