"""The maps of an explanation, and where on them the head lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.footprint import interpolation
from xaiviewer.explain import Network
from xaiviewer.explain.volumes.network import VolumeNetwork
from xaiviewer.requests import AttributionMap, Explanation, Layer, LayerMaps, Regions

Map = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class VolumeMaps:
    """The maps of every layer of a network of volumes, in their own cells.

    Attributes:
        index: which volume it is.
        maps: of each layer, with as many axes as the network's input.
    """

    index: int
    maps: tuple[Map, ...]


Shown = Explanation | VolumeMaps
"""What answers a request, of a slice or of a volume."""


def maps_of(explanation: Shown) -> tuple[Map, ...]:
    """Its maps: one per layer, or a single one. None for what holds no map."""
    match explanation:
        case LayerMaps() | VolumeMaps():
            return explanation.maps
        case AttributionMap():
            return (explanation.values,)
        case Regions():
            return (np.concatenate([np.zeros(1, np.float32), explanation.scores])[explanation.labels],)
        case _:
            return ()


def layers_of(explanation: Shown, layers: Sequence[Layer]) -> tuple[Layer | None, ...]:
    """The layer of each of its maps; None for a map on the input's pixels."""
    match explanation:
        case LayerMaps() | VolumeMaps():
            return tuple(layers)
        case AttributionMap(layer=int(index)):
            return (layers[index],)
        case AttributionMap() | Regions():
            return (None,)
        case _:
            return ()


@dataclass(frozen=True)
class Lies:
    """Where the cells of a map lie on the input, along each of its axes.

    Attributes:
        grid: how many there are.
        stride: input pixels from one to the next.
        centre: the pixel on which the first is centred.
    """

    grid: tuple[int, ...]
    stride: tuple[int, ...]
    centre: tuple[float, ...]


def lies(layer: Layer | None, network: Network, layers: Sequence[Layer]) -> Lies | None:
    """Where a layer's cells lie on what the network gets; None for the input's own pixels."""
    if layer is None:
        return None
    if isinstance(network, VolumeNetwork):
        place = next(number for number, each in enumerate(layers) if each.name == layer.name)
        spot = network.all_layers.spots[place]
        return Lies(spot.grid, spot.stride, spot.centre)
    return Lies(layer.grid, (layer.stride,) * 2, layer.centre)


def head_on(where: Lies | None, head: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which cells are centred on the head: bool ``[row, column]`` of their grid, of a volume with an axis more.

    Args:
        where: None for the input's pixels.
        head: bool ``[size, size]``.
    """
    if where is None:
        return head
    places = (
        np.clip(np.round(np.arange(count) * stride + centre), 0, side - 1).astype(np.intp)
        for count, stride, centre, side in zip(where.grid, where.stride, where.centre, head.shape, strict=True)
    )
    return head[np.ix_(*places)]


def on_voxels(values: Map, where: Lies | None, sides: Sequence[int]) -> Map:
    """A map on the pixels of the input along each of its axes: linear between the cells' centres."""
    if where is None:
        return values
    for axis, side in enumerate(sides):
        weights = interpolation(side, -0.5, side, where.centre[axis], where.stride[axis], where.grid[axis])
        values = np.moveaxis(np.tensordot(weights, values, (1, axis)), 0, axis)
    return values
