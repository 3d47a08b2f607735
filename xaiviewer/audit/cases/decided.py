"""The decision without the lesion, with it alone, and with it elsewhere, of one patient."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain import Network
from xaiviewer.trust.faithfulness.mask_test import SIZES, mask_test
from xaiviewer.trust.faithfulness.removal import removal_of

Floats = NDArray[np.float32]

NOT_TESTED = np.zeros(0, dtype=np.float32)


def tested(
    network: Network,
    image: Floats,
    region: NDArray[np.bool_],
    head: NDArray[np.bool_],
    class_index: int,
    *,
    seed: int,
) -> tuple[Floats, Floats]:
    """A slice's probabilities without the region elsewhere ``[place]``; and as it is, without the region, without all
    else, and without the region in each of `SIZES`, ``[3 + size]``: see `trust.faithfulness.mask_test`.
    """
    found = mask_test(network, image, region, head, class_index, removal_of("blur", image, head), seed=seed)
    assert len(found.by_size) == len(SIZES)
    first = np.array([found.whole, found.without, found.alone], dtype=np.float32)
    return found.moved.astype(np.float32), np.concatenate([first, found.by_size.astype(np.float32)])
