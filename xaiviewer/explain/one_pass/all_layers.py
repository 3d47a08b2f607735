"""The core: maps of every layer from one forward and one backward pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from xaiviewer.errors import UsageError
from xaiviewer.explain.layers.cutting import cut
from xaiviewer.explain.layers.tracing import LEVELLED, SOURCES, traced
from xaiviewer.explain.one_pass.pair import Pair, Workspace
from xaiviewer.explain.one_pass.rules import RULES, check
from xaiviewer.nets.devices import device_of


@dataclass(frozen=True, eq=False)
class OnePass:
    """What one pass gives: the answers to several requests of the family at once.

    Attributes:
        logits: float32 ``[slice, class]``; of a segmenter ``[slice, class, row, column]``.
        maps: for each method, one signed float32 ``[slice, row, column]`` per layer on its native grid.
    """

    logits: NDArray[np.float32]
    maps: dict[str, tuple[NDArray[np.float32], ...]]


class AllLayers:
    """Explains a network in all of its convolutions and activations at once.

    The gradient of what is explained reaches every layer in one backward pass anyway; each layer's map is made as its
    gradient passes, while it is still in the processor's cache, and the gradient is let go. Nothing is attached to the
    network: the callbacks belong to the tensors of one pass and go with them.

    Attributes:
        layers: every layer, in order of execution.
        levelled: indices of those whose channels have gradients of mean zero, always: Grad-CAM gives them no weight.
    """

    def __init__(self, network: nn.Module, size: int, *, channels_last: bool = True) -> None:
        """Trace `network` (evaluation mode, parameters without gradients) for inputs of ``size x size`` pixels.

        Args:
            network: its weights keep their values and their device.
            size: side of the input.
            channels_last: lay the weights out so in memory, which makes every pass of a ResNet quicker.

        Raises:
            ModelError: where its layers cannot be listed or placed.
        """
        if channels_last:
            network.to(memory_format=torch.channels_last)
        self._graph, self.layers = traced(network, size)
        self._device = device_of(network)
        self._sources: list[int] = self._graph.meta[SOURCES]
        self.levelled: frozenset[int] = frozenset(self._graph.meta[LEVELLED])
        self._workspace = Workspace()

    def __call__(self, inputs: NDArray[np.float32], class_index: int, methods: Sequence[str]) -> OnePass:
        """Explain a classifier's logit of one class.

        The logit, never the softmax: where the network is sure, the softmax' gradient vanishes.

        Args:
            inputs: float32 ``[slice, channel, size, size]``; slices do not influence each other.
            class_index: any class of the network.
            methods: keys of `rules.RULES`.

        Raises:
            UsageError: for an unknown method or class.
        """

        def logit(logits: Tensor) -> Tensor:
            classes = logits.shape[1]
            if not 0 <= class_index < classes:
                raise UsageError(f"There is no class {class_index}; the network has {classes}, counted from 0.")
            return logits[:, class_index].sum()

        return self.explaining(logit, inputs, methods)

    def explaining(
        self, explained: Callable[[Tensor], Tensor], inputs: NDArray[np.float32], methods: Sequence[str]
    ) -> OnePass:
        """Explain any number that follows from what the network gives.

        Args:
            explained: from what the network gives to the number, of all slices together.
            inputs, methods: as they are called with.

        Raises:
            UsageError: for an unknown method.
        """
        check(methods)
        images = torch.from_numpy(inputs).to(self._device).requires_grad_()
        with torch.enable_grad():
            given, activations = self._graph(images)
            number = explained(given)
            found: dict[tuple[str, int], Tensor] = {}
            for index, activation in enumerate(activations):
                activation.register_hook(partial(self._collect, found, methods, index, activation.detach()))
            torch.autograd.grad(number, [activations[index] for index in self._sources])
        every = range(len(self.layers))
        return OnePass(
            given.detach().cpu().numpy(),
            {method: tuple(found[method, index].cpu().numpy() for index in every) for method in methods},
        )

    def as_far_as(self, layer: int) -> nn.Module:
        """The network up to one of the layers, by its index; see `cutting.cut`."""
        return cut(self._graph, layer, self.layers[layer])

    def _collect(
        self,
        found: dict[tuple[str, int], Tensor],
        methods: Sequence[str],
        index: int,
        activation: Tensor,
        gradient: Tensor,
    ) -> None:
        """Make one layer's map by every method."""
        pair = Pair(activation, gradient, self._workspace)
        for method in methods:
            found[method, index] = RULES[method](pair).reshape(len(activation), *activation.shape[2:])
