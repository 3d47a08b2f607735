"""NIfTI masks of images in another format, which lie beside these and are matched by their place in the patient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xaiviewer.case import Grid, MaskSource, Series
from xaiviewer.errors import ReadError
from xaiviewer.readers.grids.reslice import covered, same_grid
from xaiviewer.readers.naming.names import shown
from xaiviewer.readers.nifti.file.header import NiftiHeader, read_header
from xaiviewer.readers.nifti.grouping import is_mask
from xaiviewer.readers.nifti.masks.labelled import MAX_LESION_LABELS, holds_labels
from xaiviewer.readers.nifti.masks.mask import placeless
from xaiviewer.readers.nifti.names import data_file
from xaiviewer.readers.nifti.subject import mask_of


def pair_of(path: Path) -> tuple[Path, ...]:
    """The file, or the two of a pair."""
    return tuple(dict.fromkeys(data_file(path)))


def is_label_map(path: Path) -> bool:
    """Is it a mask by its name, or by its values?"""
    if is_mask(path):
        return True
    try:
        header = read_header(data_file(path)[0])
        return header.volumes == 1 and 1 < len(holds_labels(header)) <= MAX_LESION_LABELS + 1
    except (ReadError, OSError):
        return False


def mask_on(path: Path, series: Sequence[Series]) -> tuple[MaskSource, bool] | None:
    """The mask in `path` for these series, and whether it lies on the grid of one of them.

    None where it lies on none of them, does not say where it lies, or cannot be read.
    """
    try:
        header = read_header(data_file(path)[0])
        if placeless(header.geometry):
            return None
        placed = [each for each in series if each.geometry.placed]
        on = [each for each in placed if _share(header, each) > 0]
    except ReadError:
        return None
    if not on:
        return None
    exact = any(same_grid(header.geometry, header.shape, each.geometry, each.shape) is not None for each in on)
    mask = mask_of(header, tuple(Grid(each.geometry, each.shape) for each in on))
    sentence = f"{shown(path.name)} does not say on which images it was drawn; it is placed by its coordinates."
    return mask if exact else replace(mask, notices=(*mask.notices, sentence)), exact


def _share(header: NiftiHeader, series: Series) -> float:
    """How much of the series lies inside the mask's grid."""
    return covered(header.geometry, header.shape, series.geometry, series.shape).share
