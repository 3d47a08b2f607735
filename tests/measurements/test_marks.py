"""Marks: brush, eraser and fill."""

from __future__ import annotations

import math

import numpy as np
import pytest

from xaiviewer.measurements import Marks, brush, filled


def test_a_brush_paints_a_disc_and_an_eraser_wipes_it_away() -> None:
    mask = np.zeros((41, 41), dtype=bool)
    brush(mask, (20, 20), (20, 20), (8, 8), on=True)
    rows, columns = np.mgrid[:41, :41]
    assert np.array_equal(mask, np.hypot(rows - 20, columns - 20) <= 8)
    brush(mask, (20, 20), (20, 20), (9, 9), on=False)
    assert not mask.any()


def test_a_stroke_leaves_no_gap_however_fast_the_hand() -> None:
    mask = np.zeros((60, 200), dtype=bool)
    brush(mask, (10, 30), (190, 30), (4, 4), on=True)
    assert mask[26:35, 10:191].all()
    assert mask.sum() == pytest.approx(9 * 181 + math.pi * 16, rel=0.02)


def test_a_brush_is_round_on_pixels_that_are_not_square() -> None:
    mask = np.zeros((41, 41), dtype=bool)
    brush(mask, (20, 20), (20, 20), (12, 4), on=True)
    assert mask[20].sum() == 25
    assert mask[:, 20].sum() == 9


@pytest.mark.parametrize("at", [(-50, -50), (3, -20), (100, 3)])
def test_a_brush_beside_the_slice_paints_nothing(at: tuple[float, float]) -> None:
    mask = np.zeros((9, 9), dtype=bool)
    brush(mask, at, at, (2, 2), on=True)
    assert not mask.any()


def test_the_smallest_brush_paints_the_pixel_it_is_over() -> None:
    mask = np.zeros((9, 9), dtype=bool)
    brush(mask, (4, 5), (4, 5), (0, 0), on=True)
    assert np.argwhere(mask).tolist() == [[5, 4]]


def test_a_hole_is_filled_and_nothing_else() -> None:
    mask = np.zeros((20, 20), dtype=bool)
    mask[4:12, 4:12] = True
    mask[6:9, 6:9] = False
    mask[10, 10] = False
    found = filled(mask, (7.2, 6.9))
    assert found is not None
    assert found[6:9, 6:9].all()
    assert not found[10, 10]
    assert not mask[7, 7], "the marks before stay as they were"


@pytest.mark.parametrize("at", [(0, 0), (5, 5), (-4, 2), (19.6, 3)])
def test_what_is_not_enclosed_is_not_filled(at: tuple[float, float]) -> None:
    mask = np.zeros((20, 20), dtype=bool)
    mask[4:12, 4:12] = True
    assert filled(mask, at) is None


def test_a_slanted_line_of_pixels_that_touch_at_corners_encloses() -> None:
    mask = np.zeros((11, 11), dtype=bool)
    for step in range(6):
        for row, column in ((step, 5 + step), (10 - step, 5 + step), (step, 5 - step), (10 - step, 5 - step)):
            mask[row, column] = True
    found = filled(mask, (5, 5))
    assert found is not None
    assert found[5, 5]
    assert not found[0, 0]


def test_marks_are_frozen_and_empty_slices_are_none() -> None:
    mask = np.zeros((4, 4), dtype=bool)
    mask[1, 1] = True
    marks = Marks().with_slice(3, mask)
    mask[2, 2] = True
    kept = marks.of(3)
    assert kept is not None
    assert kept.sum() == 1
    assert not kept.flags.writeable
    assert marks.with_slice(3, np.zeros((4, 4), dtype=bool)).slices == {}
