"""Running the segmenter: a slice's input in, the finding's outline on the slice out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from xaiviewer.case import Frame
from xaiviewer.nets.models import Model
from xaiviewer.nets.segmentation import onto_slice


def segment(
    model: Model, inputs: NDArray[np.float32], frame: Frame, shape: tuple[int, int], *, thorough: bool = False
) -> NDArray[np.bool_]:
    """Where the model sees the finding, bool ``[row, column]`` of the slice.

    The package may ask for ``"flips": true`` (the mean with the prediction for the mirrored slice) and name a
    ``"threshold"`` other than 0.5, chosen on the validation patients.

    Args:
        model: the segmenter: one logit per pixel.
        inputs: float32 ``[sequence, size, size]``, as `preprocessing.network_input` gives it.
        frame: where that square lies on the slice.
        shape: rows and columns of the slice.
        thorough: the mean of all networks of the package, each for the slice and for the mirrored slice.
    """
    return outlined(model, inputs, frame, shape, thorough=thorough)[0]


def outlined(
    model: Model, inputs: NDArray[np.float32], frame: Frame, shape: tuple[int, int], *, thorough: bool = False
) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
    """The same, and how sure the model is at every pixel that it outlines, float32 ``[outlined pixel]`` row by row."""
    sure = onto_slice(probability(model, inputs, thorough=thorough), frame, shape)
    found: NDArray[np.bool_] = sure > model.threshold
    return found, sure[found]


def probability(model: Model, inputs: NDArray[np.float32], *, thorough: bool = False) -> NDArray[np.float32]:
    """How sure the model is of the finding at every pixel of its input, ``[size, size]``; arguments as of `segment`."""
    images = torch.from_numpy(inputs).unsqueeze(0).to(model.device)
    networks = model.networks if thorough else (model.network,)
    mirrored = thorough or bool(model.manifest.get("flips", False))
    with torch.inference_mode():
        found: NDArray[np.float32] = _mean_probability(networks, images, mirrored=mirrored)[0, 0].cpu().numpy()
    return found


def _mean_probability(networks: Sequence[nn.Module], images: Tensor, *, mirrored: bool) -> Tensor:
    """(B, sequence, size, size) to probabilities (B, 1, size, size)."""
    found = [network(images).sigmoid() for network in networks]
    if mirrored:
        found += [network(images.flip(-1)).sigmoid().flip(-1) for network in networks]
    return torch.stack(found).mean(dim=0)
