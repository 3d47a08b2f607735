"""Keras's weights where torch keeps them: kernels with their axes in another order, rows behind Flatten in another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.nets.inputs.turns import Sides
from xaiviewer.nets.keras_twins.network import LINEAR, Shape, own_names, shapes_of
from xaiviewer.nets.keras_twins.steps import Step

Array = NDArray[np.float32]
Held = Mapping[str, Mapping[str, Array]]
"""Arrays of a file: by layer, then by variable or by number."""

_NORM = {"gamma": "weight", "beta": "bias", "moving_mean": "running_mean", "moving_variance": "running_var"}
_AXES = {"conv": (3, 2, 0, 1), "dense": (1, 0)}


def mapped(
    steps: Sequence[Step], called: Mapping[str, str], held: Held, channels: int, sides: Sides
) -> dict[str, Array]:
    """The twin's state dict.

    Args:
        steps: all of the twin's.
        called: by a step's name the file's name of its layer, where that is another.
        held: the file's arrays.
        channels, sides: of the input.

    Raises:
        ValueError: where the file lacks a layer's weights, or holds others.
    """
    own, shapes = own_names(steps), shapes_of(steps, channels, sides)
    found: dict[str, Array] = {}
    used = set[str]()
    order: NDArray[np.intp] | None = None
    for step in steps:
        if step.kind == "flatten" and len(shape := shapes[step.inputs[0]]) == 3:
            order = _order(shape)
        if step.kind not in ("conv", "dense", "norm"):
            continue
        name = called.get(step.name, step.name)
        if name not in held:
            raise ValueError(f"it lacks the weights of “{name}”")
        used.add(name)
        found |= {f"{own[step.name]}{key}": each for key, each in _of_step(step, name, held[name], order).items()}
        if step.kind == "dense":
            order = None
    left = sorted(set(held) - used)
    if left:
        raise ValueError(f"it holds weights of “{left[0]}”, which is no layer of that network")
    return found


def _of_step(step: Step, name: str, given: Mapping[str, Array], order: NDArray[np.intp] | None) -> dict[str, Array]:
    wanted = variables(step)
    values = [given.get(each, given.get(str(number))) for number, each in enumerate(wanted)]
    arrays = [each for each in values if each is not None]
    if len(arrays) != len(wanted) or len(given) != len(wanted):
        raise ValueError(
            f"“{name}” holds {len(given)} arrays ({', '.join(sorted(given))[:60]}), not {', '.join(wanted)}"
        )
    if step.kind == "norm":
        found = {f".{_NORM[each]}": value for each, value in zip(wanted, arrays, strict=True)}
        like = found[".running_mean"]
        found = {".weight": np.ones_like(like), ".bias": np.zeros_like(like), **found}
        return found if order is None else {key: _turned(each, order) for key, each in found.items()}
    kernel, linear = arrays[0], LINEAR if step.words[-1] != "linear" else ""
    if kernel.ndim != len(_AXES[step.kind]):
        raise ValueError(f"the kernel of “{name}” has {kernel.ndim} axes")
    if order is not None:
        kernel = _turned(kernel, order)
    found = {f"{linear}.weight": np.ascontiguousarray(kernel.transpose(_AXES[step.kind]))}
    return found | {f"{linear}.bias": each for each in arrays[1:]}


def variables(step: Step) -> list[str]:
    """What Keras keeps of a layer, in its order."""
    if step.kind == "norm":
        return [*(["gamma"] if step.words[2] == "gamma" else []), *(["beta"] if step.words[1] == "beta" else []),
                "moving_mean", "moving_variance"]  # fmt: skip
    return ["kernel", "bias"] if "bias" in step.words else ["kernel"]


def _order(shape: Shape) -> NDArray[np.intp]:
    """Where Keras, which flattens row, column, channel, keeps what torch has at each place of channel, row, column."""
    channels, rows, columns = shape
    return np.arange(channels * rows * columns).reshape(rows, columns, channels).transpose(2, 0, 1).ravel()


def _turned(values: Array, order: NDArray[np.intp]) -> Array:
    if len(values) != len(order):
        raise ValueError(f"a layer behind Flatten takes {len(values)} values, and it gives {len(order)}")
    return values[order]
