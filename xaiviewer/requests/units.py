"""In which unit the values of a map are, as far as they have one that can be named."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xaiviewer.requests.parameter import Value

LOGIT = "logit"
PER_CELL = "logit per cell"
PER_PIXEL = "logit per pixel"
PER_REGION = "logit per region"

_SHARES = frozenset(
    (
        "grad-cam",
        "hires-cam",
        "layer-cam",
        "xgrad-cam",
        "cam",
        "input-x-gradient",
        "integrated-gradients",
        "expected-gradients",
        "full-grad",
        "xrai",
        "shap-partition",
    )
)
"""Methods that give each place a share of a logit: most multiply a value with what the logit changes with it.

Not Grad-CAM++ and Smooth Grad-CAM++, whose weights add logits to a pure number (2 + S G), so that a logit twice as
large makes no map twice as large; nor FullGrad's form for display, which scales each channel to its range.
"""
_CHANGES = frozenset(("occlusion", "rise"))
"""Methods whose values are by how much the logit changes, or what it is on average."""
_OF_REGIONS = frozenset(("lime", "kernel-shap"))
_NOTHING: Mapping[str, Value] = MappingProxyType({})


def unit_of(method: str, *, of_layer: bool, parameters: Mapping[str, Value] = _NOTHING) -> str:
    """The unit of a map's values; "" where they have none that can be named.

    Args:
        method: key of the method that made it.
        of_layer: whether its values are cells of a layer, else pixels of the input.
        parameters: that it was made with, by name.
    """
    if method in _CHANGES:
        return LOGIT
    if method in _OF_REGIONS:
        return PER_REGION
    if method not in _SHARES or parameters.get("form") == "display":
        return ""
    return PER_CELL if of_layer else PER_PIXEL
