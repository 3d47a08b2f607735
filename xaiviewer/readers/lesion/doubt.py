"""Is it likely that a mask is a lesion's?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.nets.inputs.preprocessing import head_mask
from xaiviewer.readers.grids.gaps import slices
from xaiviewer.readers.naming.names import DIALOG

_LARGE = 0.5  # of the head
_SMALLEST_HEAD = 0.05  # of the image: a mask that is smaller than half of that need not be held against the head
_AIR = 0.75  # of a slice's borders, which no lesion reaches all around
_ENOUGH = 1 << 18  # pixels of all slices that tell the head's size


def doubt(voxels: NDArray[np.bool_], image: Callable[[], NDArray[Any]], mask: str, *, several: bool = False) -> str:
    """A sentence where a mask holds nothing at all, covers the air on some slices, or more than half of the head;
    else "".

    Args:
        voxels: the mask, ``[slice, row, column]``.
        image: gives FLAIR on the same grid; asked only where the mask is large.
        mask: as sentences begin with it, "The mask P01_seg".
        several: it has segments to choose from.
    """
    count = int(np.count_nonzero(voxels))
    remedy = f"look whether it is the right one under {DIALOG} (--mask)"
    if several:
        remedy = f"look which mask, and which of its segments, is the lesion under {DIALOG} (--mask, --segments)"
    if not count:
        return f"{mask} holds no voxel at all, as if there were no lesion: {remedy}."
    airy = _borders(voxels) > _AIR
    if (airy.all() or not airy.any()) and count > _LARGE * _SMALLEST_HEAD * voxels.size:
        share = _share_of_head(voxels, image())
        if share > _LARGE:
            return (
                f"{mask} covers {100 * share:.0f} % of the head, more than a lesion does; it may be "
                f"inverted, or outline something else: {remedy}."
            )
    if airy.any():
        where = "every slice" if airy.all() else slices(frozenset(np.flatnonzero(airy).tolist()))
        return f"{mask} covers the air on {where}, as no lesion does; it may be inverted there: {remedy}."
    return ""


def _borders(voxels: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The share of the outermost rows and columns of each slice that is mask."""
    around = np.ones(voxels.shape[1:], bool)
    around[1:-1, 1:-1] = False
    return np.asarray(voxels[:, around].mean(axis=1))


def _share_of_head(voxels: NDArray[np.bool_], image: NDArray[Any]) -> float:
    """The share of the head's voxels that are mask, told by some of the pixels."""
    step = max(1, int(np.sqrt(image.size / _ENOUGH)))
    some = image[:, ::step, ::step]
    head = head_mask(some[None])
    inside = voxels[:, ::step, ::step]
    if not head.any():
        return float(inside.mean())
    return float(np.count_nonzero(inside & head) / np.count_nonzero(head))
