"""What each channel of a layer contributes to the logit, to first order."""

from __future__ import annotations

import torch
from torch import Tensor


def contributions_of(activation: Tensor, gradient: Tensor) -> Tensor:
    """Of each channel, signed float64 ``[channel]``, from both ``[channel, row, column]``."""
    return (activation.double() * gradient.double()).sum((1, 2))


def largest(contributions: Tensor, count: int) -> Tensor:
    """Numbers of the channels that contribute most, whatever their sign, the most first; equals by their number."""
    return torch.sort(contributions.abs(), descending=True, stable=True)[1][:count]
