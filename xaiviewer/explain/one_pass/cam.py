"""CAM: the class's weights on the last layer's channels, where these are all that comes behind it.

Zhou et al., "Learning deep features for discriminative localization" (2016). Where a network ends in the mean over
positions and one linear layer,

    logit = bias + sum over channels of weight * mean over positions of A,

the map ``sum over channels of weight * A / positions`` adds up to the logit without the bias, and one pass forward
gives it. `ends` reads such an end off the network's graph.

The decision of a network with a layer of evidence is the mean of the strongest cells of that layer, and a part that
comes from no map. What corresponds to the weighted channels there is the evidence: the map is each cell's evidence
times what the logit gains if all of it grows, by the number of cells.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from xaiviewer.errors import Cancelled
from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.layers.cut import Cut
from xaiviewer.explain.one_pass.all_layers import AllLayers
from xaiviewer.explain.one_pass.ends import Head, head_of
from xaiviewer.requests import EVIDENCE, AttributionMap, Request


class Cam:
    """Reads the weights off the network once, then looks at activations."""

    def __init__(self, all_layers: AllLayers) -> None:
        self._all_layers = all_layers

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[AttributionMap]:
        """See `Explainer`; one pass for each slice.

        Raises:
            UsageError: for a network whose end allows no closed form.
        """
        layers = self._all_layers.layers
        evidence = layers[-1].kind == EVIDENCE
        head = Head((len(layers) - 1,), None) if evidence else head_of(self._all_layers.view)
        for place, index in enumerate(slices.indices):
            if cancelled():
                raise Cancelled
            inputs = slices.inputs[place : place + 1]
            if evidence:
                found = self._evidence(torch.tensor(inputs), request.class_index)
            else:
                activations = self._all_layers.activations(inputs, request.class_index)
                averaged = torch.cat([activations[each][0] for each in head.layers])
                found = _weighted(averaged, head.weight, request.class_index)
            progress(place + 1, len(slices.indices))
            yield AttributionMap(request, index, found.cpu().numpy(), layer=head.layers[-1])

    def _evidence(self, images: Tensor, class_index: int) -> Tensor:
        """Of a network with a layer of evidence, ``[row, column]``."""
        cut = Cut(self._all_layers.view, len(self._all_layers.layers) - 1)
        evidence, gradient = cut.pair(images.to(self._all_layers.device), class_index)
        return (evidence * gradient.mean((1, 2), keepdim=True)).sum(0)


def _weighted(averaged: Tensor, weight: Tensor | None, class_index: int) -> Tensor:
    """The map ``[row, column]`` out of channels ``[channel, row, column]``."""
    cells = averaged.shape[1] * averaged.shape[2]
    if weight is None:
        return averaged[class_index] / cells
    return torch.einsum("c,chw->hw", weight[class_index] / cells, averaged)
