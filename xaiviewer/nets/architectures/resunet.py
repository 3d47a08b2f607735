"""The residual U-Net, laid out as MONAI's `UNet` with two residual units per level: names, initial weights, outputs.

Zhang, Liu and Wang, "Road extraction by deep residual U-Net" (2018); Kerfoot et al. (2019) for these units. MONAI's own
class is what the tests hold this one against; to import it brings all of MONAI and torch's compiler with it, five
seconds at every start of the program.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

import torch
from torch import nn

_DOUBT = -3.0  # a probability of 0.05


def _convolution(inputs: int, outputs: int, *, stride: int = 1, up: bool = False, bare: bool = False) -> nn.Sequential:
    """A 3 x 3 convolution, unless `bare` with normalisation (N) and activation (A). `up` transposes it: x `stride`."""
    conv: nn.Module
    if up:
        conv = nn.ConvTranspose2d(inputs, outputs, 3, stride, padding=1, output_padding=stride - 1)
    else:
        conv = nn.Conv2d(inputs, outputs, 3, stride, padding=1)
    parts: OrderedDict[str, nn.Module] = OrderedDict(conv=conv)
    if not bare:
        parts["adn"] = nn.Sequential(OrderedDict(N=nn.InstanceNorm2d(outputs), A=nn.PReLU()))
    return nn.Sequential(parts)


class _ResidualUnit(nn.Module):
    """`units` convolutions, the first with the stride, around which the input is carried."""

    def __init__(self, inputs: int, outputs: int, *, stride: int, units: int, bare: bool = False) -> None:
        super().__init__()
        self.conv = nn.Sequential()
        for unit in range(units):
            first, last = unit == 0, unit == units - 1
            self.conv.add_module(
                f"unit{unit}",
                _convolution(inputs if first else outputs, outputs, stride=stride if first else 1, bare=bare and last),
            )
        self.residual: nn.Module = nn.Identity()
        if stride != 1:
            self.residual = nn.Conv2d(inputs, outputs, 3, stride, padding=1)
        elif inputs != outputs:
            self.residual = nn.Conv2d(inputs, outputs, 1)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, inputs, H, W) to (B, outputs, H / stride, W / stride)."""
        carried: torch.Tensor = self.residual(image)
        convolved: torch.Tensor = self.conv(image)
        return convolved + carried


class _Skip(nn.Module):
    """What lies deeper, with its own input put before its output."""

    def __init__(self, deeper: nn.Module) -> None:
        super().__init__()
        self.submodule = deeper

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C + the deeper part's channels, H, W)."""
        return torch.cat([image, self.submodule(image)], dim=1)


class ResUNet(nn.Module):
    """One level per entry of `channels`; each but the last halves the picture.

    Args:
        inputs: channels of the picture.
        outputs: logits per pixel.
        channels: of every level, the finest first.
    """

    def __init__(self, inputs: int, outputs: int, channels: Sequence[int]) -> None:
        super().__init__()
        self.model = _levels(inputs, outputs, channels, top=True)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, inputs, H, W), H and W multiples of 2 to the number of levels less one, to logits (B, outputs, H, W)."""
        logits: torch.Tensor = self.model(image)
        return logits

    def levels(self, image: torch.Tensor) -> list[torch.Tensor]:
        """What `forward` gives, and before it what every coarser level hands up: each half as large as the one before.

        The last of them, on the coarsest grid, comes from the bottom between the two sides.
        """
        return _outputs(self.model, image)


class HeadedResUNet(ResUNet):
    """A ResUNet that makes features of every pixel, and a 1 x 1 convolution that makes logits of those.

    The last norm of MONAI's layout acts on what comes out. On a lone logit it would give every slice the same spread,
    whether there is a tumour on it or not; several features leave the convolution something to weigh (as nnU-Net's).

    Args:
        inputs, outputs, channels: see `ResUNet`.
        features: of every pixel.
    """

    def __init__(self, inputs: int, outputs: int, channels: Sequence[int], features: int = 8) -> None:
        super().__init__(inputs, features, channels)
        self.head = pixel_head(features, outputs)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """See `ResUNet.forward`."""
        logits: torch.Tensor = self.head(super().forward(image))
        return logits

    def levels(self, image: torch.Tensor) -> list[torch.Tensor]:
        """See `ResUNet.levels`."""
        finest, *coarser = super().levels(image)
        return [self.head(finest), *coarser]


def pixel_head(features: int, outputs: int) -> nn.Conv2d:
    """A 1 x 1 convolution to logits that say "hardly" before training: most pixels show no tumour."""
    head = nn.Conv2d(features, outputs, 1)
    if head.bias is not None:
        nn.init.constant_(head.bias, _DOUBT)
    return head


def _outputs(level: nn.Module, image: torch.Tensor) -> list[torch.Tensor]:
    """Of a level and of those below it, the finest first."""
    if not isinstance(level, nn.Sequential):
        return [level(image)]
    down, skip, up = level
    coarser: torch.Tensor = down(image)
    deeper = _outputs(skip.get_submodule("submodule"), coarser)
    return [up(torch.cat([coarser, deeper[0]], dim=1)), *deeper]


def _levels(inputs: int, outputs: int, channels: Sequence[int], *, top: bool) -> nn.Sequential:
    """This level around those below it: down, skip, up."""
    here, below, *deeper = channels
    inner: nn.Module
    if deeper:
        inner = _levels(here, here, channels[1:], top=False)
        joined = 2 * here
    else:
        inner = _ResidualUnit(here, below, stride=1, units=2)
        joined = here + below
    down = _ResidualUnit(inputs, here, stride=2, units=2)
    up = nn.Sequential(
        _convolution(joined, outputs, stride=2, up=True),
        _ResidualUnit(outputs, outputs, stride=1, units=1, bare=top),
    )
    return nn.Sequential(down, _Skip(inner), up)
