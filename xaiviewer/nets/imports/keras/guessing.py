"""Which twin weights without a configuration belong to, by the names of their layers.

Such a file does not say what happens between layers. With one dense layer behind the mean over positions, or behind
Flatten, that follows from shapes; with more it would be a guess, and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from xaiviewer.nets.imports.keras.mapping import Array, Held
from xaiviewer.nets.keras_twins.architectures import ARCHITECTURES, steps_of
from xaiviewer.nets.keras_twins.network import shapes_of
from xaiviewer.nets.keras_twins.steps import Step

WHOLE = 'save the whole network (network.save("network.keras")) and import that'


@dataclass(frozen=True)
class Guess:
    """What weights tell.

    Attributes:
        name: of the architecture.
        called: by the twin's name of each weighted layer, the file's.
        head: its steps as words.
        classes, channels: how many.
        size: side of the input, a square: weights alone do not tell another.
    """

    name: str
    called: Mapping[str, str]
    head: list[str]
    classes: int
    channels: int
    size: int


def guessed(held: Held) -> Guess:
    """The network that weights belong to.

    Raises:
        ValueError: where there is none, or its head cannot be known.
    """
    fitting = {name: called for name in ARCHITECTURES if (called := named(name, held)) is not None}
    if not fitting:
        raise ValueError(f"its layers' names are those of none of {', '.join(ARCHITECTURES)}; {WHOLE}")
    name = max(fitting, key=lambda each: len(fitting[each]))
    called = fitting[name]
    first = held[next(iter(called.values()))]
    channels = _kernel(first).shape[2]
    rest = {layer: each for layer, each in held.items() if layer not in called.values()}
    if set(rest) == {"fc1", "fc2", "predictions"}:  # VGG's own
        classes = _kernel(rest["predictions"]).shape[1]
        head = ["flatten: flatten", "fc1: dense 4096 bias relu", "fc2: dense 4096 bias relu"]
        return Guess(name, called, [*head, f"predictions: dense {classes} bias linear"], classes, channels, 224)
    if len(rest) != 1 or _kernel(next(iter(rest.values()))).ndim != 2:
        told = ", ".join(sorted(rest)[:6]) or "no layer"
        raise ValueError(
            f"behind its {name} stand {told}: weights alone do not say what happens between these; {WHOLE}"
        )
    layer, each = next(iter(rest.items()))
    rows, classes = _kernel(each).shape
    dense = f"{layer}: dense {classes} {'bias' if len(each) > 1 else 'free'} linear"
    for pool, size in (
        ("average", ARCHITECTURES[name].size),
        *(("flatten", side) for side in (224, 299, *range(32, 1025, 16))),
    ):
        if _width(name, channels, size, pool) == rows:
            return Guess(name, called, [f"pooled: {pool}", dense], classes, channels, size)
    raise ValueError(f"“{layer}” takes {rows} values, which {name} gives neither averaged nor flattened; {WHOLE}")


def named(name: str, held: Held) -> dict[str, str] | None:
    """By the twin's name of each weighted layer the file's; None where one is missing.

    Keras numbers layers without names on through a whole session: there the order of the numbers is that of the layers.
    """
    wanted = [each.name for each in steps_of(name) if each.kind in ("conv", "norm")]
    found: dict[str, str] = {}
    for kind in ("conv2d", "batch_normalization"):
        ours = [each for each in wanted if _number(each, kind) is not None]
        theirs = sorted(
            (each for each in held if _number(each, kind) is not None), key=lambda each: _number(each, kind) or 0
        )
        if ours and len(ours) != len(theirs):
            return None
        found |= dict(zip(ours, theirs, strict=False))
    for each in wanted:
        if each not in found:
            if each not in held:
                return None
            found[each] = each
    return {each: found[each] for each in wanted}


def _number(layer: str, kind: str) -> int | None:
    """Which of its kind a layer without a name is."""
    match = re.fullmatch(rf"{kind}(?:_(\d+))?", layer)
    return int(match[1] or 0) if match else None


def _kernel(layer: Mapping[str, Array]) -> Array:
    kernel = layer.get("kernel", layer.get("0"))
    if kernel is None or kernel.ndim not in (2, 4):
        raise ValueError(f"one of its layers holds {', '.join(layer)[:60]} and no kernel")
    return kernel


def _width(name: str, channels: int, size: int, pool: str) -> int:
    """How many values a network gives behind such a pooling."""
    body = steps_of(name)
    steps = [*body, Step("pooled", pool, (body[-1].name,))]
    return shapes_of(steps, channels, (size, size))["pooled"][0]
