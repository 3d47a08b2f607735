"""A mask is moved as a stiff body, stays inside the head, and is counted as it would be if it were drawn there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.agreement.scenes import FRAME, SIDE, disc, lesion
from xaiviewer.agreement.footprint import footprint
from xaiviewer.agreement.nulls.halving import halved, halves
from xaiviewer.agreement.nulls.moves import Moves, drawn_moves, pixels, share_inside
from xaiviewer.agreement.nulls.places import Places, standing_for
from xaiviewer.agreement.nulls.scored import Ground
from xaiviewer.case import Frame

HEAD = disc(31.5, 31.5, 28)


def drawn(mask: NDArray[np.bool_], head: NDArray[np.bool_] = HEAD, *, number: int = 300, seed: int = 0) -> Moves:
    return drawn_moves([(pixels(mask), head)], spacing=(1.0, 1.0), seed=(seed,), number=number)


def test_moved_masks_stay_in_the_head_and_reach_all_of_it():
    moves = drawn(lesion())
    assert len(moves) == 301
    assert (share_inside(moves, pixels(lesion()), HEAD) >= 0.95 - 1e-6).all()
    rows, columns = moves.targets[1:].T
    for along in (rows, columns):
        assert along.min() < 15
        assert along.max() > 48
    angles = np.arctan2(moves.turns[1:, 1, 0], moves.turns[1:, 0, 0])
    assert np.histogram(angles, 4, (-np.pi, np.pi))[0].min() > 40
    assert 0.3 < (np.linalg.det(moves.turns[1:]) < 0).mean() < 0.7


def test_the_first_move_changes_nothing():
    points = pixels(lesion())
    moved = drawn(lesion()).moved(points)[0].T
    assert moved == pytest.approx(points, abs=1e-4)


@pytest.mark.parametrize("spacing", [(1.0, 1.0), (0.5, 2.0)])
def test_a_body_is_stiff_in_millimetres(spacing: tuple[float, float]):
    points = pixels(lesion())[::7]
    moves = drawn_moves([(points, np.ones((SIDE, SIDE), bool))], spacing=spacing, seed=(3,), number=50)
    moved = moves.moved(points) * np.array(spacing)[:, None]
    lengths = np.linalg.norm(moved[:, :, 1:] - moved[:, :, :-1], axis=1)
    assert lengths == pytest.approx(np.broadcast_to(lengths[0], lengths.shape), rel=1e-3)
    back = moves.brought_from(np.array([[10, 20]], np.float32))  # and the way back leads where it came from
    for number in range(len(moves)):
        there = moves.some(slice(number, number + 1)).moved(back[number].T)[0, :, 0]
        assert there == pytest.approx([10, 20], abs=1e-2)


def test_the_same_seed_draws_the_same_moves():
    one, two, other = drawn(lesion()), drawn(lesion()), drawn(lesion(), seed=1)
    assert np.array_equal(one.turns, two.turns)
    assert np.array_equal(one.targets, two.targets)
    assert not np.array_equal(one.targets[1:], other.targets[1:])


def test_a_mask_at_the_edge_of_the_head_need_be_no_farther_inside_elsewhere():
    head = np.zeros((SIDE, SIDE), bool)
    head[:, :40] = True  # a head that ends with the image
    mask = np.zeros_like(head)
    mask[0:8, 36:44] = True  # half of it outside
    moves = drawn(mask, head)
    assert len(moves) > 100
    share = share_inside(moves, pixels(mask), head)
    assert share[0] == pytest.approx(0.5)
    assert share.min() >= 0.5 - 1e-6


def test_a_mask_that_fills_the_head_has_nowhere_to_go():
    mask = np.zeros((SIDE, SIDE), bool)
    mask[10:50, 20:40] = True
    assert len(drawn(mask, mask)) < 301  # little but to be mirrored or turned half round, where it is


def test_slices_move_as_one_and_are_counted_together():
    one, two = lesion(), disc(40, 20, 5)
    bodies = [(pixels(one), HEAD), (pixels(two), HEAD)]
    moves = drawn_moves(bodies, spacing=(1.0, 1.0), seed=(0,), number=200)
    both = [share_inside(moves, points, head) * len(points) for points, head in bodies]
    assert (sum(both) / (len(bodies[0][0]) + len(bodies[1][0])) >= 0.95 - 1e-6).all()


@pytest.mark.parametrize("grid", [(32, 2), (16, 4), (4, 16), (2, 32), (1, 64)])
def test_cells_hold_the_pixels_of_a_moved_mask(grid: tuple[int, int]):
    cells, stride = grid
    mask = lesion()
    places = Places(mask, standing_for(mask), drawn(mask))
    covered = places.covered(FRAME.placement(stride), (cells, cells), slice(None))
    whole = footprint(FRAME, (cells, cells), stride, (SIDE, SIDE))
    assert covered[0] == pytest.approx(whole.covered(mask).ravel(), abs=1e-3)
    assert covered.sum(axis=1) == pytest.approx(np.full(len(covered), mask.sum()), rel=1e-4)  # no area is lost


def test_a_mask_moved_by_whole_pixels_is_the_mask_drawn_there():
    mask = lesion()
    pivot = pixels(mask).mean(axis=0)
    moves = Moves.none(pivot).then(Moves(np.eye(2, dtype=np.float32)[None], pivot[None] + [[3, -9]], pivot))
    places = Places(mask, standing_for(mask), moves)
    frame = Frame(2.3, -4.1, 50.0, SIDE)
    for stride in (2, 8):
        grid = (SIDE // stride, SIDE // stride)
        covered = places.covered(frame.placement(stride), grid, slice(1, 2))
        there = footprint(frame, grid, stride, mask.shape).covered(np.roll(mask, (3, -9), (0, 1)))
        assert covered[0] == pytest.approx(there.ravel(), abs=1e-3)


@settings(max_examples=30)
@given(stride=st.sampled_from([1, 2, 4, 8, 16]), size=st.sampled_from([64, 40, 48, 56]), centre=st.floats(-2, 2))
def test_a_coarse_grids_cells_are_sums_of_a_finer_ones(stride: int, size: int, centre: float):
    frame, mask = Frame(-3.2, 1.7, 61.0, size), lesion()
    grounds = []
    for step in (stride, 2 * stride):
        grid = (-(-size // step),) * 2
        cells = footprint(frame, grid, step, mask.shape, "centred", (centre, centre))
        placement = frame.placement(step, centre=(centre, centre))
        grounds.append(Ground(cells, placement, grid, cells.covered(mask).ravel(), 0.5))
    fine, coarse = grounds
    assert halves(fine, coarse)
    assert not halves(coarse, fine)
    made = halved(fine.cells.covered(mask).reshape(1, -1), fine.grid)
    assert made[0] == pytest.approx(coarse.cells.covered(mask).ravel(), abs=1e-2)


def test_grids_that_are_shifted_are_not_made_of_each_other():
    cells = footprint(FRAME, (32, 32), 2, (SIDE, SIDE))
    fine = Ground(cells, FRAME.placement(2), (32, 32), cells.area.ravel(), 0.5)
    shifted = Ground(cells, FRAME.placement(4, "half-pixel"), (16, 16), cells.area.ravel(), 0.5)
    assert not halves(fine, shifted)


def test_a_large_mask_is_read_at_evenly_spread_pixels():
    mask = disc(32, 32, 30)
    points = standing_for(mask, 512)
    assert 300 < len(points) <= 800
    assert points.mean(axis=0) == pytest.approx([32, 32], abs=0.5)
    assert mask[tuple(points.astype(int).T)].all()
    assert len(standing_for(lesion())) == lesion().sum()
