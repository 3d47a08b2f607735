"""In which unit the values of a map are, as far as they have one that can be named."""

from __future__ import annotations

PER_CELL = "logit per cell"
PER_PIXEL = "logit per pixel"

_ADD_UP = frozenset(
    (
        "grad-cam",
        "grad-cam++",
        "hires-cam",
        "layer-cam",
        "xgrad-cam",
        "cam",
        "smooth-grad-cam++",
        "input-x-gradient",
        "integrated-gradients",
        "expected-gradients",
        "full-grad",
    )
)
"""Methods that multiply a value with what the logit changes with it: each place has a share of a logit."""


def unit_of(method: str, *, of_layer: bool) -> str:
    """The unit of a map's values; "" where they are in none of the logit's.

    Args:
        method: key of the method that made it.
        of_layer: whether its values are cells of a layer, else pixels of the input.
    """
    if method not in _ADD_UP:
        return ""
    return PER_CELL if of_layer else PER_PIXEL
