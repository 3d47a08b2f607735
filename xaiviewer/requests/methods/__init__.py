"""Every method's declaration: one file per family, one registry. What computes them stands in `explain.registry`."""

from collections.abc import Mapping
from types import MappingProxyType

from xaiviewer.requests.method import Answers, Method
from xaiviewer.requests.methods import (
    channels,
    input_gradients,
    masking,
    more_passes,
    one_pass,
    segmentation,
    synthesis,
)

_FAMILIES = (one_pass, more_passes, channels, input_gradients, masking, synthesis, segmentation)

METHODS: Mapping[str, Method] = MappingProxyType(
    {method.key: method for family in _FAMILIES for method in family.METHODS}
)
"""Every method by its key, in the order in which they are listed."""

ONE_PASS_METHODS: tuple[str, ...] = tuple(
    key for key, method in METHODS.items() if method.shared and method.answers is Answers.EVERY_LAYER
)
"""Keys of the methods that come with every slice: one pass over all layers serves them together."""


def method_title(key: str) -> str:
    """What a method is called; its key where this program does not know it, such as a newer package's favourite."""
    return METHODS[key].title if key in METHODS else key
