"""The layers of a network: by its graph where it has one, else by hooks."""

from __future__ import annotations

from torch import fx, nn

from xaiviewer.errors import ModelError
from xaiviewer.explain.layers.hooked import HookedView, hooked
from xaiviewer.explain.layers.tracing import UntraceableError, traced
from xaiviewer.requests import Layer

View = fx.GraphModule | HookedView
"""A module ``inputs -> (logits, (output of layer 0, output of layer 1, ...))``; `SOURCES` in its `meta`."""


def listed(network: nn.Module, size: int) -> tuple[View, tuple[Layer, ...]]:
    """A view of `network` that also returns every layer's output, and the layers in order of execution.

    Args:
        network: any classifier of one picture, in evaluation mode; the result shares its modules.
        size: side of the square input in pixels.

    Raises:
        ModelError: where its layers can be listed neither way, or cannot be placed on the input.
    """
    if any(getattr(each, "outputs_only", "") for each in network.modules()):
        return HookedView(network), ()
    try:
        return traced(network, size)
    except UntraceableError as error:
        try:
            return hooked(network, size)
        except ModelError:
            raise error from None
