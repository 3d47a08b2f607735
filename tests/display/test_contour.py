"""Outlines along the edges of pixels."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from xaiviewer.display.contour import draw_outline, outline


def area(polygon):
    """Signed area by the shoelace formula; positive for clockwise on a screen (rows run down)."""
    x, y = polygon.T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) / 2)


def test_one_pixel_is_a_square_around_its_centre():
    mask = np.zeros((5, 5), bool)
    mask[2, 3] = True
    (square,) = outline(mask)
    np.testing.assert_array_equal(square, [[2.5, 1.5], [3.5, 1.5], [3.5, 2.5], [2.5, 2.5]])


def test_straight_borders_have_corners_only():
    mask = np.zeros((9, 9), bool)
    mask[1:6, 2:8] = True
    assert len(outline(mask)[0]) == 4


def test_a_hole_runs_the_other_way_round():
    mask = np.ones((5, 5), bool)
    mask[2, 2] = False
    assert sorted(area(each) for each in outline(mask)) == [-1, 25]


def test_pixels_that_touch_at_a_corner_are_apart():
    assert len(outline(np.eye(3, dtype=bool))) == 3
    assert len(outline(np.eye(3, dtype=bool)[::-1])) == 3


def test_a_mask_at_the_edge_of_the_slice_is_closed():
    assert area(outline(np.ones((3, 4), bool))[0]) == 12


def test_an_outline_lies_where_its_mask_does():
    mask = np.zeros((30, 40), bool)
    mask[20:24, 31:36] = True
    mask[21, 33] = False
    alone = outline(mask[20:24, 31:36])
    for there, here in zip(outline(mask), alone, strict=True):
        np.testing.assert_array_equal(there, here + np.array([31, 20]))


def test_an_empty_mask_has_no_outline():
    assert outline(np.zeros((4, 4), bool)) == []


@given(arrays(np.bool_, st.tuples(st.integers(1, 12), st.integers(1, 12))))
def test_the_outlines_enclose_just_the_mask(mask):
    polygons = outline(mask)
    assert sum(area(each) for each in polygons) == np.count_nonzero(mask)
    for each in polygons:
        steps = np.diff(np.concatenate([each, each[:1]]), axis=0)
        assert np.all(np.count_nonzero(steps, axis=1) == 1)  # along pixel edges, never across
        turns = steps[:, 0] * np.roll(steps, -1, axis=0)[:, 1] - steps[:, 1] * np.roll(steps, -1, axis=0)[:, 0]
        assert np.all(turns != 0)  # every point is a corner


def test_a_drawn_outline_stands_on_the_pixels_edge():
    mask = np.zeros((8, 8), bool)
    mask[3:5, 3:5] = True
    image = np.zeros((64, 64, 3), np.uint8)
    draw_outline(image, outline(mask), (0, 255, 0), scale=8)
    rows, columns = np.nonzero(image[..., 1] > 100)
    assert (rows.min(), columns.max()) in {(23, 39), (24, 40), (23, 40), (24, 39)}
