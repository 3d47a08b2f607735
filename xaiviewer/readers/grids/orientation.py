"""Which way a series was acquired, and the axial grid on which a case is shown and given to the networks.

A case's columns run towards the patient's left, its rows towards posterior, its slices towards superior, as nearly as
the acquired axes allow: the axes are put in order and turned round, never tilted. Only where the axial pixels would
not be square is there a grid of its own, to be interpolated on.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Geometry, Grid
from xaiviewer.readers.grids.reslice import Axes

MAX_ROWS, MAX_SLICES = 512, 400
"""An axial grid that has to be made anew gets no more rows or columns, and no more slices, than these."""

_SQUARE = 0.01  # pixels whose sides differ by less than this share count as square
_TILTED_DEGREES = 25.0  # beyond this a plane is called oblique
_ORTHOGONAL = 1e-3
PLANES = ("sagittal", "coronal", "axial")
_FIXED_ORDER = (2, 1, 0)  # of affines' columns (column, row, slice) as arrays have them


@dataclass(frozen=True)
class AnatomicalPlane:
    """In which plane of the patient slices were acquired.

    Attributes:
        name: "axial", "sagittal" or "coronal", the nearest; "unknown" where the files do not say.
        degrees: angle between the slices' normal and that of the nearest plane.
    """

    name: str
    degrees: float

    @property
    def tilted(self) -> bool:
        """Whether the slices' normal lies off that of the nearest plane."""
        return self.degrees >= 1

    @property
    def oblique(self) -> bool:
        """Whether it lies too far off to speak of that plane."""
        return self.degrees > _TILTED_DEGREES

    @property
    def words(self) -> str:
        """As users say it: "axial", "axial, tilted 12°", "oblique (nearest: coronal, 31°)"."""
        if not self.tilted:
            return self.name
        if self.oblique:
            return f"oblique (nearest: {self.name}, {self.degrees:.0f}°)"
        return f"{self.name}, tilted {self.degrees:.0f}°"


@dataclass(frozen=True, eq=False)
class AxialGrid:
    """The case's grid.

    Attributes:
        grid: where its voxels lie.
        axes: how the acquired array becomes it; None where values have to be interpolated.
        notices: sentences on what was done.
    """

    grid: Grid
    axes: Axes | None
    notices: tuple[str, ...] = ()


def plane_of(geometry: Geometry) -> AnatomicalPlane:
    """The plane of a series' slices, from the normal of its rows and columns."""
    if not geometry.placed:
        return AnatomicalPlane("unknown", 0.0)
    normal = np.cross(geometry.affine[:3, 0], geometry.affine[:3, 1])
    length = float(np.linalg.norm(normal))
    if not length:
        return AnatomicalPlane("unknown", 0.0)
    cosines = np.abs(normal) / length
    axis = int(np.argmax(cosines))
    return AnatomicalPlane(PLANES[axis], float(np.degrees(np.arccos(min(float(cosines[axis]), 1.0)))))


def axial_axes(geometry: Geometry) -> Axes:
    """The order and the directions of array axes that bring slices nearest to superior, rows to posterior, columns to
    left; as stored where the files do not say how the patient lies.
    """
    if not geometry.placed:
        return Axes()
    towards = _directions(geometry.affine)[:, _FIXED_ORDER]  # LPS components of the (slice, row, column) axes
    wanted = (2, 1, 0)  # slices run along S, rows along P, columns along L

    def fit(order: tuple[int, ...]) -> float:
        return float(sum(abs(towards[axis, source]) for axis, source in zip(wanted, order, strict=True)))

    # Of equally good orders the one that leaves the axes as they are: the first.
    best = max(permutations(range(3)), key=lambda order: (round(fit(order), 6), order == (0, 1, 2)))
    flips = [bool(towards[axis, source] < 0) for axis, source in zip(wanted, best, strict=True)]
    return Axes((best[0], best[1], best[2]), (flips[0], flips[1], flips[2]))


def axial_grid(acquired: Grid) -> AxialGrid:
    """The grid on which a case with this series is shown: the acquired one with its axes put in order, or, where its
    axial pixels would not be square, a new one with pixels as fine as the finer side and the slices' own distance.
    """
    geometry = acquired.geometry
    axes = axial_axes(geometry)
    ordered = Grid(axes.geometry(geometry, acquired.shape), axes.shape(acquired.shape))
    if not geometry.placed:
        return AxialGrid(acquired, axes)
    plane = plane_of(geometry)
    turned = plane.name in PLANES[:2]
    slice_mm, row_mm, column_mm = ordered.geometry.spacing_mm
    if abs(row_mm - column_mm) <= _SQUARE * min(row_mm, column_mm):
        notice = f"The series was acquired in {plane.name} slices; its voxels are shown, unchanged, as axial ones."
        return AxialGrid(ordered, axes, (notice,) if turned else ())
    grid = _square(ordered)
    why = f"was acquired in {plane.name} slices" if turned else f"has pixels of {column_mm:.3g} x {row_mm:.3g} mm"
    slices, rows, columns = grid.shape
    new_slice_mm, pixel_mm, _ = grid.geometry.spacing_mm
    notice = (
        f"The series {why} and was resampled to {slices} axial slices of {columns} x {rows} pixels, "
        f"{new_slice_mm:.3g} mm apart, {pixel_mm:.3g} mm wide."
    )
    coarser = pixel_mm > 1.01 * min(row_mm, column_mm) or new_slice_mm > 1.01 * slice_mm
    if coarser:
        notice += f" That is coarser than acquired, to stay within {MAX_ROWS} x {MAX_ROWS} x {MAX_SLICES} voxels."
    return AxialGrid(grid, None, (notice,))


def _square(ordered: Grid) -> Grid:
    """A grid with square axial pixels over all that `ordered` covers, its axes at right angles."""
    affine = ordered.geometry.affine
    directions = _directions(affine)
    if np.abs(directions.T @ directions - np.eye(3)).max() > _ORTHOGONAL:
        left, _, right = np.linalg.svd(directions)
        directions = left @ right  # the nearest rotation (Schönemann 1966)
    shape = ordered.shape
    corners = np.array([[c, r, s, 1.0] for c in _ends(shape[2]) for r in _ends(shape[1]) for s in _ends(shape[0])])
    along = (corners @ affine.T)[:, :3] @ directions
    low, extent = along.min(axis=0), np.ptp(along, axis=0)
    slice_mm, row_mm, column_mm = ordered.geometry.spacing_mm
    pixel = max(min(row_mm, column_mm), float(extent[:2].max()) / MAX_ROWS)
    spacing = np.array([pixel, pixel, max(slice_mm, float(extent[2]) / MAX_SLICES)])
    counts = np.maximum(np.round(extent / spacing - 1e-6), 1)
    start = low + (extent - counts * spacing) / 2 + spacing / 2  # cells evenly over the extent
    new = np.eye(4)
    new[:3, :3] = directions * spacing
    new[:3, 3] = directions @ start
    columns, rows, slices = (int(count) for count in counts)
    return Grid(Geometry(new, known=True), (slices, rows, columns))


def unit(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    """`vector`, one long; itself where it has no length."""
    length = float(np.linalg.norm(vector))
    return vector / length if length > 0 else vector


def _ends(count: int) -> tuple[float, float]:
    return -0.5, count - 0.5


def _directions(affine: NDArray[np.float64]) -> NDArray[np.float64]:
    """The unit vectors of the affine's axes, as columns; an axis of no length stays so."""
    lengths = np.linalg.norm(affine[:3, :3], axis=0)
    directions: NDArray[np.float64] = affine[:3, :3] / np.where(lengths > 0, lengths, 1.0)
    return directions
