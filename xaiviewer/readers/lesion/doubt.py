"""Is it likely that a mask is a lesion's?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.nets.preprocessing import head_mask
from xaiviewer.readers.names import DIALOG

_LARGE = 0.5  # of the head
_SMALLEST_HEAD = 0.05  # of the image: a mask that is smaller than half of that need not be held against the head
_ENOUGH = 1 << 18  # pixels of all slices that tell the head's size


def doubt(voxels: NDArray[np.bool_], image: Callable[[], NDArray[Any]], called: str) -> str:
    """A sentence where a mask holds nothing at all, fills whole slices, or covers more than half of the head; else "".

    Args:
        voxels: the mask, ``[slice, row, column]``.
        image: gives FLAIR on the same grid; asked only where the mask is large.
        called: the mask's name in sentences.
    """
    count = int(np.count_nonzero(voxels))
    remedy = f"look whether it is the right one under {DIALOG} (--mask)"
    if not count:
        return f"The mask {called} holds no voxel at all, as if there were no lesion: {remedy}."
    filled = int(np.count_nonzero(voxels.all(axis=(1, 2))))
    if filled and filled < len(voxels):
        slices = f"{filled} whole slice{'s' * (filled > 1)}"
        return f"The mask {called} fills {slices}, air and all, as no lesion does: {remedy}."
    if count > _LARGE * _SMALLEST_HEAD * voxels.size:
        share = _share_of_head(voxels, image())
        if share > _LARGE:
            return (
                f"The mask {called} covers {share:.0%} of the head, more than a lesion does; it may be "
                f"inverted, or outline something else: {remedy}."
            )
    return ""


def _share_of_head(voxels: NDArray[np.bool_], image: NDArray[Any]) -> float:
    """The share of the head's voxels that are mask, told by some of the pixels."""
    slices, rows, columns = image.shape
    step = max(1, int(np.sqrt(rows * columns * slices / _ENOUGH)))
    some = image[:, ::step, ::step]
    head = head_mask(some[None])
    inside = voxels[:, ::step, ::step]
    if not head.any():
        return float(inside.mean())
    return float(np.count_nonzero(inside & head) / np.count_nonzero(head))
