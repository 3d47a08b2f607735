"""Smooth Grad-CAM++: Grad-CAM++ with derivatives that are averaged over noisy copies of the slice.

Omeiza et al., "Smooth Grad-CAM++: an enhanced inference level visualization technique for deep convolutional neural
network models" (2019), section 3. With D1, D2 and D3 the means over the noisy slices of G, its square and its cube, and
S a channel's sum of A,

    alpha = D2 / (2 D2 + S D3),    weight = sum over positions of alpha * max(D1, 0),    map = sum of weight * A.

* The paper prints D1 above the line, which is not Grad-CAM++ with a single slice and no noise; D2 is.
* As in our Grad-CAM++, S below zero counts as 0, and so does D3 (where D1 is above zero and a few steep gradients are
  not): nothing may bring the denominator to 0.
* A is the slice's own, without noise: the paper averages derivatives alone.
* torch-cam takes D1 and, behind it, A from the last noisy slice, and adds up S D3 over positions; its maps are others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from xaiviewer.errors import Cancelled
from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.network import Network
from xaiviewer.requests import LayerMaps, Partial, Request

_TOGETHER = 4
"""Noisy slices in one pass: every layer's activations and gradients are in memory meanwhile."""


class SmoothGradCam:
    """Sums up powers of the gradient, layer by layer."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | LayerMaps]:
        """See `Explainer`; refined after every batch of noisy slices."""
        samples = int(request.values["samples"])
        passes = samples + 1
        for place, index in enumerate(slices.indices):
            if cancelled():
                raise Cancelled
            image = slices.inputs[place]
            noise = _Noise(image, float(request.values["noise"]), (request.seed or 0, index))
            activations = self._network.all_layers.activations(image[None], request.class_index)
            powers = [_Powers(each[0]) for each in activations]
            for start in range(0, samples, _TOGETHER):
                if cancelled():
                    raise Cancelled
                count = min(_TOGETHER, samples - start)
                self._network.all_layers.visit(noise.draw(count), request.class_index, _adder(powers))
                done = 1 + start + count
                progress(place * passes + done, len(slices.indices) * passes)
                found = LayerMaps(request, index, tuple(each.map() for each in powers))
                yield Partial(found, done, passes) if done < passes else found


def _adder(powers: list[_Powers]) -> Any:
    """What adds each layer's gradient to that layer's sums."""

    def add(layer: int, _activation: Tensor, gradient: Tensor) -> None:
        powers[layer].add(gradient)

    return add


class _Noise:
    """Noisy copies of a slice, the same for the same seed, however many are drawn at a time."""

    def __init__(self, image: NDArray[np.float32], share: float, seed: tuple[int, int]) -> None:
        self._image = image
        self._spread = np.float32(share * float(np.ptp(image)))
        self._random = np.random.default_rng(seed)

    def draw(self, count: int) -> NDArray[np.float32]:
        """The next copies, ``[copy, channel, size, size]``."""
        noise = self._random.standard_normal((count, *self._image.shape), dtype=np.float32)
        noise *= self._spread
        noise += self._image
        return noise


class _Powers:
    """Sums of the first three powers of one layer's gradient, and the slice's own activation."""

    def __init__(self, activation: Tensor) -> None:
        """Start with an activation ``[channel, row, column]``."""
        self._activation = activation
        self._sums = [torch.zeros_like(activation) for _ in range(3)]
        self._count = 0

    def add(self, gradient: Tensor) -> None:
        """Add gradients ``[copy, channel, row, column]``, one after the other."""
        for each in gradient:
            power = each
            for total in self._sums:
                total.add_(power)
                power = power * each
            self._count += 1

    def map(self) -> NDArray[np.float32]:
        """As far as it is known: signed ``[row, column]``."""
        first, second, third = (each / self._count for each in self._sums)
        total = self._activation.sum((1, 2), keepdim=True).clamp_min(0)
        below = 2 * second + total * third.clamp_min(0)
        alpha = torch.where(below > 0, second / below, 0)
        weights = (alpha * first.clamp_min(0)).sum((1, 2))
        return torch.einsum("c,chw->hw", weights, self._activation).cpu().numpy()
