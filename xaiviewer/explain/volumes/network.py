"""A network of volumes, and where the cells of its layers lie on the slices of a case."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from torch import nn

from xaiviewer.errors import ModelError
from xaiviewer.explain.layers.grouping import places
from xaiviewer.explain.layers.listing import View
from xaiviewer.explain.layers.receptive import Spot
from xaiviewer.explain.layers.tracing import graphed
from xaiviewer.explain.network import Network
from xaiviewer.explain.one_pass.all_layers import AllLayers
from xaiviewer.nets.inputs.orientation import Axes
from xaiviewer.requests import Layer

Sides = tuple[int, int, int]


class VolumeLayers(AllLayers):
    """Explains a network of volumes in all of its convolutions and activations at once, by the rules of pictures.

    Attributes:
        layers: as they lie on the slices of a case whose axes are the network's; see `on_slices`.
        spots: where the cells of each lie along the network's axes.
    """

    def __init__(self, network: nn.Module, sides: Sides) -> None:
        """List the layers of a network (evaluation mode, parameters without gradients) of an input of these sides.

        Raises:
            ModelError: where its layers cannot be listed or placed: it needs a graph that torch.fx can trace.
        """
        self._sides = sides
        self.spots: tuple[Spot, ...] = ()
        super().__init__(network, sides[-1], channels_last=False, list_layers=self._listed)

    def _listed(self, network: nn.Module, _size: int) -> tuple[View, tuple[Layer, ...]]:
        view, found = graphed(network, self._sides)
        self.spots = tuple(each.spot for each in found)
        named = [each.named for each in found]
        bare = tuple(
            Layer(each.name, each.kind, (1, 1), 1, place.groups)
            for each, place in zip(named, places(named), strict=True)
        )
        return view, self._placed(bare, Axes())

    def on_slices(self, axes: Axes) -> tuple[Layer, ...]:
        """The layers as their cells lie on the slices of a case.

        Raises:
            ModelError: where a layer's cells are not as far apart down as across.
        """
        return self._placed(self.layers, axes)

    def along(self, layer: int, case_axis: int, axes: Axes) -> tuple[int, int, float]:
        """Cells, their stride and the first one's centre in pixels, along an axis of the case.

        Against the axis the cells are counted from the other end, where the network's last pixel lies.
        """
        spot = self.spots[layer]
        axis, flipped = axes.of_case(case_axis)
        count, stride, centre = spot.grid[axis], spot.stride[axis], spot.centre[axis]
        if flipped:
            centre = self._sides[axis] - 1 - centre - (count - 1) * stride
        return count, stride, centre

    def _placed(self, layers: tuple[Layer, ...], axes: Axes) -> tuple[Layer, ...]:
        placed = []
        for index, layer in enumerate(layers):
            (rows, down, top), (columns, across, left) = (self.along(index, axis, axes) for axis in (1, 2))
            if down != across:
                raise ModelError(f"{layer.name} has cells {down} x {across} pixels apart; maps need squares.")
            placed.append(replace(layer, grid=(rows, columns), stride=down, centre=(top, left)))
        return tuple(placed)


class VolumeNetwork(Network):
    """A network of volumes that is explained.

    Attributes:
        sides: of its input, along its own axes.
    """

    def __init__(self, module: nn.Module, sides: Sides) -> None:
        super().__init__(module, sides[-1], channels_last=False)
        self.sides = sides

    def like(self, module: nn.Module) -> VolumeNetwork:
        """Another network of the same input, of which nothing is kept yet."""
        return VolumeNetwork(module, self.sides)

    @cached_property
    def all_layers(self) -> VolumeLayers:
        """Activations and gradients of every layer; traced once.

        Raises:
            ModelError: where its layers cannot be listed, or placed on the volume.
        """
        return VolumeLayers(self.module, self.sides)
