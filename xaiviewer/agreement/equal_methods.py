"""Which methods give the same map in a layer, up to a positive factor: where they do, they are one vote.

In front of plain average pooling, for one, Grad-CAM and HiResCAM are the same in exact arithmetic, and CAM with them.
Whether they are in the network at hand its own maps of one slice tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 1e-4
"""Relative difference of equal maps: single precision over some hundred operations stays well below it."""


def equal_methods(
    maps: Mapping[str, Sequence[NDArray[np.float32]]], tolerance: float = TOLERANCE
) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Per layer the groups of two or more methods that give the same map there, in the order of `maps`.

    A map belongs to a group where it equals that of the group's first method: scaled to unit length, no cell differs by
    more than the tolerance times the largest. Maps that are zero everywhere equal each other and no other.

    Args:
        maps: by the method's key, a map ``[row, column]`` per layer, as many for every method.
        tolerance: see above.

    Raises:
        ValueError: where methods have unequal numbers of layers (a programming error).
    """
    layers = zip(*maps.values(), strict=True)
    return tuple(_groups(dict(zip(maps, of_layer, strict=True)), tolerance) for of_layer in layers)


def _groups(maps: Mapping[str, NDArray[np.float32]], tolerance: float) -> tuple[tuple[str, ...], ...]:
    """Of one layer."""
    groups: list[tuple[NDArray[np.float64], list[str]]] = []
    for key, values in maps.items():
        scaled = _unit(values)
        for first, members in groups:
            if np.abs(scaled - first).max(initial=0) <= tolerance * np.abs(first).max(initial=0):
                members.append(key)
                break
        else:
            groups.append((scaled, [key]))
    return tuple(tuple(members) for _, members in groups if len(members) > 1)


def _unit(values: NDArray[np.float32]) -> NDArray[np.float64]:
    """The map at unit length."""
    found = values.astype(np.float64)
    largest = np.abs(found).max(initial=0)
    if largest:
        found /= largest  # first: squares of small values may be none
        found /= np.linalg.norm(found)
    return found
