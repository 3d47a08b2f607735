"""What every method of the family starts from: a layer's output and the gradient of the class logit by it."""

from __future__ import annotations

from functools import cached_property

import torch
from torch import Tensor


class Workspace:
    """Memory for intermediate results, used again for every layer and every slice.

    Fresh megabytes for each would cost more time, in page faults, than the arithmetic itself.
    """

    def __init__(self) -> None:
        self._buffers: dict[str, Tensor] = {}

    def like(self, name: str, tensor: Tensor) -> Tensor:
        """Uninitialised memory in the shape, memory order and type of a dense `tensor`, one piece per `name`."""
        buffer = self._buffers.get(name)
        if buffer is None or buffer.numel() < tensor.numel() or buffer.device != tensor.device:
            buffer = self._buffers[name] = torch.empty(tensor.numel(), dtype=tensor.dtype, device=tensor.device)
        return buffer.as_strided(tensor.shape, tensor.stride())


class Pair:
    """Activation A and gradient G = d logit / d A of one layer, with the sub-expressions that methods share.

    Attributes:
        activation, gradient: float32 ``[slice, channel, position]``, in whichever memory order the layer left them.
    """

    def __init__(self, activation: Tensor, gradient: Tensor, workspace: Workspace | None = None) -> None:
        """Take both as ``[slice, channel, row, column]``; results live in `workspace` until its next pair."""
        self.activation = activation.flatten(2)
        self.gradient = gradient.flatten(2)
        self._workspace = workspace or Workspace()

    @cached_property
    def activation_sum(self) -> Tensor:
        """Sum of A over positions, ``[slice, channel]``."""
        return self.activation.sum(2)

    @cached_property
    def rectified_gradient(self) -> Tensor:
        """max(G, 0), ``[slice, channel, position]``."""
        return torch.clamp_min(self.gradient, 0, out=self._workspace.like("rectified", self.activation))

    @cached_property
    def product(self) -> Tensor:
        """G * A, ``[slice, channel, position]``."""
        return torch.mul(self.gradient, self.activation, out=self._workspace.like("product", self.activation))

    @property
    def scratch(self) -> Tensor:
        """Memory for one result ``[slice, channel, position]`` that is not needed after the method has run."""
        return self._workspace.like("scratch", self.activation)

    def opposite(self) -> Pair:
        """The pair of a logit that is this one's negative, for rules that heed of the gradient what is above zero.

        That is max(-G, 0) = max(G, 0) - G, to the bit. It takes the memory of this pair's, which is of no use any more.
        """
        rectified = torch.sub(self.rectified_gradient, self.gradient, out=self.rectified_gradient)
        made = Pair(self.activation, rectified, self._workspace)
        made.__dict__.update(rectified_gradient=rectified, activation_sum=self.activation_sum)  # known: not made again
        return made
