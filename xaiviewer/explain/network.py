"""The network that is explained."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from xaiviewer.explain.layers.cut import Cut, UpTo, up_to
from xaiviewer.explain.logit import logit_of
from xaiviewer.explain.one_pass.all_layers import AllLayers
from xaiviewer.nets.devices import device_of
from xaiviewer.nets.memory import in_halves
from xaiviewer.requests.model import last_layer, layer_index


class Network:
    """The network that is explained, for as much of it as a method needs.

    Attributes:
        module: in evaluation mode, float32, parameters without gradients.
        size: side of its square input in pixels.
        channels_last: see `AllLayers`.
    """

    def __init__(self, module: nn.Module, size: int, *, channels_last: bool = True) -> None:
        """One of square inputs; `channels_last` as `AllLayers` takes it."""
        self.module = module
        self.size = size
        self.channels_last = channels_last

    def like(self, module: nn.Module) -> Network:
        """Another network of the same input, of which nothing is kept yet; its module may be this one's."""
        return Network(module, self.size, channels_last=self.channels_last)

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
            ModelError: where its layers cannot be listed, or placed on the picture.
        """
        return AllLayers(self.module, self.size, channels_last=self.channels_last)

    def layer(self, name: object) -> int:
        """Index of a layer by one of its names; the last one with channels where none is named.

        Raises:
            UsageError: where there is none.
        """
        layers = self.all_layers.layers
        return layer_index(layers, str(name) or last_layer(layers))

    def cut(self, layer: int) -> Cut:
        """The network in two, cut behind a layer."""
        return Cut(self.all_layers.view, layer)

    def up_to(self, layer: int) -> UpTo:
        """The network as far as a layer."""
        return up_to(self.all_layers.view, layer, self.all_layers.layers[layer])

    def outputs(self, inputs: NDArray[np.float32]) -> NDArray[np.float64]:
        """The logits of all classes, ``[slice, class]``, for ``[slice, channel, size, size]``; one pass forward."""
        return self.run(self.tensor(inputs))

    def run(self, pictures: torch.Tensor) -> NDArray[np.float64]:
        """The same for what is where the weights are already."""

        def once(some: torch.Tensor) -> NDArray[np.float64]:
            with torch.inference_mode():
                return np.asarray(self.module(some).cpu().numpy(), dtype=np.float64)

        return in_halves(once, pictures)

    def logits(self, inputs: NDArray[np.float32], class_index: int) -> NDArray[np.float64]:
        """The logit of one class, ``[slice]``, for ``[slice, channel, size, size]``; one pass forward.

        Raises:
            UsageError: for a class that the network does not have.
        """
        return logit_of(self.outputs(inputs), class_index)
