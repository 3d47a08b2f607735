"""SmoothGrad: the mean gradient over noisy copies of the slice, or its mean square.

Smilkov et al., "SmoothGrad: removing noise by adding noise" (2017); the square as in Hooker et al., "A benchmark for
interpretability methods in deep neural networks" (2019).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.input_gradients.gradient import TOGETHER, gradient, one_map
from xaiviewer.explain.input_gradients.refining import Steps, as_map, refined
from xaiviewer.explain.network import Network
from xaiviewer.requests import AttributionMap, Partial, Request


class SmoothGrad:
    """Averages gradients; `squared` ones where the method says so."""

    def __init__(self, network: Network, *, squared: bool = False) -> None:
        self._network = network
        self._squared = squared

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | AttributionMap]:
        """See `Explainer`; a partial map is the mean so far. Every slice has random numbers of its own."""

        def steps(place: int) -> Steps:
            image, index = slices.inputs[place], slices.indices[place]
            random = np.random.default_rng([request.seed or 0, index])
            spread = np.float32(float(request.values["noise"]) * float(np.ptp(image)))
            total, samples = np.zeros(image.shape), int(request.values["samples"])
            for start in range(0, samples, TOGETHER):
                count = min(TOGETHER, samples - start)
                noise = random.standard_normal((count, *image.shape), dtype=np.float32)
                pictures = self._network.tensor(image + spread * noise)
                _, found = gradient(self._network.module, pictures, request.class_index)
                total += (found**2 if self._squared else found).sum(axis=0)
                yield count, as_map(request, index, one_map(total / (start + count), request))

        return refined(request, slices, steps, progress, cancelled)
