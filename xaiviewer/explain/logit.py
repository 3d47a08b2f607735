"""The logit that is explained."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from xaiviewer.errors import UsageError

Logits = TypeVar("Logits", Tensor, NDArray[np.float64])


def logit_of(logits: Logits, class_index: int) -> Logits:
    """The logit of one class, ``[slice]``, out of all of them, ``[slice, class]``.

    Raises:
        UsageError: for a class that the network does not have.
    """
    classes = logits.shape[1]
    if not 0 <= class_index < classes:
        raise UsageError(f"There is no class {class_index}; the network has {classes}, counted from 0.")
    return logits[:, class_index]
