"""Guided Backprop, and its product with Grad-CAM.

Springenberg et al., "Striving for simplicity: the all convolutional net" (2014): on the way back a ReLU lets through
only what is above zero. Selvaraju et al., "Grad-CAM" (2017), section 3.1: times the Grad-CAM of a layer.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.input_gradients.cells import interpolated, spot_of_layer
from xaiviewer.explain.input_gradients.gradient import double, gradient, one_map
from xaiviewer.explain.input_gradients.inner_layer import logit_and_layer
from xaiviewer.explain.input_gradients.refining import Steps, as_map, refined
from xaiviewer.explain.input_gradients.rewritten import graph_of, with_relus
from xaiviewer.explain.network import Network
from xaiviewer.requests import AttributionMap, Partial, Request


class _GuidedRelu(torch.autograd.Function):
    """A ReLU that lets no gradient below zero through."""

    @staticmethod
    def forward(context: Any, values: Tensor) -> Tensor:
        found = values.clamp_min(0)
        context.save_for_backward(found)
        return found

    @staticmethod
    def backward(context: Any, *gradients: Tensor) -> Tensor:
        (found,) = context.saved_tensors
        passed: Tensor = gradients[0].clamp_min(0) * (found > 0)
        return passed


def _guided_relu(values: Tensor) -> Tensor:
    found: Tensor = _GuidedRelu.apply(values)
    return found


def guided(network: Network) -> nn.Module:
    """A view of the network, ``inputs -> logits``, whose ReLUs are guided; the network itself stays as it is.

    Raises:
        ModelError: where its operations cannot be listed, or none is a ReLU.
    """
    return with_relus(*graph_of(network), _guided_relu)


class _Guided:
    """The gradient through guided ReLUs, which both methods begin with."""

    def __init__(self, network: Network) -> None:
        self._network = network

    @cached_property
    def _guided(self) -> nn.Module:
        return guided(self._network)

    def _through(self, picture: Tensor, request: Request) -> NDArray[np.float64]:
        """The map of one picture ``[1, channel, size, size]``."""
        _, (found,) = gradient(self._guided, picture, request.class_index)
        return one_map(found, request)


class GuidedBackprop(_Guided):
    """The gradient through guided ReLUs."""

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | AttributionMap]:
        """See `Explainer`; one pass for a slice."""

        def steps(place: int) -> Steps:
            picture = self._network.tensor(slices.inputs[place : place + 1])
            yield 1, as_map(request, slices.indices[place], self._through(picture, request))

        return refined(request, slices, steps, progress, cancelled)


class GuidedGradCam(_Guided):
    """The same, times what is above zero of a layer's Grad-CAM, laid where the layer's cells are centred."""

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | AttributionMap]:
        """See `Explainer`; one pass for the guided gradient and one for the Grad-CAM."""
        layer = self._network.layer(request.values["layer"])

        def steps(place: int) -> Steps:
            picture = self._network.tensor(slices.inputs[place : place + 1])
            values = self._through(picture, request) * self._grad_cam(picture, request.class_index, layer)
            yield 2, as_map(request, slices.indices[place], values)

        return refined(request, slices, steps, progress, cancelled)

    def _grad_cam(self, picture: Tensor, class_index: int, layer: int) -> NDArray[np.float64]:
        _, activation, slope = logit_and_layer(self._network, picture, class_index, layer)
        cells = (double(slope).mean(axis=(2, 3), keepdims=True) * double(activation)).sum(axis=1)[0]
        spot = spot_of_layer(self._network.all_layers.layers[layer])
        return interpolated(np.maximum(cells, 0), spot, (picture.shape[-2], picture.shape[-1]))
