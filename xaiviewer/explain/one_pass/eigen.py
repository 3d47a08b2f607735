"""Eigen-CAM and Eigen-Grad-CAM: what the positions of a layer have most in common.

Muhammad and Yeasin, "Eigen-CAM: class activation map using principal components" (2020). An eigenvector has no sign.
The paper leaves it open and peers show either; here it follows from the layer alone:

* Eigen-CAM marks the positions that are more active: it never runs against the length of their vectors of channels;
  where there is a single channel, it never runs against that.
* Eigen-Grad-CAM marks those that speak for the class: it never runs against the sum over channels of A * G, HiResCAM.

What lies on the other side of the mean is then less active, or speaks for the class less, than the layer does on
average. That is nothing against the class, so it is cut off.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from xaiviewer.errors import Cancelled
from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.one_pass.all_layers import AllLayers
from xaiviewer.explain.one_pass.principal import projection
from xaiviewer.requests import LayerMaps, Request


def eigen_cam(activation: Tensor) -> Tensor:
    """The map ``[row, column]`` of an activation ``[channel, row, column]``, none of it below zero."""
    values = activation.flatten(1)
    activity = torch.linalg.vector_norm(values, dim=0) if len(values) > 1 else values[0]
    return _towards(projection(values), activity.double()).reshape(activation.shape[1:])


def eigen_grad_cam(activation: Tensor, gradient: Tensor) -> Tensor:
    """The map ``[row, column]`` of an activation and its gradient ``[channel, row, column]``, none of it below zero."""
    values = (activation * gradient).flatten(1)
    return _towards(projection(values), values.sum(0).double()).reshape(activation.shape[1:])


def _towards(found: Tensor, guide: Tensor) -> Tensor:
    """The part above zero of what was found or of its negative, whichever does not run against a guide; float32."""
    along = found @ (guide - guide.mean())
    return torch.where(along < 0, -found, found).clamp_min(0).float()


class EigenCam:
    """Looks at activations alone: the maps are the same for every class."""

    def __init__(self, all_layers: AllLayers) -> None:
        self._all_layers = all_layers

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[LayerMaps]:
        """See `Explainer`; one pass forward for each slice."""
        for place, index in enumerate(slices.indices):
            if cancelled():
                raise Cancelled
            activations = self._all_layers.activations(slices.inputs[place : place + 1], request.class_index)
            maps = tuple(eigen_cam(each[0]).cpu().numpy() for each in activations)
            progress(place + 1, len(slices.indices))
            yield LayerMaps(request, index, maps)


class EigenGradCam:
    """Makes each layer's map while the gradient passes."""

    def __init__(self, all_layers: AllLayers) -> None:
        self._all_layers = all_layers

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[LayerMaps]:
        """See `Explainer`; one pass for each slice."""
        for place, index in enumerate(slices.indices):
            if cancelled():
                raise Cancelled
            maps: dict[int, Tensor] = {}

            def seen(layer: int, activation: Tensor, gradient: Tensor, maps: dict[int, Tensor] = maps) -> None:
                maps[layer] = eigen_grad_cam(activation[0], gradient[0])

            self._all_layers.visit(slices.inputs[place : place + 1].copy(), request.class_index, seen)
            progress(place + 1, len(slices.indices))
            yield LayerMaps(request, index, tuple(maps[layer].cpu().numpy() for layer in sorted(maps)))
