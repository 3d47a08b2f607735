"""What networks of volumes see of a case, and their values back on its slices."""

from __future__ import annotations

import numpy as np
import pytest

from xaiviewer.case import Frame
from xaiviewer.nets.inputs.orientation import Axes
from xaiviewer.nets.inputs.volumes import Box, at_slices, sampled

FRAME = Frame(-0.5, -0.5, 4, 4)


def box(first: float, step: float, depth: int) -> Box:
    return Box(FRAME, first, step, depth, Axes())


def ramp(count: int) -> np.ndarray:
    """Slices whose values are their numbers, ``[slice, channel, row, column]``."""
    return np.broadcast_to(np.arange(count, dtype=np.float32)[:, None, None, None], (count, 1, 4, 4)).copy()


def test_slices_as_far_apart_as_pixels_stay_what_they_are() -> None:
    slices = np.random.default_rng(1).random((6, 2, 4, 4), np.float32)
    found = sampled(slices, box(-0.5, 1.0, 6))
    np.testing.assert_allclose(found, slices.transpose(1, 0, 2, 3), rtol=1e-6)


@pytest.mark.parametrize(("step", "depth"), [(0.5, 20), (2.0, 5)])
def test_pixels_lie_where_the_box_says(step: float, depth: int) -> None:
    boxed = box(-0.5, step, depth)
    found = sampled(ramp(10), boxed)[0, :, 0, 0]
    inner = slice(2, -2)
    np.testing.assert_allclose(found[inner], boxed.positions()[inner], atol=1e-5)


def test_beyond_the_last_slice_lies_air() -> None:
    slices = ramp(4) + 5
    found = sampled(slices, box(-2.5, 1.0, 8))[0, :, 0, 0]
    np.testing.assert_allclose(found, [5, 5, 5, 6, 7, 8, 5, 5])


def test_a_slice_that_was_not_acquired_is_bridged() -> None:
    slices = ramp(5)
    slices[2] = 99
    found = sampled(slices, box(-0.5, 1.0, 5), absent={2})[0, :, 0, 0]
    assert found.max() < 5
    assert found[2] == pytest.approx(2)


def test_cells_come_back_to_the_slices_that_they_are_centred_on() -> None:
    boxed = box(-0.5, 1.0, 8)
    cells = np.arange(4, dtype=np.float32)[:, None, None] * np.ones((1, 2, 2), np.float32)
    found = at_slices(cells, boxed, 8, stride=2, centre=0.0)[:, 0, 0]
    np.testing.assert_allclose(found, [0, 0.5, 1, 1.5, 2, 2.5, 3, 3])


def test_slices_that_the_box_does_not_reach_get_nothing() -> None:
    boxed = box(1.5, 1.0, 4)  # slices 2 to 5
    found = at_slices(np.ones((4, 2, 2), np.float32), boxed, 8)[:, 0, 0]
    np.testing.assert_array_equal(found, [0, 0, 1, 1, 1, 1, 0, 0])
