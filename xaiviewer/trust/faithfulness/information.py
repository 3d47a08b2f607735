"""Performance information curves: how much of a slice, in bits, must be shown before the network decides as before.

Kapishnikov et al., "XRAI: better attributions through regions" (2019), section 4.2. The slice begins blurred and gets
its pixels back in the order of a map; how much it then holds is estimated by how far it can be compressed. Softmax
information curve (SIC): the class's probability by that; accuracy information curve (AIC): whether the decision is that
of the whole slice. Of the curves of many slices the median counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain import Network
from xaiviewer.requests.faithfulness import InformationCurve
from xaiviewer.trust.faithfulness.curves import never, partial_removal, probabilities, set_of
from xaiviewer.trust.faithfulness.removal import covering

SHARES = (0.0, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.13, 0.21, 0.34, 0.5, 0.75, 1.0)
"""Of the head's pixels, shown one after the other: the paper's thresholds, and then the rest."""

_LOSSLESS = 101  # as OpenCV counts the quality of WebP: the estimate of the authors' own package
_BINS = 21


def information_curve(
    network: Network,
    image: NDArray[np.float32],
    blurred: NDArray[np.float32],
    order: NDArray[np.intp],
    class_index: int,
    *,
    cancelled: Callable[[], bool] = never,
) -> InformationCurve | None:
    """Give the pixels back in their order: a pass for each of `SHARES`, and one of the whole slice.

    None where the slice is not called so by its own logits, where it is when it is blurred, or where that takes no
    information from it: nothing can be given back then.

    Args:
        network: whose output is looked at.
        image, blurred: the slice as the network takes it, ``[channel, size, size]``, and without its detail.
        order: flat indices of pixels, the most important first.
        class_index: the class.
        cancelled: asked before each batch.

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
    if not none <= 0.5 < whole:
        return None
    low, high = float(image.min()), float(image.max())
    bits = np.array([_bits(show(each), low, high) for each in shown], dtype=np.float64)
    least, most = bits[0], float(_bits(image, low, high))
    if most <= least:
        return None
    reached = np.array(found)
    return InformationCurve(
        np.clip((bits - least) / (most - least), 0, 1),
        np.clip((reached - none) / (whole - none), 0, 1),
        reached > 0.5,
    )


def pooled(curves: Sequence[InformationCurve]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Over slices: information ``[bin]``, the median probability and the share decided as the whole slice is.

    Raises:
        ValueError: for no curves.
    """
    if not curves:
        raise ValueError("no curves")
    at = np.linspace(0, 1, _BINS)
    probability = np.stack([each.best(each.probability, at) for each in curves])
    decided = np.stack([each.best(each.decided, at) for each in curves])
    return at, np.median(probability, axis=0), decided.mean(axis=0)


def _bits(image: NDArray[np.float32], low: float, high: float) -> int:
    """Size of the picture's channels, compressed."""
    grey = np.round(255 * np.clip((image - low) / max(high - low, 1e-12), 0, 1)).astype(np.uint8)
    return sum(len(cv2.imencode(".webp", each, [cv2.IMWRITE_WEBP_QUALITY, _LOSSLESS])[1]) for each in grey)
