"""Integrated Gradients: each pixel's share in the logit's change from a baseline; see `paths`."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.input_gradients.gradient import one_map, whole
from xaiviewer.explain.input_gradients.paths import baseline, followed, points
from xaiviewer.explain.input_gradients.refining import Steps, as_map, refined
from xaiviewer.explain.network import Network
from xaiviewer.requests import AttributionMap, Partial, Request


class IntegratedGradients:
    """Follows the straight line from the baseline to the slice."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | AttributionMap]:
        """See `Explainer`; the gap is to the difference of the logits at both ends."""
        along = points(str(request.values["rule"]), int(request.values["steps"]))

        def steps(place: int) -> Steps:
            image, index = slices.inputs[place], slices.indices[place]
            start = baseline(image, slices.heads[place], request.values)
            ends = self._network.logits(np.stack([start, image]), request.class_index)
            further = 2  # passes, with the first batch
            for count, found in followed(self._network, image, start, along, request):
                gap = float(found.sum() - (ends[1] - ends[0])) if whole(request) else None
                yield count + further, as_map(request, index, one_map(found, request), gap)
                further = 0

        return refined(request, slices, steps, progress, cancelled)
