"""A pixel belongs to a structure when its centre lies inside the contour or on it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from xaiviewer.readers.dicom.segmentation import contours
from xaiviewer.readers.dicom.segmentation.contours import XOR, filled
from xaiviewer.readers.dicom.segmentation.planes import spacing_mm

CLOSED = "CLOSED_PLANAR"


def polygon(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points, dtype=float)


def square(low: float, high: float) -> np.ndarray:
    return polygon((low, low), (high, low), (high, high), (low, high))


def fill(*given: np.ndarray, kind: str = CLOSED, size: int = 12) -> np.ndarray:
    return filled([(points, kind) for points in given], size, size)[0]


def block(low: int, high: int, size: int = 12) -> np.ndarray:
    out = np.zeros((size, size), dtype=bool)
    out[low:high, low:high] = True
    return out


def inside(points: np.ndarray, x: float, y: float) -> bool:
    """The even-odd rule as textbooks write it, one point at a time (Shimrat 1962)."""
    odd = False
    for (x0, y0), (x1, y1) in zip(points, np.roll(points, 1, axis=0), strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            odd = not odd
    return odd


@pytest.mark.slow
@given(arrays(bool, (9, 11)))
@settings(max_examples=80)
def test_contours_along_the_edges_of_pixels_give_those_pixels(writing, plane):
    loops = writing.edges(plane)
    assert np.array_equal(filled([(loop, CLOSED) for loop in loops], 9, 11)[0], plane)
    assert np.array_equal(filled([(loop, XOR) for loop in loops], 9, 11)[0], plane)


@given(st.integers(0, 10_000))
@settings(max_examples=60)
def test_any_polygon_follows_the_even_odd_rule(seed):
    points = np.random.default_rng(seed).uniform(-3, 15, (7, 2))  # it crosses itself and leaves the image
    expected = [[inside(points, x, y) for x in range(12)] for y in range(12)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contours, "_ON_LINE", 1e-9)  # the textbook knows no centre on the line
        assert np.array_equal(fill(points), expected)


@pytest.mark.parametrize("at_once", [1, 7])
def test_long_contours_are_worked_on_in_portions(monkeypatch, at_once):
    points = np.random.default_rng(1).uniform(0, 12, (40, 2))
    whole = fill(points)
    monkeypatch.setattr(contours, "_AT_ONCE", at_once)
    assert np.array_equal(fill(points), whole)


def test_a_centre_on_the_contour_is_inside():
    assert np.array_equal(fill(square(2, 6)), block(2, 7))
    assert np.array_equal(fill(square(2.004, 5.996)), block(2, 7))  # as two decimals of a millimetre leave it
    assert np.array_equal(fill(square(2.1, 5.9)), block(3, 6))
    diamond = fill(polygon((5, 2), (8, 5), (5, 8), (2, 5)))
    rows, columns = np.indices((12, 12))
    assert np.array_equal(diamond, abs(rows - 5) + abs(columns - 5) <= 3)


@given(arrays(bool, (9, 11)))
@settings(max_examples=80)
def test_contours_through_the_outermost_pixels_give_those_pixels(plane):
    """As OpenCV draws them, and what is written with its help."""
    loops, _ = cv2.findContours(plane.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    drawn = [(loop[:, 0].astype(float), CLOSED) for loop in loops]
    assert np.array_equal(filled(drawn, 9, 11)[0], plane)


def test_the_direction_and_the_first_point_do_not_matter():
    shape = polygon((1.2, 1), (9.3, 2.7), (7, 10.1), (4, 4.4), (2, 9))
    for turned in (shape, shape[::-1], np.roll(shape, 2, axis=0), np.concatenate([shape, shape[:1]])):
        assert np.array_equal(fill(turned), fill(shape))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_a_contour_inside_is_a_hole_and_one_inside_that_an_island(order):
    rings = [square(0.5, 10.5), square(2.5, 8.5), square(4.5, 6.5)]
    expected = block(1, 11) & ~block(3, 9) | block(5, 7)
    assert np.array_equal(fill(*(rings[index] for index in order)), expected)
    assert np.array_equal(fill(*(rings[index] for index in order), kind=XOR), expected)


def test_a_hole_may_be_cut_by_a_keyhole():
    outer, hole = square(0.5, 8.5), square(2.5, 5.5)
    for inner in (hole, hole[::-1]):
        keyhole = np.concatenate([outer, outer[:1], inner, inner[:1]])
        assert np.array_equal(fill(keyhole), block(1, 9) & ~block(3, 6))


def test_the_rim_of_a_hole_drawn_through_pixels_stays():
    assert np.array_equal(fill(square(1, 9), square(3, 6)), block(1, 10) & ~block(4, 6))


def test_contours_that_overlap_in_part_are_united_and_told():
    both, overlap = filled([(square(0.5, 5.5), CLOSED), (square(3.5, 8.5), CLOSED)], 12, 12)
    assert np.array_equal(both, block(1, 6) | block(4, 9))
    assert overlap
    either, overlap = filled([(square(0.5, 5.5), XOR), (square(3.5, 8.5), XOR)], 12, 12)
    assert np.array_equal(either, block(1, 6) ^ block(4, 9))
    assert not overlap


def test_a_contour_that_is_there_twice_counts_once():
    assert np.array_equal(fill(square(0.5, 5.5), square(0.5, 5.5)[::-1]), block(1, 6))


def test_contours_outside_and_of_no_width():
    assert not fill(square(20, 30), square(-9, -3)).any()
    line = fill(polygon((2, 3), (7, 3), (4, 3)))
    assert np.array_equal(np.argwhere(line), [[3, column] for column in range(2, 8)])


@pytest.mark.parametrize(
    ("at", "hints", "expected"),
    [
        ([0, 2, 4, 6], [], 2.0),
        ([0, 4, 10], [], 2.0),  # planes without any voxel are absent
        ([0, 6, 10], [], 2.0),
        ([0, 6, 12], [3.0], 3.0),
        ([0, 6, 12], [4.0], 6.0),  # the hint does not fit
        ([5], [3.0], 3.0),
        ([5], [], 1.5),
    ],
)
def test_the_distance_of_planes_of_which_some_are_absent(at, hints, expected):
    assert spacing_mm(at, hints, 1.5) == pytest.approx(expected)
