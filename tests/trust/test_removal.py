"""What stands in the place of pixels that were taken away."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from xaiviewer.requests.faithfulness import REMOVALS
from xaiviewer.trust.faithfulness.removal import Removal, inpainting, noisy_linear, random_values, removal_of

SIZE = 24
KEYS = list(REMOVALS)
RAMP: NDArray[np.float32] = (np.mgrid[:SIZE, :SIZE] / SIZE).astype(np.float32)
HOLE = np.zeros((SIZE, SIZE), bool)
HOLE[8:14, 9:16] = True


@pytest.mark.parametrize("removal", [inpainting(RAMP), noisy_linear(RAMP), random_values(RAMP, HOLE | True)])
def test_what_is_not_taken_away_stays_to_the_bit(removal: Removal) -> None:
    without = removal(HOLE)
    assert without.dtype == np.float32
    assert (without[:, ~HOLE] == RAMP[:, ~HOLE]).all()
    assert (removal(np.zeros_like(HOLE)) == RAMP).all()
    assert np.isfinite(removal(np.ones_like(HOLE))).all()


def test_linear_imputation_continues_a_slope_but_for_its_noise() -> None:
    """A slope solves the equations: every pixel is the mean of its neighbours."""
    without = noisy_linear(RAMP, seed=1)(HOLE)
    assert without == pytest.approx(RAMP, abs=0.05)
    assert abs(without - RAMP)[:, HOLE].mean() > 1e-4
    assert (without == noisy_linear(RAMP, seed=1)(HOLE)).all()
    assert (without != noisy_linear(RAMP, seed=2)(HOLE)).any()


def test_linear_imputation_reaches_the_border() -> None:
    corner = np.zeros_like(HOLE)
    corner[:5, :5] = True
    flat: NDArray[np.float32] = np.full((1, SIZE, SIZE), 3, np.float32)
    assert noisy_linear(flat)(corner) == pytest.approx(flat, abs=0.05)


def test_flipped_pixels_get_values_of_the_head_alone() -> None:
    head = np.zeros_like(HOLE)
    head[4:20, 4:20] = True
    image = np.where(head, RAMP, 99).astype(np.float32)
    assert random_values(image, head)(HOLE).max(where=head, initial=0) < 1


@pytest.mark.parametrize("key", KEYS)
def test_every_removal_that_can_be_asked_for_is_there_and_repeats(key: str) -> None:
    head = np.zeros_like(HOLE)
    head[2:22, 2:22] = True
    without, again = (removal_of(key, RAMP, head, seed=5)(HOLE) for _ in range(2))
    assert without.dtype == np.float32
    assert without.tobytes() == again.tobytes()
    assert (without[:, ~HOLE] == RAMP[:, ~HOLE]).all()


def test_the_mean_of_the_head_is_that_of_each_sequence() -> None:
    head = np.zeros_like(HOLE)
    head[2:22, 2:22] = True
    without = removal_of("mean", RAMP, head)(HOLE)
    for sequence, image in zip(without, RAMP, strict=True):
        assert sequence[HOLE] == pytest.approx(np.full(HOLE.sum(), image[head].mean()))
