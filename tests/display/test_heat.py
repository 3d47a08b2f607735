"""From a signed map to what is drawn."""

from dataclasses import replace

import numpy as np
import pytest

from xaiviewer.case import Frame
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.heat import cells, full_colour, fuse, heat, no_evidence, to_maximum, tone
from xaiviewer.display.upsampling import upsample

SHAPE = (64, 64)
PLAIN = Appearance(scale="maximum", soften=False)
"""The map's own values, full colour at its maximum."""
PLACE = Frame(-0.5, -0.5, 64, 64).placement(8)


@pytest.fixture
def values():
    return np.random.default_rng(1).normal(size=(8, 8)).astype(np.float32)


def test_full_colour_is_the_maximum_of_the_slice(values):
    drawn = heat(values, PLACE, SHAPE, PLAIN)
    row, column = np.unravel_index(values.argmax(), values.shape)
    assert drawn[8 * row, 8 * column] == pytest.approx(1)
    assert drawn.min() == 0


def test_rectifying_comes_before_upsampling(values):
    drawn = heat(values, PLACE, SHAPE, PLAIN)
    positive = upsample(np.maximum(values, 0), PLACE, SHAPE) / values.max()
    np.testing.assert_allclose(drawn, positive, atol=1e-6)


@pytest.mark.parametrize("scale", [1.0, 1e-6, 1e6])
def test_a_map_without_positive_evidence_draws_nothing(values, scale):
    negative = -np.abs(values) * np.float32(scale)
    assert no_evidence(negative, PLACE, SHAPE, Appearance(polarity="positive"))
    assert not heat(negative, PLACE, SHAPE, Appearance()).any()
    assert not heat(negative, PLACE, SHAPE, Appearance(normalise="case"), reference=5.0).any()


def test_negative_evidence_is_evidence_when_both_signs_are_shown(values):
    negative = -np.abs(values)
    assert not no_evidence(negative, PLACE, SHAPE, Appearance(polarity="absolute"))
    assert not no_evidence(negative, PLACE, SHAPE, Appearance(polarity="signed"))
    assert heat(negative, PLACE, SHAPE, Appearance(polarity="absolute")).max() == pytest.approx(1)
    assert heat(negative, PLACE, SHAPE, Appearance(polarity="signed")).min() == pytest.approx(-1)


@pytest.mark.parametrize("polarity", ["positive", "absolute", "signed"])
def test_a_map_of_zeros_holds_no_evidence(polarity):
    assert no_evidence(np.zeros((8, 8), np.float32), PLACE, SHAPE, Appearance(polarity=polarity))


def test_a_case_wide_maximum_makes_slices_comparable(values):
    appearance = replace(PLAIN, normalise="case")
    top = full_colour([values, 4 * values], PLACE, SHAPE, appearance)
    weak, strong = (heat(each, PLACE, SHAPE, appearance, reference=top) for each in (values, 4 * values))
    np.testing.assert_allclose(strong, 4 * weak, rtol=1e-4, atol=1e-6)
    assert strong.max() == pytest.approx(1)


def test_heat_beyond_the_reference_is_cut_off(values):
    assert heat(values, PLACE, SHAPE, PLAIN, reference=float(values.max()) / 2).max() == 1


@pytest.mark.parametrize("contrast", ["none", "stretch", "clahe"])
@pytest.mark.parametrize("polarity", ["positive", "absolute", "signed"])
def test_the_threshold_draws_the_same_pixels_whatever_the_contrast(values, contrast, polarity):
    plain = heat(values, PLACE, SHAPE, Appearance(polarity=polarity))
    drawn = heat(values, PLACE, SHAPE, Appearance(polarity=polarity, draw_above=0.3, contrast=contrast))
    np.testing.assert_array_equal(drawn != 0, np.abs(plain) >= 0.3)
    assert np.abs(drawn).max() <= 1
    np.testing.assert_array_equal(np.sign(drawn), np.sign(plain) * (np.abs(plain) >= 0.3))


def test_what_just_reaches_the_threshold_is_drawn():
    """As it counts as marked in IoU and Dice."""
    ramp = np.array([[0.25, 0.5, 0.75]], np.float32)
    assert tone(ramp, Appearance(draw_above=0.5)).tolist() == [[0.0, 0.5, 0.75]]


def test_stretching_keeps_the_order_and_fills_the_scale():
    ramp = np.linspace(0.2, 0.4, 64 * 64, dtype=np.float32).reshape(SHAPE)
    stretched = tone(ramp, Appearance(contrast="stretch"))
    assert np.all(np.diff(stretched.ravel()) >= 0)
    assert stretched.max() == 1
    assert 0 < stretched.min() < 0.01


def test_local_equalisation_raises_weak_structure():
    weak = np.full(SHAPE, 0.05, np.float32)
    weak[::2] = 0.1
    equalised = tone(weak, Appearance(contrast="clahe"))
    assert equalised[::2].mean() - equalised[1::2].mean() > 0.05


def test_fusing_by_mean_equals_the_mean_of_the_single_heats():
    random = np.random.default_rng(3)
    frame = Frame(3.5, 2.5, 50, 56)
    sizes = [(14, 4), (14, 4), (7, 8)]
    maps = [
        (scale * random.normal(size=(n, n))).astype(np.float32)
        for (n, _), scale in zip(sizes, (1, 1e3, 1e-3), strict=True)
    ]
    places = [frame.placement(stride) for _, stride in sizes]
    single = [heat(each, place, SHAPE, PLAIN) for each, place in zip(maps, places, strict=True)]
    fused = fuse(maps, places, SHAPE, replace(PLAIN, fusion="mean"))
    np.testing.assert_allclose(fused, np.mean(single, axis=0), atol=1e-5)


def test_fusing_by_maximum_keeps_what_any_layer_shows():
    one, other = np.zeros((8, 8), np.float32), np.zeros((8, 8), np.float32)
    one[1, 1], other[5, 5] = 3, 0.02
    fused = fuse([one, other], [PLACE, PLACE], SHAPE, replace(PLAIN, fusion="max"))
    assert fused[8, 8] == pytest.approx(1)
    assert fused[40, 40] == pytest.approx(1)


def test_fusing_signed_maps_keeps_the_value_farthest_from_zero():
    one, other = np.full((8, 8), 0.5, np.float32), np.full((4, 4), -1, np.float32)
    one[0, 0] = 1
    places = [PLACE, Frame(-0.5, -0.5, 64, 64).placement(16)]
    appearance = replace(PLAIN, fusion="max", polarity="signed")
    assert fuse([one, other], places, SHAPE, appearance)[40, 40] == pytest.approx(-1)


def test_a_layer_without_evidence_counts_as_zero(values):
    both = fuse([values, -np.abs(values)], [PLACE, PLACE], SHAPE, replace(PLAIN, fusion="mean"))
    np.testing.assert_allclose(2 * both, heat(values, PLACE, SHAPE, PLAIN), atol=1e-5)


def test_a_fused_heat_reaches_full_colour(values):
    mean, most = Appearance(fusion="mean"), Appearance(fusion="max")
    fused = to_maximum(fuse([values, values.T], [PLACE, PLACE], SHAPE, mean))
    assert tone(fused, mean).max() == pytest.approx(1)
    assert not tone(to_maximum(fuse([-np.abs(values)], [PLACE], SHAPE, most)), most).any()


def _quiet(number: int) -> list[np.ndarray]:
    """Maps of slices on which nothing speaks for the class but noise."""
    return list(np.random.default_rng(7).normal(size=(number, 8, 8)).astype(np.float32) / 10)


def test_full_colour_begins_at_the_99th_percentile_of_the_cases_values_above_zero(values):
    maps = [values, 2 * values, *_quiet(3)]
    appearance = replace(PLAIN, scale="robust")
    pooled = np.concatenate([each[each > 0] for each in maps])
    assert full_colour(maps, PLACE, SHAPE, appearance) == pytest.approx(np.percentile(pooled, 99), rel=1e-5)
    negative = [-each for each in maps]
    signed = replace(appearance, polarity="signed")
    magnitudes = np.concatenate([np.abs(each).ravel() for each in maps])
    assert full_colour(negative, PLACE, SHAPE, signed) == pytest.approx(np.percentile(magnitudes, 99), rel=1e-5)


def test_one_wild_cell_takes_no_colour_from_the_others():
    values = np.abs(np.random.default_rng(2).normal(size=(56, 56))).astype(np.float32)
    place = Frame(-0.5, -0.5, 224, 224).placement(4)
    values[20, 20] = 1000
    robust, by_maximum = (
        np.median(heat(values, place, (224, 224), replace(PLAIN, scale=scale))) for scale in ("robust", "maximum")
    )
    assert robust > 0.2
    assert by_maximum < 0.001


@pytest.mark.parametrize("number", [3, 30, 600])
def test_slices_that_hold_ten_times_less_look_weaker_however_many_they_are(values, number):
    strong, weak = np.abs(values), np.abs(values) / 10
    top = full_colour([strong, *[weak] * number], PLACE, SHAPE, Appearance())
    drawn = heat(weak, PLACE, SHAPE, Appearance(normalise="case"), reference=top)
    assert drawn.max() < 0.35
    assert heat(weak, PLACE, SHAPE, Appearance(normalise="slice"), reference=top).max() == pytest.approx(1)


def test_a_single_cell_of_evidence_reaches_full_colour():
    single = np.zeros((8, 8), np.float32)
    single[3, 4] = 1e-3
    assert heat(single, PLACE, SHAPE, Appearance()).max() == pytest.approx(1, abs=0.02)


def test_smoothing_spreads_a_cell_to_its_neighbours_and_loses_nothing():
    single = np.zeros((14, 14), np.float32)
    single[6, 7] = 1
    place = Frame(-0.5, -0.5, 112, 112).placement(8)
    soft = cells(single, place, (112, 112), Appearance())
    assert soft.sum() == pytest.approx(1, abs=1e-3)
    assert 0.25 < soft[6, 7] < 0.5
    assert 0.05 < soft[6, 8] < soft[6, 7]
    assert soft[6, 10] < 0.01
    np.testing.assert_array_equal(cells(single, place, (112, 112), Appearance(soften=False)), single)
    np.testing.assert_array_equal(cells(single, place, (112, 112), Appearance(smooth=False)), single)


def test_pixels_of_the_input_are_smoothed_over_more_than_one():
    """A fiftieth of what is seen, roughly, whatever the number of pixels."""
    widths = []
    for size in (224, 448):
        single = np.zeros((size, size), np.float32)
        single[size // 2, size // 2] = 1
        soft = cells(single, Frame(-0.5, -0.5, 200, size).placement(1), (200, 200), Appearance())
        widths.append(np.count_nonzero(soft[size // 2] > soft.max() / 2) / size)
    assert widths == pytest.approx([4.7 / 224] * 2, rel=0.15)


def test_drawing_changes_no_map(values):
    before = values.copy()
    for polarity in ("positive", "absolute", "signed"):
        heat(values, PLACE, SHAPE, Appearance(polarity=polarity, contrast="stretch", draw_above=0.2))
    np.testing.assert_array_equal(values, before)


@pytest.mark.parametrize("contrast", ["none", "stretch", "clahe"])
@pytest.mark.parametrize("polarity", ["positive", "signed"])
def test_a_higher_threshold_takes_pixels_away_and_changes_none_that_is_left(values, contrast, polarity):
    """What the colour bar says survives does, in the colour that it has there."""
    appearance = Appearance(polarity=polarity, contrast=contrast)
    plain = np.abs(heat(values, PLACE, SHAPE, replace(appearance, contrast="none")))
    everything = heat(values, PLACE, SHAPE, appearance)
    for share in (0.1, 0.4, 0.7, 0.95):
        left = heat(values, PLACE, SHAPE, replace(appearance, draw_above=share))
        np.testing.assert_array_equal(left, np.where(plain >= share, everything, 0))
        assert left.any()
