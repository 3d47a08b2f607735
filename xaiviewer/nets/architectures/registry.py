"""The networks by the name their manifest gives."""

from __future__ import annotations

from collections.abc import Callable

from torch import nn

from xaiviewer.errors import ModelError
from xaiviewer.nets.architectures.evidence_resnet import EvidenceResNet
from xaiviewer.nets.architectures.lean_import import lean_import
from xaiviewer.nets.architectures.resunet import HeadedResUNet, ResUNet

# All of torchvision brings torch's compiler (three seconds at every start), and operators that must fit torch's build.
with lean_import("torchvision", "torchvision.models"):
    from torchvision.models.resnet import resnet50


def classifier() -> nn.Module:
    """torchvision's ResNet-50 with two classes, ReLUs out of place so that activations survive for the gradient."""
    network: nn.Module = resnet50(num_classes=2, zero_init_residual=True)
    for module in network.modules():
        if isinstance(module, nn.ReLU):
            module.inplace = False
    return network


def segmenter() -> nn.Module:
    """A ResUNet of six levels; one logit per pixel."""
    return HeadedResUNet(3, 1, channels=(32, 64, 128, 256, 256, 256))


def _first_segmenter() -> nn.Module:
    """That of the first packages."""
    return ResUNet(3, 1, channels=(32, 64, 128, 256, 320, 320))


ARCHITECTURES: dict[str, Callable[[], nn.Module]] = {
    "resnet50": classifier,
    "evidence-resnet50": EvidenceResNet,
    "resunet": _first_segmenter,
    "headed-resunet": segmenter,
}


def build(architecture: str) -> nn.Module:
    """A network with random weights.

    Raises:
        ModelError: for an architecture this version does not know.
    """
    try:
        return ARCHITECTURES[architecture]()
    except KeyError:
        known = ", ".join(sorted(ARCHITECTURES))
        raise ModelError(f"The architecture {architecture!r} is not known here; this version has {known}.") from None
