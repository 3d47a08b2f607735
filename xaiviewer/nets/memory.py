"""What is done where a graphics processor has too little memory: less at a time, and it is said."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

FEWER = (
    "The memory of the graphics processor was too small for the usual batches: fewer pictures pass through the network "
    "at a time, which takes longer."
)
ON_PROCESSOR = (
    "The memory of the graphics processor was too small even for single pictures: the networks run on the processor "
    "from here on, which takes longer; last digits may differ."
)


class Shortage:
    """Whether memory was ever too small in this process.

    Attributes:
        met: whether batches had to be halved.
    """

    def __init__(self) -> None:
        self.met = False


SHORTAGE = Shortage()


def free() -> None:
    """Give back what nothing holds any more."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def in_halves(run: Callable[[Any], NDArray[Any]], pictures: Any) -> NDArray[Any]:
    """What a pass gives for pictures, ``[picture, ...]``; where memory is too small, in halves, one after the other.

    Args:
        run: the pass.
        pictures: an array or a tensor ``[picture, ...]``.

    Raises:
        torch.OutOfMemoryError: where a single picture is too much.
    """
    try:
        return run(pictures)
    except torch.OutOfMemoryError:
        if len(pictures) < 2:
            raise
    SHORTAGE.met = True  # outside of the handler: the failed pass holds its memory until that ends
    free()
    middle = len(pictures) // 2
    return np.concatenate([in_halves(run, pictures[:middle]), in_halves(run, pictures[middle:])])
