"""The mask test on a network that looks at one bright patch."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from torch import Tensor, nn, stack, zeros_like

from xaiviewer.explain import Network
from xaiviewer.requests.reliance import MaskTest
from xaiviewer.trust.faithfulness.mask_test import MOVED, mask_test, moved_regions, resized
from xaiviewer.trust.faithfulness.removal import covering

SIZE = 48
HEAD = np.zeros((SIZE, SIZE), bool)
HEAD[4:44, 4:44] = True
PATCH = np.zeros((SIZE, SIZE), bool)
PATCH[12:18, 10:17] = True
IMAGE = np.where(PATCH, 3, np.where(HEAD, 1, 0)).astype(np.float32)[None]


class Brightest(nn.Module):
    """Speaks for class 1 where anything is brighter than the head."""

    def forward(self, images: Tensor) -> Tensor:
        """``[slice, 1, row, column]`` to ``[slice, 2]``."""
        top = images.flatten(1).max(1).values
        return stack([zeros_like(top), 4 * top - 8], 1)


def _test(region: NDArray[np.bool_], *, seed: int = 0) -> MaskTest:
    remove = covering(IMAGE, np.zeros_like(IMAGE))
    return mask_test(Network(Brightest(), SIZE), IMAGE, region, HEAD, 1, remove, seed=seed)


def test_the_decision_rests_on_the_patch_alone() -> None:
    found = _test(PATCH)
    assert found.whole > 0.95
    assert found.without < 0.05
    assert found.alone == pytest.approx(found.whole)
    assert found.mirrored == pytest.approx(found.whole)
    assert found.moved == pytest.approx(np.full(MOVED, found.whole))
    assert found.p == pytest.approx(1 / (MOVED + 1))


def test_another_region_of_the_same_shape_does_not_matter() -> None:
    elsewhere = np.roll(PATCH, (14, 12), axis=(0, 1))
    found = _test(elsewhere)
    assert found.without == pytest.approx(found.whole)
    assert found.alone < 0.05
    assert found.p > 0.5


def test_a_smaller_region_leaves_some_of_the_patch_and_a_larger_one_nothing() -> None:
    by_size = dict(zip(_test(PATCH).sizes.tolist(), _test(PATCH).by_size.tolist(), strict=True))
    assert by_size[-0.5] > 0.95
    assert by_size[0.0] == by_size[1.0] < 0.05


class Air(nn.Module):
    """Speaks for class 1 where anything lies in the air left of the head."""

    def forward(self, images: Tensor) -> Tensor:
        """``[slice, 1, row, column]`` to ``[slice, 2]``."""
        seen = images[..., :4].abs().flatten(1).max(1).values
        return stack([zeros_like(seen), 8 * seen - 4], 1)


def test_a_region_at_the_heads_edge_does_not_grow_into_the_air() -> None:
    edge = np.roll(PATCH, -6, axis=1)
    assert resized(edge, 1.0)[:, :4].any()
    found = mask_test(Network(Air(), SIZE), IMAGE, edge, HEAD, 1, covering(IMAGE, np.zeros_like(IMAGE)))
    assert found.by_size == pytest.approx(np.full(len(found.by_size), found.whole))


def test_a_region_without_room_elsewhere_has_no_p() -> None:
    assert np.isnan(_test(HEAD).p)
    assert np.isnan(_test(HEAD).mirrored)


def test_moved_regions_keep_their_shape_stay_in_the_head_and_off_the_region() -> None:
    found = list(moved_regions(PATCH, HEAD, 30, 1))
    assert len(found) == 30
    for each in found:
        assert each.sum() == PATCH.sum()
        assert not (each & PATCH).any()
        assert (each & HEAD).sum() >= 0.95 * each.sum()
    again = moved_regions(PATCH, HEAD, 30, 1)
    assert all(map(np.array_equal, found, again))


def test_regions_grow_and_shrink_by_parts_of_their_radius() -> None:
    disc = np.hypot(*np.mgrid[-20:21, -20:21]) <= 10
    for share in (-0.5, -0.25, 0.25, 0.5):
        expected = np.pi * (10 * (1 + share)) ** 2
        assert resized(disc, share).sum() == pytest.approx(expected, rel=0.12)
    assert (resized(disc, 0) == disc).all()
    assert resized(disc, -1).sum() >= 1
    assert resized(np.ones((9, 9), bool), -0.5).sum() < 81


def test_an_empty_region_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="empty"):
        _test(np.zeros_like(PATCH))


class Mean(nn.Module):
    """Speaks for class 1 by how bright the whole is."""

    def forward(self, images: Tensor) -> Tensor:
        """``[slice, 1, row, column]`` to ``[slice, 2]``."""
        mean = images.flatten(1).mean(1)
        return stack([zeros_like(mean), mean], 1)


def test_where_every_place_is_alike_the_region_is_one_of_many() -> None:
    flat: NDArray[np.float32] = HEAD.astype(np.float32)[None]
    found = mask_test(Network(Mean(), SIZE), flat, PATCH, HEAD, 1, covering(flat, np.zeros_like(flat)))
    assert found.p == 1.0


def test_logits_stand_beside_the_probabilities() -> None:
    found = _test(PATCH)
    assert found.logits == pytest.approx((4, -4, 4), abs=1e-5)
    assert found.whole == pytest.approx(1 / (1 + np.exp(-4)))


def test_progress_counts_every_pass_and_the_same_seed_gives_the_same_bits() -> None:
    told: list[tuple[int, int]] = []
    remove = covering(IMAGE, np.zeros_like(IMAGE))
    network = Network(Brightest(), SIZE)
    once = mask_test(network, IMAGE, PATCH, HEAD, 1, remove, progress=lambda *done: told.append(done))
    assert told[-1][0] == told[-1][1] == 3 + 6 + MOVED + 1
    again = mask_test(network, IMAGE, PATCH, HEAD, 1, remove)
    assert once.moved.tobytes() == again.moved.tobytes()
    assert once.by_size.tobytes() == again.by_size.tobytes()
