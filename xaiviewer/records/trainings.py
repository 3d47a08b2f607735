"""What other trainings make of the exported maps: arrays and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.records.manifest import number
from xaiviewer.requests import Layer
from xaiviewer.requests.reproduced import Reproduced

FILE = "trainings.npz"
"""Beside maps.npz."""


def training_arrays(
    found: Mapping[int, Reproduced], layers: Sequence[Layer], slices: int
) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Mean, spread and what all agree on of each layer, ``[slice, row, column]``; 0 where a slice holds no picture.

    Args:
        found: by slice.
        layers: those that were compared.
        slices: of the case.
    """
    for place, layer in enumerate(layers):
        for name in ("mean", "spread", "agreed"):
            maps = np.zeros((slices, *layer.grid), dtype=np.float32)
            for index, each in found.items():
                maps[index] = getattr(each, name)[place]
            yield f"{layer.name}.{name}", maps


def training_fields(found: Sequence[Reproduced | None], place: int) -> dict[str, list[Any]]:
    """One layer's numbers, a list over the slices each; `place` is the layer's among those that were compared."""
    return {
        "rank_correlation": [None if each is None else number(each.overall[place]) for each in found],
        "with_loaded": [
            None if each is None else [number(value) for value in each.with_loaded[:, place]] for each in found
        ],
        "in_common": [None if each is None else number(each.observed[place]) for each in found],
        "in_common_by_chance": [None if each is None else number(each.chance[place]) for each in found],
    }
