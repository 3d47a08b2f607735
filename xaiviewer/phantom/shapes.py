"""Implicit shapes in millimetres and random fields. Every shape gives the distance to its surface, positive inside.

Axes, as in patient coordinates (LPS): x to the patient's left, y to the back, z upwards. The origin lies in the
middle of the brain, at the height of the third ventricle.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import cast

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
"""A number for each point, float64: the last bits must not depend on the processor."""

_FAR = 16.0


@dataclass(frozen=True, eq=False)
class Points:
    """Points in the head, arrays of one shape for each coordinate, in millimetres."""

    x: Values
    y: Values
    z: Values

    @property
    def mirrored(self) -> Points:
        """The same points with left and right folded onto x >= 0, for paired structures."""
        return Points(np.abs(self.x), self.y, self.z)

    def chosen(self, where: NDArray[np.bool_]) -> Points:
        """The points for which `where` holds, in one row."""
        return Points(self.x[where], self.y[where], self.z[where])

    def moved(self, x: Values, y: Values, z: Values) -> Points:
        """The points shifted."""
        return Points(self.x + x, self.y + y, self.z + z)


@dataclass(frozen=True, eq=False)
class ScanPlane:
    """An axial plane of pixels: `columns` and `rows` in millimetres along axes turned by `tilt` radians."""

    columns: Values
    rows: Values
    tilt: float
    height: float

    @property
    def points(self) -> Points:
        """The centres of the pixels, ``[row, column]``."""
        across, down = np.meshgrid(self.columns, self.rows)
        x = across * np.cos(self.tilt) + down * np.sin(self.tilt)
        y = down * np.cos(self.tilt) - across * np.sin(self.tilt)
        return Points(x, y, np.full_like(x, self.height))


class Field:
    """A smooth random function of space: waves of one length in all directions, mean 0, variance 1.

    Random Fourier features (Rahimi and Recht, 2007) with wave vectors on a shell: a band-limited Gaussian field
    whose zero set winds through space in sheets about half a wave apart.
    """

    def __init__(self, random: np.random.Generator, wave_mm: float, waves: int = 20) -> None:
        directions = random.normal(size=(waves, 3))
        directions /= np.linalg.norm(directions, axis=1, keepdims=True)
        lengths = wave_mm * random.uniform(0.8, 1.25, size=(waves, 1))
        self._vectors = directions * (2 * np.pi / lengths)
        self._phases = random.uniform(0, 2 * np.pi, size=waves)
        self._scale = float(np.sqrt(2 / waves))
        self._flattest = 0.15 * 2 * np.pi / wave_mm / self._scale  # of the usual slope: flat spots are no sheets

    def on(self, plane: ScanPlane) -> Values:
        """Its value on a plane ``[row, column]``: there each wave is a product of a row's and a column's share."""
        x, y, z = self._vectors.T
        across = x * np.cos(plane.tilt) - y * np.sin(plane.tilt)
        down = x * np.sin(plane.tilt) + y * np.cos(plane.tilt)
        rows = np.exp(1j * (np.outer(plane.rows, down) + z * plane.height + self._phases))
        columns = np.exp(1j * np.outer(across, plane.columns))
        return cast("Values", (rows.real @ columns.real - rows.imag @ columns.imag) * self._scale)

    def sheet(self, points: Points) -> Values:
        """About the distance to the nearest place where it is zero, in millimetres."""
        value = np.zeros_like(points.x)
        slope = np.zeros((3, *points.x.shape))
        for vector, phase in zip(self._vectors, self._phases, strict=True):
            angle = self._angle(points, vector, phase)
            value += np.cos(angle)
            slope += np.multiply.outer(vector, np.sin(angle))
        steepness = np.sqrt(np.sum(slope**2, axis=0))
        distance: Values = np.abs(value) / np.maximum(steepness, self._flattest)
        return distance

    @staticmethod
    def _angle(points: Points, vector: NDArray[np.float64], phase: float) -> Values:
        return cast("Values", vector[0] * points.x + vector[1] * points.y + vector[2] * points.z + phase)


def ellipsoid(
    points: Points, centre: tuple[float, float, float], axes: tuple[float, float, float], turn: float = 0.0
) -> Values:
    """Distance to an ellipsoid, turned by `turn` radians about the vertical: its back end to the left if positive.

    First-order estimate k (1 - k) / |grad| (Quilez, https://iquilezles.org/articles/ellipsoids).
    """
    x, y, z = points.x - centre[0], points.y - centre[1], points.z - centre[2]
    if z.size and np.abs(z).min() > axes[2] + _FAR:  # far above or below: any large distance will do
        return np.full_like(x, -_FAR)
    if turn:
        x, y = x * np.cos(turn) - y * np.sin(turn), y * np.cos(turn) + x * np.sin(turn)
    radius = np.sqrt((x / axes[0]) ** 2 + (y / axes[1]) ** 2 + (z / axes[2]) ** 2)
    slope = np.sqrt((x / axes[0] ** 2) ** 2 + (y / axes[1] ** 2) ** 2 + (z / axes[2] ** 2) ** 2)
    return cast("Values", radius * (1 - radius) / np.maximum(slope, 1e-9) + (radius < 1e-6) * min(axes))


def path(points: Points, knots: tuple[tuple[float, float], ...]) -> Values:
    """Distance (never negative) to a line through `knots` (x, y), whatever the height."""
    nearest = np.full_like(points.x, np.inf)
    for (x0, y0), (x1, y1) in pairwise(knots):
        length = (x1 - x0) ** 2 + (y1 - y0) ** 2
        along = np.clip(((points.x - x0) * (x1 - x0) + (points.y - y0) * (y1 - y0)) / length, 0, 1)
        nearest = np.minimum(nearest, np.hypot(points.x - x0 - along * (x1 - x0), points.y - y0 - along * (y1 - y0)))
    return nearest


def cover(distance: Values, softness: float = 1.0) -> Values:
    """Share of a voxel, 0 to 1, that lies inside: partial volume over an edge `softness` millimetres wide."""
    share: Values = np.clip(distance / softness + 0.5, 0, 1)
    return share
