"""Performance information curves: how much of a slice, in bits, must be shown before the network decides as before.

Kapishnikov et al., "XRAI: better attributions through regions" (2019), section 4.2. The slice begins blurred and gets
its pixels back in the order of a map; how much it then holds is estimated by how far it can be compressed. Softmax
information curve (SIC): the class's probability by that; accuracy information curve (AIC): whether the decision is that
of the whole slice. Of the curves of many slices the median counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain import Network
from xaiviewer.trust.faithfulness.curves import never, partial_removal, probabilities, set_of
from xaiviewer.trust.faithfulness.removal import covering

SHARES = (0.0, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.13, 0.21, 0.34, 0.5, 0.75, 1.0)
"""Of the head's pixels, shown one after the other: the paper's thresholds, and then the rest."""

_QUALITY = 95
_BINS = 21


@dataclass(frozen=True, eq=False)
class InformationCurve:
    """Of one map of one slice.

    Attributes:
        information: float64 ``[share]``: 0 for the blurred slice, 1 for the whole one.
        probability: float64 ``[share]``: as a part of what lies between the blurred slice's and the whole one's.
        decided: bool ``[share]``: whether the class's probability is on the same side of one half as the whole slice's.
    """

    information: NDArray[np.float64]
    probability: NDArray[np.float64]
    decided: NDArray[np.bool_]


def information_curve(
    network: Network,
    image: NDArray[np.float32],
    blurred: NDArray[np.float32],
    order: NDArray[np.intp],
    class_index: int,
    *,
    cancelled: Callable[[], bool] = never,
) -> InformationCurve | None:
    """Give the pixels back in their order; None where the blurred slice is called as the whole one is.

    Args:
        network: whose output is looked at.
        image, blurred: the slice as the network takes it, ``[channel, size, size]``, and without its detail.
        order: flat indices of pixels, the most important first.
        class_index: the class.
        cancelled: asked before each pass.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    size = image.shape[-1]
    show = covering(blurred, image)
    shown = [set_of(order[: round(share * len(order))], size) for share in SHARES]
    whole, *found = probabilities(
        network, [lambda: image, *(partial_removal(show, each) for each in shown)], class_index, cancelled
    ).tolist()
    none = found[0]
    if (none > 0.5) == (whole > 0.5):
        return None
    low, high = float(image.min()), float(image.max())
    bits = np.array([_bits(show(each), low, high) for each in shown], dtype=np.float64)
    least, most = bits[0], float(_bits(image, low, high))
    reached = np.array(found)
    return InformationCurve(
        np.clip((bits - least) / max(most - least, 1), 0, 1),
        np.clip((reached - none) / (whole - none), 0, 1),
        (reached > 0.5) == (whole > 0.5),
    )


def pooled(curves: Sequence[InformationCurve]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Over slices: information ``[bin]``, the median probability and the share decided as the whole slice is.

    Raises:
        ValueError: for no curves.
    """
    if not curves:
        raise ValueError("no curves")
    at = np.linspace(0, 1, _BINS)
    probability = np.stack([_sampled(each.information, each.probability, at) for each in curves])
    decided = np.stack([_sampled(each.information, each.decided.astype(np.float64), at) for each in curves])
    return at, np.median(probability, axis=0), decided.mean(axis=0)


def _sampled(
    information: NDArray[np.float64], values: NDArray[np.float64], at: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The best value that no more than so much information gave, as in the paper: more to see makes nothing worse."""
    found = np.zeros(len(at))
    for place, limit in enumerate(at.tolist()):
        known = values[information <= limit + 1e-9]
        found[place] = known.max() if known.size else 0.0
    return found


def _bits(image: NDArray[np.float32], low: float, high: float) -> int:
    """Size of the picture's channels, compressed."""
    grey = np.round(255 * np.clip((image - low) / max(high - low, 1e-12), 0, 1)).astype(np.uint8)
    return sum(len(cv2.imencode(".webp", each, [cv2.IMWRITE_WEBP_QUALITY, _QUALITY])[1]) for each in grey)
