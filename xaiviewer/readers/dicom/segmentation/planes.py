"""Planes in the patient and the grids that they make: a mask lies on planes of its own, and empty ones are absent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.geometry import Geometry
from xaiviewer.readers.grids.orientation import unit

PARALLEL = 0.9999  # cosine of less than a degree
SAME_PLANE_MM = 0.01  # positions are written in decimals
_SAME_PIXEL = 0.05  # of a pixel, within a plane
_EVEN = 0.05  # of the spacing, along the normal


@dataclass(frozen=True, eq=False)
class ImagePlane:
    """Where the pixels of one frame lie.

    Attributes:
        origin: centre of the first pixel, LPS millimetres.
        across: from one column to the next, millimetres.
        down: from one row to the next, millimetres.
    """

    origin: NDArray[np.float64]
    across: NDArray[np.float64]
    down: NDArray[np.float64]

    @property
    def normal(self) -> NDArray[np.float64]:
        """Unit vector along which slices ascend: across x down."""
        return unit(np.cross(self.across, self.down))

    def corners(self, rows: int, columns: int) -> NDArray[np.float64]:
        """Centres of the three pixels that fix the plane, ``[corner, axis]``."""
        return np.array([self.origin, self.origin + self.across * (columns - 1), self.origin + self.down * (rows - 1)])

    def coincides(self, other: ImagePlane, rows: int, columns: int) -> bool:
        """Do the pixels of both lie on each other?"""
        apart = np.abs(self.corners(rows, columns) - other.corners(rows, columns)).max()
        return bool(apart <= _SAME_PIXEL * min(np.linalg.norm(self.across), np.linalg.norm(self.down)))


@dataclass(frozen=True, eq=False)
class MaskGrid:
    """Frames on a grid of their own.

    Attributes:
        geometry, shape: the grid, from the first plane to the last.
        places: which slice each frame lies on, by the frame's number.
        uneven: True where planes had to be moved by more than a twentieth of their distance to fit the grid.
    """

    geometry: Geometry
    shape: tuple[int, int, int]
    places: dict[int, int] = field(repr=False)
    uneven: bool = False


def plane_of(geometry: Geometry, index: int) -> ImagePlane:
    """The plane of slice `index` of a grid."""
    affine = geometry.affine
    return ImagePlane(affine[:3, 3] + affine[:3, 2] * index, affine[:3, 0], affine[:3, 1])


def grids(
    planes: dict[int, ImagePlane], rows: int, columns: int, hints_mm: Iterable[float], otherwise_mm: float
) -> list[MaskGrid]:
    """The grids on which the frames lie, `planes` by the frame's number; one where all frames make one volume.

    Args:
        planes: where each frame lies.
        rows: of every frame.
        columns: of every frame.
        hints_mm: distances of neighbouring planes that the file states or the images have; see `spacing_mm`.
        otherwise_mm: the distance to assume for a plane that is alone.
    """
    hints = tuple(hints_mm)
    found = []
    for members in _parallel(planes, rows, columns):
        parts = [members] if _in_line(members) else _by_offset(members)
        found += [_grid(part, rows, columns, hints, otherwise_mm) for part in parts]
    return found


def spacing_mm(distances: Sequence[float], hints_mm: Iterable[float], otherwise_mm: float) -> float:
    """The distance of neighbouring planes, of which those without any voxel may be absent.

    It is the largest hint of which all gaps are multiples; else the smallest gap, its half or its third, if they fit;
    else the smallest gap. A plane that is alone takes the largest hint, or `otherwise_mm` where there is none.
    """
    usable = sorted((hint for hint in hints_mm if np.isfinite(hint) and hint > SAME_PLANE_MM), reverse=True)
    gaps = np.diff(np.unique(distances))
    gaps = gaps[gaps > SAME_PLANE_MM]
    if not gaps.size:
        return usable[0] if usable else otherwise_mm
    smallest = float(gaps.min())
    for guess in (*usable, smallest, smallest / 2, smallest / 3):
        steps = gaps / guess
        if steps.min() > 0.5 and np.abs(steps - np.round(steps)).max() <= _EVEN:
            return guess * float(gaps.sum() / guess / np.round(steps).sum())  # the hint, without its rounding
    return smallest


def _parallel(planes: dict[int, ImagePlane], rows: int, columns: int) -> list[dict[int, ImagePlane]]:
    """Groups of frames with the same directions and pixel sizes."""
    groups: list[tuple[ImagePlane, dict[int, ImagePlane]]] = []
    for number, plane in planes.items():
        for first, members in groups:
            moved = ImagePlane(first.origin, plane.across, plane.down)
            if moved.coincides(first, rows, columns):
                members[number] = plane
                break
        else:
            groups.append((plane, {number: plane}))
    return [members for _, members in groups]


def _in_line(members: dict[int, ImagePlane]) -> bool:
    """Do the frames' origins lie on one straight line, as they do in a volume, tilted or not?"""
    first = next(iter(members.values()))
    origins = np.array([plane.origin for plane in members.values()])
    distances = origins @ first.normal
    low, high = origins[distances.argmin()], origins[distances.argmax()]
    length = distances.max() - distances.min()
    step = first.normal if length <= SAME_PLANE_MM else (high - low) / length
    off = origins - low - np.outer(distances - distances.min(), step)
    return bool(np.abs(off).max() <= _SAME_PIXEL * min(np.linalg.norm(first.across), np.linalg.norm(first.down)))


def _by_offset(members: dict[int, ImagePlane]) -> list[dict[int, ImagePlane]]:
    """Groups of frames that lie straight above each other."""
    first = next(iter(members.values()))
    size = _SAME_PIXEL * min(np.linalg.norm(first.across), np.linalg.norm(first.down))
    groups: dict[tuple[int, ...], dict[int, ImagePlane]] = {}
    for number, plane in members.items():
        within = plane.origin - first.normal * (plane.origin @ first.normal)
        groups.setdefault(tuple(np.round(within / size).astype(int)), {})[number] = plane
    return list(groups.values())


def _grid(
    members: dict[int, ImagePlane], rows: int, columns: int, hints: tuple[float, ...], otherwise_mm: float
) -> MaskGrid:
    first = next(iter(members.values()))
    origins = np.array([plane.origin for plane in members.values()])
    distances = origins @ first.normal
    spacing = spacing_mm(distances.tolist(), hints, otherwise_mm)
    steps = (distances - distances.min()) / spacing
    slices = np.round(steps).astype(int)
    low, high = origins[distances.argmin()], origins[distances.argmax()]
    affine = np.eye(4)
    affine[:3, 0], affine[:3, 1], affine[:3, 3] = first.across, first.down, low
    affine[:3, 2] = (high - low) / slices.max() if slices.max() else first.normal * spacing
    places = dict(zip(members, slices.tolist(), strict=True))
    uneven = bool(np.abs(steps - slices).max() > _EVEN)
    return MaskGrid(Geometry(affine, known=True), (int(slices.max()) + 1, rows, columns), places, uneven)
