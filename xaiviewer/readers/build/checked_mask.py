"""The mask that was read as the case has it: without gaps, and doubted where it is no lesion's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from numpy.typing import NDArray

from xaiviewer.case import Mask
from xaiviewer.errors import ReadError
from xaiviewer.readers.choosing.masks import the_mask
from xaiviewer.readers.choosing.read_mask import ReadMask
from xaiviewer.readers.grids import gaps
from xaiviewer.readers.lesion import doubt


def checked(taken: ReadMask, found: gaps.Gaps, image: Callable[[], NDArray[Any]]) -> tuple[Mask, list[str]]:
    """The mask where there are pictures, and sentences on what lay elsewhere and on what speaks against it.

    Args:
        taken: on the case's grid.
        found: the case's gaps.
        image: gives FLAIR on the case's grid; where it cannot be read nothing is held against it.
    """
    name, voxels = the_mask(taken.source), taken.voxels
    mask, sentences = gaps.without_gaps(Mask(voxels.voxels, voxels.drawn, voxels.meaning), found, name)
    if sentences and not mask.voxels.any():
        return replace(mask, doubt=sentences[0]), sentences
    if not mask.drawn.any():
        return mask, sentences
    try:
        doubtful = doubt(mask.voxels, image, name, several=len(taken.source.segments) > 1)
    except ReadError:
        return mask, sentences
    return replace(mask, doubt=doubtful), [*sentences, doubtful] if doubtful else sentences
