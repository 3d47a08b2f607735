"""The network that is explained."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from xaiviewer.errors import UsageError
from xaiviewer.explain.one_pass.all_layers import AllLayers


class Network:
    """The network that is explained, for as much of it as a method needs.

    Attributes:
        module: in evaluation mode, float32, parameters without gradients.
        size: side of its square input in pixels.
    """

    def __init__(self, module: nn.Module, size: int) -> None:
        self.module = module
        self.size = size

    @cached_property
    def device(self) -> torch.device:
        """Where its weights are."""
        return next((each.device for each in self.module.parameters()), torch.device("cpu"))

    def tensor(self, values: NDArray[np.float32]) -> torch.Tensor:
        """The values where the weights are; a copy of their own, so that nothing writes into the caller's."""
        return torch.tensor(values, dtype=torch.float32, device=self.device)

    @cached_property
    def all_layers(self) -> AllLayers:
        """Activations and gradients of every layer; traced once.

        Raises:
            ModelError: where the network is not laid out as a torchvision ResNet.
        """
        return AllLayers(self.module, self.size)

    def logits(self, inputs: NDArray[np.float32], class_index: int) -> NDArray[np.float64]:
        """The logit of one class, ``[slice]``, for ``[slice, channel, size, size]``; one pass forward.

        Raises:
            UsageError: for a class that the network does not have.
        """
        found = self.outputs(inputs)
        classes = found.shape[1]
        if not 0 <= class_index < classes:
            raise UsageError(f"There is no class {class_index}; the network has {classes}, counted from 0.")
        return found[:, class_index]

    def outputs(self, inputs: NDArray[np.float32]) -> NDArray[np.float64]:
        """The logits of all classes, ``[slice, class]``, for ``[slice, channel, size, size]``; one pass forward."""
        with torch.inference_mode():
            return np.asarray(self.module(self.tensor(inputs)).cpu().numpy(), dtype=np.float64)
