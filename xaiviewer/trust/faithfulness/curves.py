"""Deletion and insertion: the output while the pixels that a map puts first are taken away, or given back.

Petsiuk et al., "RISE: randomized input sampling for explanation of black-box models" (2018), section 4: pixels go in
the order of the map, the output is drawn over the share that went, and the area below the curve is the figure. A small
area of deletion and a large one of insertion say that the map names what the network needs. Other than in the paper the
air around the head never goes: no scan shows grey there. What stands in a pixel's place is a choice (`removal`), and
with it the curves are those of ROAD or of pixel flipping.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import Cancelled
from xaiviewer.explain import Network
from xaiviewer.trust.faithfulness.removal import Removal

STEPS = 20
"""Steps from the whole slice to none of it: the first, second and fourth are the shares of `SUFFICIENT`."""

SUFFICIENT = (0.05, 0.1, 0.2)
"""Shares of the head that are asked whether they suffice for the decision."""

_TOGETHER = 8


@dataclass(frozen=True, eq=False)
class FaithfulnessCurves:
    """Both curves of one map of one slice.

    Attributes:
        shares: float64 ``[step]``: the share of the head's pixels that went, 0 to 1.
        deletion, insertion: float64 ``[step]``: the class's probability, the softmax over the logits as they are.
    """

    shares: NDArray[np.float64]
    deletion: NDArray[np.float64]
    insertion: NDArray[np.float64]

    @property
    def deletion_area(self) -> float:
        """Area below the curve of deletion: small where the map names what matters."""
        return float(np.trapezoid(self.deletion, self.shares))

    @property
    def insertion_area(self) -> float:
        """Area below the curve of insertion: large where the map names what matters."""
        return float(np.trapezoid(self.insertion, self.shares))

    def sufficiency(self, share: float) -> float:
        """The probability with this share of the head alone; between two steps along a straight line."""
        return float(np.interp(share, self.shares, self.insertion))


def never() -> bool:
    """Whether to stop, where nobody asks for it."""
    return False


def faithfulness_curves(
    network: Network,
    remove: Removal,
    order: NDArray[np.intp],
    class_index: int,
    size: int,
    *,
    steps: int = STEPS,
    cancelled: Callable[[], bool] = never,
) -> FaithfulnessCurves:
    """Take the pixels away in their order, and give them back: ``2 * steps`` passes forward.

    Args:
        network: whose output is looked at.
        remove: what a slice looks like without some of its pixels.
        order: flat indices of pixels, the most important first.
        class_index: the class.
        size: side of the input.
        steps: how many, at least 1.
        cancelled: asked before each pass.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    shares = np.linspace(0, 1, steps + 1)
    kept = [order[: round(share * len(order))] for share in shares.tolist()]
    every = set_of(order, size)
    gone = [set_of(some, size) for some in kept]
    gone += [every & ~each for each in gone[1:-1]]  # the ends are known from the other curve
    found = probabilities(network, [partial_removal(remove, each) for each in gone], class_index, cancelled)
    deletion = found[: steps + 1]
    insertion = np.concatenate([deletion[-1:], found[steps + 1 :], deletion[:1]])
    return FaithfulnessCurves(shares, deletion, insertion)


def set_of(pixels: NDArray[np.intp], size: int) -> NDArray[np.bool_]:
    """Flat indices as bool ``[size, size]``."""
    found = np.zeros(size * size, dtype=bool)
    found[pixels] = True
    return found.reshape(size, size)


def partial_removal(remove: Removal, gone: NDArray[np.bool_]) -> Callable[[], NDArray[np.float32]]:
    """The picture without the pixels, made when it is its turn: all of them together would fill the memory."""
    return lambda: remove(gone)


def probabilities(
    network: Network,
    pictures: Sequence[Callable[[], NDArray[np.float32]]],
    class_index: int,
    cancelled: Callable[[], bool] = never,
) -> NDArray[np.float64]:
    """The class's softmax for each picture, float64 ``[picture]``.

    Raises:
        Cancelled: when `cancelled`, asked before each pass, says so.
    """
    return np.concatenate(list(_batches(network, pictures, class_index, cancelled)))


def _batches(
    network: Network,
    pictures: Sequence[Callable[[], NDArray[np.float32]]],
    class_index: int,
    cancelled: Callable[[], bool],
) -> Iterator[NDArray[np.float64]]:
    for start in range(0, len(pictures), _TOGETHER):
        if cancelled():
            raise Cancelled
        logits = network.outputs(np.stack([make() for make in pictures[start : start + _TOGETHER]]))
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        yield powers[:, class_index] / powers.sum(axis=1)
