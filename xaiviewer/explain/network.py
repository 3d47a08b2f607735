"""The network that is explained."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from xaiviewer.errors import UsageError
from xaiviewer.explain.one_pass.all_layers import AllLayers
from xaiviewer.nets.devices import device_of


class Network:
    """The network that is explained, for as much of it as a method needs.

    Attributes:
        module: in evaluation mode, float32, parameters without gradients.
        size: side of its square input in pixels.
    """

    def __init__(self, module: nn.Module, size: int, *, channels_last: bool = True) -> None:
        """One of square inputs; `channels_last` as `AllLayers` takes it."""
        self.module = module
        self.size = size
        self._channels_last = channels_last

    @cached_property
    def device(self) -> torch.device:
        """Where its weights are."""
        return device_of(self.module)

    def tensor(self, values: NDArray[np.float32]) -> torch.Tensor:
        """The values where the weights are; a copy of their own, so that nothing writes into the caller's."""
        return torch.tensor(values, dtype=torch.float32, device=self.device)

    @cached_property
    def all_layers(self) -> AllLayers:
        """Activations and gradients of every layer; traced once.

        Raises:
            ModelError: where its layers cannot be listed or placed.
        """
        return AllLayers(self.module, self.size, channels_last=self._channels_last)

    def logits(self, inputs: NDArray[np.float32], class_index: int) -> NDArray[np.float64]:
        """The logit of one class, ``[slice]``, for ``[slice, channel, size, size]``; one pass forward.

        Raises:
            UsageError: for a class that the network does not have.
        """
        with torch.inference_mode():
            found = self.module(self.tensor(inputs)).cpu().numpy()
        classes = found.shape[1]
        if not 0 <= class_index < classes:
            raise UsageError(f"There is no class {class_index}; the network has {classes}, counted from 0.")
        return np.asarray(found[:, class_index], dtype=np.float64)
