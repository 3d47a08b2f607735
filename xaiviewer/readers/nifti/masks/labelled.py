"""Does a file hold labels rather than a picture? Told from its values, whatever it is called."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import ReadError
from xaiviewer.readers.nifti.file.header import NiftiHeader
from xaiviewer.readers.nifti.file.volume import NiftiVolume
from xaiviewer.readers.nifti.masks.labels import MAX_LISTED_BYTES

MAX_LESION_LABELS = 32
"""A map of more labels is an atlas."""

_MAX_LABELS = 255
_MAX_VOLUMES = 8
_PACKED = 0.1  # of its voxels' size: label maps shrink to a hundredth, pictures to a half
_HEAD_BYTES = 4096
_FLAT, _FEW = 0.7, 8  # share of equal neighbours, which pictures have less of; so few values need none
_PLAIN_LABEL = 10  # no picture whose name says which sequence it is holds so little


def holds_labels(header: NiftiHeader, *, named: bool = False) -> tuple[int, ...]:
    """The values of a label map: a few whole numbers, in patches; nothing where the file holds a picture.

    Args:
        header: the file's; what cannot be read is no label map.
        named: its name says that it is a picture, so that only the plainest labels count.
    """
    size = header.volumes * header.volume_bytes
    if header.samples > 1 or header.stored.kind == "c" or header.volumes > _MAX_VOLUMES or size > MAX_LISTED_BYTES:
        return ()
    if header.bytes.compressed and header.data.stat().st_size > _HEAD_BYTES + _PACKED * size:
        return ()
    try:
        return _of_values(header, named=named)
    except ReadError:
        return ()


def _of_values(header: NiftiHeader, *, named: bool) -> tuple[int, ...]:
    most = _PLAIN_LABEL + 1 if named else _MAX_LABELS + 1
    found: set[int] = set()
    empty = pairs = equal = 0
    for index in range(header.volumes):
        volume = NiftiVolume(header, index)
        slices = header.shape[0]
        # A picture shows itself at once.
        if any(_integers(volume.slice(at)) is None for at in {slices // 4, slices // 2}):
            return ()
        for plane in volume.read().values:
            values = _integers(plane)
            if values is None or len(found := found | values) > most:
                return ()
            inside = (plane[:, 1:] != 0) & (plane[:, :-1] != 0)
            pairs += int(np.count_nonzero(inside))
            equal += int(np.count_nonzero(inside & (plane[:, 1:] == plane[:, :-1])))
            empty += int(np.count_nonzero(plane == 0))
    flat = equal >= _FLAT * pairs
    spread = 2 * empty > header.volumes * math.prod(header.shape)
    few = len(found) <= MAX_LESION_LABELS + 1 and spread and (flat or len(found) <= _FEW)
    if named and not (max(found) <= _PLAIN_LABEL and flat):
        return ()
    return tuple(sorted(found)) if few or flat else ()


def _integers(plane: NDArray[Any]) -> set[int] | None:
    """The values of a slice where they are few whole numbers; None where they are not."""
    values = np.unique(plane)
    if values.size > _MAX_LABELS + 1 or (values != np.rint(values)).any():
        return None
    return set(map(int, values.tolist()))
