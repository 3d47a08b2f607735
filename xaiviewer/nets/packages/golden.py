"""golden.npz: an input and the logits that the network's author got for it, or that it gave when it was imported."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from xaiviewer.errors import ModelError
from xaiviewer.nets.packages.description import Described
from xaiviewer.nets.packages.files import AT_IMPORT, DAMAGE
from xaiviewer.nets.packages.golden_size import smallest

_TOLERANCE = 1e-3
"""Of the largest logit, or of 1: processors and libraries differ in the fifth digit."""

_DAMAGE: tuple[type[Exception], ...] = (*DAMAGE, KeyError)

_MOST = 2**28  # bytes that its arrays may claim


@dataclass(frozen=True, eq=False)
class Golden:
    """What the author got.

    Attributes:
        inputs: float32 ``[picture, channel, size, size]``, of a network of volumes with one size more; these may be
            smaller than the network's own, see `golden_size`.
        logits: float32 ``[picture, class]``, of a segmenter ``[picture, class, size, size]``.
        at_import: the author named none: it is what the network gave here when it was imported, which tells whether it
            computes later, or elsewhere, what it did then.
    """

    inputs: NDArray[np.float32]
    logits: NDArray[np.float32]
    at_import: bool = False


def read_golden(data: bytes, what: str) -> Golden:
    """The arrays of golden.npz.

    Raises:
        ModelError: where it is damaged or holds anything else.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > _MOST:
                raise ModelError(f"{what} claims more than {_MOST // 2**20} MB; a golden output is one small input.")
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            held = {name: arrays[name] for name in arrays.files[:8]}
    except _DAMAGE as error:
        raise ModelError(
            f"{what} is no golden output ({error}); write it with numpy.savez(input=, logits=)."
        ) from error
    at_import = held.pop(AT_IMPORT, None) is not None
    if set(held) != {"input", "logits"} or any(each.dtype.kind != "f" for each in held.values()):
        raise ModelError(
            f"{what} holds {', '.join(held)}; it must hold “input” and “logits”, of floating-point numbers."
        )
    found = Golden(held["input"].astype(np.float32), held["logits"].astype(np.float32), at_import)
    for name, each in (("input", found.inputs), ("logits", found.logits)):
        if not each.size or not bool(np.isfinite(each).all()):
            raise ModelError(f"{what} holds {name} without numbers, or with one that is not finite; make it anew.")
    return found


def as_bytes(golden: Golden) -> bytes:
    """golden.npz."""
    held = io.BytesIO()
    arrays = {"input": golden.inputs, "logits": golden.logits}
    if golden.at_import:
        arrays[AT_IMPORT] = np.ones((), np.float32)
    np.savez_compressed(held, **arrays)  # type: ignore[arg-type]  # numpy's own keywords stand among them
    return held.getvalue()


def example_of(described: Described, network: nn.Module) -> NDArray[np.float32]:
    """Random numbers as the network takes them, the same every time, ``[1, channel, size, size]``.

    Of volumes the smallest that tell, see `golden_size.smallest`.
    """
    shape = (1, len(described.inputs.channels), *smallest(described, network))
    return np.random.default_rng(0).standard_normal(shape).astype(np.float32)


def computed(network: nn.Module, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
    """What the network gives, ``[picture, ...]``; one pass forward.

    Raises:
        ModelError: where it does not take such an input, or gives more than logits, or what is no number.
    """
    device = next((each.device for each in network.parameters()), torch.device("cpu"))
    try:
        with torch.inference_mode():
            given = network(torch.from_numpy(inputs).to(device))
    except (RuntimeError, ValueError, TypeError, IndexError, AssertionError) as error:
        raise ModelError(f"The network does not take an input of {_shape(inputs.shape)} ({error}).") from error
    if not isinstance(given, torch.Tensor):
        raise ModelError("The network gives more than its logits; wrap it so that it gives these alone.")
    found: NDArray[np.float32] = given.float().cpu().numpy()
    if not bool(np.isfinite(found).all()):
        raise ModelError(
            "The network gives numbers that are not finite for an input of ordinary ones: its weights are damaged, or "
            "it divides by a variance of zero; save the weights anew where it works."
        )
    return found


def shape_wanted(described: Described, pictures: int = 1) -> tuple[int, ...]:
    """Of the input."""
    inputs = described.inputs
    return (pictures, len(inputs.channels), *inputs.shape)


def shape_of_golden(described: Described) -> tuple[int, ...]:
    """Of the golden input of one picture, or volume, as the package says it."""
    return (1, len(described.inputs.channels), *(described.golden_sides or described.inputs.shape))


def sides_stated(described: Described, golden: Golden | None) -> tuple[int, ...] | None:
    """What a package says of the sides of its golden input: nothing where they are the network's own."""
    if golden is None or described.inputs.dimensions == 2:
        return None
    sides = golden.inputs.shape[2:]
    return None if sides == described.inputs.shape else sides


def check_outputs(described: Described, network: nn.Module, golden: Golden | None) -> None:
    """Hold what the network gives against its classes, and against what its author got.

    Raises:
        ModelError: where they differ; with both.
    """
    if golden is not None and golden.inputs.shape[1:] != shape_of_golden(described)[1:]:
        raise ModelError(
            f"The golden input of “{described.name}” is {_shape(golden.inputs.shape)}; model.json says "
            f"{_shape(shape_of_golden(described))}."
        )
    inputs = np.zeros(shape_wanted(described), np.float32) if golden is None else golden.inputs
    given = computed(network, inputs)
    classes = len(described.classes)
    if described.task == "segmentation":
        wanted = (len(inputs), max(classes, 1), *inputs.shape[2:])
        if given.shape != wanted:
            raise ModelError(
                f"The segmenter “{described.name}” gives {_shape(given.shape[1:])} for one picture; an output for each "
                f"of its classes and pixels is {_shape(wanted[1:])}."
            )
    elif given.shape != (len(inputs), classes):
        raise ModelError(
            f"The network “{described.name}” gives {_shape(given.shape[1:])} outputs, and model.json names {classes} "
            "classes."
        )
    if golden is None:
        return
    if golden.logits.shape != given.shape:
        raise ModelError(
            f"The golden output of “{described.name}” is {_shape(golden.logits.shape)}; the network gives "
            f"{_shape(given.shape)}."
        )
    apart = float(np.max(np.abs(given - golden.logits), initial=0))
    if not apart <= _TOLERANCE * max(1.0, float(np.max(np.abs(golden.logits), initial=0))):
        whose = "it gave {:.4g} when it was imported" if golden.at_import else "its author got {:.4g}"
        anew = "import it anew" if golden.at_import else "ask the author for a package made anew"
        place = np.unravel_index(int(np.argmax(np.abs(given - golden.logits))), given.shape)
        raise ModelError(
            f"The network “{described.name}” gives {given[place]:.4g} where {whose.format(golden.logits[place])}: "
            f"other weights, arguments or a library of another version; {anew}."
        )


def _shape(shape: tuple[int, ...]) -> str:
    return " x ".join(map(str, shape)) or "one"
