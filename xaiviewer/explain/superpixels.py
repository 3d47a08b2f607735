"""The one way in which a slice is parted into regions, for every method that speaks of regions.

Achanta et al., "SLIC superpixels compared to state-of-the-art superpixel methods" (2012), as scikit-image has it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_FRAGMENT = 0.1
"""Of the mean region: smaller connected pieces, such as slivers of the scalp, go to the region beside them."""


def superpixels(
    image: NDArray[np.float32], head: NDArray[np.bool_], count: int, compactness: float
) -> NDArray[np.int32]:
    """Connected regions of the head alone: int32 ``[size, size]``, 0 in the air, 1, 2, ... without a gap.

    Specks that hang together with no region of their size are air, too.

    Args:
        image: the standardised slice as the network takes it, ``[channel, size, size]``.
        head: bool ``[size, size]``; where there is none, the whole picture is parted.
        count: about how many.
        compactness: how much nearness weighs against likeness. scikit-image scales the values within the mask to 0..1
            first. At 160 pixels and about 60 regions 0.1 keeps a lesion apart and the others legible: regions together
            reach a Dice of .86 and .93 with the clinicians' masks of two slices; at 0.3 .76 and .74, and from 0.03
            down regions are ragged and few.
    """
    from skimage.segmentation import slic  # noqa: PLC0415 - a third of a second that most starts never need

    mask = head.copy() if head.any() else np.ones_like(head)  # scikit-image takes no read-only masks
    found = slic(
        np.moveaxis(image, 0, -1).astype(np.float64),
        n_segments=count,
        compactness=compactness,
        channel_axis=-1,
        mask=mask,
        start_label=1,
        enforce_connectivity=True,
        convert2lab=False,
    )
    whole = _without_fragments(np.where(mask, found, 0).astype(np.int32), mask, count)
    _, dense = np.unique(whole, return_inverse=True)
    labels = dense.reshape(found.shape).astype(np.int32)
    return labels + 1 if whole.all() else labels


def _without_fragments(labels: NDArray[np.int32], mask: NDArray[np.bool_], count: int) -> NDArray[np.int32]:
    """Every region connected: small pieces go to the nearest region of the same part of the mask, specks to the air."""
    from skimage.measure import label  # noqa: PLC0415
    from skimage.segmentation import expand_labels  # noqa: PLC0415

    pieces = np.asarray(label(labels, background=0, connectivity=1), dtype=np.int32)  # type: ignore[no-untyped-call]
    sizes = np.bincount(pieces.ravel())
    small = sizes < _FRAGMENT * mask.sum() / count
    kept = np.where(small[pieces], 0, pieces)
    parts = np.asarray(label(mask, background=0, connectivity=1), dtype=np.int32)  # type: ignore[no-untyped-call]
    holds = np.zeros(parts.max() + 1, dtype=bool)
    holds[np.unique(parts[kept > 0])] = True
    reach = float(np.hypot(*mask.shape))
    spread = np.asarray(expand_labels(kept, distance=reach), dtype=np.int32)  # type: ignore[no-untyped-call]
    return np.where(mask & holds[parts], spread, 0)
