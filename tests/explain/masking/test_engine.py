"""The engine mixes pictures exactly, counts them, and shows no more than it is asked."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn

from xaiviewer.errors import Cancelled
from xaiviewer.explain import Network, Slices
from xaiviewer.explain.filling import covered
from xaiviewer.explain.masking.engine import MaskedForward
from xaiviewer.explain.masking.filling import Filling, filling_of
from xaiviewer.explain.masking.parted import PartedSlice
from xaiviewer.explain.superpixels import superpixels
from xaiviewer.requests import Request


class Keeps(nn.Module):
    """Keeps the pictures that it is shown."""

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        self.shown = images.clone()
        return images.flatten(1)[:, :2]


def _filling(material: Slices, **parameters: object) -> Filling:
    request = Request.of("occlusion", network="w", class_index=1, **parameters)
    return filling_of(request, material, 0)


def test_what_is_present_is_the_slice_and_what_is_absent_the_filling_to_the_bit(material: Slices) -> None:
    network, filling = Keeps(), _filling(material)
    image = material.inputs[0]
    shown = MaskedForward(Network(network, 32), image, filling, lambda: False)
    present = np.random.default_rng(0).random((20, 1, 32, 32)) < 0.5
    logits = shown.logits(present)  # more than a batch is a batch all the same
    expected = np.where(present, image, filling.picture)
    assert np.array_equal(network.shown.numpy(), expected)
    assert logits.dtype == np.float64
    assert np.array_equal(logits, expected.reshape(20, -1)[:, :2])
    assert shown.passes == 20
    half = shown.logits(np.full((1, 1, 1, 1), 0.25, np.float32))
    np.testing.assert_allclose(network.shown[0].numpy(), 0.25 * image + 0.75 * filling.picture, atol=1e-6)
    assert half.shape == (1, 2)
    assert shown.passes == 21
    assert np.array_equal(shown.whole(), image.ravel()[:2])


def test_sequences_can_be_absent_as_a_whole(material: Slices) -> None:
    network, filling = Keeps(), _filling(material, filling="zero", head_only=False)
    shown = MaskedForward(Network(network, 32), material.inputs[0], filling, lambda: False)
    shown.logits(np.array([[True, False, True]])[:, :, None, None])
    assert not network.shown[0, 1].any()
    assert np.array_equal(network.shown[0, ::2].numpy(), material.inputs[0, ::2])


def test_nothing_passes_once_it_is_cancelled(material: Slices) -> None:
    network = Keeps()
    with pytest.raises(Cancelled):
        MaskedForward(Network(network, 32), material.inputs[0], _filling(material), lambda: True).whole()
    assert not hasattr(network, "shown")


def test_in_painting_knows_only_what_is_present(material: Slices) -> None:
    image, head = material.inputs[0], material.heads[0]
    filling = _filling(material, filling="in-painting")
    assert filling.around
    present = np.ones((1, 32, 32), dtype=bool)
    present[0, 8:16, 16:24] = False  # the bright patch
    found = filling.in_painted(present)
    assert np.array_equal(found[:, present[0]], image[:, present[0]])
    assert found[:, ~present[0]].mean() < 0.3 * image[:, ~present[0]].mean()
    everything = filling.in_painted(present & False)  # nothing of the head is left to look at: its mean
    assert np.array_equal(everything[:, head], filling.picture[:, head])
    assert np.array_equal(everything[:, ~head], image[:, ~head])


def test_another_slice_covers_the_head_alone(material: Slices) -> None:
    asked: list[tuple[int, int]] = []

    def another(index: int, class_index: int) -> NDArray[np.float32]:
        asked.append((index, class_index))
        return np.full_like(material.inputs[0], 5)

    slices = Slices(material.indices, material.inputs, material.heads, material.channels, another)
    _filling(slices)
    assert not asked  # it costs passes: none where another filling is wanted
    picture = _filling(slices, filling="another-slice").picture
    assert asked == [(7, 1)]
    assert (picture[:, material.heads[0]] == 5).all()
    assert np.array_equal(picture[:, ~material.heads[0]], material.inputs[0][:, ~material.heads[0]])


def test_what_covers_tells_apart_what_is_known(material: Slices) -> None:
    keys = {_filling(material, filling=each).key for each in ("mean", "zero", "blur", "in-painting")}
    keys |= {_filling(material, filling="blur", blur=3).key, _filling(material, head_only=False).key}
    assert len(keys) == 6
    assert _filling(material).key == _filling(material).key


def test_regions_part_the_head_and_nothing_else(material: Slices) -> None:
    image, head = material.inputs[0], material.heads[0]
    labels = superpixels(image, head, 20, 0.1)
    assert np.array_equal(labels > 0, head)
    assert set(np.unique(labels)) == set(range(labels.max() + 1))
    assert superpixels(image, head & False, 20, 0.1).min() == 1
    assert np.array_equal(labels, superpixels(image, head, 20, 0.1))
    tiny = np.zeros_like(head)
    tiny[4:6, 4:6] = True
    assert superpixels(image, tiny, 20, 0.1).max() >= 1


def test_a_region_is_absent_where_its_label_is(material: Slices) -> None:
    network = Keeps()
    request = Request.of("lime", network="w", class_index=1, superpixels=12, compactness=10)
    parted = PartedSlice(Network(network, 32), request, material, 0, lambda: False)
    rows = np.ones((1, parted.regions), dtype=bool)
    rows[0, 2] = False
    parted.all_logits(rows)
    picture = covered(material.inputs[0], material.heads[0], request.values)
    expected = np.where(parted.labels == 3, picture, material.inputs[0])
    assert np.array_equal(network.shown[0].numpy(), expected)
