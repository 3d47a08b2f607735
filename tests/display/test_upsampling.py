"""A layer's grid onto the slice's pixels."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaiviewer.case import Frame, Placement
from xaiviewer.display.upsampling import upsample


@pytest.fixture
def cells():
    return np.random.default_rng(0).normal(size=(8, 8)).astype(np.float32)


def test_half_pixel_alignment_of_the_whole_slice_is_image_resizing(cells):
    frame = Frame(-0.5, -0.5, 256, 256)
    found = upsample(cells, frame.placement(32, "half-pixel"), (256, 256))
    np.testing.assert_allclose(found, cv2.resize(cells, (256, 256), interpolation=cv2.INTER_LINEAR), atol=1e-5)


def test_centred_cells_lie_on_stride_times_index(cells):
    frame = Frame(-0.5, -0.5, 256, 256)
    found = upsample(cells, frame.placement(32), (256, 256))
    np.testing.assert_allclose(found[::32, ::32], cells, atol=1e-6)
    assert found[16, 0] == pytest.approx((cells[0, 0] + cells[1, 0]) / 2, abs=1e-6)
    np.testing.assert_array_equal(found[224:, 0], found[224, 0])  # the edge value goes on to the frame's edge


def test_a_scaled_and_shifted_frame_moves_the_cells_with_it(cells):
    frame = Frame(19.5, 39.5, 448, 224)  # two slice pixels to an input pixel
    found = upsample(cells[:7, :7], frame.placement(32), (512, 600))
    # Input pixel 32 is centred 32.5 input pixels from the corner: 19.5 + 65 = 84.5.
    assert (found[84, 41] + found[85, 41] + found[84, 40] + found[85, 40]) / 4 == pytest.approx(cells[1, 0], abs=0.02)


def test_nothing_lies_outside_the_frame():
    frame = Frame(9.5, 19.5, 40, 40)
    found = upsample(np.ones((5, 5), np.float32), frame.placement(8), (64, 64))
    expected = np.zeros((64, 64), np.float32)
    expected[10:50, 20:60] = 1
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_nearest_shows_the_cells_themselves(cells):
    frame = Frame(-0.5, -0.5, 64, 64)
    found = upsample(cells, frame.placement(8, "half-pixel"), (64, 64), smooth=False)
    np.testing.assert_array_equal(found, np.kron(cells, np.ones((8, 8), np.float32)))


def test_without_a_frame_the_edge_value_goes_on(cells):
    found = upsample(cells, Placement(10, 10, 4), (64, 64))
    assert found[0, 0] == cells[0, 0]
    assert found[63, 63] == cells[7, 7]


@given(
    rows=st.integers(1, 9),
    columns=st.integers(1, 9),
    step=st.floats(0.3, 40),
    shift=st.floats(-30, 30),
    seed=st.integers(0, 99),
    smooth=st.booleans(),
)
def test_values_stay_within_those_of_the_map(*, rows, columns, step, shift, seed, smooth):
    values = np.random.default_rng(seed).normal(size=(rows, columns)).astype(np.float32)
    found = upsample(values, Placement(shift, -shift, step), (20, 30), smooth=smooth)
    assert found.shape == (20, 30)
    assert found.dtype == np.float32
    assert values.min() - 1e-5 <= found.min()
    assert found.max() <= values.max() + 1e-5
