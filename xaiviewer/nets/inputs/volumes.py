"""A case as a network of volumes takes it: a box of its slices, sampled along all three axes; and back."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Frame
from xaiviewer.errors import UsageError
from xaiviewer.nets.inputs.orientation import Axes, axes_for, axes_of
from xaiviewer.nets.inputs.wanted import OfVolumes, Preprocessing

_SOFTEN = 1.2  # slices from one pixel to the next, above which they are averaged against aliasing, as within slices
_MOST = 2**28  # voxels of what is sampled: four bytes each
_HEAD = 0.1  # of the largest head that a slice shows, that a slice must show to be of the head


@dataclass(frozen=True)
class Box:
    """The part of a case that a network of volumes sees.

    Attributes:
        frame: of every slice.
        first: where along the slices it begins; slice n is centred on n and reaches from n - 0.5 to n + 0.5.
        step: slices from one of its pixels to the next.
        depth: how many pixels it has along the slices.
        axes: the network's.
    """

    frame: Frame
    first: float
    step: float
    depth: int
    axes: Axes

    def positions(self) -> NDArray[np.float64]:
        """Where along the slices its pixels are centred, ``[depth]``."""
        return np.asarray(self.first + (np.arange(self.depth) + 0.5) * self.step, np.float64)

    def places(self, count: int) -> NDArray[np.float64]:
        """Where along its own pixels the slices of a case are centred, ``[slice]``."""
        return np.asarray((np.arange(count) - self.first) / self.step - 0.5, np.float64)

    def sees(self, count: int) -> NDArray[np.bool_]:
        """Which of so many slices it reaches, bool ``[slice]``."""
        places = self.places(count)
        return (places >= -0.5) & (places <= self.depth - 0.5)


def shape_of(wants: Preprocessing) -> tuple[int, int, int]:
    """Pixels along the axes of a network's input, of a case whose slices are axial."""
    volumes = _of_volumes(wants)
    first, second, third = (volumes.depth if axis == "slice" else wants.size for axis in axes_of(volumes.orientation))
    return first, second, third


def box_of(wants: Preprocessing, case: Case, frame: Frame, head: NDArray[np.bool_]) -> Box:
    """The box that a network sees of a case.

    Args:
        wants: what it takes.
        case: whose.
        frame: what it sees of every slice.
        head: bool ``[slice, row, column]``.

    Raises:
        UsageError: where the network needs to know how the patient lies, or how far apart slices are, and the files do
            not say it; where the slices do not run along the axis of the network's that has another length; for a
            single slice, which stretched to a volume would be read as one.
    """
    if len(case.indices) < 2:
        raise UsageError(
            f"The network takes whole volumes, and {case.name} has one slice with a picture; open the whole series."
        )
    volumes = _of_volumes(wants)
    axes = axes_for(volumes.orientation, case)
    sides = volumes.depth, wants.size, wants.size
    if tuple(sides[each] for each in axes.order) != shape_of(wants):
        raise UsageError(
            f"The network takes volumes of {' x '.join(map(str, shape_of(wants)))}, {volumes.orientation}; the slices "
            f"of {case.name} are not axial, as it needs them."
        )
    first, last = _extent(wants, head)
    if volumes.spacing is None:
        return Box(frame, first - 0.5, (last - first + 1) / volumes.depth, volumes.depth, axes)
    step = volumes.spacing / case.geometry.spacing_mm[0]
    return Box(frame, (first + last - volumes.depth * step) / 2, step, volumes.depth, axes)


def grown(box: Box, wants: Preprocessing, case: Case) -> Box:
    """The same with as many pixels as it takes to see all of a case, where the network wants them of a certain width.

    Raises:
        UsageError: where that would fill the memory.
    """
    if wants.spacing is None:
        return box
    size = max(wants.size, math.ceil(max(case.shape) / box.frame.scale - 1e-6))
    depth = max(box.depth, math.ceil(len(case) / box.step - 1e-6))
    if size * size * depth * len(wants.sequences) > _MOST:
        raise UsageError(
            f"{case.name} has {depth} x {size} x {size} voxels {wants.spacing:g} mm apart, more than fit in memory; "
            "use a segmenter of coarser voxels."
        )
    frame, side = box.frame, size * box.frame.scale
    middle = (case.shape[0] - 1) / 2, (case.shape[1] - 1) / 2
    whole = Frame(middle[0] - side / 2, middle[1] - side / 2, side, size)
    return replace(
        box, frame=whole if size > frame.size else frame, first=(len(case) - 1 - depth * box.step) / 2, depth=depth
    )


def sampled(slices: NDArray[np.float32], box: Box, absent: Collection[int] = ()) -> NDArray[np.float32]:
    """What the box holds, ``[channel, slice, row, column]``.

    Beyond the first and last slice lies air: each channel's least value. Slices that lie closer than the box's pixels
    are averaged, as within slices; `absent` ones are bridged.

    Args:
        slices: all of a case as they lie in the box's frame, ``[slice, channel, size, size]``.
        box: see `box_of`.
        absent: slices that hold nothing.
    """
    count, positions = len(slices), box.positions()
    inside = (positions >= -0.5) & (positions <= count - 0.5)
    reach = box.step if box.step > _SOFTEN else 1.0
    there = np.array([each for each in range(count) if each not in absent] or range(count))
    weights = np.zeros((box.depth, count))
    nearest = np.clip(positions, there[0], there[-1])[:, None]
    gap = max(float(np.diff(there).max(initial=1)), 1.0)
    weights[:, there] = np.maximum(0, 1 - np.abs(nearest - there) / max(reach, gap))
    weights /= weights.sum(axis=1, keepdims=True)
    found = np.tensordot(weights.astype(np.float32), slices, (1, 0))
    found[~inside] = slices.min(axis=(0, 2, 3))[:, None, None]
    return np.ascontiguousarray(found.transpose(1, 0, 2, 3))


def at_slices(
    values: NDArray[np.float32],
    box: Box,
    count: int,
    *,
    stride: int = 1,
    centre: float = 0.0,
    wanted: slice = slice(None),
) -> NDArray[np.float32]:
    """What lies in cells along the box, ``[cell, row, column]``, at the slices of a case ``[slice, row, column]``.

    Between two cells' centres it is in the mean of them, by distance; on slices that the box does not reach it is 0.

    Args:
        values: rows and columns stay what they are.
        box: in which they lie.
        count: of the case's slices.
        stride, centre: pixels of the box from one cell to the next, and on which the first is centred.
        wanted: which of the slices.
    """
    cells = np.clip((box.places(count)[wanted] - centre) / stride, 0, len(values) - 1)
    lower = np.minimum(np.floor(cells).astype(int), max(len(values) - 2, 0))
    upper = np.minimum(lower + 1, len(values) - 1)
    share = (cells - lower).astype(np.float32)[:, None, None]
    found = values[lower] * (1 - share) + values[upper] * share
    found[~box.sees(count)[wanted]] = 0
    return np.asarray(found, np.float32)


def _extent(wants: Preprocessing, head: NDArray[np.bool_]) -> tuple[int, int]:
    """First and last slice of what is seen: of the head, or of all."""
    areas = np.count_nonzero(head, axis=(1, 2))
    shown = np.flatnonzero(areas >= max(_HEAD * areas.max(initial=0), 1))
    if wants.field != "head" or not len(shown):
        return 0, len(head) - 1
    return int(shown[0]), int(shown[-1])


def _of_volumes(wants: Preprocessing) -> OfVolumes:
    if wants.volumes is None:
        raise ValueError("a network of slices takes no volumes")
    return wants.volumes
