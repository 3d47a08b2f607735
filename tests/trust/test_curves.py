"""Deletion and insertion on networks whose answer is known."""

from __future__ import annotations

from itertools import count

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from xaiviewer.errors import Cancelled
from xaiviewer.explain import Network
from xaiviewer.requests import Layer
from xaiviewer.trust.faithfulness.curves import FaithfulnessCurves, faithfulness_curves
from xaiviewer.trust.faithfulness.order import on_pixels, pixel_order
from xaiviewer.trust.faithfulness.removal import covering

Values = NDArray[np.float32]
SIZE = 16
HEAD = np.zeros((SIZE, SIZE), bool)
HEAD[2:14, 2:14] = True


class Corner(nn.Module):
    """Its logit is the mean of a patch; the other class's is 0."""

    def forward(self, images: Tensor) -> Tensor:
        """``[slice, channel, row, column]`` to ``[slice, 2]``."""
        patch = images[:, :, 3:7, 3:7].mean((1, 2, 3))
        return torch.stack([torch.zeros_like(patch), 8 * patch - 4], 1)


def _curves(values: Values, *, steps: int = 20, seed: int = 0) -> FaithfulnessCurves:
    image = np.ones((2, SIZE, SIZE), np.float32)
    order = pixel_order(values, HEAD, seed=seed)
    remove = covering(image, np.zeros_like(image))
    return faithfulness_curves(Network(Corner(), SIZE), remove, order, 1, SIZE, steps=steps)


def _planted() -> Values:
    values = np.zeros((SIZE, SIZE), np.float32)
    values[3:7, 3:7] = 1
    return values


def test_the_map_that_names_the_patch_deletes_sooner_and_inserts_sooner_than_chance_and_than_its_opposite() -> None:
    right, wrong = _curves(_planted()), _curves(-_planted())
    chance = [_curves(np.zeros((SIZE, SIZE), np.float32), seed=seed) for seed in range(5)]
    assert right.deletion_area < min(each.deletion_area for each in chance) - 0.2
    assert right.insertion_area > max(each.insertion_area for each in chance) + 0.2
    assert wrong.deletion_area > max(each.deletion_area for each in chance) + 0.2


def test_both_curves_go_from_the_slice_to_the_filling_and_back() -> None:
    found = _curves(_planted(), steps=9)
    whole, none = 1 / (1 + np.exp(-4)), 1 / (1 + np.exp(4))
    assert found.deletion[[0, -1]] == pytest.approx([whole, none])
    assert found.insertion[[0, -1]] == pytest.approx([none, whole])
    assert found.shares.tolist() == np.linspace(0, 1, 10).tolist()


def test_the_areas_are_those_of_the_known_curve() -> None:
    """16 of 144 pixels matter, so with 144 steps the logit falls over the first 16 and stays."""
    found = _curves(_planted(), steps=144)
    logits = 4 - 8 * np.minimum(np.arange(145) / 16, 1)
    assert found.deletion == pytest.approx(1 / (1 + np.exp(-logits)), abs=1e-6)
    assert found.insertion == pytest.approx(1 / (1 + np.exp(logits)), abs=1e-6)


def test_the_order_holds_each_pixel_of_the_head_once_and_none_of_the_air() -> None:
    order = pixel_order(np.random.default_rng(1).random((SIZE, SIZE), np.float32), HEAD)
    assert sorted(order.tolist()) == np.flatnonzero(HEAD).tolist()
    nothing = pixel_order(np.zeros((SIZE, SIZE), np.float32), np.zeros_like(HEAD))
    assert sorted(nothing.tolist()) == list(range(SIZE * SIZE))


def test_equal_values_come_in_an_order_that_the_seed_alone_decides() -> None:
    flat = np.zeros((SIZE, SIZE), np.float32)
    assert pixel_order(flat, HEAD, seed=3).tolist() == pixel_order(flat, HEAD, seed=3).tolist()
    assert pixel_order(flat, HEAD, seed=3).tolist() != pixel_order(flat, HEAD, seed=4).tolist()


def test_a_cell_of_a_layer_is_strongest_at_the_pixel_that_it_is_centred_on() -> None:
    values = np.zeros((4, 4), np.float32)
    values[1, 2] = 1
    layer = Layer("a", "relu", (4, 4), 4, (), (), (1.0, 0.0))
    spread = on_pixels(values, layer, SIZE)
    assert divmod(int(spread.argmax()), SIZE) == (1 * 4 + 1, 2 * 4)
    assert on_pixels(spread, None, SIZE) is spread


def test_it_stops_when_asked_to() -> None:
    asked = count()
    image = np.ones((1, SIZE, SIZE), np.float32)
    order = pixel_order(_planted(), HEAD)
    with pytest.raises(Cancelled):
        faithfulness_curves(
            Network(Corner(), SIZE), covering(image, image), order, 1, SIZE, cancelled=lambda: next(asked) == 2
        )
    assert next(asked) == 3
