"""Ways to take pixels out of a slice: what a network sees in their place decides what the curves mean.

A removal turns the pixels that go, bool ``[size, size]``, into the picture without them, ``[channel, size, size]``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.linalg import spsolve

from xaiviewer.explain.filling import covered

Removal = Callable[[NDArray[np.bool_]], NDArray[np.float32]]

BLUR = 12.0
"""Standard deviation of the blur in input pixels: no texture is left, the shape of the head is."""

_REACH = 3  # pixels that OpenCV looks at around one that it paints
_DIRECT, _DIAGONAL = 1 / 6, 1 / 12  # weights of neighbours in ROAD, section 4.2
_NOISE = 0.01  # of the imputed values: without it a network could read the removed shape off their smoothness


def covering(image: NDArray[np.float32], filling: NDArray[np.float32]) -> Removal:
    """Put another picture in their place: blurred, or the brain's mean."""
    return lambda gone: np.where(gone, filling, image)


def blurred(image: NDArray[np.float32], head: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The slice ``[channel, row, column]`` without its detail, the air around the head as it is."""
    return covered(image, head, {"filling": "blur", "blur": BLUR, "head_only": True})


def flat(image: NDArray[np.float32], head: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Each sequence's mean over the head in all of it ``[channel, row, column]``, the air around it as it is."""
    return covered(image, head, {"filling": "mean", "head_only": True})


def inpainting(image: NDArray[np.float32]) -> Removal:
    """Paint them from their surroundings, as OpenCV does.

    Telea, "An image inpainting technique based on the fast marching method" (2004). Bright edges are carried inwards:
    see `nets.inputs.filling`.
    """

    def remove(gone: NDArray[np.bool_]) -> NDArray[np.float32]:
        hole = gone.astype(np.uint8)
        if hole.all():
            return np.repeat(image.mean(axis=(1, 2), keepdims=True), image.shape[1], 1).repeat(image.shape[2], 2)
        painted = [cv2.inpaint(each, hole, _REACH, cv2.INPAINT_TELEA) for each in np.ascontiguousarray(image)]
        return np.stack([np.asarray(each, dtype=np.float32) for each in painted])

    return remove


def random_values(image: NDArray[np.float32], head: NDArray[np.bool_], *, seed: int = 0) -> Removal:
    """Put values of other pixels of the head in their place, drawn once: pixel flipping.

    Samek et al., "Evaluating the visualization of what a deep neural network has learned" (2017), section 3.
    """
    inside = np.flatnonzero(head if head.any() else np.ones_like(head))
    drawn = np.random.default_rng(seed).choice(inside, image[0].size)
    flipped = image.reshape(len(image), -1)[:, drawn].reshape(image.shape)
    return lambda gone: np.where(gone, flipped, image)


def noisy_linear(image: NDArray[np.float32], *, seed: int = 0) -> Removal:
    """Impute them, each the weighted mean of its neighbours, with a little noise: ROAD.

    Rong et al., "A consistent and efficient evaluation strategy for attribution methods" (2022), section 4.2. The
    equations of all removed pixels are solved together, so that what is left of the shape tells the network nothing.
    """
    size = image.shape[1:]
    noise = np.random.default_rng(seed).normal(0, _NOISE, image.shape).astype(np.float32)

    def remove(gone: NDArray[np.bool_]) -> NDArray[np.float32]:
        if not gone.any():
            return image
        if gone.all():
            return np.broadcast_to(image.mean(axis=(1, 2), keepdims=True), image.shape) + noise
        number = np.full(size, -1)
        number[gone] = np.arange(np.count_nonzero(gone))
        rows, columns = np.nonzero(gone)
        at, other, weight = [], [], []
        right = np.zeros((len(rows), len(image)))
        total = np.zeros(len(rows))
        for down in (-1, 0, 1):
            for across in (-1, 0, 1):
                if not (down or across):
                    continue
                share = _DIAGONAL if down and across else _DIRECT
                beside = (rows + down, columns + across)
                there = (beside[0] >= 0) & (beside[0] < size[0]) & (beside[1] >= 0) & (beside[1] < size[1])
                which = np.flatnonzero(there)
                near = (beside[0][which], beside[1][which])
                total[which] += share
                unknown = gone[near]
                at.append(which[unknown])
                other.append(number[near][unknown])
                weight.append(np.full(int(unknown.sum()), -share))
                known = which[~unknown]
                right[known] += share * image[:, near[0][~unknown], near[1][~unknown]].T
        diagonal = np.arange(len(rows))
        values = np.concatenate([*weight, total])
        system = coo_array(
            (values, (np.concatenate([*at, diagonal]), np.concatenate([*other, diagonal]))), shape=(len(rows),) * 2
        )
        solved = spsolve(system.tocsc(), right).reshape(len(rows), len(image))
        without = image.copy()
        without[:, rows, columns] = solved.T.astype(np.float32) + noise[:, rows, columns]
        return without

    return remove


_REMOVALS: Mapping[str, Callable[[NDArray[np.float32], NDArray[np.bool_], int], Removal]] = MappingProxyType(
    {
        "blur": lambda image, head, _: covering(image, blurred(image, head)),
        "mean": lambda image, head, _: covering(image, flat(image, head)),
        "in-painting": lambda image, _, __: inpainting(image),
        "noisy-linear": lambda image, _, seed: noisy_linear(image, seed=seed),
        "random-values": lambda image, head, seed: random_values(image, head, seed=seed),
    }
)
"""What stands behind each of `requests.faithfulness.REMOVALS`."""


def removal_of(key: str, image: NDArray[np.float32], head: NDArray[np.bool_], *, seed: int = 0) -> Removal:
    """The removal of a key of `requests.faithfulness.REMOVALS`; KeyError where there is none."""
    return _REMOVALS[key](image, head, seed)
