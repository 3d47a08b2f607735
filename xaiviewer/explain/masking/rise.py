"""RISE: how much higher the logit is on average while a place is seen.

Petsiuk et al., "RISE: randomized input sampling for explanation of black-box models" (2018), equation 6: masks weighted
by the outputs they leave. That holds the mean output everywhere, and with it the masks' own unevenness; where it is
subtracted first, what remains is zero on average where seeing makes no difference, and far less noisy.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.logit import logit_of
from xaiviewer.explain.masking.engine import TOGETHER, MaskedForward
from xaiviewer.explain.masking.filling import filling_of
from xaiviewer.explain.masking.smooth_masks import SmoothMasks
from xaiviewer.explain.network import Network
from xaiviewer.requests import AttributionMap, Partial, Request


class Rise:
    """Shows the network random parts of the slice."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | AttributionMap]:
        """See `Explainer`; after each batch the mean over the masks so far."""
        size, values = slices.inputs.shape[-1], request.values
        total, probability = int(values["masks"]), float(values["probability"])
        for place, index in enumerate(slices.indices):
            shown = MaskedForward(self._network, slices.inputs[place], filling_of(request, slices, place), cancelled)
            masks = SmoothMasks(size, int(values["cells"]), probability, [request.seed or 0, index])
            means = _Means(size)
            for start in range(0, total, TOGETHER):
                some = masks.draw(min(TOGETHER, total - start))
                means.add(some[:, 0], logit_of(shown.logits(some), request.class_index))
                done = start + len(some)
                progress(place * total + done, len(slices.indices) * total)
                found = AttributionMap(request, index, means.map(probability, centred=bool(values["centred"])))
                yield Partial(found, done, total) if done < total else found


class _Means:
    """What was found so far, in double precision."""

    def __init__(self, size: int) -> None:
        self._weighted = np.zeros((size, size))
        self._masks = np.zeros((size, size))
        self._logits = 0.0
        self._count = 0

    def add(self, masks: NDArray[np.float32], logits: NDArray[np.float64]) -> None:
        """Masks ``[mask, size, size]`` and the logits that they left."""
        flat = masks.reshape(len(masks), -1)
        self._weighted += (logits.astype(np.float32) @ flat).reshape(self._weighted.shape)
        self._masks += flat.sum(axis=0).reshape(self._masks.shape)
        self._logits += float(logits.sum())
        self._count += len(logits)

    def map(self, probability: float, *, centred: bool) -> NDArray[np.float32]:
        """The mean of logit x mask over the probability that a place is seen; `centred` on the mean logit."""
        base = self._masks * (self._logits / self._count) if centred else 0.0
        found: NDArray[np.float64] = (self._weighted - base) / (self._count * probability)
        return found.astype(np.float32)
