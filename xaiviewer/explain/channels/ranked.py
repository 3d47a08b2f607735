"""A layer's channels, ranked by their contribution: the sum over positions of activation x gradient.

To first order that is by how much the logit would fall without the channel. It is a channel's part of HiResCAM (Draelos
and Carin 2020), summed over the map, and XGrad-CAM's weight times the channel's activations.
"""

from __future__ import annotations

from collections.abc import Iterator

from xaiviewer.errors import Cancelled
from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.layers.contributions import contributions_of, largest
from xaiviewer.explain.network import Network
from xaiviewer.requests import ChannelMaps, Request


class RankedChannels:
    """Follows the gradient back as far as the layer."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[ChannelMaps]:
        """See `Explainer`; one pass for each slice."""
        layer = self._network.layer(request.values["layer"])
        cut = self._network.cut(layer)
        for place, index in enumerate(slices.indices):
            if cancelled():
                raise Cancelled
            images = self._network.tensor(slices.inputs[place : place + 1])
            activation, gradient = cut.pair(images, request.class_index)
            contributions = contributions_of(activation, gradient)
            first = largest(contributions, int(request.values["count"]))
            progress(place + 1, len(slices.indices))
            yield ChannelMaps(
                request,
                index,
                layer,
                first.cpu().numpy(),
                contributions[first].cpu().numpy(),
                activation[first].cpu().numpy(),
                float(contributions.sum()),
            )
