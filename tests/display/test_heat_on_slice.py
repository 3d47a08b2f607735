"""A frame may reach beyond the slice: only what lies on the slice counts, and a blank is always said."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from xaiviewer.agreement import Marked, assessments
from xaiviewer.case import Frame, Placement
from xaiviewer.display.appearance import Appearance, Contrast, Fusion, Polarity, Scale
from xaiviewer.display.heat import BELOW_THRESHOLD, full_colour, fuse, heat, no_evidence, to_maximum, tone, unseen
from xaiviewer.requests import Curve, Layer, LayerMaps, Request

SHAPE = (40, 32)
FRAME = Frame(-10.5, -12.5, 60, 64)  # reaches beyond the slice on all sides
GRID, STRIDE = (16, 16), 4
PLACE = FRAME.placement(STRIDE)


def _only(row: int, column: int) -> NDArray[np.float32]:
    """A map that speaks for the class in one cell alone."""
    values = np.full(GRID, -1, np.float32)
    values[row, column] = 1
    return values


def _scores(values: NDArray[np.float32], frame: Frame, shape: tuple[int, int]) -> NDArray[np.float32]:
    layer = Layer("layer", "relu", (values.shape[0], values.shape[1]), STRIDE)
    mask = np.zeros(shape, bool)
    mask[shape[0] // 4 : shape[0] // 2, shape[1] // 4 : shape[1] // 2] = True
    marked = Marked(mask, np.ones(shape, bool))
    maps = LayerMaps(Request.of("grad-cam", network="w", class_index=1), 0, (values,))
    (found,) = assessments([maps], [layer], frame, marked).values()
    curves = [each.outcome.values[0] for each in found.values() if isinstance(each.outcome, Curve)]
    return np.array(curves, dtype=np.float32)


@pytest.mark.parametrize("polarity", get_args(Polarity))
def test_evidence_beyond_the_slice_alone_is_no_evidence(polarity: Polarity) -> None:
    outside = np.zeros(GRID, np.float32)
    outside[0, 0] = 5
    appearance = Appearance(polarity=polarity)
    assert no_evidence(outside, PLACE, SHAPE, appearance)
    assert not heat(outside, PLACE, SHAPE, appearance).any()
    assert np.isnan(_scores(outside, FRAME, SHAPE)).all()


@pytest.mark.parametrize("how", get_args(Fusion))
def test_a_cell_beyond_the_slice_takes_no_colour_from_those_on_it(how: Fusion) -> None:
    inside = np.zeros(GRID, np.float32)
    inside[6, 7] = 1
    beside = inside.copy()
    beside[0, 0] = 1000
    appearance = Appearance(normalise="case", draw_above=0.3, fusion=how)
    np.testing.assert_array_equal(heat(beside, PLACE, SHAPE, appearance), heat(inside, PLACE, SHAPE, appearance))
    assert full_colour([beside, inside], PLACE, SHAPE, replace(appearance, scale="maximum", soften=False)) == 1
    assert full_colour([beside], PLACE, SHAPE, appearance) == full_colour([inside], PLACE, SHAPE, appearance)
    fused = [fuse([each, inside], [PLACE, PLACE], SHAPE, appearance) for each in (beside, inside)]
    drawn = [tone(to_maximum(each), appearance) for each in fused]
    np.testing.assert_array_equal(*drawn)
    np.testing.assert_array_equal(_scores(beside, FRAME, SHAPE), _scores(inside, FRAME, SHAPE))


def test_the_pointing_game_asks_for_the_strongest_cell_on_the_slice() -> None:
    values = _only(*(6, 7))  # centred on pixel (12.3, 14.2): in the mask
    values[0, 0] = 1000
    assert _scores(values, FRAME, SHAPE)[2] == 1


def test_nothing_above_the_threshold_is_said_as_that() -> None:
    appearance = Appearance(normalise="case", draw_above=0.5)
    drawn = heat(_only(6, 7), PLACE, SHAPE, appearance, reference=10.0)
    assert unseen(drawn, appearance) == BELOW_THRESHOLD
    assert unseen(heat(_only(6, 7), PLACE, SHAPE, Appearance()), Appearance()) == ""


_APPEARANCES = st.builds(
    Appearance,
    polarity=st.sampled_from(get_args(Polarity)),
    normalise=st.sampled_from(["slice", "case"]),
    scale=st.sampled_from(get_args(Scale)),
    contrast=st.sampled_from(get_args(Contrast)),
    draw_above=st.sampled_from([0.0, 0.1, 0.6]),
    alignment=st.sampled_from(["centred", "half-pixel"]),
    smooth=st.booleans(),
    soften=st.booleans(),
)


@st.composite
def _maps(draw: st.DrawFn) -> tuple[NDArray[np.float32], Frame, tuple[int, int]]:
    """A map with little evidence, a frame that may be anywhere about the slice, and the slice's shape."""
    cells = draw(st.integers(1, 9))
    stride = draw(st.sampled_from([STRIDE, 32]))
    shape = (draw(st.integers(8, 48)), draw(st.integers(8, 48)))
    side = draw(st.floats(0.3, 2)) * max(shape)
    row, column = (draw(st.floats(-1, 0.6)) * each for each in shape)
    random = np.random.default_rng(draw(st.integers(0, 1000)))
    values = -random.random((cells, cells)) * draw(st.sampled_from([0.0, 1.0]))
    for _ in range(draw(st.integers(0, 3))):
        values[random.integers(cells), random.integers(cells)] = 10 ** random.uniform(-3, 3)
    return values.astype(np.float32), Frame(row, column, side, cells * stride), shape


@given(_maps(), _APPEARANCES, st.sampled_from([1.0, 1e4]))
def test_a_heat_is_seen_or_its_absence_is_said(
    made: tuple[NDArray[np.float32], Frame, tuple[int, int]], appearance: Appearance, case_over_slice: float
) -> None:
    values, frame, shape = made
    place: Placement = frame.placement(frame.size // values.shape[0], appearance.alignment)
    top = full_colour([values], place, shape, appearance) * case_over_slice
    drawn = heat(values, place, shape, appearance, reference=top)
    assert np.abs(drawn).max() <= 1
    if no_evidence(values, place, shape, appearance):
        assert not drawn.any()
    elif (
        appearance.draw_above == 0
        and not appearance.signed
        and (appearance.normalise == "slice" or case_over_slice == 1)
    ):
        assert unseen(drawn, appearance) == ""
    if not drawn.any() or np.abs(drawn).max() < 0.02:
        assert no_evidence(values, place, shape, appearance) or unseen(drawn, appearance)


@given(_maps(), _APPEARANCES)
def test_contrast_never_changes_which_pixels_are_drawn(
    made: tuple[NDArray[np.float32], Frame, tuple[int, int]], appearance: Appearance
) -> None:
    values, frame, shape = made
    place = frame.placement(frame.size // values.shape[0], appearance.alignment)
    plain = heat(values, place, shape, replace(appearance, contrast="none"))
    np.testing.assert_array_equal(heat(values, place, shape, appearance) != 0, plain != 0)


@given(_maps())
def test_a_map_is_scored_where_it_holds_evidence_on_the_slice(
    made: tuple[NDArray[np.float32], Frame, tuple[int, int]],
) -> None:
    values, frame, shape = made
    frame = replace(frame, size=values.shape[0] * STRIDE)
    silent = no_evidence(values, frame.placement(STRIDE), shape, Appearance())
    assert np.isnan(_scores(values, frame, shape)).all() == silent
