"""XRAI: the regions that bring most to the logit for their size.

Kapishnikov et al., "XRAI: better attributions through regions" (2019). Integrated Gradients from a black and a white
baseline are averaged (the paper adds them: the same ranking, but then they add up to no logit); over-segmentations of
several sizes, laid over one another, give the regions; the one whose pixels, as far as none took them before, hold
most per pixel comes first, and so on. A pixel shows that density of the region that took it, so that every threshold
gives the best regions down to there, and the map still adds up to the change of the logit.

The segmentation is the program's own (SLIC within the head) in place of Felzenszwalb's; its regions are not widened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.input_gradients.paths import extremes, followed, points
from xaiviewer.explain.input_gradients.refining import Steps, as_map, refined
from xaiviewer.explain.network import Network
from xaiviewer.explain.superpixels import superpixels
from xaiviewer.requests import AttributionMap, Partial, Request

_COUNTS = (10, 20, 40, 80, 160, 320)
"""Regions in each of the segmentations, about."""

_LEAST = 0.001
"""A region that adds less than this share of the picture is left out: the paper's 50 pixels of 224 x 224."""


class Xrai:
    """Integrated Gradients from each baseline, ranked over regions."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | AttributionMap]:
        """See `Explainer`; the gap is to the mean change of the logit from the baselines."""
        along = points(str(request.values["rule"]), int(request.values["steps"]))

        def steps(place: int) -> Steps:
            image, head, index = slices.inputs[place], slices.heads[place], slices.indices[place]
            starts = extremes(image, head, request.values)
            logits = self._network.logits(np.stack([image, *starts]), request.class_index)
            compactness = float(request.values["compactness"])
            parted = [superpixels(image, head, count, compactness) for count in _COUNTS]
            further, whole = len(starts) + 1, np.zeros(image.shape)
            for number, start in enumerate(starts):
                for count, found in followed(self._network, image, start, along, request):
                    attribution = ((whole + found) / (number + 1)).sum(axis=0)
                    values = ranked(attribution, parted, _LEAST * attribution.size)
                    gap = float(values.sum() - (logits[0] - logits[1 : number + 2].mean()))
                    yield count + further, as_map(request, index, values, gap)
                    further = 0
                whole = whole + found

        return refined(request, slices, steps, progress, cancelled)


def ranked(attribution: NDArray[np.float64], parted: Sequence[NDArray[np.int32]], least: float) -> NDArray[np.float64]:
    """At each pixel the density of the region that took it, ``[size, size]``; the sum stays that of the attribution.

    Args:
        attribution: ``[size, size]``.
        parted: segmentations ``[size, size]``: 1, 2, ... and 0 for no region.
        least: pixels that a region must add. What none took is shared out evenly, within the regions and outside.
    """
    firsts = np.cumsum([0, *(int(each.max()) + 1 for each in parted)])
    labels = np.stack([each.ravel() + first for each, first in zip(parted, firsts[:-1], strict=True)])
    values, found = attribution.ravel(), np.zeros(attribution.size)
    free = np.ones(attribution.size, dtype=bool)
    total = int(firsts[-1])
    counts = np.bincount(labels.ravel(), minlength=total).astype(np.float64)
    sums = np.bincount(labels.ravel(), np.broadcast_to(values, labels.shape).ravel(), minlength=total)
    counts[firsts[:-1]] = 0  # what is no region
    inside = (labels != firsts[:-1, None]).any(axis=0)
    while (counts >= max(least, 1)).any():
        density = np.where(counts >= max(least, 1), sums / np.maximum(counts, 1), -np.inf)
        best = int(np.argmax(density))
        segmentation = int(np.searchsorted(firsts, best, side="right")) - 1
        taken = np.flatnonzero(free & (labels[segmentation] == best))
        found[taken] = values[taken].mean()
        free[taken] = False
        lost = labels[:, taken].ravel()
        counts -= np.bincount(lost, minlength=total)
        sums -= np.bincount(lost, np.broadcast_to(values[taken], (len(parted), len(taken))).ravel(), minlength=total)
        counts[firsts[:-1]] = 0
    for rest in (free & inside, free & ~inside):
        if rest.any():
            found[rest] = values[rest].mean()
    return found.reshape(attribution.shape)
