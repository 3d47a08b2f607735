"""Running the segmenter: a slice's input in, the tumour's outline on the slice out."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from xaiviewer.case import Frame
from xaiviewer.nets.models import Model
from xaiviewer.nets.segmentation import onto_slice


def segment(model: Model, inputs: NDArray[np.float32], frame: Frame, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """Where the model sees tumour, bool ``[row, column]`` of the slice.

    The manifest may ask for ``"flips": true`` (the mean with the prediction for the mirrored slice) and name a
    ``"threshold"`` other than 0.5, chosen on the validation patients.

    Args:
        model: the segmenter: one logit per pixel.
        inputs: float32 ``[sequence, size, size]``, as `preprocessing.network_input` gives it.
        frame: where that square lies on the slice.
        shape: rows and columns of the slice.
    """
    images = torch.from_numpy(inputs).unsqueeze(0)
    with torch.inference_mode():
        probability = model.network(images).sigmoid()
        if model.manifest.get("flips", False):
            probability = (probability + model.network(images.flip(-1)).sigmoid().flip(-1)) / 2
    found: NDArray[np.bool_] = onto_slice(probability[0, 0].numpy(), frame, shape) > model.threshold
    return found
