"""Where left and right, front and back are on a slice, and where a pixel lies in the patient, in words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Geometry
from xaiviewer.readers.grids.orientation import AnatomicalPlane
from xaiviewer.ui.language import figure, tr

_DIRECTIONS = (("L", "R"), ("P", "A"), ("S", "I"))  # LPS: the positive and the negative end of each axis


def orientation(geometry: Geometry) -> tuple[str, str, str, str] | None:
    """Letters for the left, right, top and bottom edge of a slice; None where the file does not say."""
    if not _placed(geometry):
        return None
    right, bottom = (_towards(geometry.affine[:3, axis]) for axis in (0, 1))
    return _opposite(right), right, _opposite(bottom), bottom


def turned(letters: tuple[str, str, str, str], *, mirrored: bool, upended: bool) -> tuple[str, str, str, str]:
    """The letters of a slice (see `orientation`) where the view is flipped."""
    left, right, top, bottom = letters
    if mirrored:
        left, right = right, left
    if upended:
        top, bottom = bottom, top
    return left, right, top, bottom


def flips(*, mirrored: bool, upended: bool) -> str:
    """How the view is flipped; empty where it is not."""
    if mirrored and upended:
        return tr("Flipped left to right and top to bottom")
    return tr("Flipped left to right") if mirrored else tr("Flipped top to bottom") if upended else ""


def convention(case: Case, *, mirrored: bool = False, upended: bool = False) -> str:
    """How the slices are turned on the screen, in words."""
    letters = orientation(case.geometry)
    if letters is None:
        flipped = flips(mirrored=mirrored, upended=upended)
        return flipped or tr("Orientation as stored: the files do not state it")
    left = turned(letters, mirrored=mirrored, upended=upended)[0]
    if left == "R":
        return tr("Radiological convention: the patient's right is on your left")
    if left == "L":
        return tr("Neurological convention: the patient's left is on your left")
    return tr("Left edge of the picture: {letter}").format(letter=left)


def spacing(geometry: Geometry) -> str:
    """Width, height and distance of the voxels, as in "0.94 × 0.94 × 5 mm"; empty where the file does not say."""
    if not geometry.known:
        return ""
    deep, high, wide = geometry.spacing_mm
    return figure(f"{wide:.3g} × {high:.3g} × {deep:.3g} mm")


def plane(found: AnatomicalPlane) -> str:
    """In which plane slices were acquired."""
    if found.name == "unknown":
        return tr("not stated")
    name, degrees = tr(found.name), f"{found.degrees:.0f}"
    if found.oblique:
        return tr("oblique (nearest: {plane}, {degrees}°)").format(plane=name, degrees=degrees)
    return tr("{plane}, tilted {degrees}°").format(plane=name, degrees=degrees) if found.tilted else name


def patient_position(geometry: Geometry, row: float, column: float, index: int) -> str:
    """A pixel's place in the patient, as in "R 17.6, P 35.3, S 12.1 mm"; empty where the file does not say."""
    if not _placed(geometry):
        return ""
    point = geometry.affine[:3] @ (column, row, index, 1.0)
    parts = [
        figure(f"{ends[0] if value >= 0 else ends[1]} {abs(value):.1f}")
        for ends, value in zip(_DIRECTIONS, point, strict=True)
    ]
    return tr(", ", "between coordinates").join(parts) + " mm"  # where the decimal mark is a comma, another one


def _placed(geometry: Geometry) -> bool:
    """Whether positions and directions in the patient mean anything."""
    return geometry.known and geometry.oriented


def _towards(direction: NDArray[np.float64]) -> str:
    axis = int(np.argmax(np.abs(direction)))
    positive, negative = _DIRECTIONS[axis]
    return positive if direction[axis] >= 0 else negative


def _opposite(letter: str) -> str:
    return next(pair[1] if pair[0] == letter else pair[0] for pair in _DIRECTIONS if letter in pair)
