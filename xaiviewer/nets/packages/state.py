"""Weights against the network that is described: names, shapes, and whether every number is one."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from xaiviewer.errors import ModelError
from xaiviewer.nets.packages.description import Factory
from xaiviewer.nets.packages.factories import built, outline
from xaiviewer.nets.packages.schema import once

Shapes = Mapping[str, tuple[int, ...]]

_COUNT = "num_batches_tracked"  # of batch normalisation, which inference never looks at
_MOST_TENSORS = 100_000
_MOST_NUMBERS = 2**40  # along the sides of a tensor, also of an empty one: what no memory holds
_MOST_HEADER = 100 * 2**20  # bytes; safetensors itself reads no more
_METADATA = "__metadata__"
_MOST_SIDES = 16
_LONGEST = 500  # characters of a tensor's name
_KINDS = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "C64": torch.complex64,
    "I64": torch.int64,
    "I32": torch.int32,
    "I16": torch.int16,
    "I8": torch.int8,
    "U8": torch.uint8,
    "BOOL": torch.bool,
}
"""How a safetensors file's header names numbers; scaled forms of eight bits and fewer are no weights as they stand."""


@dataclass(frozen=True)
class _Entry:
    """A tensor as the header has it: in which form, and between which bytes after the header."""

    kind: str
    shape: tuple[int, ...]
    begin: int
    end: int


def shapes_in(data: bytes, what: str) -> dict[str, tuple[int, ...]]:
    """Names and shapes of the tensors of a safetensors file, as its header says.

    Raises:
        ModelError: where there is no header, or it claims more than the file holds.
    """
    entries, _ = _header(data, what)
    return {name: each.shape for name, each in entries.items()}


def _header(data: bytes, what: str) -> tuple[dict[str, _Entry], int]:
    """The tensors by name, and where the bytes of the first one begin."""
    try:
        length = int.from_bytes(data[:8], "little")
        whole = 0 < length <= min(len(data) - 8, _MOST_HEADER)
        header = _object(data[8 : 8 + length]) if whole else {}
        _see_metadata(header.pop(_METADATA, {}))
        entries = {name: _entry(each) for name, each in header.items()}
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError, AttributeError) as error:
        raise ModelError(
            f"{what} is no whole safetensors file ({error}); write it with safetensors' save_file."
        ) from error
    if not all(name.isprintable() and len(name) <= _LONGEST for name in entries):  # they are told in sentences
        raise ModelError(f"{what} holds a tensor whose name is no plain, short text; write it anew under plain names.")
    end = max((each.end for each in entries.values()), default=len(data))
    if not 0 < len(entries) <= _MOST_TENSORS or end > len(data) - 8 - length:
        raise ModelError(f"{what} is no whole safetensors file; it claims other tensors than it holds.")
    return entries, 8 + length


def _object(header: bytes) -> dict[str, Any]:
    """The header's object of JSON: UTF-8 from its first brace on, nothing said twice."""
    if header[:1] != b"{":
        raise ValueError("its header does not begin with a brace")
    found: dict[str, Any] = json.loads(header.decode("utf-8"), object_pairs_hook=once)
    return found


def _see_metadata(told: object) -> None:
    """Refuse what is no mapping of texts to texts, which the format takes alone."""
    if not isinstance(told, dict) or not all(isinstance(each, str) for each in told.values()):
        raise ValueError(f"its {_METADATA} is no mapping of texts")


def _entry(told: Mapping[str, Any]) -> _Entry:
    kind, shape, offsets = told["dtype"], told["shape"], told["data_offsets"]
    numbers = [*shape, *offsets] if isinstance(shape, list) and isinstance(offsets, list) else [None]
    if not isinstance(kind, str) or any(type(each) is not int or each < 0 for each in numbers):
        raise ValueError("a tensor's kind is no word, or its sides or bytes are no whole numbers")
    if len(shape) > _MOST_SIDES:
        raise ValueError(f"a tensor has {len(shape)} sides")
    begin, end = offsets
    return _Entry(kind, tuple(shape), begin, end)


def tensors_in(data: bytes, what: str) -> dict[str, torch.Tensor]:
    """The tensors of a safetensors file, floating-point ones in single precision.

    One after the other, where safetensors itself makes all of them without letting another thread go on: half a
    hundred milliseconds in which the window would not move.

    Raises:
        ModelError: where it is damaged, or holds a number that is none.
    """
    entries, start = _header(data, what)
    at = 0
    for name, each in sorted(entries.items(), key=lambda item: (item[1].begin, item[1].end)):
        kind = _KINDS.get(each.kind)
        if kind is None:
            raise ModelError(f"{what} is damaged ({name} is {each.kind}, which is no kind of number); write it anew.")
        if (
            each.begin != at
            or each.end - each.begin != math.prod(each.shape) * kind.itemsize
            or math.prod(side or 1 for side in each.shape) > _MOST_NUMBERS
        ):
            raise ModelError(f"{what} is damaged ({name} lies between bytes that are not its own); write it anew.")
        at = each.end
    if start + at != len(data):
        raise ModelError(f"{what} is damaged ({len(data) - start - at} bytes belong to no tensor); write it anew.")
    found = {}
    for name, each in entries.items():
        tensor = _tensor(data, start, each)
        if tensor.is_floating_point() and not bool(torch.isfinite(tensor).all()):
            raise ModelError(f"{what} holds a number that is not finite, in {name}; these weights cannot be used.")
        found[name] = tensor
    return found


def _tensor(data: bytes, start: int, entry: _Entry) -> torch.Tensor:
    if entry.begin == entry.end:
        made = torch.empty(entry.shape, dtype=_KINDS[entry.kind])
    else:
        own = bytearray(memoryview(data)[start + entry.begin : start + entry.end])
        made = torch.frombuffer(own, dtype=_KINDS[entry.kind]).reshape(entry.shape)
    return made.float() if made.is_floating_point() else made


def difference(weights: Shapes, network: Shapes) -> str:
    """The first thing in which weights differ from a network, in words; "" where nothing does."""
    missing = [name for name in network if name not in weights and not name.endswith(_COUNT)]
    unknown = [name for name in weights if name not in network]
    other = [name for name in network if name in weights and weights[name] != network[name]]
    if missing and unknown:
        return f"the weights hold {_some(unknown)}, which the network lacks, and lack its {_some(missing)}"
    if missing:
        return f"the weights lack {_some(missing)}"
    if unknown:
        return f"the weights hold {_some(unknown)}, which the network lacks"
    if other:
        name = other[0]
        return f"{name} is {_shape(weights[name])} in the weights and {_shape(network[name])} in the network"
    return ""


def shapes_of(network: nn.Module) -> dict[str, tuple[int, ...]]:
    """Names and shapes of a network's weights."""
    return {name: tuple(each.shape) for name, each in network.state_dict().items()}


def filled_in(factory: Factory, data: bytes, what: str) -> nn.Module:
    """The network with its weights.

    Memory is taken only once names and shapes agree.

    Raises:
        ModelError: where they do not, or the file is damaged; with what differs.
    """
    network = outline(factory)
    wrong = difference(shapes_in(data, what), shapes_of(network))
    if wrong:
        raise ModelError(f"The weights {what} do not fit the architecture {factory.architecture}: {wrong}.")
    tensors = tensors_in(data, what)
    for name, each in network.state_dict().items():
        if name not in tensors and name.endswith(_COUNT):
            tensors[name] = torch.zeros(each.shape, dtype=each.dtype)
        elif tensors[name].is_floating_point() != each.is_floating_point() or tensors[name].is_complex():
            raise ModelError(
                f"{what} holds {name} as {_kind(tensors[name])}, and {factory.architecture} takes {_kind(each)}; save "
                "the weights as floating-point numbers."
            )
    try:
        network.load_state_dict(tensors, strict=True, assign=True)
        if any(each.is_meta for each in (*network.buffers(), *network.parameters())):  # buffers that no file holds
            network = built(factory)
            network.load_state_dict(tensors, strict=True)
    except RuntimeError as error:
        raise ModelError(f"The weights {what} cannot be loaded into {factory.architecture} ({error}).") from error
    return network.eval().requires_grad_(requires_grad=False)


def _kind(tensor: torch.Tensor) -> str:
    return str(tensor.dtype).removeprefix("torch.")


def _some(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _shape(shape: Sequence[int]) -> str:
    return " x ".join(map(str, shape)) or "one number"
