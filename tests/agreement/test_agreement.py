"""Maps against a mask: small cases counted by hand, brute force, and what must hold for any map."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from xaiviewer.agreement import Marked, assessments
from xaiviewer.agreement.footprint import Footprint, footprint
from xaiviewer.agreement.ranking import ranking_scores
from xaiviewer.agreement.scores import scores
from xaiviewer.case import Frame
from xaiviewer.case.frame import Alignment
from xaiviewer.requests import MEASURES, Curve, Layer, LayerMaps, Request

_WHOLE = Frame(-0.5, -0.5, 8, 8)  # an 8 x 8 slice, seen whole, pixel for pixel
_PIXELS = footprint(_WHOLE, (8, 8), 1, (8, 8))
_MAPS = hnp.arrays(np.int16, (8, 8), elements=st.integers(-4000, 4000)).map(lambda m: (m / 1000).astype(np.float32))
_MASKS = hnp.arrays(np.bool_, (8, 8)).filter(np.any)


def _score(
    map_: NDArray[Any], mask: NDArray[np.bool_], cells: Footprint = _PIXELS, threshold: float = 0.5
) -> dict[str, float]:
    (values,) = scores(map_[None].astype(np.float32), mask, cells, threshold)
    return dict(zip(MEASURES, values.tolist(), strict=True))


def _upsampled(
    map_: NDArray[np.float32], frame: Frame, stride: int, shape: tuple[int, int], how: Alignment
) -> NDArray[np.float64]:
    """The map on the slice's pixels, one pixel at a time: bilinear, clamped inside the frame, zero outside of it."""
    placement = frame.placement(stride, how)
    last_row, last_column = map_.shape[0] - 1, map_.shape[1] - 1
    image = np.zeros(shape)
    for row, column in np.ndindex(shape):
        if not (frame.row <= row < frame.row + frame.side and frame.column <= column < frame.column + frame.side):
            continue
        y = min(max((row - placement.row) / placement.step, 0), last_row)
        x = min(max((column - placement.column) / placement.step, 0), last_column)
        i, j = min(int(y), last_row - 1), min(int(x), last_column - 1)
        a, b = y - i, x - j
        above = (1 - b) * map_[i, j] + b * map_[i, j + 1]
        below = (1 - b) * map_[i + 1, j] + b * map_[i + 1, j + 1]
        image[row, column] = (1 - a) * above + a * below
    return image


def _ranking_by_hand(map_: NDArray[np.float32], mask: NDArray[np.bool_]) -> tuple[float, float]:
    """Rank accuracy and average precision over pixels, ties counted by their expected value."""
    values, truth = np.maximum(map_, 0).ravel(), mask.ravel()
    precision, rank, before = 0.0, None, np.array([0.0, 0.0])
    wanted = truth.sum()
    for threshold in np.unique(values)[::-1]:
        above = values >= threshold
        now = np.array([truth[above].sum(), above.sum()], dtype=float)
        precision += (now[0] - before[0]) * now[0] / now[1] / wanted
        if rank is None and now[1] >= wanted:
            rank = (before[0] + (wanted - before[1]) * (now[0] - before[0]) / (now[1] - before[1])) / wanted
        before = now
    assert rank is not None
    return rank, precision


def test_a_small_case_counted_by_hand() -> None:
    map_ = np.zeros((8, 8))
    map_[2, 2], map_[2, 3], map_[5, 5], map_[6, 6] = 4, 3, 2, -9
    mask = np.zeros((8, 8), dtype=bool)
    mask[2, 2:4] = mask[3, 2:4] = True
    found = _score(map_, mask)
    assert found["mass"] == pytest.approx(7 / 9)
    # the best four pixels: two in the mask, one outside, and one of 61 that tie at 0, two of which are in the mask
    assert found["rank_accuracy"] == pytest.approx((2 + 2 / 61) / 4)
    assert found["pointing"] == 1
    assert found["average_precision"] == pytest.approx((1 + 1 + 2 * 4 / 64) / 4)
    assert found["iou"] == pytest.approx(2 / 5)  # three pixels reach half of the maximum
    assert found["dice"] == pytest.approx(4 / 7)


def test_the_threshold_decides_what_counts_as_marked() -> None:
    map_ = np.zeros((8, 8))
    map_[0, :4] = (1, 0.8, 0.6, 0.4)
    mask = np.zeros((8, 8), dtype=bool)
    mask[0, :2] = True
    assert [_score(map_, mask, threshold=share)["iou"] for share in (0.9, 0.7, 0.5, 0.3)] == pytest.approx(
        [1 / 2, 1, 2 / 3, 2 / 4]
    )


@given(mask=_MASKS)
def test_a_perfect_map_scores_one_everywhere(mask: NDArray[np.bool_]) -> None:
    assert _score(mask.astype(np.float32), mask) == pytest.approx(dict.fromkeys(MEASURES, 1.0))


@given(mask=_MASKS.filter(lambda mask: not mask.all()))
def test_a_map_of_everything_but_the_mask_scores_nothing(mask: NDArray[np.bool_]) -> None:
    found = _score((~mask).astype(np.float32), mask)
    assert found["mass"] == found["pointing"] == found["iou"] == found["dice"] == 0
    assert found["average_precision"] == pytest.approx(mask.mean(), abs=1e-6)  # found last, behind all else


@given(map_=_MAPS, mask=_MASKS)
def test_scores_lie_between_zero_and_one(map_: NDArray[np.float32], mask: NDArray[np.bool_]) -> None:
    values = np.array(list(_score(map_, mask).values()))
    assert np.isnan(values).all() if map_.max() <= 0 else ((values >= 0) & (values <= 1)).all()


@given(map_=_MAPS.filter(lambda map_: map_.max() > 1e-3), mask=_MASKS, exponent=st.integers(-20, 20))
def test_the_scale_of_a_map_does_not_matter(map_: NDArray[np.float32], mask: NDArray[np.bool_], exponent: int) -> None:
    assert _score(map_ * np.float32(2.0**exponent), mask) == pytest.approx(_score(map_, mask), rel=1e-5, abs=1e-6)


@given(map_=_MAPS.filter(lambda map_: map_.max() > 1e-3), mask=_MASKS)
def test_only_the_positive_part_counts(map_: NDArray[np.float32], mask: NDArray[np.bool_]) -> None:
    assert _score(map_, mask) == _score(np.maximum(map_, 0), mask)


@given(map_=_MAPS.filter(lambda map_: map_.max() > 1e-3), mask=_MASKS)
def test_rankings_equal_those_of_pixels(map_: NDArray[np.float32], mask: NDArray[np.bool_]) -> None:
    rank, precision = _ranking_by_hand(np.maximum(map_, 0) / map_.max(), mask)
    found = _score(map_, mask)
    assert found["rank_accuracy"] == pytest.approx(rank, abs=1e-5)
    assert found["average_precision"] == pytest.approx(precision, abs=1e-5)


@pytest.mark.parametrize("how", ["centred", "half-pixel"])
@pytest.mark.parametrize(
    ("frame", "grid", "stride"),
    [
        (Frame(-0.5, -0.5, 32, 32), (8, 8), 4),
        (Frame(3.2, 5.7, 21.5, 64), (8, 8), 8),  # a frame inside the slice, at another scale
        (Frame(-4.3, -6.1, 45, 64), (4, 4), 16),  # a frame that reaches beyond the slice
        (Frame(-0.5, -0.5, 40, 64), (32, 32), 2),
    ],
)
def test_mass_equals_that_of_the_upsampled_map(
    frame: Frame, grid: tuple[int, int], stride: int, how: Alignment
) -> None:
    random = np.random.default_rng(1)
    map_ = random.standard_normal(grid).astype(np.float32)
    mask = random.random((32, 28)) < 0.2
    image = _upsampled(np.maximum(map_, 0), frame, stride, mask.shape, how)
    cells = footprint(frame, grid, stride, mask.shape, how)
    assert _score(map_, mask, cells)["mass"] == pytest.approx(image[mask].sum() / image.sum(), rel=1e-5)


@given(
    row=st.floats(-10, 10), column=st.floats(-10, 10), side=st.floats(12, 60), stride=st.sampled_from([2, 4, 8, 16, 32])
)
def test_cells_stand_for_every_pixel_of_the_frame_once(row: float, column: float, side: float, stride: int) -> None:
    frame = Frame(row, column, side, 64)
    cells = footprint(frame, (64 // stride, 64 // stride), stride, (40, 48))
    rows, columns = np.arange(40), np.arange(48)
    seen = ((rows >= row) & (rows < row + side)).sum() * ((columns >= column) & (columns < column + side)).sum()
    assert cells.area.sum() == pytest.approx(seen, rel=1e-5)
    assert cells.covered(np.ones((40, 48), dtype=bool)) == pytest.approx(cells.area, rel=1e-4, abs=1e-4)


@given(mask=hnp.arrays(np.bool_, (32, 32)).filter(np.any), stride=st.sampled_from([2, 4, 8]))
def test_a_uniform_maps_mass_is_the_masks_share_of_the_frame(mask: NDArray[np.bool_], stride: int) -> None:
    cells = footprint(Frame(-0.5, -0.5, 32, 32), (32 // stride, 32 // stride), stride, (32, 32))
    found = _score(np.ones((32 // stride, 32 // stride)), mask, cells)
    for name in ("mass", "rank_accuracy", "average_precision"):  # all cells tie: each is what chance would give
        assert found[name] == pytest.approx(mask.mean(), rel=1e-4)


def test_pointing_asks_for_the_pixel_at_the_strongest_cells_centre() -> None:
    frame = Frame(-0.5, -0.5, 32, 32)
    map_ = np.zeros((4, 4))
    map_[1, 2] = 1
    mask = np.zeros((32, 32), dtype=bool)
    mask[8, 16] = True  # stride 8, receptive fields centred on 0, 8, 16, 24
    assert _score(map_, mask, footprint(frame, (4, 4), 8, (32, 32)))["pointing"] == 1
    assert _score(map_, mask, footprint(frame, (4, 4), 8, (32, 32), "half-pixel"))["pointing"] == 0
    map_[3, 3] = 1
    assert _score(map_, mask, footprint(frame, (4, 4), 8, (32, 32)))["pointing"] == 0.5


def test_cells_beside_the_slice_count_for_nothing() -> None:
    frame = Frame(-8.5, -0.5, 32, 32)  # its first two rows of cells lie above the slice
    map_ = np.zeros((8, 8))
    map_[0, 0], map_[4, 4] = 100, 1
    mask = np.zeros((24, 32), dtype=bool)
    mask[8, 16] = True
    found = _score(map_, mask, footprint(frame, (8, 8), 4, (24, 32)))
    assert found["pointing"] == 1
    assert found["mass"] > 0


@pytest.mark.parametrize(("level", "drawn"), [(1.0, False), (0.0, True), (-1.0, True)])
def test_nothing_to_compare_is_nan(level: float, drawn: bool) -> None:
    mask = np.full((8, 8), drawn)
    assert np.isnan(list(_score(np.full((8, 8), level), mask).values())).all()


def test_a_map_that_says_nothing_leaves_its_neighbours_scores_alone() -> None:
    random = np.random.default_rng(2)
    mask = random.random((8, 8)) < 0.3
    maps = random.standard_normal((3, 8, 8)).astype(np.float32)
    maps[1] = -1
    together = scores(maps, mask, _PIXELS, 0.5)
    assert np.isnan(together[1]).all()
    for index in (0, 2):
        assert together[index] == pytest.approx(np.array(list(_score(maps[index], mask).values())), rel=1e-5)


def test_assessments_hold_every_layer_by_every_method() -> None:
    random = np.random.default_rng(3)
    frame = Frame(-0.5, -0.5, 32, 32)
    layers = [Layer(f"l{n}", "relu", (32 // s, 32 // s), s) for n, s in enumerate((2, 4, 4, 8))]
    explanations = [
        LayerMaps(
            Request.of(method, network="w", class_index=1),
            0,
            tuple(random.standard_normal(layer.grid).astype(np.float32) for layer in layers),
        )
        for method in ("grad-cam", "layer-cam")
    ]
    mask, head = np.zeros((2, 32, 32), dtype=bool)
    mask[10:14, 10:15], head[4:28, 6:30] = True, True
    found = assessments(explanations, layers, frame, Marked(mask, head), threshold=0.4)
    assert [request.method for request in found] == ["grad-cam", "layer-cam"]
    for explanation in explanations:
        assessed = found[explanation.request]
        assert list(assessed) == list(MEASURES)
        assert assessed["mass"].chance == pytest.approx(20 / 576)
        assert np.isnan(assessed["dice"].chance)
        assert [each.parameters for each in assessed.values()][3:] == [(), (("threshold", 0.4),), (("threshold", 0.4),)]
        curves = [each.outcome.values for each in assessed.values() if isinstance(each.outcome, Curve)]
        assert not any(each.flags.writeable for each in curves)
        for layer, map_, values in zip(layers, explanation.maps, np.stack(curves, axis=1), strict=True):
            cells = footprint(frame, layer.grid, layer.stride, (32, 32))
            assert values == pytest.approx(np.array(list(_score(map_, mask, cells, 0.4).values())), rel=1e-5)


def test_chance_counts_the_head_alone() -> None:
    mask, head = np.zeros((2, 8, 8), dtype=bool)
    head[2:6, 2:6], mask[1:4, 2:4] = True, True
    assert Marked(mask, head).chance == pytest.approx(4 / 16)
    assert np.isnan(Marked(mask, np.zeros_like(head)).chance)


def test_a_mask_outside_the_frame_ranks_nothing() -> None:
    mask = np.zeros((24, 24), dtype=bool)
    mask[20:, 20:] = True
    found = _score(np.ones((4, 4)), mask, footprint(Frame(-0.5, -0.5, 8, 8), (4, 4), 2, (24, 24)))
    assert found == dict.fromkeys(MEASURES, 0.0)


def test_a_mask_that_is_larger_than_what_the_network_sees_counts_whole():
    maps = np.array([[0.9, 0.1, 0.5], [0.1, 0.9, 0.5]], np.float32)
    inside, area = np.array([1, 1, 0], np.float32), np.array([2, 1, 1], np.float32)
    rank, precision = ranking_scores(maps, inside, area, mask_pixels=10)
    assert rank == pytest.approx([0.2, 0.2])  # all four pixels are among the ten strongest, and two of them are its own
    assert precision == pytest.approx([(1 / 2 + 2 / 4) / 10, (1 / 1 + 2 / 4) / 10])


def test_a_cell_beyond_the_slice_is_not_pointed_at_even_where_it_is_as_strong():
    values, mask = np.zeros((1, 8, 8), np.float32), np.zeros((8, 8), bool)
    values[0, 2, 3] = values[0, 5, 5] = 1
    mask[2, 3] = True
    lies = np.ones((8, 8), bool)
    lies[5, 5] = False
    pointing = list(MEASURES).index("pointing")
    assert scores(values, mask, _PIXELS, 0.5)[0, pointing] == 0.5
    assert scores(values, mask, replace(_PIXELS, lies=lies), 0.5)[0, pointing] == 1
