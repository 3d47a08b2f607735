"""Deep supervision: in training, the coarser levels of the segmenter's decoder say where the tumour is, too.

Lee et al., "Deeply-supervised nets" (2015); the weights of the levels are nnU-Net's (Isensee et al. 2021). The gradient
reaches the deep levels by a short way, and the heads that give it are no part of the package: in use nothing is added.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import torch
from torch import Tensor, nn
from torch.nn import functional

from xaiviewer.errors import UsageError
from xaiviewer.nets.architectures.resunet import ResUNet, pixel_head

_COARSER = 3  # levels beside the finest; those below them see too little of a small tumour's shape


class DeeplySupervised(nn.Module):
    """A ResUNet with a head on each of the next coarser levels.

    Attributes:
        network: the ResUNet itself.
        heads: 1 x 1 convolutions, the finest level's first.
    """

    def __init__(self, network: ResUNet, *, size: int) -> None:
        """Look once how many channels each level has, with a picture of `size` pixels."""
        super().__init__()
        self.network = network
        with torch.no_grad():
            finest, *coarser = network.levels(torch.zeros(1, 3, size, size))
        outputs = finest.shape[1]
        self.heads = nn.ModuleList(pixel_head(each.shape[1], outputs) for each in coarser[:_COARSER])

    def forward(self, images: Tensor) -> Tensor:
        """The ResUNet's logits (B, 1, size, size), as in use."""
        logits: Tensor = self.network(images)
        return logits

    def levels(self, images: Tensor) -> list[Tensor]:
        """Logits (B, 1, H, W) of every level that is supervised, each half as large as the one before."""
        finest, *coarser = self.network.levels(images)
        return [finest, *(head(each) for head, each in zip(self.heads, coarser, strict=False))]


def bare(network: nn.Module) -> nn.Module:
    """The network without what only training needs."""
    return network.network if isinstance(network, DeeplySupervised) else network


def over_levels(loss: Callable[[Tensor, Tensor], Tensor], levels: Sequence[Tensor], masks: Tensor) -> Tensor:
    """The mean of the levels' losses, each weighing half as much as that of the next finer level.

    Args:
        loss: of logits and masks of one size.
        levels: logits, (B, 1, H, W) first, then each half as large as the one before.
        masks: (B, 1, H, W) in 0..1; a coarser level learns the share of tumour in its cells.
    """
    total = torch.zeros((), device=masks.device)
    weights = [0.5**number for number in range(len(levels))]
    for weight, logits in zip(weights, levels, strict=True):
        height, width = logits.shape[-2:]
        total = total + weight * loss(logits.float(), functional.adaptive_avg_pool2d(masks, (height, width)))
    return total / sum(weights)


@lru_cache(maxsize=1)
def dice_and_cross_entropy() -> Callable[[Tensor, Tensor], Tensor]:
    """MONAI's DiceCELoss over the batch, where one Dice per slice would be undefined on empty masks.

    MONAI takes five seconds to import and serves training alone.

    Raises:
        UsageError: where it is not installed.
    """
    try:
        from monai.losses.dice import DiceCELoss  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError(
            f"Training the segmenter needs {error.name}, which is not installed; run it with the extra `train`: "
            "`uv run --extra train xaiviewer train segmenter DATA`."
        ) from error
    loss: Callable[[Tensor, Tensor], Tensor] = DiceCELoss(sigmoid=True, batch=True)
    return loss
