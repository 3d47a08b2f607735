"""Voxels from one grid onto another, through both affines.

Indices are array indices, ``(slice, row, column)``, of voxel centres, and a voxel covers its cell: half a voxel to
every side of its centre. So the centre of a target voxel lies inside a source grid of n voxels where its index there is
between -0.5 and n - 0.5, as ITK has it (Johnson et al., The ITK Software Guide, "Image Representation").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import permutations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.geometry import Geometry
from xaiviewer.case.series import Cancel, never
from xaiviewer.errors import Cancelled

SAME = 1e-3  # of a voxel: files store positions in decimals and single precision
_PARALLEL = 1e-4  # of a voxel: what crosswise terms may add up to over the whole grid
_TIE = 1e-6  # of a voxel: an index that is half-way but for rounding counts as half-way, and goes up

Shape = tuple[int, int, int]


@dataclass(frozen=True)
class Axes:
    """How the axes of one array make those of another: the permutation first, then the flips.

    Attributes:
        order: the source's axis that becomes each target axis.
        flips: which target axes run backwards.
    """

    order: tuple[int, int, int] = (0, 1, 2)
    flips: tuple[bool, bool, bool] = (False, False, False)

    def apply(self, values: NDArray[Any]) -> NDArray[Any]:
        """A view of `values`, ``[slice, row, column]`` of the source, on the target's axes."""
        flipped = tuple(axis for axis, flip in enumerate(self.flips) if flip)
        return np.flip(np.transpose(values, self.order), flipped)

    def shape(self, shape: Shape) -> Shape:
        """The target's shape for the source's."""
        slices, rows, columns = (shape[axis] for axis in self.order)
        return slices, rows, columns

    def geometry(self, geometry: Geometry, shape: Shape) -> Geometry:
        """The target's geometry, so that every voxel stays where it is; `geometry` and `shape` are the source's."""
        to_source = np.zeros((4, 4))
        to_source[3, 3] = 1
        for axis, (source, flip) in enumerate(zip(self.order, self.flips, strict=True)):
            to_source[source, axis] = -1 if flip else 1
            to_source[source, 3] = shape[source] - 1 if flip else 0
        return replace(geometry, affine=_by_array_index(_by_array_index(geometry.affine) @ to_source))


@dataclass(frozen=True)
class Coverage:
    """How much of a target grid lies inside a source grid.

    Attributes:
        share: of the target's voxels whose centres lie inside the source, 0 to 1.
        overlap_mm: how far the boxes around both grids overlap along left, posterior and superior; negative where
            there is a gap of that many millimetres.
    """

    share: float
    overlap_mm: tuple[float, float, float]


def same_grid(a_geometry: Geometry, a_shape: Shape, b_geometry: Geometry, b_shape: Shape) -> Axes | None:
    """The axes that turn an array on grid a into one on grid b voxel for voxel; None where the grids differ.

    They are the same where all eight corners agree within a thousandth of one of b's voxels. The direction of an axis
    with a single voxel does not count.
    """
    if sorted(a_shape) != sorted(b_shape):
        return None
    to_a = _to_source(b_geometry, a_geometry)  # from a's indices to b's
    corners = _corners(a_shape)
    there = corners @ to_a[:3, :3].T + to_a[:3, 3]
    for order in permutations(range(3)):
        if tuple(a_shape[axis] for axis in order) != tuple(b_shape):
            continue
        for flips in product((False, True), repeat=3):
            ends = np.array(b_shape) - 1
            expected = np.where(flips, ends - corners[:, order], corners[:, order])
            if np.abs(there - expected).max() <= SAME:
                return Axes((order[0], order[1], order[2]), (flips[0], flips[1], flips[2]))
    return None


def aligned(source: Geometry, target: Geometry, shape: Shape) -> bool:
    """Does every voxel of the target grid lie exactly on a voxel of the source's grid, continued in all directions?

    Then `nearest` invents nothing: one grid is a part of the other, a thousandth of a voxel allowed.
    """
    matrix = _to_source(source, target)
    nearest_axes = np.abs(np.round(matrix[:3, :3]))
    if not (
        np.array_equal(nearest_axes.sum(axis=0), (1, 1, 1)) and np.array_equal(nearest_axes.sum(axis=1), (1, 1, 1))
    ):
        return False
    corners = _corners(shape)
    exact = corners @ np.round(matrix[:3, :3]).T + np.round(matrix[:3, 3])
    return bool(np.abs(corners @ matrix[:3, :3].T + matrix[:3, 3] - exact).max() <= SAME)


def outside(voxels: NDArray[np.bool_], source: Geometry, target: Geometry, shape: Shape) -> int:
    """How many of the voxels that are set, ``[slice, row, column]`` of `source`, lie outside the target grid."""
    matrix = _to_source(target, source)
    ends = np.array(shape)[:, None]
    count = 0
    for index in np.flatnonzero(voxels.any(axis=(1, 2))):
        rows, columns = np.nonzero(voxels[index])
        there = (
            matrix[:3, 1, None] * rows
            + matrix[:3, 2, None] * columns
            + (matrix[:3, 0] * index + matrix[:3, 3])[:, None]
        )
        rounded = _round(there)
        count += int(((rounded < 0) | (rounded >= ends)).any(axis=0).sum())
    return count


def covered(source: Geometry, source_shape: Shape, target: Geometry, shape: Shape) -> Coverage:
    """How much of the grid of `target` and `shape` lies inside that of `source` and `source_shape`."""
    matrix = _to_source(source, target)
    slices, rows, columns = shape
    starts = matrix[:3, 0, None, None] * np.arange(slices)[:, None] + matrix[:3, 1, None, None] * np.arange(rows)
    starts = starts + matrix[:3, 3, None, None]
    first = np.zeros((slices, rows))
    last = np.full((slices, rows), columns - 1.0)
    for start, step, count in zip(starts, matrix[:3, 2], source_shape, strict=True):
        low, high = -0.5 - _TIE, count - 0.5 + _TIE
        if abs(step) * columns < _TIE:  # the line of voxels runs along this axis' planes: all of it inside or nothing
            last[(start < low) | (start > high)] = -1
            continue
        ends = (low - start) / step, (high - start) / step
        first = np.maximum(first, np.ceil(np.minimum(*ends)))
        last = np.minimum(last, np.floor(np.maximum(*ends)))
    inside = np.maximum(last - first + 1, 0).sum()
    boxes = [box_mm(source, source_shape), box_mm(target, shape)]
    overlap = np.minimum(boxes[0][1], boxes[1][1]) - np.maximum(boxes[0][0], boxes[1][0])
    left, posterior, superior = (float(each) for each in overlap)
    return Coverage(float(inside) / max(slices * rows * columns, 1), (left, posterior, superior))


def linear(
    values: NDArray[Any],
    source: Geometry,
    target: Geometry,
    shape: Shape,
    *,
    cancelled: Cancel = never,
) -> NDArray[Any]:
    """`values` ``[slice, row, column]`` of the grid `source` on the grid of `target` and `shape`, trilinear, float32.

    Where both are one grid up to the order and direction of its axes, the values are those given, of their own type, as
    a view. Outside the source stands the lowest of its values: the dark that surrounds a head. In the outermost half
    voxel the nearest voxel's value stands.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    axes = same_grid(source, _shape(values), target, shape)
    if axes is not None:
        return axes.apply(values)
    values = _within_single(values)
    out = np.full(shape, _lowest(values), dtype=np.float32)
    if not values.size or not out.size:
        return out
    matrix = _to_source(source, target)
    order = _parallel(matrix, shape)
    lines = None if order is None else _lines(matrix, order, values.shape, shape)
    view = values if order is None else np.transpose(values, np.argsort(order))
    for index, plane in enumerate(out):
        if cancelled():
            raise Cancelled
        if lines is not None:
            _linear_plane(view, lines, index, plane)
        elif (inside := _inside(matrix, values.shape, index, plane.shape)).any():
            plane[inside] = _by_scipy(values, matrix, index, np.empty_like(plane), order=1, mode="nearest")[inside]
    return out


def nearest(values: NDArray[Any], source: Geometry, target: Geometry, shape: Shape) -> NDArray[Any]:
    """`values` ``[slice, row, column]`` of the grid `source` on the grid of `target` and `shape`, nearest neighbour.

    The type is kept. Outside the source stands 0. A centre half-way between two voxels takes the one of higher index.
    Where both are one grid up to the order and direction of its axes, the values are those given, as a view.
    """
    axes = same_grid(source, _shape(values), target, shape)
    if axes is not None:
        return axes.apply(values)
    out = np.zeros(shape, dtype=values.dtype)
    if not values.size or not out.size:
        return out
    matrix = _to_source(source, target)
    order = _parallel(matrix, shape)
    if order is not None:
        values, matrix = np.transpose(values, np.argsort(order)), _uncrossed(matrix[np.argsort(order)])
    matrix[:3, 3] += _TIE
    for index, plane in enumerate(out):
        _by_scipy(values, matrix, index, plane, order=0, mode="grid-constant")
    return out


def _by_scipy(
    values: NDArray[Any], matrix: NDArray[np.float64], index: int, out: NDArray[Any], *, order: int, mode: str
) -> NDArray[Any]:
    """`out` ``[row, column]``, filled with target slice `index`: one at a time, so that the rest can be cancelled."""
    from scipy.ndimage import affine_transform  # noqa: PLC0415 - it takes long to import; most cases lie on one grid

    turn, offset, whole = matrix[:3, :3], matrix[:3, 3] + matrix[:3, 0] * index, out[None]
    scales = np.diag(turn)
    if not (turn - np.diag(scales)).any():
        turn = scales  # for which SciPy is faster
    affine_transform(values, turn, offset, whole.shape, whole, order=order, mode=mode, prefilter=False)
    return out


def _uncrossed(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """`matrix` 3 x 4 of parallel axes without its crosswise terms."""
    return np.column_stack([np.diag(np.diag(matrix)), matrix[:, 3]])


def _inside(matrix: NDArray[np.float64], count: Shape, index: int, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """Which voxels ``[row, column]`` of target slice `index` have their centres inside the source grid."""
    inside = np.ones(shape, dtype=bool)
    for axis, size in enumerate(count):
        start = matrix[axis, 3] + matrix[axis, 0] * index + matrix[axis, 1] * np.arange(shape[0])
        place = start[:, None] + matrix[axis, 2] * np.arange(shape[1])
        inside &= (place >= -0.5 - _TIE) & (place <= size - 0.5 + _TIE)
    return inside


# --- linear where axes are parallel, every source index following one target index alone: 5 times as fast as SciPy


def _parallel(matrix: NDArray[np.float64], shape: Shape) -> tuple[int, ...] | None:
    """Per source axis the one target axis that it follows; None where the axes are oblique to each other."""
    steps = np.abs(matrix[:3, :3]) * (np.array(shape) - 1)
    for order in permutations(range(3)):
        crosswise = steps.sum(axis=1) - steps[range(3), order]
        if crosswise.max() <= _PARALLEL:
            return order
    return None


def _indices(matrix: NDArray[np.float64], order: tuple[int, ...], shape: Shape) -> list[NDArray[np.float64]]:
    """Per target axis the source index that belongs to each of its voxels."""
    lines: list[NDArray[np.float64]] = [np.zeros(0)] * 3
    for axis, follows in enumerate(order):
        lines[follows] = matrix[axis, follows] * np.arange(shape[follows]) + matrix[axis, 3]
    return lines


@dataclass(frozen=True)
class _Line:
    """Along one axis: the two neighbours of every target voxel, the upper one's weight, and which lie inside."""

    low: NDArray[np.intp]
    high: NDArray[np.intp]
    weight: NDArray[np.float32]
    inside: slice


def _lines(matrix: NDArray[np.float64], order: tuple[int, ...], count: Shape, shape: Shape) -> list[_Line]:
    counts = [count[axis] for axis in np.argsort(order)]
    return [_line(index, size) for index, size in zip(_indices(matrix, order, shape), counts, strict=True)]


def _line(index: NDArray[np.float64], count: int) -> _Line:
    inside = np.flatnonzero((index >= -0.5 - _TIE) & (index <= count - 0.5 + _TIE))
    span = slice(int(inside[0]), int(inside[-1]) + 1) if inside.size else slice(0, 0)
    index = np.clip(index, 0, count - 1)
    low = np.floor(index).astype(np.intp)
    return _Line(low, np.minimum(low + 1, count - 1), (index - low).astype(np.float32), span)


def _linear_plane(view: NDArray[Any], lines: list[_Line], index: int, out: NDArray[np.float32]) -> None:
    """One target slice; `view` has the source's axes in the target's order."""
    slices, rows, columns = lines
    if not slices.inside.start <= index < slices.inside.stop:
        return
    plane = view[slices.low[index]].astype(np.float32)
    if weight := slices.weight[index]:
        plane = _mix(plane, view[slices.high[index]].astype(np.float32), weight)
    row, column = rows.inside, columns.inside
    plane = _mix(plane[rows.low[row]], plane[rows.high[row]], rows.weight[row, None])
    plane = np.ascontiguousarray(plane)
    out[row, column] = _mix(plane[:, columns.low[column]], plane[:, columns.high[column]], columns.weight[column])


def _mix(low: NDArray[np.float32], high: NDArray[np.float32], weight: Any) -> NDArray[np.float32]:
    mixed: NDArray[np.float32] = low * (1 - weight) + high * weight
    return mixed


# --- affines


def _round(indices: NDArray[np.float64]) -> NDArray[np.intp]:
    # Far outside is outside; what does not fit an integer would wrap round.
    return np.floor(np.clip(indices, -2, 1 << 40) + (0.5 + _TIE)).astype(np.intp)


def _by_array_index(affine: NDArray[np.float64]) -> NDArray[np.float64]:
    """From (column, row, slice) to (slice, row, column), and back."""
    return affine[:, [2, 1, 0, 3]]


def _to_source(source: Geometry, target: Geometry) -> NDArray[np.float64]:
    """4 x 4: array index of the target to array index of the source."""
    affines = _by_array_index(source.affine), _by_array_index(target.affine)
    return np.asarray(np.linalg.solve(*affines), dtype=np.float64)


def _corners(shape: Shape) -> NDArray[np.float64]:
    return np.array(list(product(*((0.0, count - 1.0) for count in shape))))


def box_mm(geometry: Geometry, shape: Shape) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The lowest and highest LPS coordinates ``[3]`` of the grid's cells, in millimetres."""
    corners = np.array(list(product(*((-0.5, count - 0.5) for count in shape))))
    affine = _by_array_index(geometry.affine)
    points = corners @ affine[:3, :3].T + affine[:3, 3]
    return points.min(axis=0), points.max(axis=0)


def _shape(values: NDArray[Any]) -> Shape:
    slices, rows, columns = values.shape
    return slices, rows, columns


def _within_single(values: NDArray[Any]) -> NDArray[Any]:
    """Doubles beyond the range of single precision become the largest that it has, not infinite."""
    if values.dtype.kind != "f" or values.dtype.itemsize <= 4:
        return values
    most = float(np.finfo(np.float32).max)
    return np.asarray(np.clip(values, -most, most))


def _lowest(values: NDArray[Any]) -> float:
    if values.dtype.kind == "f":
        finite = np.fmin.reduce(values, axis=None, initial=np.inf)
        return float(finite) if np.isfinite(finite) else 0.0
    return float(values.min()) if values.size else 0.0
