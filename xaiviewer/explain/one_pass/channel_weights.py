"""Methods that give each channel one weight: the map is the channels' weighted sum.

``map[position] = sum over channels of weight[channel] * A[channel, position]``, kept signed: above zero speaks for the
class, below zero against it (or for another one). The papers of all three show max(map, 0); here rectifying is a choice
at display, so that an all-negative map can be told from an empty one.
"""

from __future__ import annotations

import torch
from torch import Tensor

from xaiviewer.explain.one_pass.pair import Pair


def grad_cam(pair: Pair) -> Tensor:
    """Mean gradient of each channel, ``[slice, channel]``.

    Selvaraju et al., "Grad-CAM: visual explanations from deep networks via gradient-based localization" (2017), eq. 1.
    """
    return pair.gradient.mean(2)


def grad_cam_plus_plus(pair: Pair) -> Tensor:
    """Sum of each channel's positive gradients, each weighted by alpha, ``[slice, channel]``.

    Chattopadhay et al., "Grad-CAM++" (2018), eq. 7 and 19 with Y = exp(logit). With S the channel's sum of A,

        alpha = G^2 / (2 G^2 + S G^3) = 1 / (2 + S G)  where G is not 0.

    The shortened form needs no small constant in the denominator. (A constant is not harmless: gradients of single
    cells are so small that G^2 falls below it, and then it, not the image, decides the weights.) The paper's A are
    outputs of ReLUs, so S >= 0; a convolution's output may sum below 0, where the denominator would cross 0: there S
    counts as 0.
    """
    positive = pair.rectified_gradient
    total = pair.activation_sum.clamp_min(0).unsqueeze(2)
    denominator = torch.addcmul(positive.new_tensor(2.0), positive, total, out=pair.scratch)
    return torch.div(positive, denominator, out=denominator).sum(2)


def xgrad_cam(pair: Pair) -> Tensor:
    """Mean gradient of each channel, weighted by activation, ``[slice, channel]``.

    Fu et al., "Axiom-based Grad-CAM" (2020): sum(G A) / sum(A). A channel whose activations sum to exactly 0
    (dead for this slice) has weight 0.
    """
    total = pair.activation_sum
    return torch.where(total == 0, 0, pair.product.sum(2) / total)
