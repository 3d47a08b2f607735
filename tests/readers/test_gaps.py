"""Slices that were never acquired: which they are, what is said of them, and that no mask is counted there."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaiviewer.case import Geometry, Grid, Mask
from xaiviewer.readers.grids import gaps
from xaiviewer.readers.grids.reslice import Axes

FLAIR = np.arange(1, 6 * 8 * 8 + 1, dtype=np.int16).reshape(6, 8, 8)
ACQUIRED = (True, True, False, False, True, True)


@pytest.fixture
def made(helpers):
    """The makers of series and masks in memory."""
    return helpers(Path(__file__).with_name("test_assemble.py"))


def flair(made, values=FLAIR, matrix=None, read=ACQUIRED):
    filled = values * np.array(read)[:, None, None]
    return made.series("flair", values, matrix, source=made.Stored(filled.astype(values.dtype), read=read))


@pytest.mark.parametrize("sign", [1, -1])
def test_missing_slices_are_known_whichever_way_slices_run(made, sign):
    read = (True, False, True, True, True, True)
    case = made.case_of(flair(made, matrix=made.affine(signs=(1, 1, sign)), read=read))
    assert case.absent == ({1} if sign > 0 else {4})
    assert len(case) == 6
    assert len(case.indices) == 5
    number = 2 if sign > 0 else 5
    assert f"Slice {number} was not acquired: nothing is analysed, scored or counted there." in case.notices


def test_outlines_where_nothing_was_acquired_are_told_and_not_counted(made):
    drawn = np.zeros(FLAIR.shape, np.int16)
    drawn[1:4, 2:4, 2:5] = 1
    case = made.case_of(flair(made), masks=[made.mask("seg", drawn)])
    assert list(case.mask.areas_px) == [0, 6, 0, 0, 0, 0]
    assert list(case.mask.drawn) == list(ACQUIRED)
    assert case.mask_of(2) is None
    (said,) = [each for each in case.notices if "outlines" in each]
    assert said == "The mask seg outlines 12 voxels where there is no picture (slices 3 and 4); they are left out."


def test_nothing_is_said_of_a_mask_that_keeps_to_the_pictures(made):
    drawn = np.zeros(FLAIR.shape, np.int16)
    drawn[1, 2:4, 2:5] = 1
    case = made.case_of(flair(made), masks=[made.mask("seg", drawn)])
    assert not any("outlines" in each for each in case.notices)
    assert list(case.mask.drawn) == list(ACQUIRED)


def test_black_slices_that_were_acquired_are_not_called_missing(made):
    values = FLAIR.copy()
    values[2:4] = 0
    case = made.case_of(made.series("flair", values))
    assert (case.absent, case.blank) == (frozenset(), {2, 3})
    assert len(case) == 6
    assert not any("not acquired" in each for each in case.notices)


def test_a_gap_of_a_sagittal_series_is_no_part_of_the_axial_slices(made):
    """Every axial slice is cut by the gap: it stays, and what a mask outlines in the gap is left out."""
    order = (1, 2, 0)  # columns run to posterior, rows to superior, slices to the left
    matrix = made.affine(order=order, spacing=(1.0, 1.0, 1.0))
    drawn = np.zeros(FLAIR.shape, np.int16)
    drawn[2:4, 1, 3:5] = drawn[0:2, 4, 3:5] = 1
    case = made.case_of(flair(made, matrix=matrix), masks=[made.mask("seg", drawn, matrix)])
    assert len(case) == 8
    assert case.absent == frozenset()
    assert any("33.3 % of the pixels have no picture" in each for each in case.notices)
    assert any("outlines 4 voxels where there is no picture (slice 2)" in each for each in case.notices)
    assert case.mask.voxels.sum() == 4
    assert list(np.flatnonzero(~case.mask.drawn)) == [1]  # its outline is lost: whether there is a tumour is unknown


def test_a_gap_is_found_where_slices_are_interpolated(made):
    matrix = made.affine(spacing=(1.0, 2.0, 5.0))  # pixels that are not square
    case = made.case_of(flair(made, matrix=matrix))
    assert case.shape[0] == 16
    assert case.absent == {2, 3}
    assert not any("of the pixels have no picture" in each for each in case.notices)


def test_a_series_that_ends_early_is_missing_on_the_other_slices_and_it_is_said(made):
    short = made.series("t1", FLAIR[:4] + 7)
    case = made.case_of(made.series("flair", FLAIR), short)
    assert case.absent == frozenset()
    assert case.volume("t1").absent == {4, 5}
    assert any(
        "T1, t1, has no picture of slices 5 and 6: there the networks see FLAIR in its place." in each
        for each in case.notices
    )


def test_a_series_with_gaps_of_its_own_is_missing_there(made):
    t1 = made.series("t1", FLAIR, source=made.Stored(FLAIR, read=(False, True, True, True, True, True)))
    case = made.case_of(made.series("flair", FLAIR), t1)
    assert (case.absent, case.volume("t1").absent) == (frozenset(), {0})
    assert any("T1, t1, has no picture of slice 1:" in each for each in case.notices)


def test_finer_slices_and_a_smaller_field_leave_no_slice_out(made):
    fine = made.affine(spacing=(1.0, 1.0, 1.0), origin=(-18.0, 31.0, 4.0))
    t1 = made.series("t1", np.ones((32, 6, 5), np.int16), fine)
    case = made.case_of(made.series("flair", FLAIR), t1)
    assert case.volume("t1").absent == frozenset()


def test_slices_are_named_as_they_are_counted():
    assert gaps.slices(frozenset({2})) == "slice 3"
    assert gaps.slices(frozenset({2, 3})) == "slices 3 and 4"
    assert gaps.slices(frozenset({0, 4, 5, 6, 9})) == "slices 1, 5 to 7 and 10"


@given(read=st.lists(st.booleans(), min_size=1, max_size=12).filter(any), flip=st.booleans(), seed=st.integers(0, 99))
def test_no_voxel_of_a_mask_is_counted_or_lost_unsaid(read, flip, seed):
    """What stays and what is said to be left out is what was outlined; on what was acquired nothing changes."""
    there = np.array(read)
    shape = (len(there), 5, 4)
    grid = Grid(Geometry(np.diag([1.0, 1.0, 3.0, 1.0]), known=True), shape)
    found = gaps.gaps_of(there, grid, grid, Axes(flips=(flip, False, False)))
    here = there[::-1] if flip else there
    assert found.absent == set(np.flatnonzero(~here))
    voxels = np.random.default_rng(seed).random(shape) > 0.7
    kept, said = gaps.without_gaps(Mask(voxels, np.ones(len(here), bool)), found, "seg")
    np.testing.assert_array_equal(kept.voxels[here], voxels[here])
    np.testing.assert_array_equal(kept.drawn, here)
    lost = int(voxels[~here].sum())
    assert (f"outlines {lost} voxels" in said[0]) if lost else said == []


def test_what_is_interpolated_from_a_missing_slice_is_no_picture():
    """Slices 4 mm apart, of which the middle one is missing, seen every millimetre: a quarter of it is too much."""
    wide, fine = np.diag([1.0, 1.0, 4.0, 1.0]), np.diag([1.0, 1.0, 1.0, 1.0])
    acquired, target = Grid(Geometry(wide), (5, 3, 3)), Grid(Geometry(fine), (17, 3, 3))
    found = gaps.gaps_of(np.array([True, True, False, True, True]), acquired, target, None)
    assert found.absent == frozenset(range(5, 12))
