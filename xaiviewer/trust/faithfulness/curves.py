"""Deletion and insertion: the output while the pixels that a map puts first are taken away, or given back.

Petsiuk et al., "RISE: randomized input sampling for explanation of black-box models" (2018), section 4: pixels go in
the order of the map, the output is drawn over the share that went, and the area below the curve is the figure. A small
area of deletion and a large one of insertion say that the map names what the network needs. Other than in the paper the
air around the head never goes: no scan shows grey there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import Cancelled
from xaiviewer.explain import Network

STEPS = 24
"""Steps from the whole slice to none of it."""

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


def _never() -> bool:
    return False


def faithfulness_curves(
    network: Network,
    image: NDArray[np.float32],
    filling: NDArray[np.float32],
    order: NDArray[np.intp],
    class_index: int,
    *,
    steps: int = STEPS,
    cancelled: Callable[[], bool] = _never,
) -> FaithfulnessCurves:
    """Take the pixels away in their order, and give them back: ``2 * steps`` passes forward.

    Args:
        network: whose output is looked at.
        image: the slice as the network takes it, ``[channel, size, size]``.
        filling: what stands where a pixel is taken away, ``[channel, size, size]``.
        order: flat indices of pixels, the most important first.
        class_index: the class.
        steps: how many, at least 1.
        cancelled: asked before each pass.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    shares = np.linspace(0, 1, steps + 1)
    gone = np.zeros((steps + 1, image[0].size), dtype=bool)
    for step, share in enumerate(shares.tolist()):
        gone[step, order[: round(share * len(order))]] = True
    gone = gone.reshape(-1, 1, *image.shape[1:])
    pictures = [np.where(each, filling, image) for each in gone]
    pictures += [np.where(each, image, filling) for each in gone[1:-1]]  # the ends are known from the other curve
    found = np.concatenate(
        [
            _probabilities(network, np.stack(pictures[start : start + _TOGETHER]), class_index, cancelled)
            for start in range(0, len(pictures), _TOGETHER)
        ]
    )
    deletion = found[: steps + 1]
    insertion = np.concatenate([deletion[-1:], found[steps + 1 :], deletion[:1]])
    return FaithfulnessCurves(shares, deletion, insertion)


def _probabilities(
    network: Network, pictures: NDArray[np.float32], class_index: int, cancelled: Callable[[], bool]
) -> NDArray[np.float64]:
    if cancelled():
        raise Cancelled
    logits = network.outputs(pictures)
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities: NDArray[np.float64] = powers[:, class_index] / powers.sum(axis=1)
    return probabilities
