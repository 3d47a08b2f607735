"""Infidelity: how far a map is from foretelling what happens when parts of the slice are taken away.

Yeh et al., "On the (in)fidelity and sensitivity of explanations" (2019), definition 2.1, with squares taken away. A map
holds one value per pixel for all sequences together, so it foretells the sum of its values in the square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain import Network
from xaiviewer.explain.logit import logit_of
from xaiviewer.trust.faithfulness.curves import never, outputs, partial_removal
from xaiviewer.trust.faithfulness.removal import Removal

SAMPLES = 64
_SIDES = (0.05, 0.3)  # of the square, as a share of the input's side


def infidelity(
    network: Network,
    image: NDArray[np.float32],
    remove: Removal,
    values: NDArray[np.floating],
    head: NDArray[np.bool_],
    class_index: int,
    *,
    samples: int = SAMPLES,
    seed: int = 0,
    cancelled: Callable[[], bool] = never,
) -> float:
    """What of the logit's falls the map does not foretell, 0 (all is foretold) to 1 (it says nothing).

    The map is multiplied by the one number that fits best, as maps of layers have no unit; that number may not be
    negative. What is left of the falls is given as a share of their mean square.

    Args:
        network: whose logit is looked at.
        image: the slice as the network takes it, ``[channel, size, size]``.
        remove: what the slice looks like without some of its pixels.
        values: the map on the input's pixels, ``[size, size]``.
        head: bool ``[size, size]``: squares are centred in it, and nothing outside of it goes.
        class_index: the class.
        samples: how many squares.
        seed: of the squares.
        cancelled: asked before each batch.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    squares = squares_in(head, samples, seed)
    *_, falls = falls_of(network, image, remove, squares, class_index, cancelled=cancelled)
    return unforetold(values, squares, falls)


def falls_of(
    network: Network,
    image: NDArray[np.float32],
    remove: Removal,
    squares: Sequence[NDArray[np.bool_]],
    class_index: int,
    *,
    cancelled: Callable[[], bool] = never,
) -> Iterator[NDArray[np.float64]]:
    """By how much the logit falls without each square, float64 ``[square]``: those known after every batch.

    Raises:
        Cancelled: when `cancelled`, asked before each batch, says so.
    """
    pictures = [lambda: image, *(partial_removal(remove, square) for square in squares)]
    found = np.empty(0)
    for logits in outputs(network, pictures, cancelled):
        found = np.append(found, logit_of(logits, class_index))
        yield found[0] - found[1:]


def unforetold(values: NDArray[np.floating], squares: Sequence[NDArray[np.bool_]], falls: NDArray[np.float64]) -> float:
    """What of the falls a map does not foretell; see `infidelity`."""
    foretold = np.array([values[square].sum(dtype=np.float64) for square in squares])
    power = float((falls**2).mean())
    if power == 0:
        return 0.0 if not foretold.any() else 1.0
    scale = max(float((foretold * falls).mean()) / max(float((foretold**2).mean()), 1e-300), 0.0)
    return float(((scale * foretold - falls) ** 2).mean() / power)


def squares_in(head: NDArray[np.bool_], count: int = SAMPLES, seed: int = 0) -> list[NDArray[np.bool_]]:
    """The squares of a head; where there is none, of the whole picture."""
    return random_squares(head if head.any() else np.ones_like(head), count, seed)


def random_squares(inside: NDArray[np.bool_], count: int, seed: int) -> list[NDArray[np.bool_]]:
    """Squares of random size and place, as far as they lie inside: bool ``[size, size]`` each."""
    rng = np.random.default_rng(seed)
    rows, columns = np.nonzero(inside)
    size, found = len(inside), []
    for _ in range(count):
        half = max(round(rng.uniform(*_SIDES) * size / 2), 1)
        at = int(rng.integers(len(rows)))
        square = np.zeros_like(inside)
        row, column = int(rows[at]), int(columns[at])
        square[max(row - half, 0) : row + half, max(column - half, 0) : column + half] = True
        found.append(square & inside)
    return found
