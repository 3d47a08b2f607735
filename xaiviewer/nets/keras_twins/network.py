"""A list of steps as a torch module, its layers under Keras's names.

Where a convolution of Keras holds its activation, the activation has Keras's name, since its output is that of Keras's
layer; what comes before it is called ``…_linear``. Inception's ``mixed…`` join what is never below 0: a ReLU behind,
which changes nothing, makes a layer of them that can be explained, as their users do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from xaiviewer.errors import ModelError
from xaiviewer.nets.inputs.turns import Sides
from xaiviewer.nets.keras_twins.architectures import ARCHITECTURES, steps_of
from xaiviewer.nets.keras_twins.head import parsed, plain_head
from xaiviewer.nets.keras_twins.steps import INPUT, Step

LINEAR = "_linear"
"""Behind the name of what a layer computes before its own activation."""

_FUNCTIONS: Mapping[str, Callable[[], nn.Module]] = {
    "relu": nn.ReLU,
    "relu6": nn.ReLU6,
    "elu": nn.ELU,
    "selu": nn.SELU,
    "gelu": nn.GELU,
    "silu": nn.SiLU,
    "tanh": nn.Tanh,
    "sigmoid": nn.Sigmoid,
}


class KerasNetwork(nn.Module):
    """Steps, run one after the other."""

    def __init__(self, steps: Sequence[Step], channels: int, sides: Sides) -> None:
        """Of pictures of so many channels, rows and columns.

        Raises:
            ModelError: where the steps do not go together.
        """
        super().__init__()
        shapes = shapes_of(steps, channels, sides)
        last_use = {name: index for index, step in enumerate(steps) for name in step.inputs}
        self._order: list[tuple[Step, str, bool, tuple[str, ...]]] = []
        own = own_names(steps)
        for index, step in enumerate(steps):
            for name, module in _modules(step, own[step.name], shapes[step.inputs[0]]):
                self.add_module(name, module)
            done = tuple(each for each in step.inputs if last_use[each] == index)
            self._order.append((step, own[step.name], _has_activation(step), done))

    def forward(self, pictures: Tensor) -> Tensor:
        """``[picture, channel, row, column]`` to the logits ``[picture, class]``."""
        held, found = {INPUT: pictures}, pictures
        for step, name, activated, done in self._order:
            found = self._run(step, name, [held[each] for each in step.inputs], activated=activated)
            for each in done:  # nothing is kept that no later step needs
                held.pop(each, None)
            held[step.name] = found
        return found

    def _run(self, step: Step, name: str, given: list[Tensor], *, activated: bool) -> Tensor:
        if step.kind == "add":
            found = given[0]
            for each in given[1:]:
                found = found + each
            return found
        if step.kind == "rescaling":
            return given[0] * float(step.words[0]) + float(step.words[1])
        first: Tensor = torch.cat(given, dim=1) if step.kind == "concat" else given[0]
        if activated and step.kind != "concat":
            first = self.get_submodule(name + LINEAR)(first)
        return self.get_submodule(name)(first) if activated or step.kind != "concat" else first


Shape = tuple[int, ...]
"""Channels, rows and columns; behind flattening or global pooling the width alone."""


def twin(name: str, given: Mapping[str, Any]) -> nn.Module:
    """A network of `ARCHITECTURES` with what a user put before and behind it.

    Args:
        name: of the architecture.
        given: "in_channels" (3), "size" (of the input, where the head flattens: one side, or rows and columns), "front"
            and "head" (steps as words), or "num_classes" for the head of `applications`.

    Raises:
        ModelError: where they do not go together.
    """
    return KerasNetwork(all_steps(name, given), int(given.get("in_channels", 3)), sides_of(name, given))


def sides_of(name: str, given: Mapping[str, Any]) -> Sides:
    """Rows and columns of the input by "size", one number of a square or two.

    Raises:
        ModelError: where it is neither.
    """
    size = given.get("size", ARCHITECTURES[name].size)
    rows, columns = size if isinstance(size, list | tuple) and len(size) == 2 else (size, size)
    if any(type(each) is not int or each < 1 for each in (rows, columns)):
        raise ModelError(
            f"The size of this network's input is {size!r:.40}; it is one whole number, or [rows, columns]."
        )
    return rows, columns


def all_steps(name: str, given: Mapping[str, Any]) -> list[Step]:
    """Front, architecture and head, one behind the other.

    Raises:
        ModelError: for words that tell no step.
    """
    front = parsed(given.get("front", ()), INPUT)
    start = front[-1].name if front else INPUT
    body = steps_of(name)
    moved = [
        Step(each.name, each.kind, tuple(start if one == INPUT else one for one in each.inputs), each.words)
        for each in body
    ]
    head = parsed(given.get("head", plain_head(int(given.get("num_classes", 1000)))), body[-1].name)
    steps = [*front, *moved, *head]
    if len({each.name for each in steps}) < len(steps):
        raise ModelError("Two layers of this network have the same name; give each one of its own.")
    return steps


def shapes_of(steps: Sequence[Step], channels: int, sides: Sides) -> dict[str, Shape]:
    """What each step gives, by name, for pictures of so many channels, rows and columns.

    Raises:
        ModelError: where one cannot follow those before it.
    """
    found: dict[str, Shape] = {INPUT: (channels, *sides)}
    for step in steps:
        try:
            found[step.name] = _after(step, [found[each] for each in step.inputs])
        except (ValueError, IndexError) as error:
            raise ModelError(f"The layer “{step.name}” cannot follow what comes before it ({error}).") from error
    return found


def own_names(steps: Sequence[Step]) -> dict[str, str]:
    """What each step's module is called: Keras's name, where Python and torch let a module be called so."""
    found: dict[str, str] = {}
    taken = set(dir(nn.Module()))
    for step in steps:
        name = re.sub(r"\W", "_", step.name)
        while name in taken or name[:1].isdigit():
            name = f"layer_{name}"
        taken |= {name, name + LINEAR}
        found[step.name] = name
    return found


def _has_activation(step: Step) -> bool:
    if step.kind in ("conv", "dense"):
        return step.words[-1] != "linear"
    return step.kind == "concat" and step.name.startswith("mixed")


def _modules(step: Step, name: str, before: Shape) -> list[tuple[str, nn.Module]]:
    """What a step needs, by name."""
    if step.kind in ("add", "rescaling") or (step.kind == "concat" and not _has_activation(step)):
        return []
    if step.kind == "concat":
        return [(name, nn.ReLU())]
    if step.kind in ("conv", "dense") and _has_activation(step):
        return [(name + LINEAR, _module(step, before)), (name, _FUNCTIONS[step.words[-1]]())]
    return [(name, _module(step, before))]


def _module(step: Step, before: Shape) -> nn.Module:
    words = step.words
    flat, wide = len(before) == 1, before[0]
    if step.kind == "conv":
        window, stride = (int(words[1]), int(words[2])), (int(words[3]), int(words[4]))
        return nn.Conv2d(wide, int(words[0]), window, stride, _padding(step, words[1:6]), bias=words[6] == "bias")
    if step.kind == "dense":
        return nn.Linear(wide, int(words[0]), bias=words[1] == "bias")
    if step.kind == "norm":
        return (nn.BatchNorm1d if flat else nn.BatchNorm2d)(wide, eps=float(words[0]))
    if step.kind == "pad":
        above, below, left, right = map(int, words)
        return nn.ZeroPad2d((left, right, above, below))
    if step.kind in ("max", "mean"):
        window, stride = (int(words[0]), int(words[1])), (int(words[2]), int(words[3]))
        padding = _padding(step, words)
        if step.kind == "max":
            return nn.MaxPool2d(window, stride, padding)
        return nn.AvgPool2d(window, stride, padding, count_include_pad=False)
    return _plain(step)


def _plain(step: Step) -> nn.Module:
    """What has no weights and no window."""
    if step.kind == "activation":
        return nn.Identity() if step.words[0] == "linear" else _FUNCTIONS[step.words[0]]()
    if step.kind == "leaky":
        return nn.LeakyReLU(float(step.words[0]))
    if step.kind == "average":
        return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
    if step.kind == "greatest":
        return nn.Sequential(nn.AdaptiveMaxPool2d(1), nn.Flatten())
    return nn.Flatten() if step.kind == "flatten" else nn.Dropout()


def _padding(step: Step, window: Sequence[str]) -> tuple[int, int]:
    """Of a window with its strides; what Keras pads is not the same on both sides where it strides or is even.

    Raises:
        ModelError: where that is so.
    """
    if window[4] == "valid":
        return 0, 0
    sides, strides = (int(window[0]), int(window[1])), window[2:4]
    if any(each % 2 == 0 for each in sides) or any(each != "1" for each in strides):
        raise ModelError(f"The layer “{step.name}” pads “same” with a stride or an even window, which is not read.")
    return sides[0] // 2, sides[1] // 2


_OF_PICTURES = ("conv", "pad", "max", "mean", "average", "greatest", "concat")


def _after(step: Step, inputs: list[Shape]) -> Shape:
    """What a step makes of these shapes.

    Raises:
        ValueError: where nothing is left.
    """
    before, words = inputs[0], step.words
    if len(before) == 1 and step.kind in _OF_PICTURES:
        raise ValueError("it needs a picture, and that is flat")
    if step.kind == "dense":
        if len(before) > 1:
            raise ValueError("it needs what is flat, and that is a picture: pool or flatten it first")
        return (int(words[0]),)
    if step.kind == "flatten":
        return (before[0] * before[1] * before[2],) if len(before) == 3 else before
    if step.kind in ("average", "greatest"):
        return before[:1]
    if step.kind == "concat":
        return (sum(each[0] for each in inputs), *before[1:])
    if step.kind == "pad":
        above, below, left, right = map(int, words)
        return before[0], before[1] + above + below, before[2] + left + right
    if step.kind in ("conv", "max", "mean"):
        window = words[1:] if step.kind == "conv" else words
        sides = [_side(before[1 + axis], int(window[axis]), int(window[2 + axis]), window[4]) for axis in (0, 1)]
        return (int(words[0]) if step.kind == "conv" else before[0], *sides)
    return before


def _side(side: int, window: int, stride: int, padding: str) -> int:
    left = side if padding == "same" else (side - window) // stride + 1
    if left < 1:
        raise ValueError(f"its window of {window} does not fit into {side} cells")
    return left
