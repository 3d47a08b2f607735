"""Masks in colour or with opacity: one value for each pixel, over the whole case."""

import numpy as np
import pytest

from xaiviewer.readers.lesion import Coloured, one_value

SHAPE = (20, 24)
LESION = np.zeros(SHAPE, np.uint8)
LESION[4:9, 6:14] = 1
OTHER = np.zeros(SHAPE, np.uint8)
OTHER[12:16, 3:9] = 1
RED, GREEN, BLACK, WHITE, GREY = (220, 20, 20), (0, 200, 0), (0, 0, 0), (255, 255, 255), (120, 120, 120)
PURPLE, YELLOW = (68, 1, 84), (253, 231, 37)


def coloured(background, *parts, opacity=None, kind=np.uint8):
    pixels = np.empty((3, *SHAPE), kind)
    pixels[:] = np.array(background)[:, None, None]
    for part, colour in parts:
        pixels[:, part > 0] = np.array(colour)[:, None]
    return Coloured(pixels, opacity)


def inside(*slices, **how):
    planes, notices = one_value(slices, "m.png", **how)
    return [plane > 0 for plane in planes], notices


@pytest.mark.parametrize(("background", "colour"), [(BLACK, RED), (WHITE, RED), (PURPLE, YELLOW), (GREEN, RED)])
def test_the_background_is_told_by_its_colour(background, colour):
    found, notices = inside(coloured(background, (LESION, colour)), coloured(background))
    np.testing.assert_array_equal(found[0], LESION > 0)
    assert not found[1].any()
    assert "m.png is in colour: " in notices[0]


def test_every_colour_on_black_counts():
    (found,), _ = inside(coloured(BLACK, (LESION, RED), (OTHER, WHITE)))
    np.testing.assert_array_equal(found, (LESION | OTHER) > 0)


def test_colours_over_a_grey_picture_count_alone():
    picture = np.repeat(np.random.default_rng(0).integers(0, 200, (1, *SHAPE), dtype=np.uint8), 3, axis=0)
    marked = picture.copy()
    marked[:, LESION > 0] = np.array(RED)[:, None]
    found, notices = inside(Coloured(marked), Coloured(picture))
    np.testing.assert_array_equal(found[0], LESION > 0)
    assert not found[1].any()
    assert "the grey picture under it" in notices[0]


def test_greys_saved_in_colour_stay_what_they_are():
    (plane,), notices = one_value([coloured(BLACK, (LESION, GREY), (OTHER, WHITE))], "m.png")
    np.testing.assert_array_equal(plane, LESION * 120 + OTHER * 255)
    assert notices == []


def test_a_slice_saved_without_colour_is_like_the_others():
    empty = Coloured(np.full((1, *SHAPE), 255, np.uint8))
    found, _ = inside(coloured(WHITE, (LESION, RED)), empty)
    np.testing.assert_array_equal(found[0], LESION > 0)
    assert not found[1].any()


@pytest.mark.parametrize("colour", [WHITE, BLACK, RED])
def test_of_one_colour_the_opacity_is_the_mask(colour):
    found, notices = inside(
        coloured(WHITE, (LESION, colour), opacity=LESION * np.uint8(255)),
        coloured(BLACK, opacity=np.zeros(SHAPE, np.uint8)),
    )
    np.testing.assert_array_equal(found[0], LESION > 0)
    assert not found[1].any()
    assert "its opacity was taken for the mask" in notices[0]


def test_of_several_colours_those_that_are_seen_count():
    opacity = (LESION | OTHER) * np.uint8(255)
    (found,), notices = inside(coloured(WHITE, (LESION, RED), (OTHER, GREEN), opacity=opacity))
    np.testing.assert_array_equal(found, opacity > 0)
    assert "transparent in part" in notices[0]


def test_an_opaque_head_around_the_lesion_is_not_the_lesion():
    head = np.zeros(SHAPE, np.uint8)
    head[2:-2, 2:-2] = 255
    (found,), _ = inside(coloured(WHITE, (head, BLACK), (LESION, WHITE), opacity=head))
    np.testing.assert_array_equal(found, LESION > 0)


@pytest.mark.parametrize("opacity", [128, 255])
def test_an_opacity_that_is_the_same_everywhere_says_nothing(opacity):
    (found,), _ = inside(coloured(BLACK, (LESION, WHITE), opacity=np.full(SHAPE, opacity, np.uint8)))
    np.testing.assert_array_equal(found, LESION > 0)


@pytest.mark.parametrize(("kind", "top"), [(np.uint16, 65535), (np.float32, 1.0)])
def test_colours_of_any_depth(kind, top):
    (found,), _ = inside(coloured((0, 0, 0), (LESION, (top, 0, 0)), kind=kind))
    np.testing.assert_array_equal(found, LESION > 0)
