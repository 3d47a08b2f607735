"""Files and configurations as Keras writes them, made without Keras."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from xaiviewer.nets.imports.keras.mapping import Held, variables
from xaiviewer.nets.keras_twins.architectures import steps_of
from xaiviewer.nets.keras_twins.head import parsed
from xaiviewer.nets.keras_twins.network import shapes_of
from xaiviewer.nets.keras_twins.steps import INPUT, Step

HEAD = ("pool: average", "dense: dense 3 bias softmax")
"""What stands behind a network, its softmax included."""


def steps_with(architecture: str, head: Sequence[str] = HEAD) -> list[Step]:
    """An architecture with a head, as its file tells it."""
    body = steps_of(architecture)
    told = [each.replace("softmax", "linear") for each in head]
    steps = [*body, *parsed(told, body[-1].name)]
    if "softmax" in head[-1]:
        last = steps.pop()
        steps.append(Step(last.name, last.kind, last.inputs, (*last.words[:-1], "softmax")))
    return steps


def layer_of(step: Step) -> dict[str, Any]:
    """A layer's class and settings."""
    words = step.words
    config: dict[str, Any] = {"name": step.name}
    if step.kind == "conv":
        numbers = list(map(int, words[:5]))
        config |= {"filters": numbers[0], "kernel_size": numbers[1:3], "strides": numbers[3:5], "padding": words[5]}
        config |= {"use_bias": words[6] == "bias", "activation": words[7]}
    elif step.kind == "dense":
        config |= {"units": int(words[0]), "use_bias": words[1] == "bias", "activation": words[2]}
    elif step.kind == "norm":
        config |= {"axis": [3], "epsilon": float(words[0]), "center": words[1] == "beta", "scale": words[2] == "gamma"}
    elif step.kind in ("max", "mean"):
        config |= {"pool_size": list(map(int, words[:2])), "strides": list(map(int, words[2:4])), "padding": words[4]}
    elif step.kind == "pad":
        above, below, left, right = map(int, words)
        config |= {"padding": [[above, below], [left, right]]}
    elif step.kind == "activation":
        config |= {"activation": words[0]}
    classes = {
        "conv": "Conv2D", "dense": "Dense", "norm": "BatchNormalization", "max": "MaxPooling2D",
        "mean": "AveragePooling2D", "pad": "ZeroPadding2D", "activation": "Activation", "add": "Add",
        "concat": "Concatenate", "average": "GlobalAveragePooling2D", "greatest": "GlobalMaxPooling2D",
        "flatten": "Flatten", "dropout": "Dropout",
    }  # fmt: skip
    return {"class_name": classes[step.kind], "config": config, "name": step.name}


def functional(steps: Sequence[Step], shape: Sequence[int] = (64, 64, 3), *, old: bool = False) -> dict[str, Any]:
    """A network's configuration, as Keras 3 writes it, or Keras 2 (`old`)."""
    key = "batch_input_shape" if old else "batch_shape"
    taken = {"class_name": "InputLayer", "config": {"name": INPUT, key: [None, *shape]}, "name": INPUT}
    layers: list[dict[str, Any]] = [{**taken, "inbound_nodes": []}]
    for step in steps:
        if old:
            node: Any = [[each, 0, 0, {}] for each in step.inputs]
        else:
            tensors = [
                {"class_name": "__keras_tensor__", "config": {"keras_history": [each, 0, 0]}} for each in step.inputs
            ]
            node = {"args": [tensors if len(tensors) > 1 else tensors[0]], "kwargs": {}}
        layers.append({**layer_of(step), "inbound_nodes": [node]})
    last = steps[-1].name
    ends = {"input_layers": [[INPUT, 0, 0]], "output_layers": [[last, 0, 0]]} if old else {
        "input_layers": [INPUT, 0, 0], "output_layers": [last, 0, 0]}  # fmt: skip
    return {"class_name": "Functional", "config": {"name": "network", "layers": layers, **ends}}


def held_of(
    steps: Sequence[Step], channels: int = 3, size: int | tuple[int, int] = 64, *, numbered: bool = False
) -> Held:
    """Weights of all layers, zeros that take no memory."""
    sides = (size, size) if isinstance(size, int) else size
    shapes, found = shapes_of(steps, channels, sides), {}
    for step in steps:
        if step.kind not in ("conv", "dense", "norm"):
            continue
        before = shapes[step.inputs[0]][0]
        wide = before if step.kind == "norm" else int(step.words[0])
        rows = tuple(map(int, step.words[1:3])) if step.kind == "conv" else ()
        kernel = (*rows, before, wide)
        names = variables(step)
        each = {name: np.broadcast_to(np.float32(0), kernel if name == "kernel" else (wide,)) for name in names}
        found[step.name] = {str(names.index(name)) if numbered else name: value for name, value in each.items()}
    return found


def legacy(file: Path, held: Mapping[str, Mapping[str, Any]], config: object = None) -> Path:
    """A .h5 as Keras 2 writes it."""
    with h5py.File(file, "w") as opened:
        root = opened if config is None else opened.create_group("model_weights")
        if config is not None:
            opened.attrs["model_config"] = json.dumps(config)
        for layer, arrays in held.items():
            for variable, values in arrays.items():
                root[f"{layer}/{layer}/{variable}:0"] = values
    return file
