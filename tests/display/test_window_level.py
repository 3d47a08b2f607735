"""Window and level."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from xaiviewer.display.window_level import WindowLevel, automatic_window, tails, to_grey


def test_the_window_runs_from_black_to_white():
    image = np.array([[-10, 0, 50, 80, 100, 200]], np.int16)
    np.testing.assert_array_equal(to_grey(image, WindowLevel(50, 100)), [[0, 0, 128, 204, 255, 255]])


def test_inverting_shows_high_values_dark():
    image = np.array([[0, 100]], np.float64)
    np.testing.assert_array_equal(to_grey(image, WindowLevel(50, 100), invert=True), [[255, 0]])


@pytest.mark.parametrize("kind", [np.uint8, np.int16, np.uint16, np.float32])
def test_every_type_gives_the_same_grey(kind):
    image = np.arange(0, 250, 5).reshape(5, 10)
    expected = to_grey(image.astype(np.float64), WindowLevel(120, 180))
    np.testing.assert_array_equal(to_grey(image.astype(kind), WindowLevel(120, 180)), expected)


@given(
    hnp.arrays(
        st.sampled_from([np.uint8, np.int8, np.uint16, np.int16, np.int32, np.float32, np.float64]),
        st.integers(1, 400),
        elements=st.integers(0, 100),
    ),
    st.integers(-28, 27),
    st.sampled_from([0.1, 1.0, 25.0, 50.0]),
)
def test_the_tails_are_percentiles(values, offset, share):
    shifted = (values.astype(np.int64) + (offset if values.dtype.kind != "u" else abs(offset))).astype(values.dtype)
    assert tails(shifted, share) == pytest.approx(tuple(np.percentile(shifted, (share, 100 - share))), abs=1e-6)


def test_the_image_is_not_written_to():
    image = np.full((2, 2), 7, np.float32)
    image.setflags(write=False)
    to_grey(image, WindowLevel(5, 10))
    assert image[0, 0] == 7


def test_what_is_not_a_number_is_black():
    np.testing.assert_array_equal(to_grey(np.array([[np.nan, np.inf]]), WindowLevel(0, 1)), [[0, 255]])


def test_the_automatic_window_leaves_out_a_tenth_of_a_per_cent_and_keeps_a_fifth_of_room_above():
    values = np.arange(10_000, dtype=np.float32)
    window = automatic_window(np.concatenate([values, [1e9]]))
    assert window.centre - window.width / 2 == pytest.approx(10, abs=1)
    assert window.centre + window.width / 2 == pytest.approx(10 + 1.2 * 9980, abs=2)
    window = automatic_window(values)
    assert window.centre + window.width / 2 == 9999


@pytest.mark.parametrize("share", [0.003, 0.02])
def test_oedema_is_not_burnt_out_in_flair_however_small_it_is(share):
    """White matter about 90, oedema 130 to 190, a few vessels at 255."""
    random = np.random.default_rng(4)
    head = np.clip(random.normal(90, 15, (20, 128, 128)), 1, 255)
    head[:, :, :64] = 0
    oedema = np.zeros(head.shape, bool)
    oedema.reshape(-1)[random.choice(np.flatnonzero(head), round(share * head.size), replace=False)] = True
    head[oedema] = random.uniform(130, 190, np.count_nonzero(oedema))
    head[0, 0, -20:], oedema[0, 0, -20:] = 255, False
    grey = to_grey(head.astype(np.uint8), automatic_window(head.astype(np.uint8)))
    assert grey[oedema].max() < 255
    assert np.median(grey[oedema]) > np.median(grey[(head > 0) & ~oedema]) + 40


@pytest.mark.parametrize("values", [np.zeros((2, 3, 3)), np.full((2, 3, 3), np.nan), np.zeros((0, 3, 3))])
def test_a_volume_without_contrast_has_a_window_too(values):
    window = automatic_window(values)
    assert window.width > 0
    assert np.isfinite(window.centre)


def test_a_few_bright_voxels_on_nothing_are_shown():
    volume = np.zeros((10, 100, 100), np.uint8)
    volume[5, 5, 5] = 200
    assert automatic_window(volume) == WindowLevel(100, 200)


@pytest.mark.parametrize("padding", [-32768, -1024, 65535])
def test_padding_does_not_take_the_grey_levels(padding):
    image = np.random.default_rng(1).integers(0, 200, (4, 64, 64)).astype(np.int32)
    plain = automatic_window(image)
    image[:, :20] = padding
    assert automatic_window(image).width == pytest.approx(plain.width, rel=0.02)
    assert automatic_window(image).centre == pytest.approx(plain.centre, rel=0.02)


def test_a_saturated_or_dark_end_is_no_padding():
    image = np.random.default_rng(1).integers(0, 200, (4, 64, 64))
    image[:, :20] = 0
    image[:, 40:44] = 255
    assert automatic_window(image) == WindowLevel(127.5, 255)


def test_a_masked_background_stays_black():
    image = np.random.default_rng(1).integers(150, 200, (4, 64, 64))
    image[:, :20] = 0
    assert automatic_window(image).centre - automatic_window(image).width / 2 == 0
