"""The one way in which a slice is parted into regions, for every method that speaks of regions.

Achanta et al., "SLIC superpixels compared to state-of-the-art superpixel methods" (2012), as scikit-image has it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def superpixels(
    image: NDArray[np.float32], head: NDArray[np.bool_], count: int, compactness: float
) -> NDArray[np.int32]:
    """Regions of the head alone: int32 ``[size, size]``, 0 in the air, 1, 2, ... without a gap.

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
    _, dense = np.unique(np.where(mask, found, 0), return_inverse=True)
    labels = dense.reshape(found.shape).astype(np.int32)
    return labels if not mask.all() else labels + (labels.min() == 0)
