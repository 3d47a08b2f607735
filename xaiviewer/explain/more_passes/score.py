"""Score-CAM: each channel's weight is what the class gains while the channel masks the slice.

Wang et al., "Score-CAM: score-weighted visual explanations for convolutional neural networks" (2020), algorithm 1. A
channel's activations, spread over the input and scaled to 0 to 1, multiply the slice; the gain in the logit over that
of a baseline goes through a softmax over channels. The baseline's logit is the same for all channels and falls out of
the softmax, so that it is not computed.

A layer has up to 2,048 channels, and each costs a pass. Tried are those whose activations have the largest standard
deviation over positions, as in Faster Score-CAM (Li et al. 2021); channels that are the same everywhere mask nothing.
The softmax is over the channels that were tried. Cells are spread from where they lie, see `requests.Layer.centre`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray

from xaiviewer.case import Frame
from xaiviewer.display.upsampling import upsample
from xaiviewer.errors import Cancelled
from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.network import Network
from xaiviewer.requests import AttributionMap, Layer, Partial, Request

_TOGETHER = 16
"""Masked slices in one pass: more bring nothing on two cores, and would keep the reader waiting who cancels."""

_Floats = NDArray[np.float32]


class ScoreCam:
    """Shows the network the slice through one channel after another."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | AttributionMap]:
        """See `Explainer`; the channels that vary most come first."""
        layer = self._network.layer(request.values["layer"])
        described, cut = self._network.all_layers.layers[layer], self._network.cut(layer)
        for place, index in enumerate(slices.indices):
            if cancelled():
                raise Cancelled
            image = slices.inputs[place]
            with torch.inference_mode():
                activations = cut.front(self._network.tensor(image[None]))[0][0].cpu().numpy()
            chosen = varying(activations, int(request.values["channels"]))
            passes = len(chosen) + 1
            logits = np.zeros(0)
            for start in range(0, max(len(chosen), 1), _TOGETHER):
                if cancelled():
                    raise Cancelled
                some = activations[chosen[start : start + _TOGETHER]]
                if len(some):
                    masked = image[None] * masks(some, described, image.shape[-1])[:, None]
                    logits = np.append(logits, self._network.logits(masked, request.class_index))
                done = 1 + len(logits)
                progress(place * passes + done, len(slices.indices) * passes)
                values = weighted(activations[chosen[: len(logits)]], logits)
                found = AttributionMap(request, index, values, layer=layer)
                yield Partial(found, done, passes) if done < passes else found


def varying(activations: _Floats, count: int) -> NDArray[np.intp]:
    """Numbers of the channels of ``[channel, row, column]`` that vary most over positions, the most first.

    At most `count`; none that is the same everywhere.
    """
    spread = activations.std(axis=(1, 2), dtype=np.float64)
    order = np.argsort(-spread, kind="stable")
    found: NDArray[np.intp] = order[spread[order] > 0][:count]
    return found


def masks(activations: _Floats, layer: Layer, size: int) -> _Floats:
    """Channels ``[channel, row, column]`` spread over the input and scaled to 0 to 1: ``[channel, size, size]``."""
    placement = Frame(-0.5, -0.5, size, size).placement(layer.stride, centre=layer.centre)
    spread = np.stack([upsample(each, placement, (size, size)) for each in activations])
    low, high = (limit(spread, axis=(1, 2), keepdims=True) for limit in (np.min, np.max))
    scaled: _Floats = (spread - low) / np.maximum(high - low, np.finfo(np.float32).tiny)
    return scaled


def weighted(activations: _Floats, logits: NDArray[np.float64]) -> _Floats:
    """The part above zero of the channels' sum, each weighted by the softmax of its logit: ``[row, column]``."""
    weights = np.exp(logits - logits.max(initial=-np.inf))
    total = np.einsum("c,chw->hw", weights, activations.astype(np.float64)) / max(weights.sum(), 1)
    rectified: _Floats = np.maximum(total, 0).astype(np.float32)
    return rectified
