"""What every DICOM mask needs: matched to the images, put on their grid, and said clearly where it cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.geometry import Geometry
from xaiviewer.case.series import Segment, Series
from xaiviewer.errors import ReadError
from xaiviewer.readers.dicom.segmentation.planes import PARALLEL
from xaiviewer.readers.files.limits import MAX_CASE_BYTES
from xaiviewer.readers.grids.orientation import unit
from xaiviewer.readers.grids.reslice import Shape, aligned, box_mm, nearest, outside, same_grid
from xaiviewer.readers.naming.names import listed, shown

Box = tuple[NDArray[np.float64], NDArray[np.float64]]
_LONGEST = 64  # characters of a label: DICOM's own limit (LO), which hostile files do not keep


@dataclass(frozen=True, eq=False)
class References:
    """What a mask says of the images that it was drawn on.

    Attributes:
        frame_of_reference: FrameOfReferenceUID; "" where it says none.
        series: SeriesInstanceUIDs.
        instances: SOPInstanceUIDs.
    """

    frame_of_reference: str = ""
    series: frozenset[str] = frozenset()
    instances: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Match:
    """The series that a mask belongs to.

    Attributes:
        series: on whose images it may be shown, those that it names first.
        drawn_on: those that it names by their instances or their UID.
        others: those of another frame of reference.
        keys: of the series that it was drawn on, those of its frame of reference where it names none.
        notices: a sentence where the match is a guess.
    """

    series: tuple[Series, ...]
    drawn_on: tuple[Series, ...]
    others: tuple[Series, ...]
    keys: tuple[str, ...]
    notices: tuple[str, ...] = ()


def match(path: Path, references: References, series: Sequence[Series]) -> Match:
    """The series to which the mask in `path` belongs: those that it names, then those of its frame of reference.

    Raises:
        ReadError: where it belongs to none of them.
    """
    frame = references.frame_of_reference
    by_instance = [each for each in series if references.instances & _instances(each)]
    same_frame = [each for each in series if frame and each.frame_of_reference == frame]
    by_series = [
        each
        for each in series
        if str(each.attributes.get("SeriesInstanceUID", "")) in references.series
        and (each in same_frame or not frame or not each.frame_of_reference)
    ]
    named = by_instance or by_series  # the first tells echoes or repetitions of one series apart
    fitting = named + [each for each in same_frame if each not in named]
    if fitting:
        others = tuple(each for each in series if each not in fitting)
        return Match(tuple(fitting), tuple(named), others, tuple(each.key for each in named or same_frame))
    if series and not frame and not references.series and not references.instances:
        guess = f"{shown(path.name)} does not say on which images it was drawn; it is placed by its coordinates alone."
        return Match(tuple(series), (), (), (), (guess,))
    what = "lies in another frame of reference than every series here" if frame else "names none of the series here"
    raise ReadError(f"{shown(path)} {what}; open it together with the images that it was drawn on.")


def refuse_other_frames(path: Path, found: Match, geometry: Geometry, shape: Shape) -> None:
    """Raise ReadError where the grid that is asked for is a series' of another frame of reference."""

    def on_grid(each: Series) -> bool:
        return same_grid(each.geometry, each.shape, geometry, shape) is not None

    if not any(map(on_grid, found.series)) and (other := next(filter(on_grid, found.others), None)) is not None:
        raise ReadError(
            f"{shown(path)} lies in another frame of reference than series {other.key}, so that its place "
            f"there is unknown; choose another mask, or series {listed([each.key for each in found.series])}."
        )


def spacings_mm(found: Match, normal: NDArray[np.float64]) -> list[float]:
    """Distances of the slices, along `normal`, of the series that it was drawn on, where they run in parallel."""
    steps = []
    for series in found.drawn_on:
        affine = series.geometry.affine
        own = unit(np.cross(affine[:3, 0], affine[:3, 1]))
        if series.shape[0] > 1 and abs(own @ normal) > PARALLEL:
            steps.append(abs(float(affine[:3, 2] @ normal)))
    return steps


def chosen(path: Path, segments: Sequence[Segment], wanted: Sequence[int]) -> frozenset[int]:
    """The numbers of the segments to unite, all where none is wanted.

    Raises:
        ReadError: where one is wanted that the mask does not have.
    """
    known = {segment.number: segment.name for segment in segments}
    if missing := sorted(set(wanted) - set(known)):
        has = listed([f"{number} ({name})" for number, name in known.items()], 5)
        raise ReadError(f"{shown(path)} has no segment {missing[0]}; choose among {has}.")
    return frozenset(wanted or known)


def label(text: str, otherwise: str) -> str:
    """A name from a file made fit to show: one line, not endless; `otherwise` where nothing is left."""
    line = " ".join("".join(each if each.isprintable() else " " for each in shown(text)).split())
    return (line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…") or otherwise


def blank(path: Path, shape: Shape) -> NDArray[np.bool_]:
    """An empty mask of `shape`, unless that is more than a case may have (ReadError)."""
    if int(np.prod(shape, dtype=object)) > MAX_CASE_BYTES:
        raise ReadError(f"{shown(path)} spans {shape[0]} planes of {shape[2]} x {shape[1]} pixels; export it again.")
    return np.zeros(shape, dtype=bool)


def put(
    voxels: NDArray[np.bool_], source: Geometry, target: Geometry, shape: Shape
) -> tuple[NDArray[np.bool_], int, bool]:
    """`voxels` of the grid `source` on the target grid, how many were lost outside it, and whether it is exact."""
    return (
        nearest(voxels, source, target, shape),
        outside(voxels, source, target, shape),
        aligned(source, target, shape),
    )


def refuse_apart(path: Path, box: Box, target: Geometry, shape: Shape) -> None:
    """Raise ReadError where the box around a mask misses the one around the image; it says by how much.

    Boxes are (lowest, highest) LPS millimetres.
    """
    low, high = box_mm(target, shape)
    gap = float(np.maximum(box[0] - high, low - box[1]).max())
    if gap > 0:
        raise ReadError(
            f"{shown(path)} does not overlap the image at all, which it misses by {gap:.0f} mm; "
            "choose the images that it was drawn on."
        )


def around(grids: Iterable[tuple[Geometry, Shape]]) -> Box:
    """The box around several grids."""
    boxes = np.array([box_mm(geometry, shape) for geometry, shape in grids])  # [grid, low or high, axis]
    return boxes[:, 0].min(axis=0), boxes[:, 1].max(axis=0)


def notices_of(path: Path, *, lost: int, exact: bool, total: int) -> list[str]:
    """Sentences on a mask that was mapped to another grid or reaches beyond it."""
    name = shown(path.name)
    found = []
    if not exact:
        found.append(f"{name} lies on another grid and was mapped to the image's by nearest neighbour.")
    if lost:
        found.append(f"{lost} of {total} voxels of {name} lie outside the image and are not shown.")
    return found


def _instances(series: Series) -> frozenset[str]:
    return frozenset(str(each) for each in series.attributes.get("SOPInstanceUIDs", ()) if each)
