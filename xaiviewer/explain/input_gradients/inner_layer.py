"""The logit, one layer's activation, and the logit's gradient by it."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from xaiviewer.explain.input_gradients.gradient import double
from xaiviewer.explain.logit import logit_of
from xaiviewer.explain.network import Network


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
