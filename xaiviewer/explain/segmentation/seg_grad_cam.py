"""Seg-Grad-CAM: why was this region outlined?

Vinogradova, Dibrov and Myers, "Towards interpretable semantic segmentation via gradient-weighted class activation
mapping" (2020): Grad-CAM of the sum of the logits over the pixels of a region. The sum's gradient reaches all layers in
one pass, and the family's other rules make maps of it as well: Seg-HiRes-Grad CAM (Rheude et al., "Leveraging CAM
algorithms for explaining medical semantic segmentation", 2024) is HiResCAM's.

A U-Net's convolutions stand before instance normalisation, to which a channel's mean is nothing. Their gradients have
a mean of zero, and so have Grad-CAM's weights: of what rounding leaves other programs paint a map. Here it is zero.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, from_numpy

from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.network import Network
from xaiviewer.explain.one_pass.all_layers import OnePass
from xaiviewer.explain.segmentation.region import region_of
from xaiviewer.requests import LayerMaps, Request

_BY_MEAN_GRADIENT = "grad-cam"


class SegGradCam:
    """Explains the logits of a region in every layer of a segmenter."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[LayerMaps]:
        """See `Explainer`; there is nothing to refine.

        Raises:
            EmptyRegionError: for a slice without such a region.
        """
        if slices.outlined is None:
            raise UsageError(f"{request.method} explains what a segmenter outlines; this network is none.")
        rule, count = str(request.values["rule"]), len(slices.indices)
        for place, index in enumerate(slices.indices):
            if cancelled():
                raise Cancelled
            region = region_of(request, slices.outlined, place, index)
            inputs = slices.inputs[place : place + 1]
            found = self._network.all_layers.explaining(_Sum(region, request.class_index), inputs, [rule])
            progress(place + 1, count)
            yield LayerMaps(request, index, tuple(self._maps(rule, found)))

    def _maps(self, rule: str, found: OnePass) -> Iterator[NDArray[np.float32]]:
        """Of the only slice, every layer's."""
        levelled = self._network.all_layers.levelled if rule == _BY_MEAN_GRADIENT else frozenset()
        for layer, maps in enumerate(found.maps[rule]):
            yield np.zeros_like(maps[0]) if layer in levelled else maps[0]


class _Sum:
    """The sum of one output's logits over a region."""

    def __init__(self, region: NDArray[np.bool_], output: int) -> None:
        self._region = from_numpy(region.copy())
        self._output = output

    def __call__(self, logits: Tensor) -> Tensor:
        """Of logits ``[1, output, row, column]``.

        Raises:
            UsageError: for a network without such an output, or without one logit per pixel of its input.
        """
        if logits.ndim != 4 or logits.shape[2:] != self._region.shape or self._output >= logits.shape[1]:
            wanted = " x ".join(map(str, self._region.shape))
            raise UsageError(
                f"Seg-Grad-CAM needs a network with {wanted} logits of output {self._output}; this one gives "
                f"{' x '.join(map(str, logits.shape[1:]))}."
            )
        return logits[0, self._output][self._region.to(logits.device)].sum()
