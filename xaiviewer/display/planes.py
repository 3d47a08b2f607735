"""A volume cut along any plane of the patient: axial, sagittal, coronal, or oblique.

A plane is a picture whose pixels lie in the patient as a slice's do; it has a `Geometry` of its own, so that letters,
scale and places are told of it as of a slice. What is cut keeps its grid: each pixel is looked up where it lies.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Geometry

View = Literal["axial", "sagittal", "coronal", "oblique"]
Shape = tuple[int, int, int]

STEEPEST = 80.0
"""Degrees that an oblique plane may be turned by: beyond that the plane is one of the others."""

_MOST_PX = 1024  # rows or columns of a plane: finer than the voxels is no finer
_EDGE = 1e-4  # of a voxel, that a pixel may lie outside for want of digits
_STRAIGHT = 1e-6  # of a voxel per pixel, that counts as no step at all


@dataclass(frozen=True)
class Angles:
    """How an oblique plane is turned out of the axial one, as its lines on the two others show it.

    Attributes:
        sagittal: degrees between its line and the axial plane's on the sagittal plane.
        coronal: the same on the coronal plane.
    """

    sagittal: float = 0.0
    coronal: float = 0.0

    def clipped(self) -> Angles:
        """The same within `STEEPEST`."""
        return Angles(*(float(np.clip(each, -STEEPEST, STEEPEST)) for each in (self.sagittal, self.coronal)))


@dataclass(frozen=True, eq=False)
class Plane:
    """A picture's pixels in the patient.

    Attributes:
        view: which plane it is.
        geometry: (column, row, 0) of a pixel's centre to the coordinates that the volume's geometry has.
        shape: rows and columns.
    """

    view: View
    geometry: Geometry
    shape: tuple[int, int]

    @cached_property
    def normal(self) -> NDArray[np.float64]:
        """One long, towards the viewer's back."""
        normal: NDArray[np.float64] = self.geometry.affine[:3, 2] / np.linalg.norm(self.geometry.affine[:3, 2])
        return normal

    def place(self, row: float, column: float) -> NDArray[np.float64]:
        """Where a pixel lies, (3,)."""
        found: NDArray[np.float64] = self.geometry.affine[:3] @ (column, row, 0.0, 1.0)
        return found

    def pixel(self, place: NDArray[np.float64]) -> tuple[float, float, float]:
        """Row and column of what lies there, and how far before the plane that is, in the geometry's unit."""
        column, row, depth = (self._to_pixel @ (*place, 1.0))[:3].tolist()
        return row, column, depth

    @cached_property
    def _to_pixel(self) -> NDArray[np.float64]:
        """The geometry's affine backwards: every painting asks for several places."""
        return np.asarray(np.linalg.inv(self.geometry.affine), dtype=np.float64)


def place_of(geometry: Geometry, voxel: tuple[float, float, float]) -> NDArray[np.float64]:
    """Where a voxel's centre, (slice, row, column), lies: (3,)."""
    index, row, column = voxel
    found: NDArray[np.float64] = geometry.affine[:3] @ (column, row, index, 1.0)
    return found


def voxel_at(geometry: Geometry, place: NDArray[np.float64]) -> tuple[float, float, float]:
    """The same backwards: (slice, row, column), fractions of voxels."""
    column, row, index = np.linalg.solve(geometry.affine, (*place, 1.0))[:3]
    return float(index), float(row), float(column)


def axes_of(geometry: Geometry) -> NDArray[np.float64]:
    """The volume's own directions at right angles to each other, as columns: along columns, along rows, up.

    Cases are shown in axial slices, which may be tilted: the planes are those of the slices, as on the scanner. "Up" is
    superior where that is known, and where it is not, the way that the slices are counted against.
    """
    across, down, deep = (geometry.affine[:3, axis] for axis in range(3))
    first = across / np.linalg.norm(across)
    second = down - first * (first @ down)
    second = second / np.linalg.norm(second)
    up = _cross(first, second)
    along = 1.0 if geometry.placed else -1.0
    return np.column_stack([first, second, up * np.copysign(1.0, up @ deep) * along])


def plane_through(
    view: View, geometry: Geometry, shape: Shape, place: NDArray[np.float64], angles: Angles | None = None
) -> Plane:
    """A plane through a place of the patient, over all of the volume that it can meet.

    The pixels are square, and as fine as the finest side of a voxel. The patient's left is on the right of axial and
    coronal planes, the back on the right of sagittal ones, the head at the top: as slices are shown, and as films are
    hung.

    Args:
        view: which.
        geometry: the volume's.
        shape: its slices, rows and columns.
        place: (3,), in the volume's coordinates.
        angles: of the oblique plane.
    """
    across, down = _directions(view, axes_of(geometry), (angles or Angles()).clipped())
    normal = _cross(across, down)
    corners = _corners(geometry, shape) - place
    size = min(geometry.spacing_mm)
    ranges = [
        (float(low), float(high))
        for low, high in ((each.min(), each.max()) for each in (corners @ across, corners @ down))
    ]
    size = max(size, max(high - low for low, high in ranges) / _MOST_PX)
    columns, rows = (max(round((high - low) / size), 1) for low, high in ranges)
    starts = [
        (low + high) / 2 - (count - 1) / 2 * size for (low, high), count in zip(ranges, (columns, rows), strict=True)
    ]
    affine = np.eye(4)
    affine[:3, 0], affine[:3, 1], affine[:3, 2] = across * size, down * size, normal * size
    affine[:3, 3] = place + across * starts[0] + down * starts[1]
    return Plane(view, replace(geometry, affine=affine), (rows, columns))


def _directions(
    view: View, axes: NDArray[np.float64], angles: Angles
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """To the right and down, each one long."""
    left, back, up = axes.T
    if view == "sagittal":
        return back, -up
    if view == "coronal":
        return left, -up
    if view == "axial":
        return left, back
    lean = np.tan(np.radians([angles.coronal, angles.sagittal]))
    normal = up - left * lean[0] - back * lean[1]  # its lines rise by these towards the left and the back
    normal = normal / np.linalg.norm(normal)
    across = left - normal * (normal @ left)
    across = across / np.linalg.norm(across)
    down = _cross(normal, across)
    return across, down * np.copysign(1.0, down @ back)


def line_on(plane: Plane, other: Plane, place: NDArray[np.float64]) -> tuple[float, float] | None:
    """How another plane through the same place runs on the picture: the direction (down, right), one long.

    None where both are parallel.
    """
    along = _cross(plane.normal, other.normal)
    length = float(np.linalg.norm(along))
    if length < 1e-3:
        return None
    there = plane.pixel(place + along / length)
    here = plane.pixel(place)
    down, right = there[0] - here[0], there[1] - here[1]
    size = float(np.hypot(down, right))
    return down / size, right / size


# ---------------------------------------------------------------- looking up


@dataclass(frozen=True, eq=False)
class Lookup:
    """Which voxels every pixel of a plane lies between.

    Attributes:
        matrix: 3 x 3: (row, column, 1) of the picture to (slice, row, column) of the volume.
        shape: rows and columns of the picture.
    """

    matrix: NDArray[np.float64]
    shape: tuple[int, int]

    @staticmethod
    def of(plane: Plane, geometry: Geometry) -> Lookup:
        """For a volume of this geometry."""
        to_voxel = np.asarray(np.linalg.solve(geometry.affine, plane.geometry.affine), dtype=np.float64)
        return Lookup(to_voxel[[2, 1, 0]][:, [1, 0, 3]], plane.shape)

    def cells(self, row: float, column: float, steps: tuple[float, float]) -> Lookup:
        """The same for maps of a layer, whose first cell lies there on the slice, the next ones by these steps."""
        matrix = self.matrix.copy()
        matrix[1, 2] -= row
        matrix[2, 2] -= column
        matrix[1:] /= np.asarray(steps)[:, None]
        return Lookup(matrix, self.shape)

    @property
    def straight(self) -> bool:
        """Whether rows and columns of the picture run along axes of the volume."""
        steps = np.abs(self.matrix[:, :2]) > _STRAIGHT
        return bool((steps.sum(axis=0) <= 1).all() and (steps.sum(axis=1) <= 1).all())

    def at(self, axis: int) -> NDArray[np.float64]:
        """The volume's index along an axis, ``[row, column]``; of a straight plane as far as it changes there."""
        down, right, start = self.matrix[axis]
        rows, columns = np.arange(self.shape[0])[:, None], np.arange(self.shape[1])[None]
        if self.straight:
            if abs(down) <= _STRAIGHT:
                rows = rows[:1]
            if abs(right) <= _STRAIGHT:
                columns = columns[:, :1]
        found: NDArray[np.float64] = start + down * rows + right * columns
        return found


def cut(
    values: NDArray[Any],
    lookup: Lookup,
    *,
    smooth: bool = True,
    present: NDArray[np.bool_] | None = None,
    clamped: bool = False,
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """The values of a volume on a plane.

    Args:
        values: ``[slice, row, column]``.
        lookup: where the plane's pixels lie in it.
        smooth: linear between the voxels' centres, float32; otherwise the nearest voxel, of the values' own type.
        present: which slices hold anything, ``[slice]``; those that do not have no part in any pixel. A pixel belongs
            to the slice that it is nearest to, and is empty where that one is.
        clamped: rows and columns beyond the outermost centres have these' values, however far out they lie.

    Returns:
        The values ``[row, column]``, 0 where there are none, and where there are some.
    """
    places = [lookup.at(axis) for axis in range(3)]
    inside = np.ones((1, 1), dtype=bool)
    for axis, place in enumerate(places):
        if axis and clamped:
            continue
        count = values.shape[axis]
        inside = inside & (place >= -0.5 - _EDGE) & (place <= count - 0.5 + _EDGE)
    nearest = [
        np.clip(np.floor(each + 0.5), 0, count - 1).astype(np.intp)
        for each, count in zip(places, values.shape, strict=True)
    ]
    if present is not None:
        inside = inside & present[nearest[0]]
    inside = np.broadcast_to(inside, lookup.shape)
    found: NDArray[Any]
    if not smooth:
        found = np.broadcast_to(values[nearest[0], nearest[1], nearest[2]], lookup.shape)
        return np.where(inside, found, np.zeros((), values.dtype)), inside
    found = _linear(values, places, nearest[0], present)
    return np.where(inside, np.broadcast_to(found, lookup.shape), np.float32(0)), inside


def _linear(
    values: NDArray[Any],
    places: list[NDArray[np.float64]],
    nearest: NDArray[np.intp],
    present: NDArray[np.bool_] | None,
) -> NDArray[np.float32]:
    """Linear along all three axes."""
    steps = (values.shape[1] * values.shape[2], values.shape[2], 1)
    base: NDArray[np.intp] = np.zeros((1, 1), dtype=np.intp)
    ahead, weights = [], []
    for axis, (place, count, step) in enumerate(zip(places, values.shape, steps, strict=True)):
        clipped = np.clip(place, 0, count - 1)
        low = np.minimum(clipped.astype(np.intp), max(count - 2, 0))
        weight = (clipped - low).astype(np.float32)
        high = np.minimum(low + 1, count - 1)
        if not axis and present is not None:  # a slice without anything gives its part to its neighbour
            weight = np.where(present[low] & present[high], weight, (nearest > low).astype(np.float32))
        base = base + low * step
        ahead.append((high - low) * step)
        weights.append(weight)
    flat = np.ascontiguousarray(values).reshape(-1)
    return _mixed(flat, base, ahead, weights, sorted(range(3), key=lambda axis: places[axis].size))


def _mixed(
    flat: NDArray[Any],
    base: NDArray[np.intp],
    ahead: list[NDArray[np.intp]],
    weights: list[NDArray[np.float32]],
    order: list[int],
) -> NDArray[np.float32]:
    """Between the two neighbours along the last axis of `order`, each of which is found so along the others."""
    if not order:
        return flat.take(base).astype(np.float32)
    *rest, axis = order
    below = _mixed(flat, base, ahead, weights, rest)
    if not weights[axis].any():
        return below
    above = _mixed(flat, base + ahead[axis], ahead, weights, rest)
    above -= below
    above *= weights[axis]
    above += below
    return above


def _cross(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """At right angles to both, (3,). numpy's takes longer than all else of a plane, for arrays of any shape."""
    (a, b, c), (x, y, z) = one.tolist(), other.tolist()
    return np.array([b * z - c * y, c * x - a * z, a * y - b * x])


def _corners(geometry: Geometry, shape: Shape) -> NDArray[np.float64]:
    """The outer corners of the volume's cells, ``[8, 3]``."""
    slices, rows, columns = shape
    ends = product(*((-0.5, count - 0.5) for count in (columns, rows, slices)))
    found: NDArray[np.float64] = np.array([(*each, 1.0) for each in ends]) @ geometry.affine[:3].T
    return found
