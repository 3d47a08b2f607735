"""A region of the network's input, filled in with what surrounds it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from xaiviewer.case import Frame
from xaiviewer.nets.inputs.filling import filled, mirrored, seen_region

SIZE = 64


def _disc(row: float, column: float, radius: float) -> NDArray[np.bool_]:
    rows, columns = np.mgrid[:SIZE, :SIZE]
    return np.asarray((rows - row) ** 2 + (columns - column) ** 2 <= radius**2)


@given(st.integers(16, 48), st.integers(16, 48), st.integers(2, 8))
def test_a_bright_lesion_on_even_ground_is_gone_and_nothing_else_has_changed(
    row: int, column: int, radius: int
) -> None:
    lesion = _disc(row, column, radius)
    image = np.where(lesion, 3.0, -0.5).astype(np.float32)[None].repeat(3, axis=0)
    region = seen_region(lesion, Frame(-0.5, -0.5, SIZE, SIZE))
    found = filled(image, region)
    np.testing.assert_allclose(found, -0.5, atol=1e-5)
    np.testing.assert_array_equal(found[:, ~region], image[:, ~region])


def test_every_part_becomes_the_median_of_its_own_ring() -> None:
    image = np.stack([np.where(np.arange(SIZE) < 32, -1.0, 1.0).astype(np.float32)[None].repeat(SIZE, axis=0)] * 2)
    image[1] *= 2
    left, right = _disc(20, 12, 5), _disc(40, 50, 5)
    lesions = image.copy()
    lesions[:, left | right] = 9
    lesions[0, 14, 12] = 100  # a speck in the ring does not count
    found = filled(lesions, left | right)
    assert (found[0, left] == -1).all()
    assert (found[1, left] == -2).all()
    assert (found[0, right] == 1).all()


def test_a_region_without_surroundings_stays_as_it_is() -> None:
    image = np.ones((1, SIZE, SIZE), np.float32)
    np.testing.assert_array_equal(filled(image, np.ones((SIZE, SIZE), bool)), image)


def test_the_region_is_seen_where_the_frame_lies_and_reaches_beyond_the_outline() -> None:
    mask = np.zeros((100, 100), dtype=bool)
    mask[50:60, 40:60] = True
    seen = seen_region(mask, Frame(row=30 - 0.5, column=20 - 0.5, side=64.0, size=SIZE))
    assert seen[20:30, 20:40].all()
    assert seen[19, 25]
    assert not seen[:15].any()


def test_the_mirror_image_lies_in_the_other_half() -> None:
    other = mirrored(_disc(20, 12, 5))
    assert other is not None
    np.testing.assert_array_equal(other, _disc(20, SIZE - 1 - 12, 5))


def test_a_lesion_across_the_middle_has_no_mirror_image() -> None:
    assert mirrored(_disc(20, 31, 6)) is None
    partly = mirrored(_disc(20, 26, 6))
    assert partly is not None
    assert not (partly & _disc(20, 26, 6)).any()
