"""Deletion and insertion on networks whose answer is known."""

from __future__ import annotations

from itertools import count, pairwise

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from xaiviewer.errors import Cancelled
from xaiviewer.explain import Network
from xaiviewer.requests import Layer
from xaiviewer.requests.faithfulness import FaithfulnessCurves
from xaiviewer.trust.faithfulness.curves import faithfulness_curves, refined_curves, softmax
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


# --- a linear network, of which everything is known


class Linear(nn.Module):
    """Its logit is a weighted sum of the pixels; the other class's is 0."""

    def __init__(self, weights: Values) -> None:
        super().__init__()
        self.weights = torch.from_numpy(weights)

    def forward(self, images: Tensor) -> Tensor:
        """``[slice, 1, row, column]`` to ``[slice, 2]``."""
        found = (images[:, 0] * self.weights).sum((1, 2))
        return torch.stack([torch.zeros_like(found), found], 1)


def _linear(weights: Values, values: Values, *, steps: int = 20, seed: int = 0) -> FaithfulnessCurves:
    image = np.ones((1, SIZE, SIZE), np.float32)
    remove = covering(image, np.zeros_like(image))
    order = pixel_order(values, HEAD, seed=seed)
    return faithfulness_curves(Network(Linear(weights), SIZE), remove, order, 1, SIZE, steps=steps)


def test_where_all_pixels_count_alike_every_order_has_the_known_area() -> None:
    """The logit falls evenly from 3 to 0: the logistic function's integral is a difference of logarithms."""
    known = (np.log(1 + np.exp(3)) - np.log(2)) / 3
    weights = np.where(HEAD, 3 / HEAD.sum(), 0).astype(np.float32)
    for seed in range(3):
        found = _linear(weights, np.zeros((SIZE, SIZE), np.float32), steps=144, seed=seed)
        assert found.deletion_area == pytest.approx(known, abs=1e-4)
        assert found.insertion_area == pytest.approx(known, abs=1e-4)


def test_in_random_order_the_logit_falls_evenly_on_average() -> None:
    weights = np.where(HEAD, np.random.default_rng(3).normal(0.02, 0.1, HEAD.shape), 0).astype(np.float32)
    flat = np.zeros((SIZE, SIZE), np.float32)
    drawn = [_linear(weights, flat, steps=4, seed=seed).deletion for seed in range(200)]
    logits = np.log(drawn) - np.log1p(-np.array(drawn))
    total = float(weights.sum(dtype=np.float64))
    error = 4 * logits.std(axis=0).max() / np.sqrt(len(drawn))
    assert logits.mean(axis=0) == pytest.approx(total * np.linspace(1, 0, 5), abs=error)


def test_no_order_deletes_or_inserts_sooner_than_the_contributions_themselves() -> None:
    weights = np.where(HEAD, np.random.default_rng(4).normal(0, 0.1, HEAD.shape), 0).astype(np.float32)
    best, worst = _linear(weights, weights), _linear(weights, -weights)
    for seed in range(10):
        other = _linear(weights, np.random.default_rng(seed).random(HEAD.shape).astype(np.float32))
        assert (best.deletion <= other.deletion + 1e-6).all()
        assert (other.deletion <= worst.deletion + 1e-6).all()
        assert (best.insertion >= other.insertion - 1e-6).all()
    assert best.deletion_area < worst.deletion_area


def test_curves_are_refined_from_their_ends_and_what_is_known_stays() -> None:
    image = np.ones((2, SIZE, SIZE), np.float32)
    remove, order = covering(image, np.zeros_like(image)), pixel_order(_planted(), HEAD)
    found = list(refined_curves(Network(Corner(), SIZE), remove, order, 1, SIZE))
    assert len(found) == 5  # 40 passes, 8 at a time
    assert [each.whole for each in found] == [False] * 4 + [True]
    assert np.isfinite(found[0].deletion[[0, 10, -1]]).all()
    assert np.isnan(found[0].deletion_area)
    for before, after in pairwise(found):
        for curve in ("deletion", "insertion"):
            known = np.isfinite(getattr(before, curve))
            assert (getattr(before, curve)[known] == getattr(after, curve)[known]).all()
            assert np.isfinite(getattr(after, curve)).sum() > known.sum()


def test_of_one_logit_alone_the_probability_is_its_logistic_function() -> None:
    assert softmax(np.array([[0.0], [2.0]]), 0) == pytest.approx([0.5, 1 / (1 + np.exp(-2))])


def test_a_map_with_a_cell_for_every_pixel_lies_on_the_pixels() -> None:
    values = np.random.default_rng(0).random((12, 12)).astype(np.float32)
    layer = Layer("first", "convolution", (12, 12), 1, ("Stem",))
    np.testing.assert_allclose(on_pixels(values, layer, 12), values, atol=1e-6)
