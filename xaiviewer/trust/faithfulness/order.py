"""Which pixels of the input a map puts first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Frame
from xaiviewer.display.upsampling import upsample
from xaiviewer.requests import Layer


def on_pixels(values: NDArray[np.float32], layer: Layer | None, size: int) -> NDArray[np.float32]:
    """A map on the pixels of the network's input: linear between the cells' centres.

    Args:
        values: ``[row, column]``.
        layer: whose cells they are; None for the input's own pixels.
        size: side of the input.
    """
    if layer is None:
        return values
    placement = Frame(-0.5, -0.5, size, size).placement(layer.stride, centre=layer.centre)
    return upsample(values, placement, (size, size))


def pixel_order(values: NDArray[np.floating], head: NDArray[np.bool_], *, seed: int = 0) -> NDArray[np.intp]:
    """Flat indices of the head's pixels, the highest value first; equal ones in random order.

    The air is left out: no map gains by naming what holds nothing.

    Args:
        values: ``[size, size]``, signed: what speaks against the class comes last.
        head: bool ``[size, size]``; where there is none, the whole picture counts.
        seed: of the order of equal values.
    """
    inside = np.flatnonzero(head if head.any() else np.ones_like(head))
    drawn = np.random.default_rng(seed).permutation(len(inside))
    ranked = np.argsort(-values.ravel()[inside[drawn]], kind="stable")
    return np.asarray(inside[drawn[ranked]], dtype=np.intp)
