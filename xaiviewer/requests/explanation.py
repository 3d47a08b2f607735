"""What answers a request for one slice: a closed set of frozen types.

All arrays are read-only; signed values speak for the class above zero and against it below.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.arrays import frozen
from xaiviewer.requests.request import Request

_TOLERANCE = 1e-4
"""How far shares may miss what they share, as a part of the largest of them: single precision over some passes."""


@dataclass(frozen=True, eq=False)
class LayerMaps:
    """The maps of every layer.

    Attributes:
        request: what was asked.
        index: the slice.
        maps: one signed float32 ``[row, column]`` per layer, on that layer's native grid.
    """

    request: Request
    index: int
    maps: tuple[NDArray[np.float32], ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "maps", tuple(_array(each, np.float32, 2, "a layer's map") for each in self.maps))


@dataclass(frozen=True, eq=False)
class AttributionMap:
    """One map, on the pixels of the network's input or on one layer's cells.

    Attributes:
        request: what was asked.
        index: the slice.
        values: signed float32 ``[row, column]``; `Analysis.placement_of` says where on the slice.
        gap: by how much the values' sum misses the logit's change that it should be; None where the method promises
            no such sum.
        layer: index of the layer whose cells they are; None for the input.
        gap_error: the gap's standard error, where the values are estimated from samples.
    """

    request: Request
    index: int
    values: NDArray[np.float32]
    gap: float | None = None
    layer: int | None = None
    gap_error: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", _array(self.values, np.float32, 2, "a map"))


@dataclass(frozen=True, eq=False)
class Regions:
    """Parts of the network's input, each with a score.

    Attributes:
        request: what was asked.
        index: the slice.
        labels: int32 ``[row, column]`` on the input grid: 0 for no region, n for the n-th.
        scores: float32 ``[region]``: of regions 1, 2, ...
        sentence: what they say together.
        gap: by how much the scores' sum misses the logit's change that it should be; None where the method promises
            no such sum.
    """

    request: Request
    index: int
    labels: NDArray[np.int32]
    scores: NDArray[np.float32]
    sentence: str
    gap: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", _array(self.labels, np.int32, 2, "labels of regions"))
        object.__setattr__(self, "scores", _array(self.scores, np.float32, 1, "scores of regions"))
        if self.labels.size and not 0 <= self.labels.min() <= self.labels.max() <= len(self.scores):
            raise ValueError(f"labels from {self.labels.min()} to {self.labels.max()} for {len(self.scores)} regions")

    @cached_property
    def values(self) -> NDArray[np.float32]:
        """Every pixel with the score of its region, 0 where there is none: float32 ``[row, column]``."""
        return _array(np.concatenate([np.zeros(1, np.float32), self.scores])[self.labels], np.float32, 2, "regions")


@dataclass(frozen=True, eq=False)
class Synthesis:
    """A picture that was made, not taken.

    Attributes:
        request: what was asked.
        picture: float32 ``[channel, row, column]`` on the input grid, in the input's units.
        index: the slice that was looked at when it was asked for.
        begins_with_slice: whether the picture was made out of that slice; else out of noise.
        before, after: what it was made to raise (a logit, a channel's mean, a unit's activation), at its beginning
            and in the end.
    """

    request: Request
    index: int
    picture: NDArray[np.float32]
    begins_with_slice: bool
    before: float
    after: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "picture", _array(self.picture, np.float32, 3, "a synthetic picture"))


@dataclass(frozen=True, eq=False)
class SequenceShares:
    """What each input channel adds to the logit.

    Attributes:
        request: what was asked.
        index: the slice.
        channels: the sequences of the input, in its order; one that several channels take is named once.
        shares: float64 ``[sequence]``, signed.
        base: the logit with all channels absent.
        total: the logit of the slice, which is the base and all shares together.

    Raises:
        ValueError: where shares and base do not add up to the total, or a share has no channel.
    """

    request: Request
    index: int
    channels: tuple[str, ...]
    shares: NDArray[np.float64]
    base: float
    total: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "shares", _array(self.shares, np.float64, 1, "shares of sequences"))
        if len(self.channels) != len(self.shares):
            raise ValueError(f"{len(self.shares)} shares of {len(self.channels)} channels")
        largest = max(1.0, abs(self.base), abs(self.total), *np.abs(self.shares).tolist())
        if not math.isclose(self.base + float(self.shares.sum()), self.total, rel_tol=0, abs_tol=_TOLERANCE * largest):
            raise ValueError(f"base {self.base} and shares {self.shares.tolist()} do not add up to {self.total}")


@dataclass(frozen=True, eq=False)
class ChannelMaps:
    """The channels of one layer that contribute most to the logit on one slice, the most first.

    Attributes:
        request: what was asked.
        index: the slice.
        layer: index of the layer.
        channels: int64 ``[channel]``: their numbers in the layer.
        contributions: float64 ``[channel]``: sum over positions of activation x gradient, signed.
        maps: float32 ``[channel, row, column]``: their activations, on the layer's native grid.
        total: the sum of the contributions of all of the layer's channels, shown or not.
    """

    request: Request
    index: int
    layer: int
    channels: NDArray[np.int64]
    contributions: NDArray[np.float64]
    maps: NDArray[np.float32]
    total: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "channels", _array(self.channels, np.int64, 1, "numbers of channels"))
        object.__setattr__(self, "contributions", _array(self.contributions, np.float64, 1, "contributions"))
        object.__setattr__(self, "maps", _array(self.maps, np.float32, 3, "maps of channels"))
        if not len(self.channels) == len(self.contributions) == len(self.maps):
            raise ValueError(
                f"{len(self.channels)} channels, {len(self.contributions)} contributions, maps {self.maps.shape}"
            )


Explanation = LayerMaps | AttributionMap | Regions | Synthesis | SequenceShares | ChannelMaps
"""Whatever answers a request."""


@dataclass(frozen=True, eq=False)
class Partial:
    """An explanation that is still being refined.

    Attributes:
        explanation: as far as it is known.
        done, total: passes of this slice through the network.
    """

    explanation: Explanation
    done: int
    total: int


def _array(values: NDArray[Any], kind: type[np.generic], axes: int, what: str) -> NDArray[Any]:
    """The values, read-only and of the one type.

    Raises:
        ValueError: where they have another number of axes (a programming error of an explainer).
    """
    found = np.asarray(values, dtype=kind)
    if found.ndim != axes:
        raise ValueError(f"{what} has {axes} axes, not {found.ndim}")
    return frozen(found)
