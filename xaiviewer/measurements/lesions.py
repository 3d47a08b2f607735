"""Lesions: the connected parts of an outline, and how large each is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.measurements.figures import Scale
from xaiviewer.measurements.outlines import border, farthest, hull, longest, perpendicular
from xaiviewer.measurements.shapes import Point

_TOUCHING = np.ones((3, 3, 3), dtype=bool)
_NUMBER = re.compile(r"(\d+)\D*$")


@dataclass(frozen=True)
class Diameter:
    """A straight line across a lesion on one slice.

    Attributes:
        slice_index: the slice.
        ends: both, half-way between the lesion's pixels and those outside.
        length: in millimetres, or in pixels where no spacing is stated.
    """

    slice_index: int
    ends: tuple[Point, Point]
    length: float


@dataclass(frozen=True)
class Lesion:
    """One connected part of an outline.

    Attributes:
        number: from 1, the largest first.
        first, last: the slices it extends over.
        voxels: how many it has.
        longest: its longest diameter in the plane of the slices, on the slice where that is longest.
        across: the longest line at right angles to it on the same slice. The two are measured as RANO measures a
            lesion (Wen et al., J Clin Oncol 2010).
        reach: its longest diameter in space, between the middles of slices, in millimetres; None where slices are not
            known to be neighbours, or how far they lie apart.
        core: slice, row and column of a voxel far inside: where it has the most of them, the one farthest from its
            border there.
    """

    number: int
    first: int
    last: int
    voxels: int
    longest: Diameter
    across: Diameter
    reach: float | None
    core: tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class Lesions:
    """All of an outline.

    Attributes:
        labels: int32 ``[slice, row, column]`` of the smallest box that holds all of it: the lesion's number, 0 where
            there is none.
        corner: the first slice, row and column of that box.
        found: the lesions by their numbers.
        joined: whether lesions go on from slice to slice; otherwise every slice's parts count for themselves.
        voxel_ml: volume of a voxel in millilitres; None where it is not known.
    """

    labels: NDArray[np.int32]
    corner: tuple[int, int, int]
    found: tuple[Lesion, ...]
    joined: bool
    voxel_ml: float | None

    def at(self, voxel: tuple[int, int, int]) -> int:
        """The number of the lesion that holds a voxel, by slice, row and column; 0 where none does."""
        place = tuple(at - start for at, start in zip(voxel, self.corner, strict=True))
        inside = all(0 <= at < size for at, size in zip(place, self.labels.shape, strict=True))
        return int(self.labels[place]) if inside else 0

    def sums(self, index: int, values: NDArray[Any]) -> NDArray[np.float64]:
        """The sum of a picture ``[row, column]`` of one slice over each lesion, ``[lesion]``."""
        first, top, left = self.corner
        count, rows, columns = self.labels.shape
        if not first <= index < first + count:
            return np.zeros(len(self.found))
        part = np.asarray(values[top : top + rows, left : left + columns], dtype=np.float64)
        summed = np.bincount(self.labels[index - first].ravel(), part.ravel(), minlength=len(self.found) + 1)
        return summed[1:].astype(np.float64)


def neighbouring(case: Case) -> NDArray[np.bool_]:
    """Between which slices nothing is missing, bool ``[slice - 1]``.

    Where the files say how far slices lie apart, all are neighbours: what was not acquired has a place of its own.
    Otherwise those are whose files' numbers follow each other; without numbers none.
    """
    if case.geometry.known:
        return np.ones(max(len(case) - 1, 0), dtype=bool)
    found = [_NUMBER.search(name) for name in case.slice_names]
    numbers = [None if each is None else int(each.group(1)) for each in found]
    return np.array([one is not None and other == one + 1 for one, other in pairwise(numbers)], dtype=bool)


def lesions_of(
    outlined: NDArray[np.bool_],
    scale: Scale,
    *,
    step_mm: float | None = None,
    neighbours: NDArray[np.bool_] | None = None,
    check: Callable[[], None] = lambda: None,
) -> Lesions:
    """The connected parts of an outline; voxels that touch at a corner are connected.

    Args:
        outlined: bool ``[slice, row, column]``.
        scale: of its pixels.
        step_mm: from slice to slice; None where it is not known.
        neighbours: between which slices nothing is missing, see `neighbouring`; None for all.
        check: called between lesions; what it raises ends the search.
    """
    from scipy import ndimage  # noqa: PLC0415 - half a second that the window's start need not wait for

    between = np.ones(max(len(outlined) - 1, 0), dtype=bool) if neighbours is None else neighbours
    joined = bool(between.any())
    volume = scale.pixel * step_mm / 1000 if scale.known and step_mm is not None else None
    box = _around(outlined)
    corner = (box[0].start, box[1].start, box[2].start)
    part = outlined[box]
    if not part.size:
        return Lesions(np.zeros((0, 0, 0), np.int32), corner, (), joined, volume)
    labels = _labelled(part, between[corner[0] : corner[0] + max(len(part) - 1, 0)])
    found = []
    for number, where in enumerate(ndimage.find_objects(labels), start=1):
        check()
        found.append(_measured(number, labels[where] == number, where, corner, scale, step_mm if joined else None))
    return Lesions(labels, corner, tuple(found), joined, volume)


def _around(outlined: NDArray[np.bool_]) -> tuple[slice, slice, slice]:
    """The smallest box that holds all of an outline; an empty one where there is nothing."""
    found = []
    for axes in ((1, 2), (0, 2), (0, 1)):
        held = np.flatnonzero(outlined.any(axis=axes))
        found.append(slice(int(held[0]), int(held[-1]) + 1) if held.size else slice(0, 0))
    return found[0], found[1], found[2]


def _labelled(outlined: NDArray[np.bool_], between: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Connected parts, run by run of neighbouring slices, the largest first: int32 ``[slice, row, column]``."""
    from scipy import ndimage  # noqa: PLC0415 - half a second that the window's start need not wait for

    labels = np.zeros(outlined.shape, dtype=np.int32)
    most = 0
    for run in np.split(np.arange(len(outlined)), np.flatnonzero(~between) + 1):
        if not run.size or not outlined[run[0] : run[-1] + 1].any():
            continue
        within, count = ndimage.label(outlined[run[0] : run[-1] + 1], _TOUCHING)
        labels[run[0] : run[-1] + 1] = np.where(within > 0, within + most, 0)
        most += count
    counts = np.bincount(labels.ravel(), minlength=most + 1)
    order = np.argsort(-counts[1:], kind="stable") + 1  # of equally large ones the first in the case
    renumbered = np.zeros(most + 1, dtype=np.int32)
    renumbered[order] = np.arange(1, most + 1)
    numbered: NDArray[np.int32] = renumbered[labels]
    return numbered


def _measured(
    number: int,
    part: NDArray[np.bool_],
    box: Sequence[slice],
    corner: tuple[int, int, int],
    scale: Scale,
    step_mm: float | None,
) -> Lesion:
    """A lesion's size.

    Args:
        number: its own.
        part: the box that holds it, bool ``[slice, row, column]``.
        box, corner: where that lies in a part of the case, and that part in the case.
        scale, step_mm: see `lesions_of`.
    """
    from scipy import ndimage  # noqa: PLC0415 - half a second that the window's start need not wait for

    first, top, left = (each.start + start for each, start in zip(box, corner, strict=True))
    size = np.array([scale.column, scale.row])
    best: tuple[float, int, NDArray[np.float64], NDArray[np.float64]] | None = None
    corners_mm = []
    for at, plane in enumerate(part):
        pieces, count = ndimage.label(plane, _TOUCHING[0])
        for piece in range(1, count + 1):
            lines = border(pieces == piece)
            corners = hull(lines)
            ends, far = longest(corners, scale)
            if best is None or far > best[0] + 1e-9:
                best = far, at, lines, ends
            if step_mm is not None:
                corners_mm.append(np.column_stack([corners * size, np.full(len(corners), at * step_mm)]))
    assert best is not None, "a part of an outline has pixels"
    far, at, lines, ends = best
    chord, wide = perpendicular(lines, ends, scale)
    place = (left, top)
    return Lesion(
        number,
        first,
        first + len(part) - 1,
        int(np.count_nonzero(part)),
        Diameter(first + at, _placed(ends, place), far),
        Diameter(first + at, _placed(chord, place), wide),
        farthest(np.concatenate(corners_mm))[2] if corners_mm else None,
        _core(part, (first, top, left)),
    )


def _core(part: NDArray[np.bool_], start: tuple[int, int, int]) -> tuple[int, int, int]:
    """A voxel far inside, see `Lesion`; of several the first."""
    from scipy import ndimage  # noqa: PLC0415 - half a second that the window's start need not wait for

    at = int(np.argmax(part.sum(axis=(1, 2))))
    depth = ndimage.distance_transform_edt(np.pad(part[at], 1))[1:-1, 1:-1]
    row, column = np.unravel_index(int(np.argmax(depth)), depth.shape)
    return start[0] + at, start[1] + int(row), start[2] + int(column)


def _placed(ends: NDArray[np.float64], place: tuple[int, int]) -> tuple[Point, Point]:
    """A line's ends on the slice."""
    (x0, y0), (x1, y1) = (ends + place).tolist()
    return (x0, y0), (x1, y1)
