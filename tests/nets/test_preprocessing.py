"""The network's input: a square around the head, standardised, in the right place."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from xaiviewer.case import Frame
from xaiviewer.nets.inputs.preprocessing import Standardisation, head_mask, network_input, standardise, to_slice
from xaiviewer.nets.segmentation import onto_slice


def _heads(background: int = 0, size: int = 96) -> NDArray[np.uint8]:
    """Three sequences of four slices with an elliptic head: rows 20 to 79, columns 30 to 69."""
    rows, columns = np.mgrid[:size, :size]
    head = ((rows - 49.5) / 30) ** 2 + ((columns - 49.5) / 20) ** 2 < 1
    texture = np.random.default_rng(0).integers(80, 120, (3, 4, size, size))
    return np.where(head, texture, background).astype(np.uint8)


@pytest.mark.parametrize("background", [0, 20])
def test_head_is_found_against_dark_and_grey_air(background: int) -> None:
    found = head_mask(_heads(background))
    assert np.array_equal(found, _heads() > 0) or np.mean(found[0] != (_heads()[0, 0] > 0)) < 0.01


def test_frame_is_a_square_around_the_head_with_its_margin() -> None:
    frame = standardise(_heads(), size=64, margin=0.1).frame
    assert frame.side == pytest.approx(60 * 1.2, abs=1)
    assert frame.row + frame.side / 2 == pytest.approx(49.5, abs=1)
    assert frame.column + frame.side / 2 == pytest.approx(49.5, abs=1)


def test_frame_of_an_empty_volume_is_the_whole_slice() -> None:
    frame = standardise(np.zeros((3, 2, 40, 60), np.uint8), size=64).frame
    assert (frame.side, frame.column, frame.row) == (60, -0.5, -10.5)


def test_head_has_zero_mean_and_unit_deviation() -> None:
    images = _heads()
    pixels = network_input(images, standardise(images, size=96, margin=0.0))
    middle = pixels[:, :, 36:60, 36:60]
    assert pixels.shape == (4, 3, 96, 96)
    assert abs(float(middle.mean())) < 0.2
    assert 0.5 < float(middle.std()) < 1.5


def test_input_does_not_depend_on_gain_and_field_of_view() -> None:
    images = _heads()
    shifted = np.pad(images.astype(np.float32) * 7, ((0, 0), (0, 0), (10, 4), (3, 30)))
    one = network_input(images, standardise(images, size=64))
    other = network_input(shifted, standardise(shifted, size=64))
    assert np.abs(one - other).max() < 0.05


def test_a_frame_of_the_slice_itself_changes_no_pixel() -> None:
    frame = Frame(-0.5, -0.5, 96, 96)
    images = _heads()
    how = Standardisation(frame, np.zeros(3, np.float32), np.full(3, 100, np.float32))
    np.testing.assert_allclose(network_input(images, how)[1, 2], images[2, 1] / 100, atol=1e-5)


def test_segmentation_returns_to_the_pixel_it_came_from() -> None:
    frame = Frame(row=9.5, column=19.5, side=32, size=64)
    column, row = to_slice(frame) @ np.array([20, 40, 1])
    values = np.zeros((64, 64), np.float32)
    values[36:45, 16:25] = 1
    found = onto_slice(values, frame, (80, 80))
    rows, columns = np.nonzero(found > 0.5)
    assert rows.mean() == pytest.approx(row, abs=0.3)
    assert columns.mean() == pytest.approx(column, abs=0.3)
    assert found[:9].max() == 0
