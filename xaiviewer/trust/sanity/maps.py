"""The maps of an explanation, and where on them the head lies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.requests import AttributionMap, Explanation, Layer, LayerMaps, Regions

Map = NDArray[np.float32]


def maps_of(explanation: Explanation) -> tuple[Map, ...]:
    """Its maps: one per layer, or a single one. None for what holds no map."""
    match explanation:
        case LayerMaps():
            return explanation.maps
        case AttributionMap():
            return (explanation.values,)
        case Regions():
            return (np.concatenate([np.zeros(1, np.float32), explanation.scores])[explanation.labels],)
        case _:
            return ()


def layers_of(explanation: Explanation, layers: Sequence[Layer]) -> tuple[Layer | None, ...]:
    """The layer of each of its maps; None for a map on the input's pixels."""
    match explanation:
        case LayerMaps():
            return tuple(layers)
        case AttributionMap(layer=int(index)):
            return (layers[index],)
        case AttributionMap() | Regions():
            return (None,)
        case _:
            return ()


def head_on(layer: Layer | None, head: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which cells of a layer are centred on the head: bool ``[row, column]`` of its grid.

    Args:
        layer: None for the input's pixels.
        head: bool ``[size, size]``.
    """
    if layer is None:
        return head
    rows, columns = (
        np.clip(np.round(np.arange(count) * layer.stride + centre), 0, len(head) - 1).astype(np.intp)
        for count, centre in zip(layer.grid, layer.centre, strict=True)
    )
    return head[np.ix_(rows, columns)]
