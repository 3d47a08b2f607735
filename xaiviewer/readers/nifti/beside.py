"""NIfTI masks of images in another format, which lie beside these and are matched by their place in the patient."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Grid, MaskSource, Series
from xaiviewer.errors import ReadError
from xaiviewer.readers.names import shown
from xaiviewer.readers.nifti.grouping import is_mask
from xaiviewer.readers.nifti.header import Header, read_header
from xaiviewer.readers.nifti.labels import MAX_LISTED_BYTES
from xaiviewer.readers.nifti.mask import placeless
from xaiviewer.readers.nifti.names import data_file
from xaiviewer.readers.nifti.subject import mask_of
from xaiviewer.readers.nifti.volume import NiftiVolume
from xaiviewer.readers.reslice import covered, same_grid

_LABELS = 32  # a label map of a study holds no more
_PACKED = 0.1  # of its voxels' size: label maps shrink to a hundredth, pictures to a half
_HEAD_BYTES = 4096


def files_of(path: Path) -> tuple[Path, ...]:
    """The file, or the two of a pair."""
    return tuple(dict.fromkeys(data_file(path)))


def is_label_map(path: Path) -> bool:
    """Is it a mask by its name, or does it hold a few whole numbers above nothing?"""
    if is_mask(path):
        return True
    try:
        header = read_header(data_file(path)[0])
        return header.volumes == 1 and header.samples == 1 and _few_labels(header)
    except (ReadError, OSError):
        return False


def _few_labels(header: Header) -> bool:
    if header.volume_bytes > MAX_LISTED_BYTES:
        return False
    if header.bytes.compressed and header.data.stat().st_size > _HEAD_BYTES + _PACKED * header.volume_bytes:
        return False
    found: set[float] = set()
    empty = 0
    volume = NiftiVolume(header)
    first = header.shape[0] // 2  # an image shows it there at once
    if not _whole(volume.slice(first)):
        return False
    for plane in volume.read().values:
        if not _whole(plane):
            return False
        found.update(np.unique(plane).tolist())
        empty += int(np.count_nonzero(plane == 0))
        if len(found) > _LABELS + 1:
            return False
    return len(found) > 1 and 2 * empty > math.prod(header.shape)


def _whole(plane: NDArray[Any]) -> bool:
    """Few numbers, none below 0, none a fraction."""
    values = np.unique(plane)
    return values.size <= _LABELS + 1 and bool((values >= 0).all() and (values == np.rint(values)).all())


def mask_on(path: Path, series: Sequence[Series]) -> tuple[MaskSource, bool] | None:
    """The mask in `path` for these series, and whether it lies on the grid of one of them.

    None where it lies on none of them, does not say where it lies, or cannot be read.
    """
    try:
        header = read_header(data_file(path)[0])
        if placeless(header.geometry):
            return None
        placed = [each for each in series if each.geometry.known and each.geometry.oriented]
        on = [each for each in placed if _share(header, each) > 0]
    except ReadError:
        return None
    if not on:
        return None
    exact = any(same_grid(header.geometry, header.shape, each.geometry, each.shape) is not None for each in on)
    mask = mask_of(header, tuple(Grid(each.geometry, each.shape) for each in on))
    said = f"{shown(path.name)} does not say on which images it was drawn; it is placed by its coordinates."
    return mask if exact else replace(mask, notices=(*mask.notices, said)), exact


def _share(header: Header, series: Series) -> float:
    """How much of the series lies inside the mask's grid."""
    return covered(header.geometry, header.shape, series.geometry, series.shape).share
