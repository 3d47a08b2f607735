"""Where a stack lies: its affine from the positions themselves, and what is wrong with them, naming the files.

Ours and not SimpleITK's for the reason that stands in `stack`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Geometry
from xaiviewer.readers.dicom.geometry.frame import DicomFrame
from xaiviewer.readers.dicom.geometry.stack import normal, oriented
from xaiviewer.readers.grids.orientation import unit
from xaiviewer.readers.naming.names import listed

_WHOLE_STEPS = 0.05  # a gap this near to several steps, in steps, is missing slices
_STRAY_STEPS = 0.02  # a slice this far from where even steps would have it is worth a word
_STRAY_MM = 0.02  # but not if it is nearer than this
_TILT_DEGREES = 0.1


@dataclass(frozen=True, eq=False)
class StackGrid:
    """The slices of a stack on an even grid.

    Attributes:
        slots: one per slice; None where the slice is missing from the files.
        geometry: of the slots.
        notices: sentences on missing, uneven and tilted slices.
    """

    slots: tuple[DicomFrame | None, ...]
    geometry: Geometry
    notices: tuple[str, ...] = ()


def grid_of(frames: Sequence[DicomFrame]) -> StackGrid:
    """The grid of `frames`, which are parallel, of one size and in slice order.

    The affine's slice column is the mean step between the positions: it follows a gantry tilt (PS3.3 C.8.2.1) and
    every order of voxels. Slices that are missing between others keep their room, so that the others lie where the
    files say.
    """
    if not oriented(frames[0]):
        return StackGrid(tuple(frames), Geometry(), _without_place(frames))
    affine = np.eye(4)
    rows_mm, columns_mm = frames[0].spacing
    affine[:3, 0] = unit(np.array(frames[0].orientation[:3])) * columns_mm
    affine[:3, 1] = unit(np.array(frames[0].orientation[3:])) * rows_mm
    affine[:3, 3] = frames[0].position
    if len(frames) == 1:
        affine[:3, 2] = normal(frames[0]) * (frames[0].thickness or 1.0)
        assumed = f"The thickness of {frames[0].label} is not stated; 1 mm is assumed."
        return StackGrid(tuple(frames), Geometry(affine, known=True), () if frames[0].thickness else (assumed,))
    positions = np.array([frame.position for frame in frames])
    steps = _steps(positions @ normal(frames[0]))
    affine[:3, 2] = step = (positions[-1] - positions[0]) / sum(steps)
    slots: list[DicomFrame | None] = [frames[0]]
    for frame, count in zip(frames[1:], steps, strict=True):
        slots += [*[None] * (count - 1), frame]
    notices = (*_missing(frames, steps), *_uneven(frames, positions, steps, step), *_tilt(step, normal(frames[0])))
    return StackGrid(tuple(slots), Geometry(affine, known=True), notices)


def _steps(along: NDArray[np.float64]) -> list[int]:
    """How many grid steps lie between neighbours: more than one where slices are missing, and only there."""
    gaps = np.diff(along)
    usual = float(np.median(gaps))
    counts = np.maximum(1, np.rint(gaps / usual))
    step = float(along[-1] - along[0]) / counts.sum()
    fits = np.abs(gaps / step - counts) <= _WHOLE_STEPS
    if not fits.all() or counts.sum() > 2 * len(along):  # uneven, or two slabs far apart: no room is made
        return [1] * len(gaps)
    return [int(count) for count in counts]


def _missing(frames: Sequence[DicomFrame], steps: list[int]) -> list[str]:
    """Where slices are missing between two files."""
    places = [
        f"{count - 1} between {before.label} and {after.label}"
        for before, after, count in zip(frames, frames[1:], steps, strict=False)
        if count > 1
    ]
    total = sum(steps) - len(steps)
    noun = "slice is" if total == 1 else "slices are"
    return [f"{total} {noun} missing and left black: {listed(places)}; look for the files."] if places else []


def _uneven(
    frames: Sequence[DicomFrame], positions: NDArray[np.float64], steps: list[int], step: NDArray[np.float64]
) -> list[str]:
    """Slices that do not lie where even steps would have them."""
    indices = np.concatenate([[0], np.cumsum(steps)])
    strays = np.linalg.norm(positions - (positions[0] + indices[:, None] * step), axis=1)
    limit = max(_STRAY_MM, _STRAY_STEPS * float(np.linalg.norm(step)))
    if strays.max() <= limit:
        return []
    gaps = np.linalg.norm(np.diff(positions, axis=0), axis=1)
    worst = int(strays.argmax())
    apart = f"{gaps.min():.2f} to {gaps.max():.2f} mm apart) and are treated as {float(np.linalg.norm(step)):.2f} mm"
    return [f"Slices lie at uneven positions ({apart} apart; {frames[worst].label} is off by {strays[worst]:.2f} mm."]


def _tilt(step: NDArray[np.float64], across: NDArray[np.float64]) -> list[str]:
    """Slices shifted against each other, as a tilted gantry makes them."""
    along = abs(float(step @ across))
    angle = math.degrees(math.atan2(float(np.linalg.norm(step - across * float(step @ across))), along))
    if angle < _TILT_DEGREES:
        return []
    return [f"Slices are shifted against each other by a tilt of {angle:.1f} degrees; positions follow it."]


def _without_place(frames: Sequence[DicomFrame]) -> tuple[str, ...]:
    """What is known of pictures that do not say where they lie."""
    spacing = frames[0].spacing
    if len(frames) == 1:
        known = f"; its pixels are {spacing[0]:.4g} x {spacing[1]:.4g} mm" if spacing else ""
        return (f"{frames[0].label} does not say where it lies in the patient{known}.",)
    known = f"; their pixels are {spacing[0]:.4g} x {spacing[1]:.4g} mm" if spacing else ""
    which = f"{frames[0].label} to {frames[-1].label}"
    return (f"{which} do not say where they lie in the patient{known}; they are in the order of their numbers.",)
