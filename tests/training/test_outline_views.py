"""The segmenter's views: they repeat, keep the mask on the tumour, and some of them are hard."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from xaiviewer.training.data.augmentation import augmented
from xaiviewer.training.data.outline_views import fainter, hard_to_see, outline_view
from xaiviewer.training.data.patients import Patient
from xaiviewer.training.learning.tasks import ClassifierTask, SegmenterTask

pytestmark = pytest.mark.slow


@pytest.fixture
def picture() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A noisy head of level 0 in air of level -3, with a lesion 2 above it in every sequence; and the lesion's mask."""
    rows, columns = np.mgrid[:96, :96]
    head = np.hypot(rows - 48, columns - 48) < 40
    mask = np.hypot(rows - 44, columns - 52) < 12
    noise = np.random.default_rng(0).normal(0, 0.1, (3, 96, 96))
    pixels = np.where(head, 0, -3) + 2 * mask + noise
    return pixels.astype(np.float32), mask.astype(np.float32)


def test_a_view_repeats_with_its_seed_and_keeps_the_mask_on_the_tumour(patients: list[Patient]) -> None:
    brighter = []
    for seed in range(40):
        pixels, mask = outline_view(patients[0], 1, 48, np.random.default_rng(seed))
        again, _ = outline_view(patients[0], 1, 48, np.random.default_rng(seed))
        assert np.array_equal(pixels, again)
        assert pixels.shape == (3, 48, 48)
        assert pixels.dtype == mask.dtype == np.float32
        assert np.isfinite(pixels).all()
        flair = pixels[1]
        brighter.append(flair[mask[0] > 0.9].mean() - flair[mask[0] < 0.1].mean())
    assert min(brighter) > 0
    assert np.median(brighter) > 1


def test_the_classifiers_views_are_not_the_segmenters(patients: list[Patient]) -> None:
    mine, theirs, known = (
        view(patients[0], 1, 48, np.random.default_rng(3))[0]
        for view in (SegmenterTask().view, ClassifierTask().view, augmented)
    )
    assert np.array_equal(theirs, known)
    assert not np.array_equal(mine, known)


@pytest.mark.parametrize("amount", [0.3, 0.8])
def test_a_fainter_lesion_loses_that_share_of_its_contrast_and_its_surroundings_nothing(
    picture: tuple[NDArray[np.float32], NDArray[np.float32]], amount: float
) -> None:
    pixels, mask = picture
    changed = pixels.copy()
    fainter(changed, mask, [1], amount)
    inside = np.hypot(*(np.mgrid[:96, :96] - np.array([44, 52])[:, None, None])) < 8
    assert changed[1][inside].mean() == pytest.approx(2 * (1 - amount), abs=0.1)
    assert changed[1][inside].std() > 0.08  # its noise stays
    assert np.array_equal(changed[[0, 2]], pixels[[0, 2]])
    away = np.hypot(*(np.mgrid[:96, :96] - np.array([44, 52])[:, None, None])) > 22
    assert np.abs(changed[1] - pixels[1])[away].max() < 0.02


def test_nothing_gets_fainter_where_there_is_no_lesion_or_nothing_around_it(
    picture: tuple[NDArray[np.float32], NDArray[np.float32]],
) -> None:
    pixels, mask = picture
    for empty in (np.zeros_like(mask), np.ones_like(mask)):
        changed = pixels.copy()
        fainter(changed, empty, [0, 1, 2], 0.8)
        assert np.array_equal(changed, pixels)


def test_small_and_faint_tumours_are_hard_to_see_and_drawn_twice(patients: list[Patient]) -> None:
    plain = patients[0]
    assert not hard_to_see(plain).any()
    small = replace(plain, masks=plain.masks & (np.add.outer(np.arange(64), np.arange(64)) < 54))
    assert small.masks[1].any()
    assert hard_to_see(small).tolist() == [False, True, True, False]
    faint = replace(plain, images=np.where(plain.masks[..., None], 70, plain.images))
    assert hard_to_see(faint).tolist() == [False, True, True, False]
    drawn = SegmenterTask(empty_share=0).draw([plain, faint], np.random.default_rng(0))
    assert sorted(drawn) == [(0, 1), (0, 2), (1, 1), (1, 1), (1, 2), (1, 2)]


def test_a_label_dealt_to_a_slice_without_mask_is_not_hard(patients: list[Patient]) -> None:
    dealt = replace(patients[0], labels=np.array([True, False, False, True]))
    assert not hard_to_see(dealt).any()
