"""Lengths, angles, areas and statistics against closed forms and other implementations."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xaiviewer.case import Geometry
from xaiviewer.measurements import (
    Kind,
    Measurement,
    Point,
    Scale,
    angle,
    area,
    inside,
    length,
    share_of_mass,
    statistics,
)

TALL = Scale(row=2.0, column=0.5, known=True)


def drawn(kind: Kind, *points: Point) -> Measurement:
    return Measurement(1, kind, 0, points)


def test_a_scale_is_in_millimetres_where_the_files_say_so_and_in_pixels_where_not() -> None:
    affine = np.diag([0.5, 2.0, 5.0, 1.0])
    assert Scale.of(Geometry(affine, known=True)) == TALL
    assert Scale.of(Geometry(known=True, oriented=False)).known
    assert Scale.of(Geometry()) == Scale(1.0, 1.0, known=False)


def test_lengths_follow_the_proportions_of_the_pixels() -> None:
    assert length((0, 0), (6, 2), TALL) == pytest.approx(5.0)  # 3 mm across, 4 mm down
    assert length((0, 0), (3, 4), Scale()) == pytest.approx(5.0)


@pytest.mark.parametrize(
    ("points", "scale", "degrees"),
    [
        (((1, 0), (0, 0), (0, 1)), Scale(), 90),
        (((1, 0), (0, 0), (1, 1)), Scale(), 45),
        (((1, 0), (0, 0), (4, 1)), TALL, 45),  # 2 mm across, 2 mm down
        (((1, 0), (0, 0), (-1, 0)), Scale(), 180),
        (((5, 5), (2, 2), (9, 9)), Scale(), 0),
        (((1, 0), (0, 0), (-1, -1)), Scale(), 135),
    ],
)
def test_angles_are_in_true_proportions(points: tuple[Point, ...], scale: Scale, degrees: float) -> None:
    assert angle(points, scale) == pytest.approx(degrees)


def test_areas_of_drawn_shapes_are_exact() -> None:
    assert area(drawn("rectangle", (1, 1), (11, 5)), TALL) == pytest.approx(40)
    assert area(drawn("rectangle", (11, 5), (1, 1)), TALL) == pytest.approx(40), "from whichever corner it was drawn"
    assert area(drawn("ellipse", (0, 0), (8, 6)), TALL) == pytest.approx(math.pi * 4 * 3)
    assert area(drawn("freehand", (0, 0), (4, 0), (0, 3)), Scale()) == pytest.approx(6)
    assert area(drawn("freehand", (0, 3), (4, 0), (0, 0)), Scale()) == pytest.approx(6), "whichever way round"


def test_a_region_holds_the_pixels_whose_centres_lie_in_it() -> None:
    patch = inside(drawn("rectangle", (1.5, 0.5), (4.4, 2.6)), (8, 8))
    assert (patch.top, patch.left, patch.inside.shape) == (1, 2, (2, 3))
    assert patch.inside.all()


def test_what_reaches_beyond_the_slice_is_cut_off() -> None:
    patch = inside(drawn("ellipse", (-10, -10), (10, 10)), (6, 4))
    assert (patch.top, patch.left, patch.inside.shape) == (0, 0, (6, 4))
    assert not inside(drawn("freehand", (20, 20), (30, 20), (25, 30)), (6, 4)).inside.any()


@pytest.mark.parametrize("kind", ["distance", "probe"])
def test_lines_and_places_hold_no_pixels(kind: Kind) -> None:
    points: tuple[Point, ...] = ((1.0, 1.0), (5.0, 5.0)) if kind == "distance" else ((2.0, 2.0),)
    assert not inside(drawn(kind, *points), (8, 8)).inside.any()


def test_an_ellipse_holds_as_many_pixels_as_its_area_says() -> None:
    shape = drawn("ellipse", (10.2, 20.7), (110.9, 160.1))
    assert inside(shape, (200, 200)).inside.sum() == pytest.approx(area(shape, Scale()), rel=0.003)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-3, 24, allow_nan=False), st.floats(-3, 24, allow_nan=False)), min_size=3, max_size=12)
)
def test_a_freehand_line_holds_what_its_winding_says(points: list[tuple[float, float]]) -> None:
    """Pixel by pixel against the crossings of a ray, the definition of the even-odd rule."""
    shape = (20, 22)
    patch = inside(drawn("freehand", *points), shape)
    found = np.zeros(shape, dtype=bool)
    rows, columns = patch.inside.shape
    found[patch.top : patch.top + rows, patch.left : patch.left + columns] = patch.inside
    wanted = np.zeros(shape, dtype=bool)
    for row in range(shape[0]):
        for column in range(shape[1]):
            crossed = 0
            for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
                if (y0 <= row) != (y1 <= row) and x0 + (row - y0) * (x1 - x0) / (y1 - y0) <= column:
                    crossed += 1
            wanted[row, column] = crossed % 2 == 1
    assert np.array_equal(found, wanted)


def test_a_convex_region_holds_what_another_implementation_fills() -> None:
    points = [(20 + 15.3 * math.cos(each), 22 + 9.7 * math.sin(each)) for each in np.arange(0, 2 * math.pi, 0.1)]
    patch = inside(drawn("freehand", *points), (50, 50))
    found = np.zeros((50, 50), dtype=bool)
    found[patch.top : patch.top + patch.inside.shape[0], patch.left : patch.left + patch.inside.shape[1]] = patch.inside
    line = np.array(points, dtype=np.float32).reshape(-1, 1, 2)
    wanted = np.array([[cv2.pointPolygonTest(line, (x, y), False) > 0 for x in range(50)] for y in range(50)])
    assert np.array_equal(found, wanted)


def test_statistics_are_of_the_pixels_alone() -> None:
    values = np.arange(64, dtype=np.int16).reshape(8, 8)
    found = statistics(values, inside(drawn("rectangle", (2, 1), (4, 3)), (8, 8)))
    part = values[1:4, 2:5].astype(float)
    assert found is not None
    assert (found.mean, found.sd) == (pytest.approx(part.mean()), pytest.approx(part.std()))
    assert (found.least, found.most, found.pixels) == (10, 28, 9)


def test_values_that_are_none_are_left_out_and_none_at_all_is_said() -> None:
    values = np.full((8, 8), np.nan, dtype=np.float32)
    region = inside(drawn("rectangle", (1, 1), (3, 3)), (8, 8))
    assert statistics(values, region) is None
    values[2, 2] = 5
    found = statistics(values, region)
    assert found is not None
    assert (found.mean, found.pixels) == (5, 1)


def test_the_share_of_a_map_counts_what_speaks_for_the_class() -> None:
    values = np.zeros((8, 8), dtype=np.float32)
    values[2, 2], values[6, 6], values[2, 3] = 3, 1, -50
    region = inside(drawn("rectangle", (1, 1), (4, 4)), (8, 8))
    assert share_of_mass(values, region) == pytest.approx(0.75)
    assert share_of_mass(-np.abs(values), region) is None


@pytest.mark.parametrize(("kind", "count"), [("distance", 3), ("angle", 2), ("freehand", 2), ("probe", 2)])
def test_too_few_or_too_many_points_are_a_fault(kind: Kind, count: int) -> None:
    with pytest.raises(ValueError, match="points"):
        Measurement(1, kind, 0, tuple((float(each), 0.0) for each in range(count)))
