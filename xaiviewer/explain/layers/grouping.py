"""Which part of the network a layer stands in, and what the layer is called elsewhere, by the names of all its layers.

A new layout is one more function in `_LAYOUTS`; networks of none of them are grouped by the paths of their modules, or,
where these say nothing, by their pooling.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from xaiviewer.requests import EVIDENCE
from xaiviewer.requests.model import CONVOLUTION

_LEVELS = 2  # finer groups hold a layer or two


@dataclass(frozen=True)
class Named:
    """A layer as its graph names it.

    Attributes:
        name: its path; ``_1`` and so on behind that of a module that is called again.
        kind: see `requests.Layer`.
        poolings: how many times the picture was pooled before.
    """

    name: str
    kind: str
    poolings: int = 0


@dataclass(frozen=True)
class Place:
    """A layer's groups and other names; see `requests.Layer`."""

    groups: tuple[str, ...] = ()
    other_names: tuple[tuple[str, str], ...] = ()


def places(layers: Sequence[Named]) -> list[Place]:
    """Groups and other names of all layers of a network, given in order of execution."""
    for layout in _LAYOUTS:
        found = layout(layers)
        if found is not None:
            return found
    return _by_path(layers) or [Place() for _ in layers]


# ---------------------------------------------------------------- torchvision's ResNets

_STEM = re.compile(r"(?P<part>conv|relu)1?")
_BLOCK = re.compile(r"layer(?P<stage>\d+)\.(?P<block>\d+)\.(?P<part>conv|relu|downsample)\D*(?P<number>\d+)?")


def _resnet(layers: Sequence[Named]) -> list[Place] | None:
    """Stages of blocks; None for another layout.

    Keras' names are those of `keras.applications.resnet`, which has no network with two convolutions in a block.
    """
    inside = [_BLOCK.fullmatch(each.name) for each in layers]
    known = (
        block or _STEM.fullmatch(each.name) or each.kind == EVIDENCE for block, each in zip(inside, layers, strict=True)
    )
    if not any(inside) or not all(known):
        return None
    last = set({each.name.rpartition(".")[0]: each.name for each in layers if ".relu" in each.name}.values())
    found = [_of_resnet(each, block, is_last=each.name in last) for each, block in zip(layers, inside, strict=True)]
    in_keras = any(block is not None and (block["part"], block["number"]) == ("conv", "3") for block in inside)
    return found if in_keras else [Place(each.groups) for each in found]


def _of_resnet(layer: Named, inside: re.Match[str] | None, *, is_last: bool) -> Place:
    """The place of one layer; `is_last`: the last ReLU of its block, which Keras calls the block's output."""
    if layer.kind == EVIDENCE:
        return Place(("Evidence",))
    if inside is None:
        stem = _STEM.fullmatch(layer.name)
        assert stem is not None
        return Place(("Stem",), (("Keras", f"conv1_{stem['part']}"),))
    stage, block, number = int(inside["stage"]), int(inside["block"]) + 1, int(inside["number"] or 0)
    tail = {"conv": f"{number}_conv", "relu": f"{number + 1}_relu", "downsample": "0_conv"}[inside["part"]]
    keras = f"conv{stage + 1}_block{block}_{'out' if is_last else tail}"
    return Place((f"Stage {stage}", f"Block {block}"), (("Keras", keras),))


# ---------------------------------------------------------------- torchvision's VGGs

_FLAT = re.compile(r"features\.(\d+)")
_VGG16, _VGG19 = [2, 2, 3, 3, 3], [2, 2, 4, 4, 4]


def _vgg(layers: Sequence[Named]) -> list[Place] | None:
    """Blocks between poolings, with Keras' names for VGG-16 and VGG-19; None for another layout.

    In Keras a convolution holds its ReLU: its output is our ReLU's.
    """
    numbers = [int(match[1]) for each in layers if (match := _FLAT.fullmatch(each.name))]
    convolutions = Counter(each.poolings for each in layers if each.kind == CONVOLUTION)
    if len(numbers) < len(layers) or [convolutions[each] for each in sorted(convolutions)] not in (_VGG16, _VGG19):
        return None
    pairs = list(zip(layers[::2], layers[1::2], numbers[::2], numbers[1::2], strict=False))
    if 2 * len(pairs) != len(layers) or any(
        second != first + 1 or (one.kind, two.kind) != (CONVOLUTION, "relu") for one, two, first, second in pairs
    ):
        return None  # with batch normalisation between: Keras has no such network
    found, counts = [], Counter[int]()
    for one, _, _, _ in pairs:
        block = one.poolings + 1
        counts[block] += 1
        groups = (f"Block {block}",)
        found += [Place(groups), Place(groups, (("Keras", f"block{block}_conv{counts[block]}"),))]
    return found


# ---------------------------------------------------------------- our residual U-Nets, and MONAI's

_SIDES = {"0": "Encoder", "2": "Decoder"}
_LEVEL = re.compile(r"model\.(?P<below>(?:1\.submodule\.)*)(?:(?P<side>[02])\.)?(?P<rest>(?:[01]\.)?[a-z].*)")
_HEAD = re.compile(r"head")


def _unet(layers: Sequence[Named]) -> list[Place] | None:
    """The way down and the way up, level by level, and the bottom between them; None for another layout."""
    inside = [_LEVEL.fullmatch(each.name) for each in layers]
    sides = {match["side"] for match in inside if match}
    if not sides >= set(_SIDES):
        return None
    if not all(match or _HEAD.fullmatch(each.name) for match, each in zip(inside, layers, strict=True)):
        return None
    return [_of_unet(match) for match in inside]


def _of_unet(inside: re.Match[str] | None) -> Place:
    """The place of a layer; its path holds a pair of modules for every level above it, which nobody reads."""
    if inside is None:
        return Place(("Head",))
    level = 1 + inside["below"].count("submodule")
    if inside["side"] is None:
        return Place(("Bottleneck",), (("U-Net", f"bottleneck.{inside['rest']}"),))
    side = _SIDES[inside["side"]]
    return Place((side, f"Level {level}"), (("U-Net", f"{side.lower()}{level}.{inside['rest']}"),))


# ---------------------------------------------------------------- Keras's applications

_KERAS = re.compile(
    r"conv(?P<stage>[2-9])_block(?P<block>\d+)_\w+|(?P<stem>(?:conv1|pool1)_\w+)|pool(?P<pool>\d+)_\w+|"
    r"block(?P<plain>\d+)_conv\d+(?:_linear)?|(?P<end>post_relu|relu)"
)


def _keras(layers: Sequence[Named]) -> list[Place] | None:
    """Keras's own names of stages and blocks; None for another layout, such as Inception's plain numbers."""
    inside = [_KERAS.fullmatch(each.name) for each in layers]
    if not any(match and (match["stage"] or match["plain"]) for match in inside) or inside[0] is None:
        return None
    found: list[Place] = []
    for match in inside:
        if match is None:
            found.append(Place(("Head",)))
        elif match["stage"]:
            found.append(Place((f"Stage {int(match['stage']) - 1}", f"Block {match['block']}")))
        elif match["plain"]:
            found.append(Place((f"Block {match['plain']}",)))
        elif match["pool"]:
            found.append(Place((f"Stage {int(match['pool']) - 1}",)))
        else:
            found.append(Place(("Stem",)) if match["stem"] else Place(found[-1].groups[:1]))
    return found


_LAYOUTS = (_resnet, _vgg, _unet, _keras)

# ---------------------------------------------------------------- any other network


def _by_path(layers: Sequence[Named]) -> list[Place]:
    """By the modules that layers lie in; by pooling where all lie in one; empty where that says nothing either."""
    paths = [_words(each.name.split(".")[:-1]) for each in layers]
    while shared := _wrapper(paths):
        paths = [path[1:] if path[:1] == [shared] else path for path in paths]
    grouped = [index for index, path in enumerate(paths) if path]
    if not grouped:
        most = max((each.poolings for each in layers), default=0)
        return [Place((f"Block {each.poolings + 1}",)) for each in layers] if most else []
    for index, path in enumerate(paths):
        if not path and index < grouped[0]:
            path.append("Stem")
        elif not path:
            path.append("Head" if index > grouped[-1] else paths[index - 1][0])
    return [Place(tuple(path[:_LEVELS])) for path in paths]


def _wrapper(paths: Sequence[Sequence[str]]) -> str:
    """The outermost part, without a number, that most layers lie in: it tells nothing. "" where there is none."""
    first = Counter(path[0] for path in paths if path)
    name, count = max(first.items(), key=lambda item: item[1], default=("", 0))
    return name if 2 * count > len(paths) and not name[-1].isdigit() else ""


def _words(path: Sequence[str]) -> list[str]:
    """A path of modules as it is shown: "denseblock1" as "Denseblock 1", "features", "3", "0" as "Features 3" and
    "Features 3.0".
    """
    found: list[str] = []
    for part in path:
        if part.isdigit() and found:
            last = found[-1]
            if last[-1].isdigit():
                found.append(f"{last}.{part}")
            else:
                found[-1] = f"{last} {part}"
        elif part:
            word = part.replace("_", " ") if "_" in part else re.sub(r"(?<=[a-z])(?=\d)", " ", part, count=1)
            found.append(word[0].upper() + word[1:])
    return found
