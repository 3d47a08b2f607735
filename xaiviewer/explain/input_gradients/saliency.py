"""What one gradient tells: saliency, and input x gradient.

Simonyan, Vedaldi and Zisserman, "Deep inside convolutional networks" (2013), section 3; Shrikumar et al., "Not just a
black box" (2016).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.input_gradients.gradient import gradient, one_map, whole
from xaiviewer.explain.input_gradients.refining import Steps, as_map, refined
from xaiviewer.explain.network import Network
from xaiviewer.requests import AttributionMap, Partial, Request


class Saliency:
    """The gradient itself: its largest size over the channels, or their sum."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | AttributionMap]:
        """See `Explainer`; one pass for a slice."""

        def steps(place: int) -> Steps:
            picture = self._network.tensor(slices.inputs[place : place + 1])
            _, (found,) = gradient(self._network.module, picture, request.class_index)
            largest = request.values["over_sequences"] == "largest"
            one = np.abs(found).max(axis=0) if largest and whole(request) else one_map(found, request)
            yield 1, as_map(request, slices.indices[place], np.abs(one) if largest else one)

        return refined(request, slices, steps, progress, cancelled)


class InputXGradient:
    """The gradient times the input: what a linear network, tangent to this one, brings together."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | AttributionMap]:
        """See `Explainer`; the gap is to the logit's change from the zero input, which passes along."""

        def steps(place: int) -> Steps:
            image = slices.inputs[place]
            (logit,), (found,) = gradient(self._network.module, self._network.tensor(image[None]), request.class_index)
            (zero,) = self._network.logits(np.zeros_like(image[None]), request.class_index)
            product = image * found
            gap = float(product.sum() - (logit - zero)) if whole(request) else None
            yield 2, as_map(request, slices.indices[place], one_map(product, request), gap)

        return refined(request, slices, steps, progress, cancelled)
