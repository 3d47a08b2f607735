"""A file of Keras as a network on the list of factories, and its weights as torch keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load, save

from xaiviewer.errors import ModelError
from xaiviewer.nets.calibration import Output
from xaiviewer.nets.imports.converting import in_a_process
from xaiviewer.nets.imports.keras.config import Laid, laid
from xaiviewer.nets.imports.keras.guessing import guessed, named
from xaiviewer.nets.imports.keras.hdf5 import CONFIG, SEPARATOR, lifted
from xaiviewer.nets.imports.keras.mapping import Array, mapped
from xaiviewer.nets.imports.keras.matching import matched
from xaiviewer.nets.imports.pickles import MOST
from xaiviewer.nets.imports.recognising import Offer
from xaiviewer.nets.keras_twins.architectures import ARCHITECTURES, PREPROCESSING
from xaiviewer.nets.keras_twins.head import worded
from xaiviewer.nets.keras_twins.network import all_steps, sides_of
from xaiviewer.nets.packages.description import Factory

_OTHERWISE = (
    'write it as ONNX (network.export("network.onnx", format="onnx")) and import that: its outputs are then explained '
    "by masking, and its layers are not"
)
"""What is left for a network that no twin is of."""

FILES = (".h5", ".hdf5", ".keras")
"""What Keras calls them."""


def read(path: Path, factory: Factory | None = None) -> tuple[Offer, bytes]:
    """The network of a file, and its weights as safetensors.

    Args:
        path: .h5, .hdf5 or .keras.
        factory: the network, where the user names it.

    Raises:
        ModelError: where it is refused, or is none that is known; with the reason and the remedy.
    """
    if path.stat().st_size > MOST:
        raise ModelError(f"{path} is larger than {MOST // 2**30} GB; nothing of that size is read.")
    data = in_a_process(lifted, path, "as a network of Keras: {why}")
    try:
        return _found(_config(data), _held(data), factory)
    except ValueError as error:
        raise ModelError(f"{path} is not taken as a network of Keras: {error}.") from error


def _found(config: str, held: dict[str, dict[str, Array]], factory: Factory | None) -> tuple[Offer, bytes]:
    """What the parts of a file are together."""
    called: Mapping[str, str]
    output: Output | None = None
    if factory is not None:
        called = named(factory.name, held) or {} if factory.name in ARCHITECTURES else {}
    elif config:
        try:
            found = laid(config)
            match = matched(found)
        except ValueError as error:
            raise ValueError(f"{error}; {_OTHERWISE}") from error
        channels, rows, columns = _shape(found, ARCHITECTURES[match.name].size)
        size = rows if rows == columns else [rows, columns]
        given = {"in_channels": channels, "size": size, "head": worded(match.head)}
        factory = Factory("keras", match.name, given | ({"front": worded(match.front)} if match.front else {}))
        called, output = match.called, _output(match.output)
    else:
        guess = guessed(held)
        given = {"in_channels": guess.channels, "size": guess.size, "head": guess.head}
        factory, called = Factory("keras", guess.name, given), guess.called
    if factory.library != "keras" or factory.name not in ARCHITECTURES:
        raise ValueError(f"{factory.architecture} is no network of Keras; those are {', '.join(ARCHITECTURES)}")
    steps = all_steps(factory.name, factory.arguments)
    channels = int(factory.arguments.get("in_channels", 3))
    sides = sides_of(factory.name, factory.arguments)
    weights = save(mapped(steps, called, held, channels, sides))
    dense = [each for each in steps if each.kind == "dense"]
    classes = int(dense[-1].words[0]) if dense else 0
    mode = ARCHITECTURES[factory.name].mode
    known = channels == 3 and not factory.arguments.get("front")
    mean, std = PREPROCESSING[mode] if known else ((), ())
    output = output or ("sigmoid" if classes == 1 else None)
    return Offer(
        factory,
        classes,
        channels,
        sides[0] if sides[0] == sides[1] else sides,
        mean,
        std,
        output=output,
        preprocessing=mode if known else "",
    ), weights


def _output(told: str) -> Output | None:
    if told == "softmax":
        return "softmax"
    return "sigmoid" if told == "sigmoid" else None


def _shape(found: Laid, size: int) -> tuple[int, int, int]:
    """Channels, rows and columns of the input; of sides that are free those that the network was taught on.

    Raises:
        ValueError: where the input is no picture.
    """
    rows, columns, channels = found.shape if len(found.shape) == 3 else (None, None, None)
    if channels is None:
        raise ValueError("its input is no picture of so many rows, columns and channels")
    return channels, rows or columns or size, columns or rows or size


def _config(data: bytes) -> str:
    """The configuration that `hdf5` keeps in the safetensors file's header."""
    length = int.from_bytes(data[:8], "little")
    told: dict[str, Any] = json.loads(data[8 : 8 + length]).get("__metadata__", {})
    return str(told.get(CONFIG, ""))


def _held(data: bytes) -> dict[str, dict[str, Array]]:
    """The arrays, by layer and variable."""
    found: dict[str, dict[str, NDArray[np.float32]]] = {}
    for key, values in load(data).items():
        layer, _, variable = key.rpartition(SEPARATOR)
        found.setdefault(layer, {})[variable] = values
    return found
