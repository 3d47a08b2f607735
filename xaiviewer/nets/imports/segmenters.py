"""Which segmenter weights belong to, by their names and shapes; strides, which leave no trace, as usual."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xaiviewer.nets.packages.description import Factory
from xaiviewer.nets.packages.factories import SMP
from xaiviewer.nets.packages.state import Shapes


@dataclass(frozen=True)
class Candidate:
    """A network that may fit.

    Attributes:
        factory: what builds it.
        classes, channels: how many.
        dimensions: 2, or 3 of volumes.
    """

    factory: Factory
    classes: int
    channels: int
    dimensions: int = 2


def candidates(weights: Shapes) -> Iterator[Candidate]:
    """Segmenters that are somewhat alike."""
    for sign, found in _SIGNS.items():
        if sign in weights:
            yield from found(weights)


def _monai(name: str, first: tuple[int, ...], classes: int, arguments: Mapping[str, Any]) -> Candidate:
    given = {"spatial_dims": len(first) - 2, "in_channels": first[1], "out_channels": classes, **arguments}
    return Candidate(Factory("monai", name, given), classes, first[1], len(first) - 2)


def _basic_unet(weights: Shapes) -> Iterator[Candidate]:
    names = [
        "conv_0.conv_0.conv.weight",
        *(f"down_{level}.convs.conv_0.conv.weight" for level in range(1, 5)),
        "upcat_1.convs.conv_0.conv.weight",
    ]
    if all(name in weights for name in (*names, "final_conv.weight")):
        features = [weights[name][0] for name in names]
        yield _monai("BasicUNet", weights[names[0]], weights["final_conv.weight"][0], {"features": features})


def _segresnet(weights: Shapes) -> Iterator[Candidate]:
    first, last = weights["convInit.conv.weight"], weights.get("conv_final.2.conv.weight")
    if last is not None:
        down = _counted(weights, r"down_layers\.(\d+)\.\d+\.conv1\.conv\.weight")
        up = _counted(weights, r"up_layers\.(\d+)\.\d+\.conv1\.conv\.weight")
        given = {"init_filters": first[0], "blocks_down": down, "blocks_up": up}
        yield _monai("SegResNet", first, last[0], given)


def _counted(weights: Shapes, pattern: str) -> list[int]:
    """Of each level how many blocks there are."""
    levels = [int(match[1]) for name in weights if (match := re.fullmatch(pattern, name))]
    return [levels.count(level) for level in range(max(levels, default=-1) + 1)]


def _unet(weights: Shapes) -> Iterator[Candidate]:
    first = next((weights[name] for name in _unet_convolutions("model.0.") if name in weights), None)
    units = sum(1 for name in weights if re.fullmatch(r"model\.0\.conv\.unit\d+\.conv\.weight", name))
    last = weights.get("model.2.1.conv.unit0.conv.weight" if units else "model.2.conv.weight")
    if first is None or last is None:
        return
    channels, prefix = [], "model."
    for level in range(12):
        inner = f"{prefix}0."
        found = [weights[name] for name in _unet_convolutions(inner) if name in weights]
        bottom = [weights[name] for name in _unet_convolutions(prefix) if name in weights]
        if not found and not (level and bottom):
            return
        channels.append((found or bottom)[0][0])
        if not found:
            break
        prefix += "1.submodule."
    given = {"channels": channels, "strides": [2] * (len(channels) - 1), "num_res_units": units}
    yield _monai("UNet", first, last[0] if units else last[1], given)  # transposed: outputs come second


def _unet_convolutions(prefix: str) -> tuple[str, str]:
    return f"{prefix}conv.unit0.conv.weight", f"{prefix}conv.weight"


_ENCODERS: Mapping[str, str] = {
    "encoder.layer1.0.conv1.weight": "resnet18 resnet34 resnet50 resnet101 resnext50_32x4d",
    "encoder.features.denseblock1.denselayer1.conv1.weight": "densenet121 densenet169",
    "encoder._conv_stem.weight": "efficientnet-b0 efficientnet-b1 efficientnet-b2 efficientnet-b3 efficientnet-b4",
    "encoder.features.0.0.weight": "mobilenet_v2",
    "encoder.features.0.weight": "vgg11 vgg11_bn vgg13 vgg16 vgg16_bn vgg19",
}
"""A name of each family of encoders that people take, and its members."""

_DECODERS: Mapping[str, str] = {
    r"decoder\.blocks\.x_0_0\.": "UnetPlusPlus",
    r"decoder\.blocks\.0\.conv1\.": "Unet",
    r"decoder\.blocks\.0[.]block\.": "Linknet",
    r"decoder\.pab\.": "MAnet",
    r"decoder\.seg_blocks\.": "FPN",
    r"decoder\.psp\.": "PSPNet",
    r"decoder\.block1\.": "DeepLabV3Plus",
    r"decoder\.0\.convs\.": "DeepLabV3",
}


def _smp(weights: Shapes) -> Iterator[Candidate]:
    """Of segmentation-models-pytorch, with the decoder that each comes with."""
    last = weights["segmentation_head.0.weight"]
    encoders = next((names for sign, names in _ENCODERS.items() if sign in weights), "")
    first = next((shape for name, shape in weights.items() if name in _FIRST), None)
    if first is None:
        return
    decoders = [name for sign, name in _DECODERS.items() if any(re.match(sign, each) for each in weights)]
    for decoder in decoders:
        for encoder in encoders.split():
            given: dict[str, Any] = {"encoder_name": encoder, "in_channels": first[1], "classes": last[0]}
            if decoder == "Unet":
                widths = [weights.get(f"decoder.blocks.{level}.conv2.0.weight", (0,))[0] for level in range(5)]
                given["decoder_channels"] = [each for each in widths if each]
                given["encoder_depth"] = len(given["decoder_channels"])
            yield Candidate(Factory(SMP, decoder, given), last[0], first[1])


_FIRST = frozenset(
    {
        "encoder.conv1.weight",
        "encoder.features.conv0.weight",
        "encoder._conv_stem.weight",
        "encoder.features.0.0.weight",
        "encoder.features.0.weight",
    }
)
"""What encoders call their first convolution."""

_SIGNS: Mapping[str, Callable[[Shapes], Iterator[Candidate]]] = {
    "conv_0.conv_0.conv.weight": _basic_unet,
    "convInit.conv.weight": _segresnet,
    "model.0.conv.unit0.conv.weight": _unet,
    "model.0.conv.weight": _unet,
    "segmentation_head.0.weight": _smp,
}
"""A name that only one of them has."""
