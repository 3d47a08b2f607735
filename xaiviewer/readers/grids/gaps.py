"""Where a case has no picture: slices that are missing from the files, cannot be decoded, or lie beyond a series' end.

Room is kept for them so that all other slices lie where the files say. What fills that room was never acquired: nothing
may be scored, counted or learned from it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Geometry, Grid, Mask
from xaiviewer.case.numbering import neighbours
from xaiviewer.readers.grids import reslice
from xaiviewer.readers.grids.reslice import Axes, Shape

_BLENDED = 0.05  # of a voxel's value: with more of it interpolated from a missing slice, the voxel is none
_HALF = 0.5  # a slice with less than this part of it is none
_SAMPLES = 32  # places along a slice's rows and columns at which it is asked whether a series reaches there


@dataclass(frozen=True, eq=False)
class Gaps:
    """What of a grid has no picture.

    Attributes:
        absent: slices without a picture.
        voxels: bool ``[slice, row, column]``, where in the other slices there is none; None where there is everywhere.
    """

    absent: frozenset[int] = frozenset()
    voxels: NDArray[np.bool_] | None = None


NONE = Gaps()


def gaps_of(read: NDArray[np.bool_], acquired: Grid, target: Grid, axes: Axes | None) -> Gaps:
    """The gaps between the slices of the series on whose grid the case lies.

    Args:
        read: bool ``[slice]`` of the acquired grid: which slices there are.
        acquired: the series' own grid.
        target: the case's grid.
        axes: how the first becomes the second; None where it is interpolated.
    """
    if read.all():
        return NONE
    if axes is not None:
        there = axes.apply(np.broadcast_to(read[:, None, None], acquired.shape))
        if axes.order[0] == 0:
            return Gaps(_indices(~there[:, 0, 0]))
        gone = ~there
    else:
        # Outside the acquired grid `linear` has the lowest value: 0, so that no gap is seen there.
        missing = (~read).astype(np.float32)[:, None, None]
        gone = reslice.linear(missing, _planes(acquired), target.geometry, target.shape) > _BLENDED
    absent = _indices(gone.mean(axis=(1, 2)) > _HALF)
    return Gaps(absent, np.ascontiguousarray(gone))


def not_covered(read: NDArray[np.bool_], acquired: Grid, target: Grid, axes: Axes | None) -> frozenset[int]:
    """The slices of the case's grid of which another series has no picture.

    Args:
        read: bool ``[slice]`` of the series' grid: which slices there are.
        acquired: the series' own grid.
        target: the case's grid.
        axes: how the first becomes the second; None where it is mapped.
    """
    if axes is not None:
        if axes.order[0] == 0:
            return _indices(~axes.apply(np.broadcast_to(read[:, None, None], acquired.shape))[:, 0, 0])
        return gaps_of(read, acquired, target, axes).absent
    coarse = _sampled(target)
    there = reslice.nearest(read[:, None, None], _planes(acquired), coarse.geometry, coarse.shape)
    share = there.mean(axis=(1, 2))
    return _indices(share < _HALF * share.max())


def about(found: Gaps) -> list[str]:
    """What the reader of a case should know of the gaps on its own grid."""
    sentences = []
    if found.absent:
        verb = "was" if len(found.absent) == 1 else "were"
        named = slices(found.absent)
        sentences.append(
            f"{named[0].upper()}{named[1:]} {verb} not acquired: nothing is analysed, scored or counted there."
        )
    if found.voxels is not None:
        share = np.delete(found.voxels, sorted(found.absent), axis=0)
        if share.size and share.any():
            sentences.append(
                f"Acquired slices are missing and the axial slices cut through them: {100 * share.mean():.1f} % of the "
                "pixels have no picture. The networks see them dark; look for the files."
            )
    return sentences


def without_gaps(mask: Mask, found: Gaps, name: str) -> tuple[Mask, list[str]]:
    """The mask where there are pictures, and a sentence where it outlines anything where there are none.

    A slice that lost all of its outline was not drawn: whether there is a tumour is not known from what is left of it.

    Args:
        mask, found: on one grid.
        name: the mask as sentences begin with it.
    """
    if found is NONE:
        return mask, []
    gone = np.zeros_like(mask.voxels) if found.voxels is None else found.voxels.copy()
    gone[sorted(found.absent)] = True
    lost = np.count_nonzero(mask.voxels & gone, axis=(1, 2))
    voxels = mask.voxels & ~gone
    drawn = mask.drawn & ~((lost > 0) & ~voxels.any(axis=(1, 2)))
    drawn[sorted(found.absent)] = False
    if not lost.any():
        return replace(mask, voxels=voxels, drawn=drawn), []
    where = slices(frozenset(int(index) for index in np.flatnonzero(lost)))
    rest = "they are left out" if voxels.any() else "nothing of it remains: look for the missing files"
    sentence = f"{name} outlines {lost.sum():,} voxels where there is no picture ({where}); {rest}."
    return replace(mask, voxels=voxels, drawn=drawn), [sentence]


def slices(indices: frozenset[int]) -> str:
    """Slices as the window counts them, neighbours together: "slice 3", "slices 3, 7 to 9 and 12"."""
    words: list[str] = []
    for run in neighbours(indices):
        words += [f"{run[0] + 1} to {run[-1] + 1}"] if len(run) > 2 else [f"{index + 1}" for index in run]
    several = " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    return f"slice {several}" if len(indices) == 1 else f"slices {several}"


def _indices(chosen: NDArray[np.bool_]) -> frozenset[int]:
    return frozenset(int(index) for index in np.flatnonzero(chosen))


def _planes(grid: Grid) -> Geometry:
    """The grid with one voxel for each of its slices: what holds for a slice holds for all of it."""
    _, rows, columns = grid.shape
    return _scaled(grid.geometry, rows, columns)


def _sampled(grid: Grid) -> Grid:
    """The grid with fewer and larger pixels on the same slices."""
    count, *across = grid.shape
    steps = [max(each // _SAMPLES, 1) for each in across]
    rows, columns = (-(-each // step) for each, step in zip(across, steps, strict=True))
    shape: Shape = count, rows, columns
    return Grid(_scaled(grid.geometry, steps[0], steps[1]), shape)


def _scaled(geometry: Geometry, rows: int, columns: int) -> Geometry:
    """Voxels of so many rows and columns of the given one, the first beginning where its first begins."""
    affine = geometry.affine.copy()
    affine[:3, 3] += affine[:3, 0] * (columns - 1) / 2 + affine[:3, 1] * (rows - 1) / 2
    affine[:3, 0] *= columns
    affine[:3, 1] *= rows
    return replace(geometry, affine=affine)
