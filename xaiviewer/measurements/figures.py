"""What shapes measure: lengths and areas by closed formulas, and the statistics of the pixels in a region."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Geometry
from xaiviewer.measurements.raster import Patch
from xaiviewer.measurements.shapes import Measurement, Point


@dataclass(frozen=True)
class Scale:
    """How large a pixel of a slice is.

    Attributes:
        row, column: distance of neighbouring rows and columns.
        known: whether these are millimetres; otherwise both are 1, and what is measured is in pixels.
    """

    row: float = 1.0
    column: float = 1.0
    known: bool = False

    @classmethod
    def of(cls, geometry: Geometry) -> Scale:
        """That of a volume's slices."""
        _, row, column = geometry.spacing_mm
        return cls(row, column, known=True) if geometry.known else cls()

    @property
    def pixel(self) -> float:
        """Area of a pixel."""
        return self.row * self.column


@dataclass(frozen=True)
class Statistics:
    """Of the pixels whose centres lie in a region.

    Attributes:
        mean: of their values.
        sd: standard deviation, over the number of pixels.
        least, most: the extreme values.
        pixels: how many they are; those without a finite value are left out.
    """

    mean: float
    sd: float
    least: float
    most: float
    pixels: int


def length(one: Point, other: Point, scale: Scale) -> float:
    """Distance of two points, in millimetres, or in pixels where no spacing is stated."""
    return math.hypot((other[0] - one[0]) * scale.column, (other[1] - one[1]) * scale.row)


def angle(points: tuple[Point, ...], scale: Scale) -> float:
    """Degrees, 0 to 180, between the lines from the second of three points to the others, in true proportions."""
    one, vertex, other = (np.array([column * scale.column, row * scale.row]) for column, row in points)
    first, second = one - vertex, other - vertex
    cross = first[0] * second[1] - first[1] * second[0]
    return math.degrees(math.atan2(abs(cross), float(first @ second)))


def area(drawn: Measurement, scale: Scale) -> float:
    """Of what a region's line encloses, mm² or pixels: of the drawn shape, not of the pixels in it.

    A freehand line that crosses itself counts what it runs around the other way as less than nothing.
    """
    if drawn.kind == "freehand":
        points = np.asarray(drawn.points)
        after = np.roll(points, -1, axis=0)
        doubled = float((points[:, 0] * after[:, 1] - after[:, 0] * points[:, 1]).sum())
        return abs(doubled) / 2 * scale.pixel
    left, top, right, bottom = drawn.box
    box = (right - left) * (bottom - top) * scale.pixel
    return box * math.pi / 4 if drawn.kind == "ellipse" else box


def statistics(values: NDArray[Any], patch: Patch) -> Statistics | None:
    """Of a picture ``[row, column]`` in a region; None where that holds no pixel with a finite value."""
    found = patch.cut(values)[patch.inside].astype(np.float64)
    found = found[np.isfinite(found)]
    if not found.size:
        return None
    return Statistics(float(found.mean()), float(found.std()), float(found.min()), float(found.max()), found.size)


def share_of_mass(values: NDArray[np.float32], patch: Patch) -> float | None:
    """The part of a map's positive values, ``[row, column]`` of the slice, that lies in a region; None without any."""
    whole = float(np.maximum(values, 0).sum(dtype=np.float64))
    if whole <= 0:
        return None
    return float(np.maximum(patch.cut(values)[patch.inside], 0).sum(dtype=np.float64)) / whole
