"""Methods that weight every element by its own gradient, so that a position keeps what belongs to it.

Both give the map itself, ``[slice, position]``, signed.
"""

from __future__ import annotations

import torch
from torch import Tensor

from xaiviewer.explain.one_pass.pair import Pair


def hires_cam(pair: Pair) -> Tensor:
    """Sum over channels of G * A.

    Draelos and Carin, "Use HiResCAM instead of Grad-CAM for faithful explanations of convolutional neural networks"
    (2020). The sum is first-order: how much the logit would fall if the position's activations were zero, above zero
    for the class and below against it. The paper rectifies for display.
    """
    return pair.product.sum(1)


def layer_cam(pair: Pair) -> Tensor:
    """Sum over channels of max(G, 0) * A.

    Jiang et al., "LayerCAM: exploring hierarchical class activation maps for localization" (2021). Only gradients above
    zero count. The paper rectifies the sum, which changes nothing behind a ReLU, where A >= 0; a convolution's output
    has both signs, and so has its map.
    """
    return torch.mul(pair.rectified_gradient, pair.activation, out=pair.scratch).sum(1)
