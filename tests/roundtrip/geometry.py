"""Volumes with marked voxels, in every orientation that a scanner can have."""

from __future__ import annotations

from itertools import permutations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

SHAPE = (7, 9, 11)  # slice, row, column: no two alike
MARKS = {(1, 2, 3): 4000, (5, 6, 2): 3000, (3, 1, 9): 2000}
"""Values at (slice, row, column); three, so that a mirrored volume is not mistaken for a right one."""

CENTRE = np.array([12.0, -20.0, 35.0])  # of the volume, LPS mm

_AXES = {"R": (-1, 0, 0), "L": (1, 0, 0), "A": (0, -1, 0), "P": (0, 1, 0), "I": (0, 0, -1), "S": (0, 0, 1)}
CODES = tuple(
    "".join(pair[side] for pair, side in zip(order, sides, strict=True))
    for order in permutations(("RL", "AP", "IS"))
    for sides in product((0, 1), repeat=3)
)
"""All 48: towards what column, row and slice indices run."""


def directions(code: str) -> NDArray[np.float64]:
    """Unit vectors in LPS of the (column, row, slice) axes, as columns."""
    return np.array([_AXES[letter] for letter in code], dtype=np.float64).T


def rotation(x: float, y: float, z: float) -> NDArray[np.float64]:
    """About L, P and S, degrees."""
    made = np.eye(3)
    for axis, degrees in enumerate((x, y, z)):
        cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        first, second = (axis + 1) % 3, (axis + 2) % 3
        turn = np.eye(3)
        turn[first, first] = turn[second, second] = cos
        turn[first, second], turn[second, first] = -sin, sin
        made = turn @ made
    return made


def affine(
    axes: NDArray[np.float64], spacing: tuple[float, float, float], shape: tuple[int, ...] = SHAPE
) -> NDArray[Any]:
    """The affine of (column, row, slice) with a spacing in that order, centred on `CENTRE`."""
    made = np.eye(4)
    made[:3, :3] = axes * spacing
    made[:3, 3] = CENTRE - made[:3, :3] @ ((np.array(shape)[::-1] - 1) / 2)
    return made


def marked(shape: tuple[int, int, int] = SHAPE) -> NDArray[np.int16]:
    """Faint noise with the marked voxels."""
    values = np.random.default_rng(0).integers(0, 50, shape).astype(np.int16)
    for place, value in MARKS.items():
        values[place] = value
    return values


def places(of: NDArray[np.float64]) -> dict[int, NDArray[np.float64]]:
    """Where each mark lies, LPS mm by value."""
    return {value: (of @ (column, row, slice_, 1))[:3] for (slice_, row, column), value in MARKS.items()}


def off_centre(*by: float) -> NDArray[np.float64]:
    """A point so many millimetres from `CENTRE`."""
    return CENTRE + np.array(by)


def ball(
    shape: tuple[int, int, int], of: NDArray[np.float64], centre: NDArray[np.float64], radius: float
) -> NDArray[np.bool_]:
    """The voxels whose centres lie within `radius` mm of `centre`."""
    slices, rows, columns = np.indices(shape)
    points = np.stack([columns, rows, slices, np.ones(shape)]).reshape(4, -1)
    distance = np.linalg.norm((of @ points)[:3].T - centre, axis=1)
    return (distance <= radius).reshape(shape)


def centre_of(voxels: NDArray[Any], of: NDArray[np.float64]) -> NDArray[np.float64]:
    """Centre of mass, LPS mm."""
    weights = voxels.astype(np.float64)
    index = [float((weights * grid).sum() / weights.sum()) for grid in np.indices(voxels.shape)]
    found: NDArray[np.float64] = (of @ (index[2], index[1], index[0], 1))[:3]
    return found
