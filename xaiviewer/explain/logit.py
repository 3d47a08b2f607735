"""The logit that is explained."""

from __future__ import annotations

from torch import Tensor

from xaiviewer.errors import UsageError


def logit_of(logits: Tensor, class_index: int) -> Tensor:
    """The logit of one class, ``[slice]``, out of all of them, ``[slice, class]``.

    Raises:
        UsageError: for a class that the network does not have.
    """
    classes = logits.shape[1]
    if not 0 <= class_index < classes:
        raise UsageError(f"There is no class {class_index}; the network has {classes}, counted from 0.")
    return logits[:, class_index]
