"""Colour maps and the picture made of heat and anatomy."""

import cv2
import numpy as np
import pytest

from xaiviewer.display.appearance import Appearance
from xaiviewer.display.colour import COLOUR_MAPS, DEFAULT, DIVERGING, colourise, colours, suited
from xaiviewer.display.difference import under_difference
from xaiviewer.display.overlay import blend


def lab(rgb):
    """CIE L*a*b* of sRGB under D65 by its definition (IEC 61966-2-1, CIE 15), ``[..., 3]``."""
    share = np.asarray(rgb, np.float64) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    x, y, z = np.moveaxis(linear @ np.transpose(to_xyz) / (0.9505, 1.0, 1.089), -1, 0)
    f = [np.where(each > (6 / 29) ** 3, np.cbrt(each), each / (3 * (6 / 29) ** 2) + 4 / 29) for each in (x, y, z)]
    return np.stack([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])], axis=-1)


def test_the_formula_for_colour_differences_is_right():
    """Values from Bruce Lindbloom's tables for sRGB under D65."""
    np.testing.assert_allclose(lab([[255, 255, 255], [255, 0, 0]]), [[100, 0, 0], [53.24, 80.09, 67.2]], atol=0.1)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("polarity", ["positive", "signed"])
@pytest.mark.parametrize("brightness", [215, 255])
def test_heat_over_a_bright_lesion_differs_from_the_lesion(brightness, polarity, sign):
    """By 20 from a third of full colour on, where a difference of 2.3 is just seen; for and against alike."""
    if polarity == "positive" and sign < 0:
        pytest.skip("nothing below zero is drawn")
    values = sign * np.linspace(0.34, 1, 60, dtype=np.float32)[None]
    lesion = np.full(values.shape, brightness, np.uint8)
    drawn = blend(lesion, values, Appearance(polarity=polarity))
    difference = np.linalg.norm(lab(drawn) - lab(np.repeat(lesion[..., None], 3, axis=2)), axis=-1)
    assert difference.min() >= 20
    assert difference[0, -1] >= 35


def test_for_and_against_are_told_apart_on_a_bright_lesion():
    both = np.array([[0.4, 1.0], [-0.4, -1.0]], np.float32)
    drawn = lab(blend(np.full(both.shape, 255, np.uint8), both, Appearance(polarity="signed")))
    weak, strong = np.linalg.norm(drawn[0] - drawn[1], axis=-1)
    assert weak >= 20
    assert strong >= 60


def lightness(table):
    return cv2.cvtColor((table / 255).astype(np.float32)[:, None], cv2.COLOR_RGB2Lab)[:, 0, 0]


@pytest.mark.parametrize("name", [key for key, each in COLOUR_MAPS.items() if not each.diverging and not each.warning])
def test_lightness_grows_with_the_value(name):
    assert np.diff(lightness(colours(name))).min() > -0.6  # rounding to 8 bits
    assert lightness(colours(name))[-1] - lightness(colours(name))[0] > 60


def test_jet_carries_a_warning():
    assert COLOUR_MAPS["jet"].warning


def test_the_diverging_map_is_as_light_on_both_sides():
    light = lightness(colours(DIVERGING))
    np.testing.assert_allclose(light[128 + 127 : 128 : -1], light[1:128], atol=4)
    assert light[128] == light.min()
    blue, orange = colours(DIVERGING)[10].astype(int), colours(DIVERGING)[245].astype(int)
    assert blue[2] > blue[0] + 40
    assert orange[0] > orange[2] + 40


def test_signed_heat_gets_a_diverging_map_and_other_heat_does_not():
    assert suited("viridis", signed=True) == DIVERGING
    assert suited("viridis", signed=False) == "viridis"
    assert suited(DIVERGING, signed=False) == DEFAULT


def test_colours_are_red_green_blue_and_run_over_the_scale():
    ends = colourise(np.array([[0, 1]], np.float32), "inferno")
    np.testing.assert_allclose(ends[0, 0], [0, 0, 4], atol=2)
    np.testing.assert_allclose(ends[0, 1], [252, 255, 164], atol=2)  # pale yellow


@pytest.mark.parametrize(
    "appearance", [Appearance(opacity=1), Appearance(opacity=1, fade=False), Appearance(opacity=1, polarity="signed")]
)
def test_anatomy_is_untouched_where_there_is_no_heat(appearance):
    grey = np.arange(256, dtype=np.uint8).reshape(16, 16)
    blended = blend(grey, np.zeros((16, 16), np.float32), appearance)
    np.testing.assert_array_equal(blended, np.repeat(grey[..., None], 3, axis=2))


def test_no_opacity_shows_anatomy_alone():
    grey = np.arange(256, dtype=np.uint8).reshape(16, 16)
    blended = blend(grey, np.ones((16, 16), np.float32), Appearance(opacity=0.0))
    np.testing.assert_array_equal(blended, np.repeat(grey[..., None], 3, axis=2))


def test_full_opacity_shows_the_strongest_heat_alone():
    blended = blend(np.full((4, 4), 90, np.uint8), np.ones((4, 4), np.float32), Appearance(opacity=1.0))
    np.testing.assert_array_equal(blended[0, 0], colours(DEFAULT)[255])


def test_half_opacity_is_half_heat_and_half_anatomy():
    blended = blend(np.full((1, 1), 100, np.uint8), np.ones((1, 1), np.float32), Appearance(opacity=0.5))
    expected = (colours(DEFAULT)[255].astype(float) + 100) / 2
    np.testing.assert_allclose(blended[0, 0], expected, atol=1.5)


def test_weak_heat_fades_unless_told_otherwise():
    grey, weak = np.full((1, 1), 200, np.uint8), np.full((1, 1), 0.06, np.float32)
    faded, even = (blend(grey, weak, Appearance(fade=fade, opacity=0.8))[0, 0] for fade in (True, False))
    assert np.all(np.abs(faded.astype(int) - 200) < 25)
    assert np.all(even < 80)


@pytest.mark.parametrize("grey", [0, 90, 180, 255])
def test_what_clinician_and_model_differ_in_stands_out_on_dark_and_on_bright_tissue(grey):
    """And the three stay apart from each other, by lightness where colours are not told apart."""
    tissue = np.full((1, 4), grey, dtype=np.uint8)
    clinician, model = np.array([[0, 1, 1, 0]], dtype=bool), np.array([[0, 0, 1, 1]], dtype=bool)
    drawn = lab(under_difference(tissue, clinician, model))[0]
    for one in range(4):
        for other in range(one):
            assert np.linalg.norm(drawn[one] - drawn[other]) >= 20, (one, other)
    alone, both, added = drawn[1:]
    assert abs(both[0] - alone[0]) >= 15
    assert abs(both[0] - added[0]) >= 15
    red_green, blue_yellow = np.abs(alone[1:] - added[1:])
    assert blue_yellow > red_green, "no red and green pair"
