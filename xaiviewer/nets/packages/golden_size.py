"""How small the golden input of a network of volumes may be, so that its package opens quickly and still tells.

A whole pass through a volume takes seconds. A network of convolutions and pooling alone takes smaller volumes too, by
the same weights; what another normalisation or another layer changes, it changes there as well, as long as no layer is
left with a single voxel.
"""

from __future__ import annotations

import torch
from torch import nn

from xaiviewer.nets.devices import device_of
from xaiviewer.nets.graphs.words import LIBRARY
from xaiviewer.nets.packages.description import Described

LEAST = 16
"""Voxels along an axis, of any that a package states."""

_SIDES = (32, 48, 64, 96, 128, 192, 256)
_REFUSALS = (RuntimeError, ValueError, TypeError, IndexError, AssertionError, NotImplementedError)

Grid = tuple[int, ...]


def smallest(described: Described, network: nn.Module) -> Grid:
    """Sides of the smallest volume that passes through all layers as the network's own input does.

    That is: it takes one, gives outputs of the same kind, and wherever its own input has more than one voxel along an
    axis, so has this one. Of pictures, graphs and networks that take no other volume the input's own sides.

    Args:
        described: the network; as many passes forward as it takes to find out.
        network: in evaluation mode.
    """
    whole = described.inputs.shape
    if len(whole) == 2 or described.factory.library == LIBRARY:
        return whole
    channels = len(described.inputs.channels)
    wanted = _grids(network, channels, whole)
    if wanted is None:
        return whole
    for side in _SIDES:
        sides = tuple(min(side, each) for each in whole)
        found = _grids(network, channels, sides)
        if found is not None and _alike(found, wanted):
            return sides
    return whole


def _grids(network: nn.Module, channels: int, sides: Grid) -> list[Grid] | None:
    """What every layer gives along the axes of a volume, in order, and then the network; None where it takes none."""
    found: list[Grid] = []

    def keep(_module: nn.Module, _given: object, output: object) -> None:
        if isinstance(output, torch.Tensor):
            found.append(tuple(output.shape[2:]))

    layers = [each for each in network.modules() if not any(True for _ in each.children())]
    handles = [each.register_forward_hook(keep) for each in (*layers, network)]
    try:
        with torch.inference_mode():
            network(torch.zeros(1, channels, *sides, device=device_of(network)))
    except _REFUSALS:
        return None
    finally:
        for each in handles:
            each.remove()
    return found


def _alike(found: list[Grid], wanted: list[Grid]) -> bool:
    """Whether the same layers are passed, none of them with one voxel along an axis where there ought to be more."""
    return [len(each) for each in found] == [len(each) for each in wanted] and all(
        here > 1 or there <= 1
        for one, other in zip(found, wanted, strict=True)
        for here, there in zip(one, other, strict=True)
    )
