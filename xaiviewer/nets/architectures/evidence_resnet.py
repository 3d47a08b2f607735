"""A ResNet-50 whose decision is, for the most part, the sum of local evidence that can be looked at.

Behind stage 1, where a cell still sees no more than 35 pixels of the input, a head of two 1 x 1 convolutions gives
every cell a logit. That map is the *evidence*: a cell above zero speaks for a tumour there. The mean of its strongest
cells (Courtiol et al., "Classification and disease localization in histopathology using only global labels", 2018) and
the logit of the whole ResNet are added. In training the latter is dropped for half of the slices, so that the evidence
learns to carry the decision; it never learns from a mask.

What decides locally can be located (BagNet, Brendel and Bethge 2019), and the smaller the field of view, the better:
of heads behind stage 1 (35 pixels) and behind the first two blocks of stage 2 (43 and 59), trained side by side, the
map of the first lay in the lesion most, and decided hardly worse.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from xaiviewer.nets.architectures.lean_import import lean_import

# All of torchvision brings torch's compiler (three seconds at every start), and operators that must fit torch's build.
with lean_import("torchvision", "torchvision.models"):
    from torchvision.models.resnet import Bottleneck, ResNet

_HIDDEN = 128  # channels between a head's two convolutions
_DOUBT = -0.3  # evidence of a cell before training: most cells show no tumour


class EvidenceResNet(ResNet):  # type: ignore[misc] # torchvision carries no types
    """torchvision's ResNet-50, its layers under their own names, with a head of local evidence.

    Args:
        strongest: how many cells of the evidence decide.
    """

    def __init__(self, strongest: int = 16) -> None:
        super().__init__(Bottleneck, [3, 4, 6, 3], num_classes=2, zero_init_residual=True)
        self.strongest = strongest
        self.head = _head(4 * 64)
        self.evidence = nn.Identity()  # gives the head's map a name of its own among the layers
        for module in self.modules():
            if isinstance(module, nn.ReLU):
                module.inplace = False  # activations survive for the gradient

    def forward(self, images: Tensor) -> Tensor:
        """(B, sequence, size, size) to the logits (B, 2) of "no tumour" and "tumour"; their difference is the sum."""
        evidence, deep = self.parts(images)
        difference = self.pooled(evidence) + deep
        return torch.stack([-difference, difference], dim=1) / 2

    def parts(self, images: Tensor) -> tuple[Tensor, Tensor]:
        """The evidence (B, 1, rows, columns) and the whole ResNet's logit (B), as differences of the two classes."""
        x = self.maxpool(self.relu(self.bn1(self.conv1(images))))
        local = self.layer1(x)
        x = self.layer4(self.layer3(self.layer2(local)))
        logits = self.fc(torch.flatten(self.avgpool(x), 1))
        evidence = self.evidence(self.head(local))  # here, so that the decision's own layer is the last one
        return evidence, logits[:, 1] - logits[:, 0]

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
