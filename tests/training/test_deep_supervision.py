"""Deep supervision: coarser levels learn in training, and nothing of it stays in the network that is used."""

from __future__ import annotations

import sys

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from xaiviewer.errors import UsageError
from xaiviewer.nets.architectures.resunet import ResUNet
from xaiviewer.training.learning.deep_supervision import DeeplySupervised, bare, dice_and_cross_entropy, over_levels
from xaiviewer.training.learning.tasks import SegmenterTask
from xaiviewer.training.recipe import Batch


def _network() -> DeeplySupervised:
    torch.manual_seed(0)
    return DeeplySupervised(ResUNet(3, 1, channels=(4, 6, 8, 10)), size=32)


def _batch() -> Batch:
    masks = torch.zeros(2, 1, 32, 32)
    masks[0, :, 8:20, 4:18] = 1
    return Batch(torch.randn(2, 3, 32, 32), masks, torch.tensor([1.0, 0]), torch.rand(2))


def test_every_level_is_half_as_large_and_the_finest_is_what_is_used() -> None:
    network, images = _network().eval(), torch.randn(2, 3, 32, 32)
    with torch.no_grad():
        levels = network.levels(images)
        assert torch.equal(levels[0], network(images))
    assert [tuple(each.shape) for each in levels] == [(2, 1, side, side) for side in (32, 16, 8, 4)]


def test_no_more_than_three_coarser_levels_are_supervised() -> None:
    assert len(DeeplySupervised(ResUNet(3, 1, channels=(2,) * 6), size=64).heads) == 3


def test_what_is_used_and_packaged_holds_nothing_of_the_supervision() -> None:
    network = _network()
    assert list(bare(network).state_dict()) == list(ResUNet(3, 1, channels=(4, 6, 8, 10)).state_dict())
    assert bare(bare(network)) is bare(network)


@pytest.mark.slow
@pytest.mark.usefixtures("monai")
def test_the_loss_reaches_every_head_and_every_weight() -> None:
    network = _network().train()
    SegmenterTask().loss(network, _batch()).backward()  # type: ignore[no-untyped-call]
    for name, parameter in network.named_parameters():
        assert parameter.grad is not None, name
    assert all(head.weight.grad.abs().sum() > 0 for head in network.heads)


def test_each_level_weighs_half_as_much_as_the_finer_one_and_learns_the_share_of_tumour_in_its_cells() -> None:
    masks = torch.zeros(1, 1, 4, 4)
    masks[..., 0, 0] = 1
    seen: list[Tensor] = []

    def loss(logits: Tensor, given: Tensor) -> Tensor:
        seen.append(given)
        return logits.mean()

    levels = [torch.full((1, 1, side, side), value) for side, value in ((4, 1.0), (2, 2.0), (1, 4.0))]
    assert float(over_levels(loss, levels, masks)) == pytest.approx((1 + 0.5 * 2 + 0.25 * 4) / 1.75)
    assert torch.equal(seen[0], masks)
    assert seen[1].flatten().tolist() == [0.25, 0, 0, 0]
    assert seen[2].item() == 1 / 16


@pytest.mark.slow
@pytest.mark.usefixtures("monai")
def test_the_loss_falls_as_the_outline_gets_better_and_is_cross_entropy_plus_dice() -> None:
    masks = _batch().masks
    good, bad = (dice_and_cross_entropy()(logits, masks) for logits in (masks * 8 - 4, 4 - masks * 8))
    assert 0 < float(good) < 0.2 < float(bad)
    logits = torch.randn_like(masks)
    probability = logits.sigmoid()
    dice = 2 * (probability * masks).sum() / (probability.sum() + masks.sum())
    expected = functional.binary_cross_entropy_with_logits(logits, masks) + 1 - dice
    torch.testing.assert_close(dice_and_cross_entropy()(logits, masks), expected)


@pytest.mark.slow
def test_where_monai_is_missing_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    dice_and_cross_entropy.cache_clear()
    monkeypatch.setitem(sys.modules, "monai.losses.dice", None)
    monkeypatch.setitem(sys.modules, "monai", None)
    try:
        with pytest.raises(UsageError, match=r"needs monai.*--extra train"):
            dice_and_cross_entropy()
    finally:
        dice_and_cross_entropy.cache_clear()
