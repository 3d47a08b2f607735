"""Infidelity of maps that are known to be right, or wrong."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from xaiviewer.explain import Network
from xaiviewer.trust.faithfulness.infidelity import infidelity
from xaiviewer.trust.faithfulness.removal import covering

SIZE = 20
WEIGHTS = np.random.default_rng(0).normal(size=(SIZE, SIZE)).astype(np.float32)
IMAGE = np.random.default_rng(1).random((1, SIZE, SIZE), dtype=np.float32)
HEAD = np.ones((SIZE, SIZE), bool)


class Linear(nn.Module):
    """Its logit is a weighted sum of the pixels."""

    def forward(self, images: Tensor) -> Tensor:
        """``[slice, 1, row, column]`` to ``[slice, 1]``."""
        return (images[:, 0] * torch.from_numpy(WEIGHTS)).sum((1, 2))[:, None]


def _of(values: NDArray[np.float32], *, samples: int = 64, seed: int = 0) -> float:
    remove = covering(IMAGE, np.zeros_like(IMAGE))
    return infidelity(Network(Linear(), SIZE), IMAGE, remove, values, HEAD, 0, samples=samples, seed=seed)


def test_a_linear_networks_own_products_foretell_every_fall_at_any_scale() -> None:
    assert _of(WEIGHTS * IMAGE[0]) == pytest.approx(0, abs=1e-9)
    assert _of(7 * WEIGHTS * IMAGE[0]) == pytest.approx(0, abs=1e-9)


def test_a_map_of_the_wrong_sign_foretells_nothing() -> None:
    assert _of(-WEIGHTS * IMAGE[0]) == pytest.approx(1)


def test_an_empty_map_foretells_nothing() -> None:
    assert _of(np.zeros((SIZE, SIZE), np.float32)) == pytest.approx(1)


def test_a_map_that_is_partly_right_lies_between() -> None:
    noise = np.random.default_rng(2).normal(size=(SIZE, SIZE)).astype(np.float32)
    assert 0.05 < _of(WEIGHTS * IMAGE[0] + 0.5 * noise, samples=200) < 0.95


def test_the_seed_decides_the_squares() -> None:
    noise = np.random.default_rng(2).normal(size=(SIZE, SIZE)).astype(np.float32)
    assert _of(noise, seed=1) == _of(noise, seed=1)
    assert _of(WEIGHTS * IMAGE[0] + noise, seed=1) != _of(WEIGHTS * IMAGE[0] + noise, seed=2)
