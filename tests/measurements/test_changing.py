"""How shapes are taken hold of, moved and bent."""

from __future__ import annotations

import math

import numpy as np
import pytest

from xaiviewer.measurements import Measurement, course, distance_to, handles, moved, reshaped

LINE = Measurement(1, "distance", 0, ((2.0, 3.0), (8.0, 5.0)))
BOX = Measurement(2, "rectangle", 0, ((8.0, 6.0), (2.0, 3.0)))
ROUND = Measurement(3, "ellipse", 0, ((0.0, 0.0), (10.0, 4.0)))
CIRCLE = Measurement(
    4, "freehand", 0, tuple((20 + 10 * math.cos(each), 20 + 10 * math.sin(each)) for each in np.linspace(0, 6.2, 60))
)


def test_a_shape_moves_as_a_whole_and_stays_within_the_slice() -> None:
    assert moved(LINE, (1, -1), (20, 20)).points == ((3, 2), (9, 4))
    far = moved(LINE, (100, -100), (20, 20))
    assert far.points == ((13.5, -0.5), (19.5, 1.5))


def test_a_corner_follows_and_the_opposite_one_stays() -> None:
    taken = handles(BOX)
    assert taken == ((2, 3), (8, 3), (8, 6), (2, 6))
    for place in range(4):
        changed = reshaped(BOX, place, (20.0, 30.0))
        assert (20, 30) in handles(changed)
        assert taken[(place + 2) % 4] in handles(changed)


def test_an_end_follows_and_the_other_stays() -> None:
    assert reshaped(LINE, 1, (0.0, 0.0)).points == ((2, 3), (0, 0))


def test_a_freehand_line_follows_beside_its_handle_and_stays_elsewhere() -> None:
    at = handles(CIRCLE)[0]
    bent = reshaped(CIRCLE, 0, (at[0] + 6, at[1]))
    apart = np.linalg.norm(np.array(bent.points) - np.array(CIRCLE.points), axis=1)
    assert apart.max() == pytest.approx(6)
    assert apart[0] == pytest.approx(6)
    assert 0 < apart[2] < 6
    assert 0 < apart[-2] < 6
    assert not apart[10:-10].any()


@pytest.mark.parametrize("drawn", [LINE, BOX, ROUND, CIRCLE], ids=lambda each: each.kind)
def test_handles_lie_on_the_shape_or_at_the_corners_of_its_box(drawn: Measurement) -> None:
    left, top, right, bottom = drawn.box
    line = course(drawn)
    for column, row in handles(drawn):
        corner = column in (left, right) and row in (top, bottom)
        assert corner or distance_to(line, (column, row)) < 1e-9


def test_regions_close_and_lines_do_not() -> None:
    for drawn in (BOX, ROUND, CIRCLE):
        assert np.array_equal(course(drawn)[0], course(drawn)[-1])
    assert len(course(LINE)) == 2


def test_an_ellipse_runs_along_its_equation() -> None:
    x, y = course(ROUND).T
    assert np.allclose(((x - 5) / 5) ** 2 + ((y - 2) / 2) ** 2, 1)


def test_the_distance_to_a_line_ends_at_its_ends() -> None:
    line = np.array([(0.0, 0.0), (10.0, 0.0)])
    assert distance_to(line, (5, 3)) == pytest.approx(3)
    assert distance_to(line, (13, 4)) == pytest.approx(5)
    assert distance_to(line[:1], (3, 4)) == pytest.approx(5)
