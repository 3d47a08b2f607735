"""Is position in a layer position in the image? The lesion is filled in; how much of what changes lies in it?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.footprint import footprint
from xaiviewer.case import Frame
from xaiviewer.explain import Network
from xaiviewer.nets.inputs.filling import filled
from xaiviewer.requests import Layer

_Floats = NDArray[np.float32]


def locality(
    network: Network,
    image: _Floats,
    region: NDArray[np.bool_],
    head: NDArray[np.bool_],
    class_index: int,
    indices: tuple[int, ...],
) -> tuple[_Floats, _Floats]:
    """The share of each layer's change that lies in the region, and the region's share of the head, ``[layer]`` each.

    The change of a cell is the sum over channels of how far the activation moves; a cell at the edge of the region
    counts as far as its pixels lie inside. NaN for a layer where nothing changes.

    Args:
        network: whose layers are looked at.
        image: the slice as the network takes it, ``[channel, size, size]``.
        region: what is filled in, bool ``[size, size]``.
        head: bool ``[size, size]``.
        class_index: any class of the network.
        indices: of the layers.
    """
    both = np.stack([image, filled(image, region)])
    activations = network.all_layers.activations(both, class_index)
    found = np.full((2, len(indices)), np.nan, dtype=np.float32)
    for place, index in enumerate(indices):
        values = activations[index]
        change = (values[1] - values[0]).abs().sum(0).double().cpu().numpy()
        inside, area = _cells(network.all_layers.layers[index], region, head, network.size)
        total = float(change.sum())
        if total > 0:
            found[0, place] = float((change * inside).sum()) / total
        if area.sum() > 0:
            found[1, place] = float((area * inside).sum() / area.sum())
    return found[0], found[1]


def _cells(
    layer: Layer, region: NDArray[np.bool_], head: NDArray[np.bool_], size: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How far each cell lies inside the region, 0 to 1, and its pixels of the head, ``[row, column]`` each."""
    whole = Frame(-0.5, -0.5, size, size)  # a pixel's centre lies at a whole number, the corner half a pixel before
    cells = footprint(whole, layer.grid, layer.stride, (size, size), "centred", layer.centre)
    inside = cells.covered(region).astype(np.float64) / np.maximum(cells.area, 1e-6)
    return np.clip(inside, 0, 1), cells.covered(head).astype(np.float64)
