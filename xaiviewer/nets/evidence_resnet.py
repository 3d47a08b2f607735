"""A ResNet-50 whose decision is, for the most part, the sum of local evidence that can be looked at.

Behind some blocks of stage 2, where a cell still sees no more than a part of the head, a head of two 1 x 1 convolutions
gives every cell a logit; their sum is the *evidence*: a map in which a cell above zero speaks for a tumour there. The
mean of its strongest cells (Courtiol et al., "Classification and disease localization in histopathology using only
global labels", 2018) and the logit of the whole ResNet are added. In training the latter is dropped for half of the
slices, so that the evidence learns to carry the decision; it never learns from a mask.

Fields of view of such cells follow BagNet (Brendel and Bethge 2019): what decides locally can be located.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from xaiviewer.nets.alone import alone

# All of torchvision brings torch's compiler (three seconds at every start), and operators that must fit torch's build.
with alone("torchvision", "torchvision.models"):
    from torchvision.models.resnet import Bottleneck, ResNet

_HIDDEN = 128  # channels between a head's two convolutions
_DOUBT = -0.3  # evidence of a cell before training: most cells show no tumour


class EvidenceResNet(ResNet):  # type: ignore[misc] # torchvision carries no types
    """torchvision's ResNet-50, its layers under their own names, with heads of local evidence.

    Args:
        heads: numbers of the blocks of stage 2 behind which there is a head. Their fields of view are 43, 59, 75 and 91
            input pixels.
        strongest: how many cells of the evidence decide.
    """

    def __init__(self, heads: Sequence[int] = (0, 1, 3), strongest: int = 8) -> None:
        super().__init__(Bottleneck, [3, 4, 6, 3], num_classes=2, zero_init_residual=True)
        self.strongest = strongest
        self.evidence = nn.Identity()  # gives the sum of the heads a name of its own among the layers
        self.heads = nn.ModuleDict({str(block): _head(4 * 128) for block in heads})
        for module in self.modules():
            if isinstance(module, nn.ReLU):
                module.inplace = False  # activations survive for the gradient

    def forward(self, images: Tensor) -> Tensor:
        """(B, sequence, size, size) to the logits (B, 2) of "no tumour" and "tumour"; their difference is the sum."""
        parts, deep = self.parts(images)
        difference = self.pooled(self.summed(parts)) + deep
        return torch.stack([-difference, difference], dim=1) / 2

    def parts(self, images: Tensor) -> tuple[list[Tensor], Tensor]:
        """Each head's evidence (B, 1, rows, columns), and the logit (B) of the whole ResNet, as differences."""
        x = self.maxpool(self.relu(self.bn1(self.conv1(images))))
        x = self.layer1(x)
        parts = []
        for number, block in enumerate(self.layer2):
            x = block(x)
            if str(number) in self.heads:
                parts.append(self.heads[str(number)](x))
        x = self.layer4(self.layer3(x))
        logits = self.fc(torch.flatten(self.avgpool(x), 1))
        return parts, logits[:, 1] - logits[:, 0]

    def summed(self, parts: Sequence[Tensor]) -> Tensor:
        """The evidence: the sum of all heads, (B, 1, rows, columns)."""
        total = parts[0]
        for part in parts[1:]:
            total = total + part
        evidence: Tensor = self.evidence(total)
        return evidence

    def pooled(self, evidence: Tensor) -> Tensor:
        """Mean of the strongest cells, (B)."""
        strongest: Tensor = torch.flatten(evidence, 1).topk(self.strongest, dim=1)[0]
        return strongest.mean(dim=1)


def _head(channels: int) -> nn.Sequential:
    """Two 1 x 1 convolutions: a logit per cell, the same everywhere at first."""
    last = nn.Conv2d(_HIDDEN, 1, 1)
    nn.init.zeros_(last.weight)
    if last.bias is not None:
        nn.init.constant_(last.bias, _DOUBT)
    return nn.Sequential(nn.Conv2d(channels, _HIDDEN, 1, bias=False), nn.BatchNorm2d(_HIDDEN), nn.ReLU(), last)
