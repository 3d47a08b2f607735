"""Ablation-CAM: each channel's weight is the fall of the logit while it is silenced.

Desai and Ramaswamy, "Ablation-CAM: visual explanations for deep convolutional network via gradient-free localization"
(2020). The paper divides the fall by the logit. That scales the map, and turns it over where the logit is below zero;
ours is left signed and in logits. Only what lies behind the layer runs anew.

A layer has up to 2,048 channels. Silenced are those that ought to change the logit most to first order, by the sum over
positions of activation x gradient; the others get no weight.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from xaiviewer.errors import Cancelled
from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.layers.contributions import contributions_of, largest
from xaiviewer.explain.layers.cut import Cut
from xaiviewer.explain.network import Network
from xaiviewer.requests import AttributionMap, Partial, Request

_TOGETHER = 16
"""Channels in one pass: more bring nothing on two cores."""


class AblationCam:
    """Silences one channel of one layer after another."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | AttributionMap]:
        """See `Explainer`; the channels that ought to matter most come first."""
        layer = self._network.layer(request.values["layer"])
        cut = self._network.cut(layer)
        for place, index in enumerate(slices.indices):
            if cancelled():
                raise Cancelled
            images = self._network.tensor(slices.inputs[place : place + 1])
            activation, gradient = cut.pair(images, request.class_index)
            chosen = largest(contributions_of(activation, gradient), int(request.values["channels"]))
            passes = len(chosen) + 1
            with torch.inference_mode():
                _, carried = cut.front(images)
                whole = cut.rest(activation[None], carried)[0, request.class_index].double()
            found = torch.zeros(activation.shape[1:], dtype=torch.float64, device=activation.device)
            for start in range(0, len(chosen), _TOGETHER):
                if cancelled():
                    raise Cancelled
                some = chosen[start : start + _TOGETHER]
                falls = whole - _silenced(cut, activation, carried, some)[:, request.class_index]
                found += torch.einsum("c,chw->hw", falls, activation[some].double())
                done = 1 + start + len(some)
                progress(place * passes + done, len(slices.indices) * passes)
                so_far = AttributionMap(request, index, found.float().cpu().numpy(), layer=layer)
                yield Partial(so_far, done, passes) if done < passes else so_far


def _silenced(cut: Cut, activation: Tensor, carried: tuple[Tensor, ...], channels: Tensor) -> Tensor:
    """Logits, float64 ``[silenced channel, class]``, with one channel at a time zero."""
    variants = activation.repeat(len(channels), 1, 1, 1)
    variants[torch.arange(len(channels), device=channels.device), channels] = 0
    with torch.inference_mode():
        return cut.rest(variants, carried).double()
