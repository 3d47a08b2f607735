"""The logit's gradient with respect to the input, and one map made of it."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from xaiviewer.errors import UsageError
from xaiviewer.explain.explainer import Slices
from xaiviewer.explain.logit import logit_of
from xaiviewer.requests import Request

TOGETHER = 16
"""Pictures in one pass there and back: a second on one core, after which the reader sees more or has cancelled."""


def gradient(module: nn.Module, pictures: Tensor, class_index: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Each picture's logit of one class, ``[picture]``, and its gradient, in the shape of the pictures.

    The parameters need no gradients and get none, and the pictures do not influence each other.

    Args:
        module: from pictures to logits; batch normalisation in evaluation mode.
        pictures: float32 ``[picture, channel, size, size]``, where the weights are.
        class_index: whose logit.

    Raises:
        UsageError: for a class that the network does not have.
    """
    images = pictures.detach().requires_grad_()
    with torch.enable_grad():
        logits = logit_of(module(images), class_index)
        (found,) = torch.autograd.grad(logits.sum(), images)
    return double(logits), double(found)


def double(values: Tensor) -> NDArray[np.float64]:
    """The values in double precision, for long sums, off the device."""
    return np.asarray(values.detach().cpu().numpy(), dtype=np.float64)


def one_map(values: NDArray[np.float64], request: Request) -> NDArray[np.float64]:
    """The sum ``[size, size]`` over the channels of ``[channel, size, size]``, or the one channel that is asked for."""
    wanted = int(request.values["sequence"])
    return np.asarray(values.sum(axis=0) if wanted == 0 else values[wanted - 1])


def whole(request: Request) -> bool:
    """Whether all channels are asked for, so that the map may add up to something."""
    return int(request.values.get("sequence", 0)) == 0


def check_sequence(request: Request, slices: Slices) -> None:
    """Refuse a channel that the input does not have.

    Raises:
        UsageError: where one is asked for.
    """
    wanted, names = int(request.values.get("sequence", 0)), slices.channels
    if wanted > len(names):
        known = ", ".join(f"{number} ({name})" for number, name in enumerate(names, start=1))
        raise UsageError(f"The input has no sequence {wanted}; choose 0 for all together, or {known}.")
