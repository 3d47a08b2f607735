"""Where a NIfTI file says that its voxels lie. The one place where its RAS+ millimetres become the patient's LPS.

The three methods of nifti1.h: the sform, the qform, or nothing but the voxels' sizes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Geometry
from xaiviewer.readers.grids.orientation import unit

_RAS_TO_LPS = np.diag([-1.0, -1.0, 1.0, 1.0])
_UNITS = {1: ("metres", 1000.0), 3: ("micrometres", 0.001)}
_DISAGREE_MM, _DISAGREE_DEGREES = 0.1, 0.1
_SHEAR_DEGREES = 0.1
_SMALLEST_MM, _LARGEST_MM, _FARTHEST_MM = 1e-5, 1e4, 1e6

Matrix = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class AffineFields:
    """The header's fields that say where voxels lie.

    Attributes:
        shape: (columns, rows, slices).
        sizes: of a voxel along them, in the file's units; as stated, whatever that is.
        handedness: -1 where the qform's third axis is turned round, else 1.
        sform, qform: index to RAS+ as stated, in the file's units; None where the file says that there is none.
        units: code of the unit of length.
        oriented: False for a format that keeps no orientation.
    """

    shape: tuple[int, int, int]
    sizes: Matrix
    sform: Matrix | None
    qform: Matrix | None
    units: int
    oriented: bool

    @classmethod
    @np.errstate(invalid="ignore")  # a signalling NaN in a damaged header
    def of(cls, fields: Any, shape: tuple[int, int, int], *, oriented: bool) -> AffineFields:
        """From nibabel's header, of which nothing was checked; `shape` is (slices, rows, columns)."""
        slices, rows, columns = shape
        pixdim = fields["pixdim"].astype(np.float64)
        sform = qform = None
        if oriented and fields["sform_code"] > 0:
            sform = np.asarray(fields.get_sform(), dtype=np.float64)
        if oriented and fields["qform_code"] > 0:
            quaternion, offset = (
                np.array([fields[f"{name}_{axis}"] for axis in axes], dtype=np.float64)
                for name, axes in (("quatern", "bcd"), ("qoffset", "xyz"))
            )
            qform = _from_quaternion(quaternion, offset, pixdim)
        units = int(fields["xyzt_units"]) & 0x07 if oriented else 2
        return cls((columns, rows, slices), np.abs(pixdim[1:4]), sform, qform, units, oriented)


def geometry_of(stated: AffineFields) -> tuple[Geometry, tuple[str, ...]]:
    """The geometry in LPS millimetres, and sentences on what was assumed or does not agree."""
    name, scale = _UNITS.get(stated.units, ("", 1.0))
    notices = [f"It gives lengths in {name}; they were turned into millimetres."] if name else []
    given = {"sform": stated.sform, "qform": stated.qform}
    scaled = {key: _flat_filled(_scaled(each, scale), stated) for key, each in given.items() if each is not None}
    usable = {key: each for key, each in scaled.items() if _usable(each)}
    notices += [
        f"Its {key} is not a usable affine (zero, singular or not finite) and was left out."
        for key in scaled
        if key not in usable
    ]
    if not usable:
        geometry, sentence = _from_sizes(stated, scale)
        return geometry, (*notices, sentence)
    if len(usable) == 2:
        notices += _disagreement(usable["sform"], usable["qform"], stated.shape)
    affine = next(iter(usable.values()))
    notices += _shear(affine)
    return Geometry(_RAS_TO_LPS @ affine, known=True), tuple(notices)


def _from_quaternion(quaternion: Matrix, offset: Matrix, pixdim: Matrix) -> Matrix:
    """Method 2 of nifti1.h. nibabel's own `get_qform` refuses rounded quaternions, sizes below 0 and a factor of 0."""
    from nibabel.quaternions import quat2mat  # noqa: PLC0415 - it takes half a second to import

    with np.errstate(all="ignore"):
        squares = float(np.sum(quaternion**2))
    if not math.isfinite(squares):
        return np.full((4, 4), np.nan)
    first = 1 - squares  # near 0 the rotation is by 180 degrees, with rounding
    sizes = np.abs(pixdim[1:4])
    sizes[2] *= -1 if pixdim[0] < 0 else 1
    affine = np.eye(4)
    with np.errstate(all="ignore"):
        affine[:3, :3] = quat2mat([math.sqrt(first) if first >= 1e-7 else 0.0, *quaternion]) * sizes
    affine[:3, 3] = offset
    return affine


def _scaled(affine: Matrix, scale: float) -> Matrix:
    out = affine.copy()
    with np.errstate(all="ignore"):
        out[:3] *= scale
    return out


def _flat_filled(affine: Matrix, stated: AffineFields) -> Matrix:
    """A single slice often states no thickness: its axis becomes the normal of the other two, 1 mm long."""
    out = affine.copy()
    for axis, count in enumerate(stated.shape):
        if count == 1 and np.isfinite(affine).all() and not affine[:3, axis].any():
            one, other = (axis + 1) % 3, (axis + 2) % 3
            out[:3, axis] = unit(np.cross(unit(affine[:3, one]), unit(affine[:3, other])))
    return out


def _usable(affine: Matrix) -> bool:
    """Finite, of credible size, and its axes span space."""
    if not np.isfinite(affine).all() or np.abs(affine).max() > _FARTHEST_MM:
        return False
    lengths = np.linalg.norm(affine[:3, :3], axis=0)
    if lengths.min() < _SMALLEST_MM or lengths.max() > _LARGEST_MM:
        return False
    return abs(float(np.linalg.det(affine[:3, :3] / lengths))) > 1e-3


def _from_sizes(stated: AffineFields, scale: float) -> tuple[Geometry, str]:
    """Method 1: sizes alone. Axes as files without orientation mostly have them, the centre at 0, as nibabel has it."""
    sizes = stated.sizes * scale
    sizes[(np.array(stated.shape) == 1) & ~(sizes > 0)] = 1
    if not np.isfinite(sizes).all() or sizes.min() < _SMALLEST_MM or sizes.max() > _LARGEST_MM:
        return Geometry(), "It gives neither orientation nor usable voxel sizes: nothing can be measured in it."
    affine = np.diag([-sizes[0], sizes[1], sizes[2], 1.0])
    affine[:3, 3] = -affine[:3, :3] @ ((np.array(stated.shape) - 1) / 2)
    what = "It gives no orientation" if stated.oriented else "The Analyze format keeps no orientation"
    return (
        Geometry(_RAS_TO_LPS @ affine, known=True, oriented=False),
        (
            f"{what}: sizes are right, but left and right, and where it lies, are not known. "
            "Columns were taken to run to the left, rows to anterior, slices to superior."
        ),
    )


def _disagreement(sform: Matrix, qform: Matrix, shape: tuple[int, int, int]) -> list[str]:
    corners = np.array(list(product(*((0, count - 1) for count in shape)))) @ (sform - qform)[:3, :3].T
    apart = float(np.linalg.norm(corners + (sform - qform)[:3, 3], axis=1).max())
    cosines = [float(unit(sform[:3, axis]) @ unit(qform[:3, axis])) for axis in range(3)]
    turned = max(math.degrees(math.acos(min(max(each, -1.0), 1.0))) for each in cosines)
    if apart <= _DISAGREE_MM and turned <= _DISAGREE_DEGREES:
        return []
    return [f"Its sform and qform disagree, by up to {apart:.1f} mm and {turned:.1f}°; the sform was taken."]


def _shear(affine: Matrix) -> list[str]:
    axes = affine[:3, :3] / np.linalg.norm(affine[:3, :3], axis=0)
    products = [float(axes[:, one] @ axes[:, other]) for one, other in ((0, 1), (0, 2), (1, 2))]
    off = max(abs(90 - math.degrees(math.acos(min(max(each, -1.0), 1.0)))) for each in products)
    if off <= _SHEAR_DEGREES:
        return []
    return [f"Its axes are not perpendicular to each other but sheared by {off:.1f}°."]
