"""Axes of networks of volumes: which of a case's they are, and which way they run."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from xaiviewer.case import Case, Geometry
from xaiviewer.errors import UsageError
from xaiviewer.nets.inputs.orientation import RADIOLOGICAL, Axes, axes_for, axes_of


def lying(case: Case, affine: np.ndarray, *, known: bool = True) -> Case:
    geometry = Geometry(affine, known=known)
    return dataclasses.replace(
        case, volumes=tuple(dataclasses.replace(each, geometry=geometry) for each in case.volumes)
    )


AXIAL = np.diag([1.0, 1.0, 3.0, 1.0])  # columns run to the left, rows to the back, slices up
SAGITTAL = np.array([[0.0, 0, 2, 0], [1, 0, 0, 0], [0, -1, 0, 0], [0, 0, 0, 1]])


def test_axes_of_axial_slices_run_as_the_letters_say(small_case: Case) -> None:
    axes = axes_for("RAS", lying(small_case, AXIAL))
    assert axes == Axes((2, 1, 0), (True, True, False))
    assert axes_for("LPS", lying(small_case, AXIAL)) == Axes((2, 1, 0), (False, False, False))


def test_axes_of_sagittal_slices_are_found_in_the_patient(small_case: Case) -> None:
    # slices run to the left, rows down, columns to the back
    assert axes_for("RAS", lying(small_case, SAGITTAL)) == Axes((0, 2, 1), (True, True, True))


def test_a_corner_of_the_patient_lies_where_the_letters_say(small_case: Case) -> None:
    values = np.zeros((3, 4, 5))
    values[2, 0, 0] = 1  # up, to the front, to the patient's right
    turned = axes_for("RAS", lying(small_case, AXIAL)).to_network(values)
    assert turned.shape == (5, 4, 3)
    assert np.argwhere(turned).tolist() == [[4, 3, 2]]


@pytest.mark.parametrize("affine", [AXIAL, SAGITTAL])
@pytest.mark.parametrize("orientation", [RADIOLOGICAL, "RAS", "LPS", "SAL"])
def test_what_goes_to_the_network_comes_back(small_case: Case, affine: np.ndarray, orientation: str) -> None:
    values = np.random.default_rng(0).random((2, 3, 4, 5))
    axes = axes_for(orientation, lying(small_case, affine))
    np.testing.assert_array_equal(axes.to_case(axes.to_network(values)), values)


def test_a_case_that_does_not_say_how_the_patient_lies_is_refused(small_case: Case) -> None:
    with pytest.raises(UsageError, match="which way the patient lies"):
        axes_for("RAS", lying(small_case, AXIAL, known=False))


def test_an_axis_that_comes_twice_is_noticed() -> None:
    assert len(axes_of("RLS")) == 2
    assert axes_of("RAS") == ("column", "row", "slice")
