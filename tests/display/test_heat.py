"""From a signed map to what is drawn."""

import numpy as np
import pytest

from xaiviewer.case import Frame
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.heat import fuse, fused_heat, heat, no_evidence, reference, tone
from xaiviewer.display.upsampling import upsample

SHAPE = (64, 64)
PLACE = Frame(-0.5, -0.5, 64, 64).placement(8)


@pytest.fixture
def values():
    return np.random.default_rng(1).normal(size=(8, 8)).astype(np.float32)


def test_full_colour_is_the_maximum_of_the_slice(values):
    drawn = heat(values, PLACE, SHAPE, Appearance())
    row, column = np.unravel_index(values.argmax(), values.shape)
    assert drawn[8 * row, 8 * column] == pytest.approx(1)
    assert drawn.min() == 0


def test_rectifying_comes_before_upsampling(values):
    drawn = heat(values, PLACE, SHAPE, Appearance())
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
    appearance = Appearance(normalise="case")
    top = reference([values, 4 * values], PLACE, SHAPE, appearance)
    weak, strong = (heat(each, PLACE, SHAPE, appearance, reference=top) for each in (values, 4 * values))
    np.testing.assert_allclose(strong, 4 * weak, rtol=1e-4, atol=1e-6)
    assert strong.max() == pytest.approx(1)


def test_heat_beyond_the_reference_is_cut_off(values):
    assert heat(values, PLACE, SHAPE, Appearance(normalise="case"), reference=float(values.max()) / 2).max() == 1


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
    single = [heat(each, place, SHAPE, Appearance()) for each, place in zip(maps, places, strict=True)]
    np.testing.assert_allclose(fuse(maps, places, SHAPE, Appearance(fusion="mean")), np.mean(single, axis=0), atol=1e-5)


def test_fusing_by_maximum_keeps_what_any_layer_shows():
    one, other = np.zeros((8, 8), np.float32), np.zeros((8, 8), np.float32)
    one[1, 1], other[5, 5] = 3, 0.02
    fused = fuse([one, other], [PLACE, PLACE], SHAPE, Appearance(fusion="max"))
    assert fused[8, 8] == pytest.approx(1)
    assert fused[40, 40] == pytest.approx(1)


def test_fusing_signed_maps_keeps_the_value_farthest_from_zero():
    one, other = np.full((8, 8), 0.5, np.float32), np.full((4, 4), -1, np.float32)
    one[0, 0] = 1
    places = [PLACE, Frame(-0.5, -0.5, 64, 64).placement(16)]
    assert fuse([one, other], places, SHAPE, Appearance(fusion="max", polarity="signed"))[40, 40] == pytest.approx(-1)


def test_a_layer_without_evidence_counts_as_zero(values):
    both = fuse([values, -np.abs(values)], [PLACE, PLACE], SHAPE, Appearance(fusion="mean"))
    np.testing.assert_allclose(2 * both, heat(values, PLACE, SHAPE, Appearance()), atol=1e-5)


def test_a_fused_heat_reaches_full_colour(values):
    assert fused_heat([values, values.T], [PLACE, PLACE], SHAPE, Appearance(fusion="mean")).max() == pytest.approx(1)
    assert not fused_heat([-np.abs(values)], [PLACE], SHAPE, Appearance(fusion="max")).any()
