"""A network that takes pictures as they are shown, and turns them by itself: what comes back lies on the picture.

Whoever asks such a network need not know of it: pictures, and what is masked or changed in them, gradients and outlines
all lie as they are shown. Its layers alone see a turned picture; `explain.layers` turns their cells back, by the same
steps, which a traced graph shows as they are called here.
"""

from __future__ import annotations

from copy import copy
from typing import Any

import torch
from torch import Tensor, fx, nn
from torch.nn import functional

from xaiviewer.nets.inputs.turns import Turn, Way, middle

_NOTHING = -100.0
"""A segmenter's logit where it gets nothing of the picture: as sure as can be that nothing is there."""


@fx.wrap
def cropped(pictures: Tensor, size: int, rows: int, columns: int) -> Tensor:
    """The middle rows and columns of squares ``[..., side, side]``: so many of one of `size`, as large a share else."""
    (top, left), (high, wide) = middle(size, (rows, columns), pictures.shape[-1])
    return pictures[..., top : top + high, left : left + wide]


@fx.wrap
def uncropped(values: Tensor, size: int, rows: int, columns: int, side: int) -> Tensor:
    """The way back, onto squares of a side; elsewhere there is nothing."""
    (top, left), (high, wide) = middle(size, (rows, columns), side)
    around = (left, side - left - wide, top, side - top - high)
    return functional.pad(values, around, value=_NOTHING)


@fx.wrap
def turned(values: Tensor, transposed: bool, rows: bool, columns: bool) -> Tensor:  # noqa: FBT001 - as a graph calls it
    """``[..., row, column]`` of a picture as a network gets it; see `Turn`."""
    return _flipped(values.transpose(-1, -2) if transposed else values, rows=rows, columns=columns)


@fx.wrap
def turned_back(values: Tensor, transposed: bool, rows: bool, columns: bool) -> Tensor:  # noqa: FBT001 - the same
    """The way back."""
    found = _flipped(values, rows=rows, columns=columns)
    return found.transpose(-1, -2) if transposed else found


STEPS = frozenset({cropped, uncropped, turned, turned_back})
"""What such a network's graph calls besides the network's own."""


def _flipped(values: Tensor, *, rows: bool, columns: bool) -> Tensor:
    axes = [axis for axis, on in ((-2, rows), (-1, columns)) if on]
    return torch.flip(values, axes) if axes else values


def entering(network: nn.Module, way: Way, *, outlines: bool) -> nn.Module:
    """The network with that way before it; itself where it gets the picture as it is.

    It shares the network's modules, which keep their names, by which its layers are called.

    Args:
        network: stays as it is.
        way: from the square picture to what it takes.
        outlines: whether it gives a value for each pixel, which is to lie on the picture as well.
    """
    if way.plain:
        return network
    own: Any = type(network)
    flags, (rows, columns), size = way.turn.flags, way.part, way.size

    def forward(self: nn.Module, images: Tensor) -> Tensor:
        given: Tensor = own.forward(self, turned(cropped(images, size, rows, columns), *flags))
        return uncropped(turned_back(given, *flags), size, rows, columns, images.shape[-1]) if outlines else given

    made = copy(network)
    made.__class__ = type(own.__name__, (own,), {"forward": forward, "entered_by": way})  # torch.fx traces the class's
    return made


def way_into(network: nn.Module) -> Way | None:
    """The way before a network; None where it gets pictures as they are."""
    way = getattr(network, "entered_by", None)
    return way if isinstance(way, Way) else None


def turn_of(network: nn.Module) -> Turn:
    """How a network turns pictures."""
    way = way_into(network)
    return Turn() if way is None else way.turn
