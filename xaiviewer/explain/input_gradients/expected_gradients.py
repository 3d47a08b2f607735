"""Expected Gradients: Integrated Gradients averaged over baselines drawn from a background.

Erion et al., "Improving performance of deep learning models with axiomatic attribution priors and expected gradients"
(2021); the same estimate as GradientSHAP (Lundberg and Lee, "A unified approach to interpreting model predictions",
2017). Each sample takes one gradient at a random place on the way from one baseline to the slice. At an inner layer
it is the layer's gradient there, times the difference of the layer's activations at both ends, as in shap.

Every slice of the background is drawn equally often, and each of n samples falls in its own n-th part of the way, in
random order: the estimate stays unbiased and strays less than with free draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.input_gradients.background import background
from xaiviewer.explain.input_gradients.gradient import TOGETHER, double, gradient, one_map, whole
from xaiviewer.explain.input_gradients.inner_layer import activation_of, logit_and_layer
from xaiviewer.explain.input_gradients.refining import Steps, as_map, refined
from xaiviewer.explain.network import Network
from xaiviewer.requests import INPUT, AttributionMap, Partial, Request
from xaiviewer.requests.methods.input_gradients import BACKGROUND, PHANTOM


@dataclass(frozen=True)
class _Draws:
    """Of each sample: which slice of the background, and where on the way from there, 0..1."""

    baselines: NDArray[np.int64]
    at: NDArray[np.float32]


@dataclass(frozen=True)
class _Reference:
    """The background as the network sees it.

    Attributes:
        pictures: float32 ``[slice, channel, size, size]``.
        logits: float64 ``[slice]``.
        activations: of the layer, ``[slice, channel, row, column]``; None at the input.
    """

    pictures: NDArray[np.float32]
    logits: NDArray[np.float64]
    activations: Tensor | None


class ExpectedGradients:
    """Averages gradients on ways from the background to the slice."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._shared: dict[tuple[int, int | None], _Reference] = {}  # by class and layer: one for all slices

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | AttributionMap]:
        """See `Explainer`; the gap is to the mean change of the logit from the baselines drawn.

        Its standard error is that of free draws: an upper bound. At an inner layer there is none: ways lead round it.
        """
        wanted = request.values["layer"]
        layer = None if wanted == INPUT else self._network.layer(wanted)

        def steps(place: int) -> Steps:
            return self._steps(request, slices, place, layer)

        return refined(request, slices, steps, progress, cancelled)

    def _reference(self, request: Request, slices: Slices, place: int, layer: int | None) -> _Reference:
        """The background of a slice; where it is the same for all, it is looked at once."""
        own, key = request.values[BACKGROUND] != PHANTOM, (request.class_index, layer)
        if own:
            return self._seen(background(request, slices, place), request, layer)
        if key not in self._shared:
            self._shared = {key: self._seen(background(request, slices, place), request, layer)}
        return self._shared[key]

    def _seen(self, pictures: NDArray[np.float32], request: Request, layer: int | None) -> _Reference:
        logits, activations = [], []
        for start in range(0, len(pictures), TOGETHER):
            some = pictures[start : start + TOGETHER]
            logits.append(self._network.logits(some, request.class_index))
            if layer is not None:
                activations.append(activation_of(self._network, self._network.tensor(some), layer))
        return _Reference(pictures, np.concatenate(logits), torch.cat(activations) if activations else None)

    def _steps(self, request: Request, slices: Slices, place: int, layer: int | None) -> Steps:
        reference = self._reference(request, slices, place, layer)
        image, index, samples = slices.inputs[place], slices.indices[place], int(request.values["samples"])
        random = np.random.default_rng([request.seed or 0, index])
        draws = _drawn(random, samples, len(reference.pictures))
        (logit,) = self._network.logits(image[None], request.class_index)
        spread = np.float32(float(request.values["smoothing"]) * float(np.ptp(image)))
        further, noisy = 1, bool(spread > 0)
        own = None if layer is None or noisy else activation_of(self._network, self._network.tensor(image[None]), layer)
        total: NDArray[np.float64] | float = 0.0
        sums: list[float] = []  # of each sample
        for start in range(0, samples, TOGETHER):
            chosen = draws.baselines[start : start + TOGETHER]
            count = len(chosen)
            noise = random.standard_normal((count, *image.shape), dtype=np.float32) if noisy else np.float32(0)
            ends = np.broadcast_to(image + spread * noise, (count, *image.shape))
            at = draws.at[start : start + TOGETHER, None, None, None]
            begins = reference.pictures[chosen]
            pictures = self._network.tensor((begins + at * (ends - begins)).astype(np.float32))
            if layer is None:
                _, found = gradient(self._network.module, pictures, request.class_index)
                parts = found * (ends - begins)
            else:
                assert reference.activations is not None
                arrived = own if own is not None else activation_of(self._network, self._network.tensor(ends), layer)
                _, _, slope = logit_and_layer(self._network, pictures, request.class_index, layer)
                parts = double(slope) * double(arrived - reference.activations[torch.from_numpy(chosen)])
                further += count if noisy else 0
            sums += parts.sum(axis=(1, 2, 3)).tolist()
            total = total + parts.sum(axis=0)
            mean = np.asarray(total / (start + count))
            yield count + further, self._answer(request, index, mean, layer, _missed(sums, logit, reference, draws))
            further = 0

    @staticmethod
    def _answer(
        request: Request, index: int, mean: NDArray[np.float64], layer: int | None, missed: tuple[float, float]
    ) -> AttributionMap:
        if layer is not None:
            return as_map(request, index, mean.sum(axis=0), layer=layer)
        gap, error = missed if whole(request) else (None, None)
        return as_map(request, index, one_map(mean, request), gap, gap_error=error)


def _drawn(random: np.random.Generator, samples: int, slices: int) -> _Draws:
    """As the module says."""
    rounds = [random.permutation(slices) for _ in range(-(-samples // slices))]
    at = (random.permutation(samples) + random.random(samples)) / samples
    return _Draws(np.concatenate(rounds)[:samples].astype(np.int64), at.astype(np.float32))


def _missed(sums: list[float], logit: float, reference: _Reference, draws: _Draws) -> tuple[float, float]:
    """By how much the samples so far miss the logit's change from their own baselines, and the standard error."""
    count = len(sums)
    missed = np.array(sums) - (logit - reference.logits[draws.baselines[:count]])
    return float(missed.mean()), float(missed.std(ddof=1) / np.sqrt(count)) if count > 1 else float("inf")
