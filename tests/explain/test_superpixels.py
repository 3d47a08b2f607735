"""The regions that methods speak of."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import label

from xaiviewer.explain.superpixels import superpixels

SIZE = 96


@pytest.fixture(scope="module")
def head() -> np.ndarray:
    """A disc with a speck of noise beside it."""
    rows, columns = np.mgrid[:SIZE, :SIZE]
    found = np.hypot(rows - 48, columns - 46) < 36
    found[3:5, 90:92] = True
    return found


def test_every_region_hangs_together_and_specks_are_no_regions(head: np.ndarray) -> None:
    image = np.random.default_rng(0).normal(size=(3, SIZE, SIZE)).astype(np.float32) * head
    found = superpixels(image, head, 40, 0.1)
    assert found.dtype == np.int32
    assert not found[~head].any()
    assert not found[3:5, 90:92].any()
    assert found[head].astype(bool).sum() == head.sum() - 4
    for number in range(1, found.max() + 1):
        assert label(found == number)[1] == 1
    assert np.bincount(found.ravel())[1:].min() >= 0.1 * head.sum() / 40


def test_regions_follow_a_lesion_and_repeat(head: np.ndarray) -> None:
    lesion = np.zeros_like(head)
    lesion[30:50, 30:52] = True
    image = np.stack([np.where(lesion, 3.0, 0.5) * head] * 3).astype(np.float32)
    found = superpixels(image, head, 30, 0.1)
    inside, outside = set(np.unique(found[lesion])), set(np.unique(found[head & ~lesion]))
    assert not inside & outside
    assert (superpixels(image, head, 30, 0.1) == found).all()


def test_without_a_head_the_whole_picture_is_parted() -> None:
    image = np.random.default_rng(0).normal(size=(1, SIZE, SIZE)).astype(np.float32)
    found = superpixels(image, np.zeros((SIZE, SIZE), bool), 20, 1)
    assert found.min() == 1
    assert found.max() > 5
