"""The integral of the gradient along the straight line from a baseline to the slice.

Sundararajan, Taly and Yan, "Axiomatic attribution for deep networks" (2017). The gradient's integral times the whole
way adds up to the logit's change; a sum over some points of the way misses it by the gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain.filling import covered
from xaiviewer.explain.input_gradients.gradient import TOGETHER, gradient
from xaiviewer.explain.network import Network
from xaiviewer.requests import Request, Value

_GOLDEN = (5**0.5 - 1) / 2


@dataclass(frozen=True)
class Points:
    """Where on the way, 0 at the baseline and 1 at the slice, the gradient is taken.

    Attributes:
        at: float64 ``[point]``; from coarse to fine, so that the first few lie all along the way.
        weights: float64 ``[point]``; they add up to 1.
    """

    at: NDArray[np.float64]
    weights: NDArray[np.float64]


def points(rule: str, count: int) -> Points:
    """A rule's points, at least two.

    Gauss and Legendre's rule needs the fewest for smooth functions; a network of ReLUs is none, yet close.
    """
    match rule:
        case "midpoint":
            at, weights = (np.arange(count) + 0.5) / count, np.full(count, 1 / count)
        case "trapezoid":
            at, weights = np.linspace(0, 1, count), np.full(count, 1 / (count - 1))
            weights[[0, -1]] /= 2
        case _:
            nodes, twice = np.polynomial.legendre.leggauss(count)
            at, weights = (nodes + 1) / 2, twice / 2
    order = np.argsort(np.arange(count) * _GOLDEN % 1, kind="stable")
    return Points(at[order], weights[order])


def baseline(image: NDArray[np.float32], head: NDArray[np.bool_], values: Mapping[str, Value]) -> NDArray[np.float32]:
    """Where the way begins, ``[channel, size, size]``: one of the coverings of the methods that mask."""
    wanted = {"filling": values["baseline"], "blur": values.get("blur", 0), "head_only": values["head_only"]}
    return covered(image, head, wanted)


def extremes(
    image: NDArray[np.float32], head: NDArray[np.bool_], values: Mapping[str, Value]
) -> list[NDArray[np.float32]]:
    """The baselines of XRAI, each ``[channel, row, column]``: each sequence's least and greatest value; or the blur."""
    if values["baseline"] == "blur":
        return [baseline(image, head, values)]
    kept = head if values["head_only"] and head.any() else np.ones_like(head)
    flat = [each(image, axis=(1, 2), keepdims=True) for each in (np.min, np.max)]
    return [np.where(kept, each, image).astype(np.float32) for each in flat]


def followed(
    network: Network, image: NDArray[np.float32], start: NDArray[np.float32], along: Points, request: Request
) -> Iterator[tuple[int, NDArray[np.float64]]]:
    """After each batch of points how many it were, and each pixel's share in the change: ``[channel, size, size]``.

    Before the last one it is what the points so far say of the whole way.
    """
    way = image - start
    total, weight = np.zeros(image.shape), 0.0
    for first in range(0, len(along.at), TOGETHER):
        at = along.at[first : first + TOGETHER].astype(np.float32)
        weights = along.weights[first : first + TOGETHER]
        pictures = network.tensor(start + at[:, None, None, None] * way)
        _, found = gradient(network.module, pictures, request.class_index)
        total += np.tensordot(weights, found, 1)
        weight += float(weights.sum())
        done = first + len(at) == len(along.at)
        yield len(at), way * (total if done else total / weight)
