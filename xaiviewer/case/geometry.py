"""Where the voxels lie in the patient."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.arrays import frozen

_FLAT = 1e-6  # volume of the cell of three unit vectors along the axes, below which these span no space


def _identity() -> NDArray[np.float64]:
    return np.eye(4)


@dataclass(frozen=True, eq=False)
class Geometry:
    """The index-to-patient affine of a volume.

    Attributes:
        affine: 4 x 4, (column, row, slice) index of a voxel centre to LPS millimetres (DICOM PS3.3 C.7.6.2.1.1).
        known: False where the file gives no spacing (plain TIFF): then the affine is the identity, a placeholder
            that must not be shown as millimetres.
        oriented: False where the file gives spacing but not which way the patient lies (TIFF with a resolution):
            then distances are millimetres but positions and anatomical letters mean nothing. Only read where `known`.

    Raises:
        ValueError: where the affine is not finite or its axes do not span space, so that it cannot be inverted.
    """

    affine: NDArray[np.float64] = field(default_factory=_identity)
    known: bool = False
    oriented: bool = True

    def __post_init__(self) -> None:
        affine = np.asarray(self.affine, dtype=np.float64)
        with np.errstate(all="ignore"):
            lengths = np.linalg.norm(affine[:3, :3], axis=0)
            volume = abs(np.linalg.det(affine[:3, :3] / lengths))
        if not np.isfinite(affine).all() or not volume >= _FLAT:
            raise ValueError("the axes of the affine do not span space")
        object.__setattr__(self, "affine", frozen(affine))

    @property
    def placed(self) -> bool:
        """Does the file say where the voxels lie in the patient, and not merely how far apart?"""
        return self.known and self.oriented

    @property
    def spacing_mm(self) -> tuple[float, float, float]:
        """Distance of neighbouring voxel centres along (slice, row, column), in millimetres."""
        column, row, slice_ = np.linalg.norm(self.affine[:3, :3], axis=0)
        return float(slice_), float(row), float(column)


@dataclass(frozen=True, eq=False)
class Grid:
    """Voxels in the patient: how many, and where they lie.

    Attributes:
        geometry: their affine.
        shape: (slices, rows, columns).
    """

    geometry: Geometry
    shape: tuple[int, int, int]
