"""The networks by the name their manifest gives."""

from __future__ import annotations

from collections.abc import Callable

from monai.networks.nets.unet import UNet
from torch import nn
from torchvision.models import resnet50

from xaiviewer.errors import ModelError


def classifier() -> nn.Module:
    """torchvision's ResNet-50 with two classes, ReLUs out of place so that activations survive for the gradient."""
    network: nn.Module = resnet50(num_classes=2, zero_init_residual=True)
    for module in network.modules():
        if isinstance(module, nn.ReLU):
            module.inplace = False
    return network


def segmenter() -> nn.Module:
    """A ResUNet: MONAI's U-Net with two residual units per level; one logit per pixel.

    Zhang, Liu and Wang, "Road extraction by deep residual U-Net" (2018); Kerfoot et al. (2019) for MONAI's units.
    """
    return UNet(
        spatial_dims=2,
        in_channels=3,
        out_channels=1,
        channels=(32, 64, 128, 256, 320, 320),
        strides=(2, 2, 2, 2, 2),
        num_res_units=2,
    )


ARCHITECTURES: dict[str, Callable[[], nn.Module]] = {"resnet50": classifier, "resunet": segmenter}


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
