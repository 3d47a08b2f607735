"""Deletion and insertion: the output while the pixels that a map puts first are taken away, or given back.

Petsiuk et al., "RISE: randomized input sampling for explanation of black-box models" (2018), section 4: pixels go in
the order of the map, the output is drawn over the share that went, and the area below the curve is the figure. A small
area of deletion and a large one of insertion say that the map names what the network needs. Other than in the paper the
air around the head never goes: no scan shows grey there. What stands in a pixel's place is a choice (`removal`), and
with it the curves are those of ROAD or of pixel flipping.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import gcd

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import Cancelled
from xaiviewer.explain import Network
from xaiviewer.requests.faithfulness import FaithfulnessCurves
from xaiviewer.trust.faithfulness.removal import Removal

STEPS = 20
"""Steps from the whole slice to none of it: the first, second and fourth are the shares of `SUFFICIENT`."""

_TOGETHER = 8

Picture = Callable[[], NDArray[np.float32]]
"""Makes an input ``[channel, size, size]`` when it is its turn: all of them together would fill the memory."""


def never() -> bool:
    """Whether to stop, where nobody asks for it."""
    return False


def unheard(done: int, total: int) -> None:
    """Progress that nobody follows."""


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
        cancelled: asked before each batch.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    *_, found = refined_curves(network, remove, order, class_index, size, steps=steps, cancelled=cancelled)
    return found


def refined_curves(
    network: Network,
    remove: Removal,
    order: NDArray[np.intp],
    class_index: int,
    size: int,
    *,
    steps: int = STEPS,
    cancelled: Callable[[], bool] = never,
) -> Iterator[FaithfulnessCurves]:
    """The same after every batch: the ends first, then ever smaller steps between them; the last one is whole.

    Raises:
        Cancelled: when `cancelled`, asked before each batch, says so.
    """
    shares = np.linspace(0, 1, steps + 1)
    kept = [order[: round(share * len(order))] for share in shares.tolist()]
    every = set_of(order, size)

    def without(step: int) -> NDArray[np.float32]:
        return remove(set_of(kept[step], size))

    def alone(step: int) -> NDArray[np.float32]:
        return remove(every & ~set_of(kept[step], size))

    between = sorted(range(1, steps), key=lambda step: -gcd(step, steps))
    places = [(0, 0), (0, steps)] + [(curve, step) for step in between for curve in (0, 1)]
    ways = (without, alone)
    pictures = [_made(ways[curve], step) for curve, step in places]
    known, done = np.full((2, steps + 1), np.nan), 0
    for found in refined(network, pictures, class_index, cancelled):
        for (curve, step), value in zip(places[done : done + len(found)], found.tolist(), strict=True):
            known[curve, step] = value
            if step in (0, steps):
                known[1, steps - step] = value  # one curve begins where the other one ends
        done += len(found)
        yield FaithfulnessCurves(shares, *known.copy())


def set_of(pixels: NDArray[np.intp], size: int) -> NDArray[np.bool_]:
    """Flat indices as bool ``[size, size]``."""
    found = np.zeros(size * size, dtype=bool)
    found[pixels] = True
    return found.reshape(size, size)


def partial_removal(remove: Removal, gone: NDArray[np.bool_]) -> Picture:
    """The picture without the pixels."""
    return lambda: remove(gone)


def probabilities(
    network: Network, pictures: Sequence[Picture], class_index: int, cancelled: Callable[[], bool] = never
) -> NDArray[np.float64]:
    """The class's softmax for each picture, float64 ``[picture]``.

    Raises:
        Cancelled: when `cancelled`, asked before each batch, says so.
    """
    return np.concatenate(list(refined(network, pictures, class_index, cancelled)))


def refined(
    network: Network, pictures: Sequence[Picture], class_index: int, cancelled: Callable[[], bool] = never
) -> Iterator[NDArray[np.float64]]:
    """The same batch by batch.

    Raises:
        Cancelled: when `cancelled`, asked before each batch, says so.
    """
    for logits in outputs(network, pictures, cancelled):
        yield softmax(logits, class_index)


def outputs(
    network: Network, pictures: Sequence[Picture], cancelled: Callable[[], bool] = never
) -> Iterator[NDArray[np.float64]]:
    """The logits ``[picture, class]``, batch by batch.

    Raises:
        Cancelled: when `cancelled`, asked before each batch, says so.
    """
    for start in range(0, len(pictures), _TOGETHER):
        if cancelled():
            raise Cancelled
        yield network.outputs(np.stack([make() for make in pictures[start : start + _TOGETHER]]))


def softmax(logits: NDArray[np.float64], class_index: int) -> NDArray[np.float64]:
    """A class's probability ``[picture]`` by logits ``[picture, class]``; of one logit alone the logistic function."""
    if logits.shape[1] == 1:
        logits = np.concatenate([logits, np.zeros_like(logits)], axis=1)
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    found: NDArray[np.float64] = powers[:, class_index] / powers.sum(axis=1)
    return found


def _made(way: Callable[[int], NDArray[np.float32]], step: int) -> Picture:
    return lambda: way(step)
