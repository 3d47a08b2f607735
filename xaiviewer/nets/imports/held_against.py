"""What another program got for an input: held against what the network gives here, and kept as its golden output.

Keras and onnxruntime give probabilities where a network ends with softmax, torch gives logits: an output is held
against both, and the logits are kept.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import ModelError
from xaiviewer.nets.packages.description import Described
from xaiviewer.nets.packages.golden import Golden, computed, example_of, shape_wanted
from xaiviewer.nets.packages.golden_size import LEAST
from xaiviewer.nets.packages.opening import running

_MOST = 2**28  # bytes of the file, and of what its arrays claim
_TOLERANCE = 1e-3  # of a probability, or of the largest logit
_HOW = 'write it with numpy.savez("golden.npz", input=pictures, output=network.predict(pictures))'


def golden_of(file: Path, described: Described, weights: bytes) -> Golden:
    """The golden output that a file's input and output make.

    Args:
        file: .npz with "input", as the network gets it (channels second or last), and "output", what it gave there:
            probabilities or logits; or "logits".
        described: the network.
        weights: of it.

    Raises:
        ModelError: where the file is no such one, or the network gives something else; with both numbers.
    """
    inputs, wanted, of_logits = _held(file)
    shape = shape_wanted(described)
    if not _fits(inputs, shape) and inputs.ndim == len(shape):
        inputs = np.ascontiguousarray(np.moveaxis(inputs, -1, 1))
    if not _fits(inputs, shape):
        raise ModelError(f"The input of {file} is {inputs.shape[1:]}; the network takes {shape[1:]}; {_HOW}.")
    logits = computed(running(described.factory, weights, described.name), inputs)
    if logits.shape != wanted.shape:
        raise ModelError(f"The output of {file} is {wanted.shape}; the network gives {logits.shape}; {_HOW}.")
    ways = (logits,) if of_logits else (_probabilities(logits, described.output), logits)
    given = min(ways, key=lambda way: float(np.abs(way - wanted).max(initial=0)))
    apart = np.abs(given - wanted)
    if not float(apart.max(initial=0)) <= _TOLERANCE * max(1.0, float(np.abs(wanted).max(initial=0))):
        place = np.unravel_index(int(np.argmax(apart)), apart.shape)
        raise ModelError(
            f"The network gives {given[place]:.4g} where {file} says {wanted[place]:.4g}: another input, other weights "
            "or another output; nothing was imported."
        )
    return Golden(inputs, logits)


def golden_now(described: Described, weights: bytes) -> Golden | None:
    """What the network gives here at its import, where no author says what it gave there.

    None of segmenters of slices, whose outputs would be larger than their use.

    Raises:
        ModelError: where the network does not take such an input, or gives more than logits.
    """
    if described.inputs.dimensions == 2 and described.task == "segmentation":
        return None
    network = running(described.factory, weights, described.name)
    example = example_of(described, network)
    return Golden(example, computed(network, example), at_import=True)


def _fits(inputs: NDArray[np.float32], shape: tuple[int, ...]) -> bool:
    """Whether pictures are as the network takes them; volumes may be smaller, see `golden_size`."""
    if inputs.shape[1:] == shape[1:]:
        return True
    of_volumes = inputs.ndim == len(shape) == 5 and inputs.shape[1] == shape[1]
    return of_volumes and all(LEAST <= side <= own for side, own in zip(inputs.shape[2:], shape[2:], strict=True))


def _held(file: Path) -> tuple[NDArray[np.float32], NDArray[np.float32], bool]:
    """Input, output, and whether that is certainly one of logits."""
    if not file.is_file():
        raise ModelError(f"{file} does not exist, or is no file; name what another program got, or leave it out.")
    try:
        data = file.read_bytes() if file.stat().st_size <= _MOST else b""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            claimed = sum(each.file_size for each in archive.infolist())
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            held = {name: arrays[name] for name in arrays.files[:8]} if claimed <= _MOST else {}
    except (OSError, ValueError, KeyError, EOFError, NotImplementedError, zipfile.BadZipFile) as error:
        raise ModelError(f"{file} is no golden output ({error}); {_HOW}.") from error
    of_logits = "logits" in held
    wanted = held.get("logits" if of_logits else "output")
    if "input" not in held or wanted is None or any(each.dtype.kind != "f" for each in (held["input"], wanted)):
        raise ModelError(f"{file} holds {', '.join(held) or 'nothing that is read'}; {_HOW}.")
    return held["input"].astype(np.float32), wanted.astype(np.float32), of_logits


def _probabilities(logits: NDArray[np.float32], output: str) -> NDArray[np.float32]:
    if output == "sigmoid":
        return np.asarray(0.5 * (1 + np.tanh(logits / 2)), np.float32)
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), np.float32)
