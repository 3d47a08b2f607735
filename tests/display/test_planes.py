"""Planes through a volume: where their pixels lie, and what they show."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from xaiviewer.case import Geometry
from xaiviewer.display.planes import Angles, Lookup, View, cut, line_on, place_of, plane_through, voxel_at
from xaiviewer.ui.kit.bearings import orientation

SHAPE = (6, 20, 24)


def geometry(spacing: tuple[float, float, float] = (5.0, 1.0, 1.0), *, tilt: float = 0.0) -> Geometry:
    """Axial slices, tilted about the left-right axis by degrees."""
    deep, down, across = spacing
    lean = np.radians(tilt)
    turn = np.array([[1, 0, 0], [0, np.cos(lean), -np.sin(lean)], [0, np.sin(lean), np.cos(lean)]])
    affine = np.eye(4)
    affine[:3, :3] = turn @ np.diag([across, down, deep])
    affine[:3, 3] = (-12, -30, 40)
    return Geometry(affine, known=True)


def ramp(of: Geometry) -> NDArray[np.float32]:
    """Every voxel has a value that is linear in the patient's space."""
    index, row, column = np.indices(SHAPE)
    points = np.stack([column, row, index, np.ones(SHAPE)])
    left, back, up = np.tensordot(of.affine[:3], points, axes=1)
    return (left + 10 * back + 100 * up).astype(np.float32)


@pytest.mark.parametrize("view", ["axial", "sagittal", "coronal", "oblique"])
@pytest.mark.parametrize("tilt", [0.0, 17.0])
def test_every_pixel_has_the_value_of_its_place_in_the_patient(view: View, tilt: float) -> None:
    where = geometry(tilt=tilt)
    middle = place_of(where, (2.5, 9.5, 11.5))
    plane = plane_through(view, where, SHAPE, middle, Angles(25, -10))
    values, inside = cut(ramp(where), Lookup.of(plane, where))
    rows, columns = np.nonzero(inside)
    assert inside.mean() > 0.4
    off = []
    for row, column in list(zip(rows, columns, strict=True))[::7]:
        place = plane.place(row, column)
        index, down, across = voxel_at(where, place)
        if 0 <= index <= 5 and 0 <= down <= 19 and 0 <= across <= 23:  # beyond the centres the edge goes on
            off.append(values[row, column] - place @ (1, 10, 100))
    assert off
    assert np.abs(off).max() < 0.05


@pytest.mark.parametrize(
    ("view", "letters"),
    [("axial", ("R", "L", "A", "P")), ("coronal", ("R", "L", "S", "I")), ("sagittal", ("A", "P", "S", "I"))],
)
def test_planes_are_hung_as_films_are(view: View, letters: tuple[str, ...]) -> None:
    plane = plane_through(view, geometry(tilt=10), SHAPE, place_of(geometry(), (2, 9, 9)))
    assert orientation(plane.geometry) == letters


def test_proportions_are_the_patient_s() -> None:
    where = geometry((5.0, 1.0, 1.0))
    plane = plane_through("coronal", where, SHAPE, place_of(where, (2, 9, 9)))
    assert plane.shape == (6 * 5, 24)
    assert plane.geometry.spacing_mm[1:] == (1.0, 1.0)


def test_an_axial_plane_through_a_slice_is_that_slice() -> None:
    where = geometry()
    values = np.random.default_rng(1).integers(0, 999, SHAPE).astype(np.int16)
    plane = plane_through("axial", where, SHAPE, place_of(where, (3, 4, 5)))
    for smooth in (True, False):
        shown, inside = cut(values, Lookup.of(plane, where), smooth=smooth)
        assert inside.all()
        assert np.array_equal(shown, values[3])


def test_masks_stay_masks() -> None:
    where = geometry((5.0, 1.0, 1.0))
    mask = np.zeros(SHAPE, dtype=bool)
    mask[2, 5:9, 7:11] = True
    plane = plane_through("sagittal", where, SHAPE, place_of(where, (2, 6, 8)))
    shown, _ = cut(mask, Lookup.of(plane, where), smooth=False)
    assert shown.dtype == bool
    assert shown.sum() == 4 * 5  # rows of the mask times the slice's thickness in pixels


def test_slices_without_anything_have_no_part_and_take_none() -> None:
    where = geometry((1.0, 1.0, 1.0))
    values = np.ones(SHAPE, dtype=np.float32)
    present = np.array([True, True, False, True, True, True])
    values[2] = 1000
    lookup = Lookup.of(plane_through("coronal", where, SHAPE, place_of(where, (2, 9, 9))), where)
    moved = Lookup(lookup.matrix + np.array([[0, 0, 0.3], [0, 0, 0], [0, 0, 0]]), lookup.shape)
    for each in (lookup, moved):
        shown, inside = cut(values, each, present=present)
        assert set(np.unique(shown[inside])) == {1.0}
        assert (~inside).any(axis=1).sum() in (1, 2)


def test_a_layer_s_cells_are_looked_up_where_they_lie() -> None:
    where = geometry((5.0, 1.0, 1.0))
    cells = np.zeros((6, 5, 6), dtype=np.float32)  # a step of 4 pixels
    cells[:, 2, 3] = 1
    plane = plane_through("axial", where, SHAPE, place_of(where, (3, 4, 5)))
    shown, _ = cut(cells, Lookup.of(plane, where).cells(1.5, 1.5, (4.0, 4.0)), smooth=False, clamped=True)
    assert np.argwhere(shown).min(axis=0).tolist() == [8, 12]
    assert shown.sum() == 16


def test_planes_cross_where_both_are() -> None:
    where = geometry(tilt=12)
    middle = place_of(where, (2.5, 9.5, 11.5))
    planes = {view: plane_through(view, where, SHAPE, middle) for view in ("axial", "sagittal", "coronal")}
    assert line_on(planes["sagittal"], planes["axial"], middle) == pytest.approx((0, 1)) or line_on(
        planes["sagittal"], planes["axial"], middle
    ) == pytest.approx((0, -1))
    assert line_on(planes["axial"], planes["axial"], middle) is None


@pytest.mark.parametrize("degrees", [-40.0, 30.0])
def test_an_oblique_plane_is_turned_by_what_the_other_planes_show(degrees: float) -> None:
    where = geometry((1.0, 1.0, 1.0))
    middle = place_of(where, (2.5, 9.5, 11.5))
    oblique = plane_through("oblique", where, SHAPE, middle, Angles(degrees, 0))
    on = {view: plane_through(view, where, SHAPE, middle) for view in ("sagittal", "coronal")}
    down, right = line_on(on["sagittal"], oblique, middle) or (0, 0)
    assert np.degrees(np.arctan(down / right)) == pytest.approx(-degrees)
    down, right = line_on(on["coronal"], oblique, middle) or (1, 1)
    assert down == pytest.approx(0, abs=1e-9)


def test_without_spacing_a_voxel_is_a_pixel() -> None:
    plane = plane_through("sagittal", Geometry(), SHAPE, place_of(Geometry(), (2, 9, 9)))
    assert plane.shape == (6, 20)
    assert not plane.geometry.known
    shown, _ = cut(ramp(Geometry()), Lookup.of(plane, Geometry()))
    assert np.array_equal(shown, ramp(Geometry())[:, :, 9])
