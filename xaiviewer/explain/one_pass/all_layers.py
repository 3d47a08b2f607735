"""The core: maps of every layer from one forward and one backward pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from xaiviewer.errors import UsageError
from xaiviewer.explain.layers.tracing import SOURCES, traced
from xaiviewer.explain.one_pass.pair import Pair, Workspace
from xaiviewer.explain.one_pass.rules import RULES, check


@dataclass(frozen=True, eq=False)
class OnePass:
    """What one pass gives: the answers to several requests of the family at once.

    Attributes:
        logits: float32 ``[slice, class]``.
        maps: for each method, one signed float32 ``[slice, row, column]`` per layer on its native grid.
    """

    logits: NDArray[np.float32]
    maps: dict[str, tuple[NDArray[np.float32], ...]]


class AllLayers:
    """Explains a classifier in all of its convolutions and activations at once.

    The gradient of the logit reaches every layer in one backward pass anyway; each layer's map is made as its gradient
    passes, while it is still in the processor's cache, and the gradient is let go. Nothing is attached to the network:
    the callbacks belong to the tensors of one pass and go with them.

    Attributes:
        view: the network as a module ``inputs -> (logits, (output of layer 0, output of layer 1, ...))``.
        layers: every layer, in order of execution.
    """

    def __init__(self, network: nn.Module, size: int) -> None:
        """Trace `network` (evaluation mode, parameters without gradients) for inputs of ``size x size`` pixels.

        Its weights keep their values but are laid out channels-last in memory, which makes every pass quicker.

        Raises:
            ModelError: where its layers cannot be listed or placed.
        """
        self.view, self.layers = traced(network.to(memory_format=torch.channels_last), size)
        self._sources: list[int] = self.view.meta[SOURCES]
        self._workspace = Workspace()

    def __call__(self, inputs: NDArray[np.float32], class_index: int, methods: Sequence[str]) -> OnePass:
        """Explain the logit of one class.

        The logit, never the softmax: where the network is sure, the softmax' gradient vanishes.

        Args:
            inputs: float32 ``[slice, channel, size, size]``; slices do not influence each other.
            class_index: any class of the network.
            methods: keys of `rules.RULES`.

        Raises:
            UsageError: for an unknown method or class.
        """
        check(methods)
        images = torch.from_numpy(inputs).requires_grad_()
        with torch.enable_grad():
            logits, activations = self.view(images)
            classes = logits.shape[1]
            if not 0 <= class_index < classes:
                raise UsageError(f"There is no class {class_index}; the network has {classes}, counted from 0.")
            found: dict[tuple[str, int], Tensor] = {}
            for index, activation in enumerate(activations):
                activation.register_hook(partial(self._collect, found, methods, index, activation.detach()))
            torch.autograd.grad(logits[:, class_index].sum(), [activations[index] for index in self._sources])
        return OnePass(
            logits.detach().numpy(),
            {method: tuple(found[method, index].numpy() for index in range(len(self.layers))) for method in methods},
        )

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
