"""The logit, one layer's activation, and the logit's gradient by it."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from xaiviewer.errors import UsageError
from xaiviewer.explain.input_gradients.gradient import double
from xaiviewer.explain.logit import logit_of
from xaiviewer.explain.network import Network
from xaiviewer.requests import EVIDENCE, Request


def index_of(network: Network, request: Request) -> int:
    """Index of the layer that a request names; the last one with channels where it names none.

    Raises:
        UsageError: where there is none.
    """
    name, layers = str(request.values["layer"]), network.all_layers.layers
    if not name:
        return max(index for index, each in enumerate(layers) if each.kind != EVIDENCE)
    for index, each in enumerate(layers):
        if each.is_called(name):
            return index
    raise UsageError(f"The network has no layer “{name}”; it has, for example, {layers[-1].name}.")


def logit_and_layer(
    network: Network, pictures: Tensor, class_index: int, layer: int
) -> tuple[NDArray[np.float64], Tensor, Tensor]:
    """Each picture's logit, and a layer's activation and gradient, ``[picture, channel, row, column]``: there and back.

    Raises:
        UsageError: for a class that the network does not have.
    """
    with torch.enable_grad():
        logits, activations = network.all_layers.view(pictures.detach().requires_grad_())
        explained = logit_of(logits, class_index)
        (found,) = torch.autograd.grad(explained.sum(), activations[layer])
    return double(explained), activations[layer].detach(), found


def activation_of(network: Network, pictures: Tensor, layer: int) -> Tensor:
    """A layer's activation alone: one pass forward."""
    with torch.inference_mode():
        found: Tensor = network.all_layers.view(pictures)[1][layer]
    return found.clone()
