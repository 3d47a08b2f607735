"""Which network weights belong to, by their names and shapes alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from xaiviewer.errors import ModelError
from xaiviewer.nets.calibration import Output
from xaiviewer.nets.imports.segmenters import candidates
from xaiviewer.nets.inputs.turns import Sides
from xaiviewer.nets.packages.description import IMAGENET, Factory
from xaiviewer.nets.packages.factories import TORCHVISION, outline, task_of
from xaiviewer.nets.packages.state import Shapes, difference, shapes_of
from xaiviewer.requests import Task

SIZE = 224
"""Side of the input that most networks were taught on."""

SIDE = 96
"""The same of networks of volumes."""


@dataclass(frozen=True)
class Offer:
    """A network that fits.

    Attributes:
        factory: what builds it.
        classes, channels: how many.
        size: side of the input that it was taught on, or rows and columns, as far as can be known.
        mean, std: of its normalisation, where that is known.
        names: of the classes, where these are known.
        dimensions: 2, or 3 of volumes.
        output: what the logits mean, where that is known.
        preprocessing: the mode of Keras's preprocess_input that mean and deviation stand for; "" for none.
    """

    factory: Factory
    classes: int
    channels: int
    size: int | Sides = SIZE
    mean: tuple[float, ...] = ()
    std: tuple[float, ...] = ()
    names: tuple[str, ...] = field(default=())
    dimensions: int = 2
    output: Output | None = None
    preprocessing: str = ""

    @property
    def task(self) -> Task:
        """What it does."""
        return task_of(self.factory)

    @property
    def known_as(self) -> str:
        """Library and network: "torchvision resnet50"."""
        return f"{self.factory.library} {self.factory.name}"

    @property
    def title(self) -> str:
        """In words: "torchvision resnet50, 3 classes, 1 input channel"."""
        classes = f"{self.classes} class{'es' * (self.classes != 1)}"
        channels = f"{self.channels} input channel{'s' * (self.channels != 1)}"
        volumes = ", volumes" if self.dimensions == 3 else ""
        return f"{self.known_as}, {classes}, {channels}{volumes}"


_SIGNS: Mapping[str, tuple[str, ...]] = {
    r"layer1\.0\.conv1\.weight": tuple(name for name in TORCHVISION if "resne" in name),
    r"features\.denseblock1\.": tuple(name for name in TORCHVISION if name.startswith("densenet")),
    r"features\.0\.1\.running_mean": tuple(
        name for name in TORCHVISION if name.startswith(("efficientnet", "mobilenet"))
    ),
    r"features\.1\.0\.layer_scale": tuple(name for name in TORCHVISION if name.startswith("convnext")),
    r"features\.0\.weight": tuple(name for name in TORCHVISION if name.startswith(("vgg", "alexnet", "squeezenet"))),
    r"Mixed_5b\.": ("inception_v3",),
    r"inception3a\.": ("googlenet",),
    r"stage2\.0\.branch1": tuple(name for name in TORCHVISION if name.startswith("shufflenet")),
    r"layers\.0\.weight": tuple(name for name in TORCHVISION if name.startswith("mnasnet")),
}
"""A name that only some of torchvision's networks have."""

_MONAI: Mapping[str, tuple[str, ...]] = {
    r"features\.denseblock1\.denselayer1\.layers\.": ("DenseNet121", "DenseNet169", "DenseNet201", "DenseNet264"),
    r"layer1\.0\.conv1\.weight": ("resnet10", "resnet18", "resnet34", "resnet50", "resnet101"),
}

_TIMM: Mapping[str, str] = {
    r"layer1\.0\.conv1\.weight": "resnet10t resnet18 resnet18d resnet26 resnet26d resnet34 resnet34d resnet50 "
    "resnet50d resnet101 resnext50_32x4d seresnet18 seresnet50",
    r"stages\.0\.blocks\.0\.conv_dw\.": "convnext_atto convnext_femto convnext_pico convnext_nano convnext_tiny "
    "convnext_small convnext_base",
    r"blocks\.0\.0\.conv_dw\.": "efficientnet_b0 efficientnet_b1 efficientnet_b2 efficientnet_b3 efficientnet_b4 "
    "tf_efficientnet_b0 mobilenetv3_large_100 mobilenetv2_100",
    r"pre_logits\.fc1\.": "vgg11 vgg13 vgg16 vgg19 vgg11_bn vgg16_bn vgg19_bn",
}
"""The same of timm's that people bring most; a config.json beside the weights tells of all others."""

_FIRST = (
    "conv1.weight features.0.weight features.0.0.weight features.conv0.weight Conv2d_1a_3x3.conv.weight "
    "conv1.conv.weight conv1.0.weight layers.0.weight stem.0.weight conv_stem.weight"
)
"""What networks call their first convolution: a safetensors file keeps its tensors in any order."""

_LAST = re.compile(r"(?:fc|classifier|class_layers\.out|head|head\.fc)(?:\.\d+){0,2}\.weight")
"""What they call the layer of their logits."""

_SIZES = {"inception_v3": 299}


def of_sides(rows: int, columns: int) -> int | Sides:
    """A size: one number for a square."""
    return rows if rows == columns else (rows, columns)


def offers(weights: Shapes) -> tuple[Offer, ...]:
    """Every network on the lists that has exactly these weights, torchvision's first.

    Raises:
        ModelError: where there is none; with what the nearest one differs in.
    """
    found: list[Offer] = []
    nearest = ""
    for offer in chain(_candidates(weights), _segmenters(weights)):
        if found and offer.factory.library != found[0].factory.library:
            break  # timm's ResNet of the same weights is torchvision's
        try:
            wrong = difference(weights, shapes_of(outline(offer.factory)))
        except ModelError:
            continue
        if not wrong:
            found.append(offer)
        elif not nearest or len(wrong) < len(nearest):
            nearest = f" The nearest, {offer.title}, differs: {wrong}."
    if not found:
        raise ModelError(
            f"These weights belong to none of the networks that are known here.{nearest} Name the network (--factory)."
        )
    return tuple(found)


def _candidates(weights: Shapes) -> Iterator[Offer]:
    """Networks whose names are somewhat alike, with the classes and channels that the shapes tell."""
    first = next((name for name in _FIRST.split() if len(weights.get(name, ())) > 3), None)
    ends = [name for name, shape in weights.items() if _LAST.fullmatch(name) and len(shape) > 1]
    if first is None or not ends:
        return
    channels, dimensions = weights[first][1], len(weights[first]) - 2
    last = max(ends, key=lambda name: [int(each) for each in re.findall(r"\.(\d+)", name)])
    classes, head = weights[last][0], _head(weights, last)
    for name in _named(weights, _SIGNS):
        given: dict[str, Any] = {"num_classes": classes}
        if channels != 3:
            given["in_channels"] = channels
        if head:
            given["head"] = head
        if name in ("inception_v3", "googlenet"):
            given["aux_logits"] = _has(weights, r"(AuxLogits|aux1)\.")
        yield Offer(Factory("torchvision", name, given), classes, channels, _SIZES.get(name, SIZE), *_taught(channels))
    yield from _from_monai(weights, dimensions, channels, classes, weights[first][-1])
    if not head:
        for names in (names for sign, names in _TIMM.items() if _has(weights, sign)):
            for name in names.split():
                factory = Factory("timm", name, {"num_classes": classes, "in_chans": channels})
                yield Offer(factory, classes, channels, SIZE, *_taught(channels))


def _from_monai(weights: Shapes, dimensions: int, channels: int, classes: int, kernel: int) -> Iterator[Offer]:
    for name in _named(weights, _MONAI):
        for arguments in _of_monai(name, dimensions, channels, classes, kernel):
            size = SIZE if dimensions == 2 else SIDE
            yield Offer(Factory("monai", name, arguments), classes, channels, size, dimensions=dimensions)


def _of_monai(name: str, dimensions: int, channels: int, classes: int, kernel: int) -> Iterator[dict[str, Any]]:
    """What may have been told to a network of MONAI."""
    if not name.startswith("resnet"):
        yield {"spatial_dims": dimensions, "in_channels": channels, "out_channels": classes}
        return
    given = {"spatial_dims": dimensions, "n_input_channels": channels, "num_classes": classes, "conv1_t_size": kernel}
    yield given
    yield {**given, "bias_downsample": False}


def _segmenters(weights: Shapes) -> Iterator[Offer]:
    for each in candidates(weights):
        size = SIZE if each.dimensions == 2 else SIDE
        yield Offer(each.factory, each.classes, each.channels, size, dimensions=each.dimensions)


def _taught(channels: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Mean and deviation of photographs, for as many channels as these have."""
    return (IMAGENET.mean, IMAGENET.std) if channels == 3 else ((), ())


def _named(weights: Shapes, signs: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [name for sign, names in signs.items() if _has(weights, sign) for name in names]


def _has(weights: Shapes, sign: str) -> bool:
    return any(re.match(sign, name) for name in weights)


def _head(weights: Shapes, last: str) -> list[str]:
    """The head that names like fc.1.weight tell of: of torchvision's own none has a number there."""
    place = re.fullmatch(r"(fc|classifier|classifier\.\d|heads?)\.(\d)\.weight", last)
    if place is None or last in (
        "classifier.1.weight",
        "classifier.2.weight",
        "classifier.3.weight",
        "classifier.6.weight",
    ):
        return []
    number = int(place[2])
    before = sorted(int(m[1]) for name in weights if (m := re.fullmatch(rf"{re.escape(place[1])}\.(\d)\.weight", name)))
    if before == [number]:
        return [*["dropout"] * number, f"linear {weights[last][0]}"]
    parts: list[str] = []
    for position in range(number + 1):
        if position in before:
            parts.append(f"linear {weights[f'{place[1]}.{position}.weight'][0]}")
        else:
            parts.append("relu" if parts and parts[-1].startswith("linear") else "dropout")
    return parts
