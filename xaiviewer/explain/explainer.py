"""What every method of explanation is to the rest of the program, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Frame
from xaiviewer.case.arrays import frozen
from xaiviewer.requests import Explanation, Partial, Request

PassReport = Callable[[int, int], None]
"""Hears how many passes of the slices through the network are done, and how many there are."""

CancelCheck = Callable[[], bool]


@dataclass(frozen=True, eq=False)
class Outlined:
    """What a segmenter outlined on slices, for those who explain it.

    Attributes:
        regions: bool ``[slice, size, size]``, on the input grid.
        frame: where that lies on the slices.
        shape: rows and columns of the slices.
    """

    regions: NDArray[np.bool_]
    frame: Frame
    shape: tuple[int, int]

    def __post_init__(self) -> None:
        object.__setattr__(self, "regions", frozen(self.regions))


@dataclass(frozen=True, eq=False)
class Slices:
    """What an explainer explains: slices as the network takes them.

    Attributes:
        indices: which they are.
        inputs: float32 ``[slice, channel, size, size]``; left as they are, though torch takes no read-only arrays.
        heads: bool ``[slice, size, size]``: the head on the input grid.
        channels: names of the input channels.
        another: for a slice and a class the input ``[channel, size, size]`` of the slice of the case that covers it
            where that is wanted, None where no slice can; looked for when it is asked for. None where there is no case.
        call: from logits ``[class]`` to the class that a slice is called; None for the class with the largest.
        classes: names of the classes; empty where they have none.
        outlined: what the network outlines; None where it is no segmenter.
        plain: whether the inputs are scaled as the program's own networks take them.

    Raises:
        ValueError: where the shapes do not belong together (a programming error).
    """

    indices: tuple[int, ...]
    inputs: NDArray[np.float32]
    heads: NDArray[np.bool_]
    channels: tuple[str, ...]
    another: Callable[[int, int], NDArray[np.float32] | None] | None = None
    call: Callable[[NDArray[np.float32]], int] | None = None
    classes: tuple[str, ...] = ()
    outlined: Outlined | None = None
    plain: bool = True

    def __post_init__(self) -> None:
        count, channels, *sides = self.inputs.shape
        if (len(self.indices), len(self.channels), (count, *sides)) != (count, channels, self.heads.shape):
            raise ValueError(f"{len(self.indices)} slices, inputs {self.inputs.shape}, heads {self.heads.shape}")
        if self.outlined is not None and self.outlined.regions.shape != self.heads.shape:
            raise ValueError(f"heads {self.heads.shape}, outlined regions {self.outlined.regions.shape}")
        object.__setattr__(self, "heads", frozen(self.heads))


class Explainer(Protocol):
    """One method at work on one network."""

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | Explanation]:
        """Each slice's explanation, in the order of `slices`; before it as many `Partial` ones as there are batches.

        The same request and slices give the same bits. Nothing stays attached to the network, however it ends.

        Raises:
            Cancelled: where `cancelled`, asked before each batch, says so.
            UsageError: for a class that the network does not have, or an input that the method cannot take.
        """
