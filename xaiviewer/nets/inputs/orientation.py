"""Which way the axes of a network of volumes run, and how a case's axes are put in that order. Free of torch.

The letters say what an axis runs towards: RAS, as NIfTI and MONAI have it, to the patient's right, to the front, up.
Patients lie in millimetres of DICOM's axes, which run to the left, to the back and up (PS3.3 C.7.6.2.1.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.errors import UsageError

RADIOLOGICAL = "radiological"
"""As slices are shown: the slices first, rows from the front to the back, columns from the patient's right to left."""

_TOWARDS = {"L": (0, 1), "R": (0, -1), "P": (1, 1), "A": (1, -1), "S": (2, 1), "I": (2, -1)}
"""Of each letter the axis of DICOM's patient, and whether along or against it."""

_UPRIGHT = ("column", "row", "slice")
"""Axes of a case whose slices are axial, in the order of the patient's."""


def axes_of(orientation: str) -> tuple[str, ...]:
    """What the network's axes are of axial slices: ("column", "row", "slice") of RAS; fewer where one comes twice."""
    if orientation == RADIOLOGICAL:
        return "slice", "row", "column"
    return tuple(dict.fromkeys(_UPRIGHT[_TOWARDS[letter][0]] for letter in orientation))


@dataclass(frozen=True)
class Axes:
    """From ``[slice, row, column]`` of a case to a network's three axes, and back.

    Attributes:
        order: for each of the network's axes the case's.
        flipped: for each of the network's axes whether it runs against the case's.
    """

    order: tuple[int, int, int] = (0, 1, 2)
    flipped: tuple[bool, bool, bool] = (False, False, False)

    def to_network(self, values: NDArray[Any]) -> NDArray[Any]:
        """``[..., slice, row, column]`` in the network's order."""
        first = values.ndim - 3
        turned = values.transpose(*range(first), *(first + each for each in self.order))
        return np.ascontiguousarray(np.flip(turned, tuple(first + axis for axis in range(3) if self.flipped[axis])))

    def to_case(self, values: NDArray[Any]) -> NDArray[Any]:
        """``[..., axis, axis, axis]`` of the network as slices, rows and columns."""
        first = values.ndim - 3
        unflipped = np.flip(values, tuple(first + axis for axis in range(3) if self.flipped[axis]))
        back = tuple(first + self.order.index(axis) for axis in range(3))
        return np.ascontiguousarray(unflipped.transpose(*range(first), *back))

    def of_case(self, axis: int) -> tuple[int, bool]:
        """The network's axis that is one of the case's, and whether it runs against it."""
        own = self.order.index(axis)
        return own, self.flipped[own]


def axes_for(orientation: str, case: Case) -> Axes:
    """How a case's axes are put in a network's order.

    Raises:
        UsageError: where the network asks for the patient's axes, and the case's files do not say how the patient lies.
    """
    if orientation == RADIOLOGICAL:
        return Axes()
    if not case.geometry.placed:
        raise UsageError(
            f"The network takes volumes oriented {orientation}, and the files of {case.name} do not say which way the "
            "patient lies; open it as DICOM or NIfTI."
        )
    directions = case.geometry.affine[:3, :3][:, ::-1]  # of slices, rows and columns
    share = np.abs(directions / np.linalg.norm(directions, axis=0))
    nearest: dict[int, int] = {}  # of each of the patient's axes the case's
    for _ in range(3):
        patient, own = (int(each) for each in np.unravel_index(int(np.argmax(share)), share.shape))
        nearest[patient] = own
        share[patient, :] = share[:, own] = -1
    wanted = [_TOWARDS[letter] for letter in orientation]
    first, second, third = (nearest[patient] for patient, _ in wanted)
    against = [bool(directions[patient, nearest[patient]] * sign < 0) for patient, sign in wanted]
    return Axes((first, second, third), (against[0], against[1], against[2]))
