"""Label maps: numbers to labels, and which labels a mask holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Segment
from xaiviewer.readers.nifti.header import Header
from xaiviewer.readers.nifti.volume import NiftiVolume

MAX_LISTED_BYTES = 1 << 27
"""A mask with more voxels than fill this is not read just to list its labels."""

_MAX_LABELS = 1000
_MAX_LAYERS = 64
_LARGEST = (1 << 31) - 128  # single precision knows it too


@dataclass(frozen=True, eq=False)
class Labels:
    """A mask's labels.

    Attributes:
        values: whole numbers ``[slice, row, column]``, 0 where there is none; of a file of several volumes one array
            per volume, which holds its own number, 1 for the first.
        notices: sentences on what was assumed.
    """

    values: tuple[NDArray[Any], ...]
    notices: tuple[str, ...]


def read_labels(header: Header) -> Labels:
    """The labels of the mask with this header.

    Raises:
        ReadError: where it is cut short or damaged.
    """
    notices: list[str] = []
    layers = []
    count = min(header.volumes, _MAX_LAYERS)
    for index in range(count):
        voxels = NiftiVolume(header, index).read()
        values, said = _whole(voxels.values)
        notices += [*voxels.notices, *(f"{header.path.name} {each}" for each in said)]
        layers.append(values if count == 1 else (values != 0).astype(np.uint8) * np.uint8(index + 1))
    return Labels(tuple(layers), tuple(dict.fromkeys(notices)))


def list_segments(header: Header, names: Mapping[int, str]) -> tuple[tuple[Segment, ...], tuple[str, ...]]:
    """The labels that occur, with their names, and sentences; none are listed where the file is very large.

    Raises:
        ReadError: where it is cut short or damaged.
    """
    if header.volumes > 1:
        numbers = list(range(1, min(header.volumes, _MAX_LAYERS) + 1))
        return tuple(Segment(each, names.get(each, f"volume {each}")) for each in numbers), ()
    if header.volume_bytes > MAX_LISTED_BYTES:
        return (), ()
    labels = read_labels(header)
    numbers = occurring(labels.values[0])
    if len(numbers) > _MAX_LABELS:
        said = f"{header.path.name} holds {len(numbers)} different values and does not look like a mask."
        return (), (*labels.notices, said)
    return tuple(Segment(each, names.get(each, f"label {each}")) for each in numbers), labels.notices


def _whole(values: NDArray[Any]) -> tuple[NDArray[Any], list[str]]:
    """Whole numbers above 0, and what was done to have them."""
    said = []
    if values.dtype.kind == "f":
        with np.errstate(all="ignore"):
            low, high = float(values.min()), float(values.max())
            fractions = any((plane != np.rint(plane)).any() for plane in values)
        if not fractions:
            pass
        elif low >= 0 and high <= 1:
            said.append("holds probabilities: what reaches 0.5 was taken.")
            return (values >= 0.5).astype(np.uint8), said
        else:
            said.append("holds fractions, as masks do that were interpolated: they were rounded.")
        kind = np.uint8 if low >= 0 and high <= 255 else np.int32
        whole = np.empty(values.shape, dtype=kind)
        for plane, out in zip(values, whole, strict=True):
            np.copyto(out, np.clip(np.rint(plane), -_LARGEST, _LARGEST), casting="unsafe")
        values = whole
    if values.dtype.kind == "i" and values.size and values.min() < 0:
        said.append("holds labels below 0: they were taken for background.")
        values = np.maximum(values, 0)
    return values, said


def occurring(values: NDArray[Any]) -> list[int]:
    """The labels that occur, in order."""
    high = int(values.max()) if values.size else 0
    if high < 1 << 16:
        counts = np.zeros(high + 1, dtype=np.int64)
        for plane in values:
            counts += np.bincount(plane.ravel().astype(np.intp, copy=False), minlength=high + 1)
        return [int(each) for each in np.flatnonzero(counts) if each]
    return [int(each) for each in np.unique(values) if each]
