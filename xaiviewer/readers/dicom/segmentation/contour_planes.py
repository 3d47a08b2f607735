"""Contours onto the slices of a grid: contours of a plane make the pixels of the slices nearest to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.geometry import Geometry
from xaiviewer.readers.dicom.segmentation.contours import Points, filled
from xaiviewer.readers.dicom.segmentation.planes import PARALLEL, spacing_mm
from xaiviewer.readers.grids.orientation import unit
from xaiviewer.readers.grids.reslice import Shape

_FLAT = 0.1  # of the slice distance: a contour lies in one slice's plane when it strays no further
_EXACT = 0.05  # of the slice distance: planes of contours and of slices are the same
_TIE = 1e-3  # of a slice: half-way between two planes goes to the plane of higher index, as `reslice.nearest` has it


@dataclass(frozen=True, eq=False, slots=True)
class Contour:
    """One closed contour: ``[point, 3]`` in LPS millimetres, and its ContourGeometricType."""

    points: NDArray[np.float64]
    kind: str


@dataclass(eq=False, slots=True)
class Report:
    """What was noticed while contours were drawn.

    Attributes:
        shifted: contours between the image's slices.
        turned: contours in other planes than the image's slices, and between its voxels.
        outside, overlapping, bent: contours that are not shown, or not as drawn.
    """

    shifted: int = 0
    turned: int = 0
    outside: int = 0
    overlapping: int = 0
    bent: int = 0


def flat(contour: Contour, geometry: Geometry, axis: int) -> bool:
    """Does the contour lie in a plane of constant index along `axis` of ``(slice, row, column)``?"""
    return bool(np.ptp(_indices(contour.points, geometry)[:, axis]) <= _FLAT)


def draw(
    contours: Sequence[Contour],
    geometry: Geometry,
    out: NDArray[np.bool_],
    axis: int,
    hints_mm: Iterable[float],
    report: Report,
) -> int:
    """Set the voxels of one structure whose contours are flat along `axis` of the grid.

    Every slice shows the nearest plane of contours that is no further than half the distance of those planes.

    Args:
        contours: of one structure.
        geometry: of the grid.
        out: the grid's voxels; those of the structure are set.
        axis: the array's axis along which planes follow each other.
        hints_mm: distances of planes to believe before the smallest gap; see `planes.spacing_mm`.
        report: is added to.

    Returns:
        How many contours lie between the grid's planes.
    """
    slices = np.moveaxis(out, axis, 0)
    step_mm = _step_mm(geometry, axis)
    planes = _planes(contours, geometry, axis)
    positions = np.array(sorted(planes))
    distance = spacing_mm((positions * step_mm).tolist(), hints_mm, step_mm) / step_mm
    beyond = max(distance, 1) / 2 + _TIE
    report.outside += sum(len(planes[at]) for at in positions if not -beyond <= at <= len(slices) - 1 + beyond)
    drawn: dict[float, NDArray[np.bool_]] = {}
    for index in range(len(slices)):
        at = _nearest(positions, index, distance)
        if at is None:
            continue
        if at not in drawn:
            drawn = {at: _filled(planes[at], slices.shape[1], slices.shape[2], report)}  # the last is enough: in order
        slices[index] |= drawn[at]
    return sum(len(planes[at]) for at in positions if abs(at - round(at)) > _EXACT)


def own_grids(
    contours: Sequence[Contour], geometry: Geometry, hints_mm: Iterable[float], report: Report
) -> list[tuple[Geometry, Shape, list[Contour]]]:
    """Grids whose slices are the planes of contours oblique to the image's grid; within them they are twice as fine."""
    hints = tuple(hints_mm)
    groups: list[tuple[NDArray[np.float64], list[Contour]]] = []
    for contour in contours:
        normal = _normal(contour.points)
        if not normal.any():  # all points on one line
            report.bent += 1
            continue
        group = next((members for own, members in groups if abs(own @ normal) > PARALLEL), None)
        if group is None:
            groups.append((normal, [contour]))
        else:
            group.append(contour)
    found = []
    for normal, members in groups:
        kept = [each for each in members if np.ptp(each.points @ normal) <= _bend_mm(hints)]
        report.bent += len(members) - len(kept)
        if kept:
            found.append((*_grid(kept, normal, geometry, hints), kept))
    return found


def _bend_mm(hints: tuple[float, ...]) -> float:
    return 0.5 * min((hint for hint in hints if hint > 0), default=1.0)


def _grid(
    contours: Sequence[Contour], normal: NDArray[np.float64], geometry: Geometry, hints: tuple[float, ...]
) -> tuple[Geometry, Shape]:
    size = min(geometry.spacing_mm) / 2
    along = [geometry.affine[:3, axis] for axis in range(3)]
    across = unit(max((each - normal * (each @ normal) for each in along), key=lambda each: float(each @ each)))
    frame = np.array([across, np.cross(normal, across), normal])
    points = np.concatenate([each.points for each in contours]) @ frame.T
    heights = [float(np.median(each.points @ normal)) for each in contours]
    distance = spacing_mm(heights, hints, min(geometry.spacing_mm))
    low, high = points.min(axis=0), points.max(axis=0)
    columns, rows = np.ceil((high - low)[:2] / size).astype(int) + 3
    affine = np.eye(4)
    affine[:3, :3] = frame.T * (size, size, distance)
    affine[:3, 3] = (low[0] - size, low[1] - size, min(heights)) @ frame
    slices = round((max(heights) - min(heights)) / distance) + 1
    return Geometry(affine, known=True), (slices, int(rows), int(columns))


def _normal(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of the plane that the contour encloses (Newell's formula)."""
    centred = points - points.mean(axis=0)
    return unit(np.cross(centred, np.roll(centred, -1, axis=0)).sum(axis=0))


def _planes(contours: Sequence[Contour], geometry: Geometry, axis: int) -> dict[float, list[tuple[Points, str]]]:
    """Contours by the index of their plane along `axis`, as ``[point, (column, row)]`` within it."""
    within = [2, 1, 0]
    within.remove(axis)
    found: dict[float, list[tuple[Points, str]]] = {}
    for contour in contours:
        indices = _indices(contour.points, geometry)
        at = float(np.median(indices[:, axis]))
        same = next((other for other in found if abs(other - at) <= _EXACT / 2), at)
        found.setdefault(same, []).append((indices[:, within], contour.kind))
    return found


def _nearest(positions: NDArray[np.float64], index: int, distance: float) -> float | None:
    """The plane that slice `index` shows; None where none is near."""
    away = np.abs(positions - index)
    best = int(np.flatnonzero(away <= away.min() + _TIE)[-1])
    at = float(positions[best])
    return at if -distance / 2 - _TIE <= index - at < distance / 2 - _TIE else None


def _filled(contours: list[tuple[Points, str]], rows: int, columns: int, report: Report) -> NDArray[np.bool_]:
    pixels, overlap = filled(contours, rows, columns)
    report.overlapping += overlap
    return pixels


def _indices(points: NDArray[np.float64], geometry: Geometry) -> NDArray[np.float64]:
    """``[point, (slice, row, column)]`` of points in LPS millimetres."""
    affine = geometry.affine
    return np.asarray(np.linalg.solve(affine[:3, :3], (points - affine[:3, 3]).T).T[:, ::-1], dtype=np.float64)


def _step_mm(geometry: Geometry, axis: int) -> float:
    """Distance of neighbouring planes of constant index along `axis`."""
    return 1 / float(np.linalg.norm(np.linalg.inv(geometry.affine[:3, :3])[2 - axis]))
