"""What no explanation by gradients can beat."""

from __future__ import annotations

import torch
from torch import Tensor, nn


def limit(network: nn.Module, images: Tensor, class_index: int) -> Tensor:
    """One forward pass and one backward pass through the activations, nothing kept on the way.

    Args:
        network: in evaluation mode, with frozen weights, so that no time goes into their gradients.
        images: float32 ``[slice, sequence, row, column]``.
        class_index: the logit that is differentiated.

    Returns:
        The gradient of the logits with respect to `images`, of their shape.
    """
    leaf = images.detach().requires_grad_()
    with torch.enable_grad():
        (gradient,) = torch.autograd.grad(network(leaf)[:, class_index].sum(), leaf)
    return gradient


def tight_limit(network: nn.Module, images: Tensor, class_index: int) -> Tensor:
    """The same, but the backward pass ends at the first layer's output, the first one that has a map.

    Returns:
        The gradient of the logits with respect to the first module's output.
    """
    first = next(network.children())
    kept: list[Tensor] = []

    def keep(_module: nn.Module, _inputs: object, output: Tensor) -> Tensor:
        kept.append(output.detach().requires_grad_())
        return kept[0]

    handle = first.register_forward_hook(keep)
    try:
        with torch.enable_grad():
            (gradient,) = torch.autograd.grad(network(images)[:, class_index].sum(), kept[0])
    finally:
        handle.remove()
    return gradient
