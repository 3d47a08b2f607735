"""Keras's configuration of a network as steps: networks within networks laid open, what changes nothing left out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xaiviewer.nets.imports.keras.layers import IDENTITY, MODELS, step_of
from xaiviewer.nets.keras_twins.steps import INPUT, Step

_MOST = 5_000  # layers
_DEPTH = 8  # of networks within networks


@dataclass
class Laid:
    """A network's configuration.

    Attributes:
        steps: by name.
        output: name of the last one.
        shape: rows, columns and channels of the input; None where one is free.
    """

    steps: dict[str, Step] = field(default_factory=dict)
    output: str = INPUT
    shape: tuple[int | None, ...] = ()


def laid(text: str) -> Laid:
    """The steps of a configuration.

    Raises:
        ValueError: where a layer is refused, or the configuration is none; with the reason.
    """
    found = Laid()
    try:
        told = json.loads(text)
        found.output = _opened(found, told, [INPUT], 0)
    except (KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError(f"its configuration cannot be followed ({type(error).__name__}: {error})") from error
    return found


def _opened(found: Laid, model: Mapping[str, Any], given: list[str], depth: int) -> str:
    """Lay a network's layers open behind `given`; the name of its output."""
    if depth > _DEPTH:
        raise ValueError("it holds networks within networks without end")
    kind, config = str(model["class_name"]), model["config"]
    if kind not in MODELS:
        raise ValueError(f"it is a {kind[:40]}, a class of the user's own; only Functional and Sequential are read")
    if kind == "Sequential":
        return _sequence(found, config if isinstance(config, list) else config["layers"], given, depth)
    inputs, outputs = (_names(config[side]) for side in ("input_layers", "output_layers"))
    if len(inputs) != len(given) or len(outputs) != 1:
        raise ValueError(f"it has {len(inputs)} inputs and {len(outputs)} outputs; networks of one each are read")
    known = dict(zip(inputs, given, strict=True))
    waiting = list(config["layers"])
    while waiting:  # Keras lists layers in an order in which each follows its inputs, but need not
        left = [each for each in waiting if not _put(found, each, known, depth)]
        if len(left) == len(waiting):
            raise ValueError(f"the layer “{_name(left[0])}” follows one that is not there")
        waiting = left
    return known[outputs[0]]


def _sequence(found: Laid, layers: list[Mapping[str, Any]], given: list[str], depth: int) -> str:
    if len(given) != 1:
        raise ValueError("a Sequential takes one input")
    before = given[0]
    for each in layers:
        _see_shape(found, each)
        if each["class_name"] != "InputLayer":
            before = _one(found, each, [before], depth)
    return before


def _put(found: Laid, layer: Mapping[str, Any], known: dict[str, str], depth: int) -> bool:
    """Put a layer of a Functional behind those that it names; whether that could be done yet."""
    name = _name(layer)
    _see_shape(found, layer)
    if layer["class_name"] == "InputLayer":
        if name not in known:
            raise ValueError(f"its input “{name[:40]}” is not used")
        return True
    nodes = layer["inbound_nodes"]
    if len(nodes) != 1:
        raise ValueError(f"its layer “{name[:60]}” is used {len(nodes)} times; one that is used once is read")
    before = _inbound(nodes[0], name)
    if any(each not in known for each in before):
        return False
    known[name] = _one(found, layer, [known[each] for each in before], depth)
    return True


def _one(found: Laid, layer: Mapping[str, Any], before: list[str], depth: int) -> str:
    """One layer, or the network that it is; the name of what it gives."""
    name, kind = _name(layer), str(layer["class_name"])
    if kind in MODELS:
        return _opened(found, layer, before, depth + 1)
    if kind in IDENTITY:
        return before[0]
    if layer.get("registered_name") not in (None, kind) and ">" in str(layer["registered_name"]):
        raise ValueError(
            f"the layer “{name[:60]}” is of a class of the user's own, {str(layer['registered_name'])[:40]}"
        )
    try:
        step, words = step_of(kind, layer["config"])
    except ValueError as error:
        raise ValueError(f"the layer “{name[:60]}” is refused: {error}") from error
    if len(before) != 1 and step not in ("add", "concat"):
        raise ValueError(f"the layer “{name[:60]}” has {len(before)} inputs")
    if name in found.steps or name == INPUT or len(found.steps) >= _MOST:
        raise ValueError(f"two of its layers are called “{name[:60]}”; give each a name of its own")
    found.steps[name] = Step(name, step, tuple(before), words)
    return name


def _name(layer: Mapping[str, Any]) -> str:
    return str(layer.get("name") or layer["config"]["name"])


def _names(given: list[Any]) -> list[str]:
    """Of layers: [["a", 0, 0], ...], or one alone as ["a", 0, 0]."""
    if isinstance(given, Mapping):
        raise ValueError("its inputs or outputs are called by name, which is not read")  # noqa: TRY004 - said to the user
    many = [given] if given and isinstance(given[0], str) else given
    return [str(each[0]) for each in many]


def _inbound(node: Any, name: str) -> list[str]:
    """Names of the layers before one: of Keras 2 [["a", 0, 0, {}], ...], of Keras 3 with tensors in arguments."""
    if isinstance(node, Mapping):
        extra = {key for key, value in node.get("kwargs", {}).items() if value is not None}
        given = node["args"][0] if len(node["args"]) == 1 else node["args"]
        tensors = given if isinstance(given, list) else [given]
        history = [each["config"]["keras_history"] for each in tensors]
    else:
        history = [node] if isinstance(node[0], str) else list(node)
        extra = {key for each in history if len(each) > 3 for key in each[3]}
    if extra - {"training", "mask"}:
        raise ValueError(f"the layer “{name[:60]}” is called with {', '.join(sorted(extra))[:60]}, which is not read")
    if any(int(each[2]) != 0 for each in history):
        raise ValueError(f"the layer “{name[:60]}” takes the second output of another")
    return [str(each[0]) for each in history]


def _see_shape(found: Laid, layer: Mapping[str, Any]) -> None:
    """Keep the first shape of an input that is told: the outermost network's."""
    config = layer["config"]
    shape = config.get("batch_shape", config.get("batch_input_shape")) if isinstance(config, Mapping) else None
    if shape and not found.shape:
        found.shape = tuple(None if each is None else int(each) for each in shape[1:])
