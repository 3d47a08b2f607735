"""Scores at every place of a mask are those that the mask would get if it were drawn there."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score

from tests.agreement.scenes import FRAME, SIDE, disc, lesion
from xaiviewer.agreement.footprint import footprint
from xaiviewer.agreement.nulls.ceiling import ceilings
from xaiviewer.agreement.nulls.moves import Moves, pixels
from xaiviewer.agreement.nulls.pictures import on_grid
from xaiviewer.agreement.nulls.places import Places, standing_for
from xaiviewer.agreement.nulls.pointing import Target
from xaiviewer.agreement.nulls.scored import KEYS, Ground, scored
from xaiviewer.agreement.otsu import otsu
from xaiviewer.agreement.scores import scores
from xaiviewer.case import Frame
from xaiviewer.requests import FURTHER_MEASURES, MEASURES

HEAD = disc(31.5, 31.5, 28)
QUARTER = np.array([[0, -1], [1, 0]], np.float32)


def ground(
    stride: int, shape: tuple[int, int] = (SIDE, SIDE), frame: Frame = FRAME, cells: int | None = None
) -> Ground:
    side = cells or frame.size // stride
    grid = (side, side)
    behind = footprint(frame, grid, stride, shape)
    head = np.ones(shape, bool) if shape != HEAD.shape else HEAD
    return Ground(behind, frame.placement(stride), grid, behind.covered(head).ravel(), 0.5)


def at(
    maps: NDArray[np.floating],
    mask: NDArray[np.bool_],
    here: Ground,
    moves: Moves | None = None,
    spacing: tuple[float, float] | None = (1.0, 1.0),
) -> dict[str, NDArray[np.float32]]:
    moves = Moves.none(pixels(mask).mean(axis=0)) if moves is None else moves
    target = Target(mask, spacing, 5.0, max(here.placement.steps))
    places = Places(mask, standing_for(mask), moves)
    return dict(scored(maps.astype(np.float32), places, here, target, 0.1))


@settings(max_examples=30)
@given(
    maps=hnp.arrays(np.int16, (3, 8, 8), elements=st.integers(-9, 9)),
    mask=hnp.arrays(np.bool_, (40, 36)).filter(np.any),
    frame=st.sampled_from([Frame(-0.5, -0.5, 36, 64), Frame(5.2, 3.1, 25, 64), Frame(-8.5, -6.5, 60, 64)]),
)
def test_where_the_mask_is_drawn_they_are_the_scores_of_every_slice(
    maps: NDArray[np.int16], mask: NDArray[np.bool_], frame: Frame
):
    here = ground(8, (40, 36), frame)
    plain = scores(maps.astype(np.float32), mask, here.cells, 0.5)
    points = Places(mask, pixels(mask), Moves.none(pixels(mask).mean(axis=0)))
    found = scored(maps.astype(np.float32), points, here, Target(mask, None, 5.0, 8.0), 0.1)
    for column, key in enumerate(MEASURES):
        assert found[key][:, 0] == pytest.approx(plain[:, column], abs=2e-4, nan_ok=True), key


def test_a_mask_turned_and_mirrored_scores_as_the_mask_drawn_so():
    random = np.random.default_rng(0)
    mask = lesion()
    middle = np.array([31.5, 31.5], np.float32)
    turns = np.stack([np.eye(2), QUARTER, np.diag([1, -1]), QUARTER @ QUARTER]).astype(np.float32)
    moves = Moves(turns, np.repeat(middle[None], 4, axis=0), middle)
    drawn = [mask, np.rot90(mask), mask[:, ::-1], mask[::-1, ::-1]]
    for stride in (1, 4, 8):
        here = ground(stride)
        maps = random.standard_normal((5, *here.grid))
        maps[1] = np.round(maps[1])  # values that tie
        found = at(maps, mask, here, moves)
        for place, there in enumerate(drawn):
            alone = at(maps, np.ascontiguousarray(there), here)
            for key in KEYS:
                assert found[key][:, place] == pytest.approx(alone[key][:, 0], abs=2e-4), (key, place)


def test_pixels_rank_as_in_scikit_learn():
    random = np.random.default_rng(1)
    mask, here = lesion(), ground(1)
    maps = random.random((3, SIDE, SIDE))
    maps[1] = np.round(4 * maps[1])
    maps[2] = np.maximum(maps[2] - 0.7, 0)
    found = at(maps, mask, here)
    for number, map_ in enumerate(maps):
        inside = roc_auc_score(mask[HEAD], map_[HEAD])
        assert found["auroc"][number, 0] == pytest.approx(inside, abs=1e-4)
        assert found["average_precision"][number, 0] == pytest.approx(
            average_precision_score(mask.ravel(), map_.ravel()), abs=1e-4
        )


def test_otsus_threshold_parts_a_map_as_opencv_does():
    random = np.random.default_rng(2)
    grey = (random.normal(60, 12, (5, 64, 64)) + 120 * lesion()).clip(0, 255).astype(np.uint8)
    marked = otsu((grey / 255).reshape(5, -1).astype(np.float32), np.ones(64 * 64, np.float32))
    for number, picture in enumerate(grey):
        threshold, _ = cv2.threshold(picture, 0, 255, cv2.THRESH_OTSU)
        assert np.mean(marked[number] == (picture > threshold).ravel()) > 0.999
    assert not otsu(np.full((1, 9), 0.4, np.float32), np.ones(9, np.float32)).any()


def test_a_cell_counts_as_the_pixels_that_it_stands_for():
    values = np.array([[0.1, 0.2, 0.8, 0.9]], np.float32)
    assert otsu(values, np.array([1, 1, 1, 1], np.float32)).tolist() == [[False, False, True, True]]
    assert otsu(values, np.array([0, 0, 5, 5], np.float32)).tolist() == [[False, False, False, True]]


def test_pointing_is_forgiven_by_a_cell_or_by_millimetres():
    mask = np.zeros((SIDE, SIDE), bool)
    mask[20:25, 20:25] = True
    maps = np.zeros((3, 16, 16))
    maps[0, 5, 5] = maps[1, 5, 7] = maps[2, 5, 12] = 1  # pixels (20, 20), (20, 28), (20, 48): 0, 4 and 24 beside it
    found = at(maps, mask, ground(4))
    assert found["pointing"][:, 0].tolist() == [1, 0, 0]
    assert found["pointing_within_a_cell"][:, 0].tolist() == [1, 1, 0]
    assert found["pointing_within_mm"][:, 0].tolist() == [1, 1, 0]
    assert at(maps, mask, ground(4), spacing=(1.0, 2.0))["pointing_within_mm"][:, 0].tolist() == [1, 0, 0]
    assert np.isnan(at(maps, mask, ground(4), spacing=None)["pointing_within_mm"]).all()


def test_a_cell_of_a_stretched_input_is_as_near_as_it_is_long_down_and_across():
    mask = np.zeros((SIDE, SIDE), bool)
    mask[20:25, 10:13] = True
    here = ground(4, frame=Frame(-0.5, -0.5, SIDE / 2, SIDE, aspect=2.0))
    assert here.placement.steps == (4.0, 2.0)
    maps = np.zeros((4, 16, 16))
    maps[0, 7, 5] = maps[1, 8, 5] = 1  # 4 and 8 pixels below it, a cell's length and twice that
    maps[2, 5, 7] = maps[3, 5, 8] = 1  # 2 and 4 pixels beside it
    assert at(maps, mask, here)["pointing_within_a_cell"][:, 0].tolist() == [1, 0, 1, 0]
    head = np.zeros_like(mask)
    head[:, 11] = True
    target = Target(mask, None, 5.0, 4.0)
    assert target.share_of(head, "pointing_within_a_cell", (4.0, 2.0)) == pytest.approx(13 / SIDE)


def test_a_map_that_says_nothing_has_no_score():
    found = at(np.stack([-np.ones((8, 8)), np.ones((8, 8))]), lesion(), ground(8))
    assert set(found) == {*MEASURES, *FURTHER_MEASURES}
    assert all(np.isnan(each[0]).all() and not np.isnan(each[1]).any() for each in found.values())


def test_one_cell_holds_all_and_tells_nothing():
    found = at(np.ones((1, 1, 1)), lesion(), ground(64))
    share = lesion().sum() / SIDE**2
    assert found["mass"][0, 0] == pytest.approx(share, rel=1e-4)
    assert found["auroc"][0, 0] == pytest.approx(0.5, abs=1e-4)


@settings(max_examples=30)
@given(seed=st.integers(0, 1000), stride=st.sampled_from([2, 4, 8, 16, 32, 64]))
def test_no_map_of_a_grid_comes_above_its_ceiling(seed: int, stride: int):
    random = np.random.default_rng(seed)
    mask = np.roll(lesion(), random.integers(-15, 15, 2), (0, 1))
    here = ground(stride)
    here = replace(here, head=here.cells.covered(HEAD | mask).ravel())
    inside = on_grid(mask.astype(float), here.cells)
    of_mask = {key: float(each[0, 0]) for key, each in at(inside[None], mask, here).items()}
    highest = ceilings(mask, here.cells, here.head, of_mask, 0.1)
    maps = random.random((4, *here.grid)) ** 8
    maps[1] *= inside
    maps[2] = inside * (inside >= np.quantile(inside, random.random()))
    maps[3] = inside == inside.max()
    found = at(maps, mask, here)
    for key, values in found.items():
        assert (values[:, 0] <= highest[key] + 1e-4).all(), key
