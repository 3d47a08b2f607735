"""The core: maps of every layer from one forward and one backward pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from xaiviewer.explain.layers.listing import View, listed
from xaiviewer.explain.layers.opposed import opposed
from xaiviewer.explain.layers.tracing import LEVELLED, SOURCES
from xaiviewer.explain.logit import logit_of
from xaiviewer.explain.one_pass.pair import Pair, Workspace
from xaiviewer.explain.one_pass.rules import ODD, RULES, check
from xaiviewer.explain.one_pass.same_methods import with_same_methods
from xaiviewer.nets.devices import device_of
from xaiviewer.requests import Layer

Explained = Callable[[Tensor], Tensor]
"""From what the network gives to the one number that is explained."""

Seen = Callable[[int, Tensor, Tensor], None]
"""Is shown a layer's index, its activation and the logit's gradient by it."""


@dataclass(frozen=True, eq=False)
class OnePass:
    """What one pass gives: the answers to several requests of the family at once.

    Attributes:
        logits: float32 ``[slice, class]``; of a segmenter ``[slice, class, row, column]``.
        maps: for each method, one signed float32 ``[slice, row, column]`` per layer on its native grid.
        opposite: the same for the other of two classes that are `AllLayers.opposed`, by the methods whose maps are not
            the negatives of these; empty where it was not asked for.
    """

    logits: NDArray[np.float32]
    maps: dict[str, tuple[NDArray[np.float32], ...]]
    opposite: dict[str, tuple[NDArray[np.float32], ...]] = field(default_factory=dict)


class AllLayers:
    """Explains a network in all of its convolutions and activations at once.

    The gradient of what is explained reaches every layer in one backward pass anyway; each layer's map is made as its
    gradient passes, while it is still in the processor's cache, and the gradient is let go. Nothing is attached to the
    network: the callbacks belong to the tensors of one pass and go with them.

    Attributes:
        view: the network as a module ``inputs -> (logits, (output of layer 0, output of layer 1, ...))``.
        layers: every layer, in order of execution.
        device: where its weights are.
        levelled: indices of layers whose channels' gradients always have a mean of zero: see `tracing.LEVELLED`.
    """

    def __init__(
        self,
        network: nn.Module,
        size: int,
        *,
        channels_last: bool = True,
        list_layers: Callable[[nn.Module, int], tuple[View, tuple[Layer, ...]]] = listed,
    ) -> None:
        """List the layers of `network` (evaluation mode, parameters without gradients), whose input has `size` pixels.

        Its weights keep their values; `channels_last` they are laid out so in memory, which makes every pass of a
        ResNet quicker. `list_layers` is how its layers are found: of a network of pictures as `listed` does.

        Raises:
            ModelError: where its layers cannot be listed or placed.
        """
        if channels_last:
            network.to(memory_format=torch.channels_last)
        self.view, layers = list_layers(network, size)
        self.layers = with_same_methods(self.view, layers)
        self._sources: list[int] = self.view.meta[SOURCES]
        self.levelled: frozenset[int] = frozenset(self.view.meta.get(LEVELLED, ()))
        self.device = device_of(network)
        self._workspace = Workspace()

    @cached_property
    def opposed(self) -> bool:
        """Whether the network's two logits are each other's negative, so that one gradient explains both."""
        return opposed(self.view)

    def __call__(
        self, inputs: NDArray[np.float32], class_index: int, methods: Sequence[str], *, opposite: bool = False
    ) -> OnePass:
        """Explain a classifier's logit of one class.

        The logit, never the softmax: where the network is sure, the softmax' gradient vanishes.

        Args:
            inputs: float32 ``[slice, channel, size, size]``; slices do not influence each other.
            class_index: any class of the network.
            methods: keys of `rules.RULES`.
            opposite: make what the other class's maps lack, too; for two classes that are `opposed`.

        Raises:
            UsageError: for an unknown method or class.
        """
        return self.explaining(_logit(class_index), inputs, methods, opposite=opposite)

    def explaining(
        self, explained: Explained, inputs: NDArray[np.float32], methods: Sequence[str], *, opposite: bool = False
    ) -> OnePass:
        """Explain any number that follows from what the network gives.

        Args:
            explained: from what the network gives to the number, of all slices together.
            inputs, methods, opposite: as in a call.

        Raises:
            UsageError: for an unknown method.
        """
        check(methods)
        further = [method for method in methods if method not in ODD] if opposite else []
        found: dict[tuple[str, int], Tensor] = {}
        other: dict[tuple[str, int], Tensor] = {}

        def collect(index: int, activation: Tensor, gradient: Tensor) -> None:
            """Make one layer's map by every method."""
            pair, shape = Pair(activation, gradient, self._workspace), (len(activation), *activation.shape[2:])
            for method in methods:
                found[method, index] = RULES[method](pair).reshape(shape)
            if further:
                pair = pair.opposite()
                for method in further:
                    other[method, index] = RULES[method](pair).reshape(shape)

        logits = self._visit(inputs, explained, collect)
        return OnePass(logits.cpu().numpy(), self._by_method(found, methods), self._by_method(other, further))

    def _by_method(
        self, found: Mapping[tuple[str, int], Tensor], methods: Sequence[str]
    ) -> dict[str, tuple[NDArray[np.float32], ...]]:
        """The maps of all layers, in order."""
        layers = range(len(self.layers))
        return {method: tuple(found[method, index].cpu().numpy() for index in layers) for method in methods}

    def visit(self, inputs: NDArray[np.float32], class_index: int, seen: Seen) -> Tensor:
        """Show every layer's activation and the logit's gradient by it, as the gradient passes; the logits.

        Args:
            inputs, class_index: as in a call.
            seen: called once for each layer, the last one of the network first, with the layer's index, its activation
                and its gradient, ``[slice, channel, row, column]``. It must keep neither.

        Returns:
            ``[slice, class]``.

        Raises:
            UsageError: for an unknown class.
        """
        return self._visit(inputs, _logit(class_index), seen)

    def _visit(self, inputs: NDArray[np.float32], explained: Explained, seen: Seen) -> Tensor:
        images = torch.from_numpy(inputs).to(self.device).requires_grad_()
        with torch.enable_grad():
            given, activations = self.view(images)
            number = explained(given)
            for index, activation in enumerate(activations):
                activation.register_hook(partial(seen, index, activation.detach()))
            torch.autograd.grad(number, [activations[index] for index in self._sources])
        found: Tensor = given.detach()
        return found

    def activations(self, inputs: NDArray[np.float32], class_index: int) -> tuple[Tensor, ...]:
        """Every layer's activation, ``[slice, channel, row, column]``: one pass forward.

        Raises:
            UsageError: for an unknown class.
        """
        with torch.inference_mode():
            logits, activations = self.view(torch.tensor(inputs, device=self.device))
        logit_of(logits, class_index)
        found: tuple[Tensor, ...] = activations
        return found


def _logit(class_index: int) -> Explained:
    """The logits of one class, of all slices together."""
    return lambda logits: logit_of(logits, class_index).sum()
