"""Owen values on a tree of halves: what each part of the picture adds to the logit, shared from coarse to fine.

Owen, "Values of games with a priori unions" (1977), as the partition explainer of the package shap has it (Lundberg and
Lee 2017): the picture is halved again and again along its longer side. Two halves share what both add as Shapley
values of two players do, each added first and each added second, and within either case their own halves share in turn.
The parts with the largest shares are halved first, until the passes are spent; so the shares always sum to the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count

import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.logit import logit_of
from xaiviewer.explain.masking.engine import TOGETHER, MaskedForward
from xaiviewer.explain.masking.filling import filling_of
from xaiviewer.explain.network import Network
from xaiviewer.requests import AttributionMap, Partial, Request

_Box = tuple[int, int, int, int]
"""First row, row behind the last, first column, column behind the last."""


class Partition:
    """Shows the network parts of the picture, each with and without what surrounds it."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | AttributionMap]:
        """See `Explainer`; a map after each batch."""
        total = int(request.values["passes"])
        for place, index in enumerate(slices.indices):
            filling = filling_of(request, slices, place)
            shown = MaskedForward(self._network, slices.inputs[place], filling, cancelled)
            size = slices.inputs.shape[-1]
            ends = np.stack([np.zeros((1, size, size), bool), np.ones((1, size, size), bool)])
            none, whole = logit_of(shown.logits(ends), request.class_index).tolist()
            halving = _Halving(filling.changeable, none, whole)
            while masks := halving.next_masks(total - shown.passes):
                halving.take(logit_of(shown.logits(np.stack(masks)[:, None]), request.class_index))
                progress(place * total + shown.passes, len(slices.indices) * total)
                yield Partial(_map(request, index, halving, whole - none), shown.passes, total)
            progress((place + 1) * total, len(slices.indices) * total)
            yield _map(request, index, halving, whole - none)


def _map(request: Request, index: int, halving: _Halving, change: float) -> AttributionMap:
    values = halving.shares.astype(np.float32)
    return AttributionMap(request, index, values, gap=float(values.sum(dtype=np.float64)) - change)


@dataclass(frozen=True, eq=False)
class _Part:
    """A part of the picture in one context.

    Attributes:
        box: the part.
        context: what else is there, packed bits of ``[size, size]``.
        without, within: the logit in this context without the part and with it.
        weight: how much this context counts for the part's share.
    """

    box: _Box
    context: NDArray[np.uint8]
    without: float
    within: float
    weight: float

    @property
    def share(self) -> float:
        """What the part adds here to its share."""
        return (self.within - self.without) * self.weight


@dataclass(eq=False)
class _Halving:
    """The parts that can still be halved, and the shares as they stand.

    Attributes:
        changeable: bool ``[size, size]``: where covering changes anything; parts are cut to it.
        shares: float64 ``[size, size]``: the share of every part, spread over its pixels.
    """

    changeable: NDArray[np.bool_]
    none: float
    whole: float
    shares: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        size = len(self.changeable)
        self.shares = np.zeros((size, size))
        self._numbers = count()  # between equal shares the older part comes first
        self._queue: list[tuple[float, int, _Part]] = []
        self._halved: list[tuple[_Part, _Box, _Box, NDArray[np.bool_], NDArray[np.bool_]]] = []
        nothing = np.packbits(np.zeros((size, size), dtype=bool))
        self._add(_Part(self._cut((0, size, 0, size)), nothing, self.none, self.whole, 1.0))

    def next_masks(self, passes: int) -> list[NDArray[np.bool_]]:
        """What to show next, bool ``[size, size]`` each: one batch, within the passes that are left."""
        self._halved = []
        masks: list[NDArray[np.bool_]] = []
        while self._queue and len(masks) + 2 <= min(TOGETHER, passes):
            part = heappop(self._queue)[2]
            there = self._unpacked(part.context)
            first, second = (self._cut(each) for each in halves(part.box))
            with_first, with_second = _with(there, first), _with(there, second)
            self._halved.append((part, first, second, with_first, with_second))
            masks += [with_first, with_second]
        return masks

    def take(self, logits: NDArray[np.float64]) -> None:
        """The logits of what was shown: the parts' shares go to their halves."""
        pairs = logits.reshape(-1, 2).tolist()
        for (part, first, second, with_first, with_second), (one, other) in zip(self._halved, pairs, strict=True):
            self._spread(part.box, -part.share)
            half, with_one, with_other = part.weight / 2, np.packbits(with_first), np.packbits(with_second)
            self._add(_Part(first, part.context, part.without, one, half))
            self._add(_Part(second, part.context, part.without, other, half))
            self._add(_Part(first, with_other, other, part.within, half))
            self._add(_Part(second, with_one, one, part.within, half))

    def _add(self, part: _Part) -> None:
        self._spread(part.box, part.share)
        top, bottom, left, right = part.box
        if (bottom - top) * (right - left) > 1:
            heappush(self._queue, (-abs(part.share), next(self._numbers), part))

    def _spread(self, box: _Box, share: float) -> None:
        top, bottom, left, right = box
        pixels = self.changeable[top:bottom, left:right]
        self.shares[top:bottom, left:right] += pixels * (share / np.count_nonzero(pixels))

    def _cut(self, box: _Box) -> _Box:
        """The smallest box around what is changeable in one; half of a box that was cut always holds some."""
        top, bottom, left, right = box
        rows, columns = np.nonzero(self.changeable[top:bottom, left:right])
        return (
            top + int(rows.min()),
            top + int(rows.max()) + 1,
            left + int(columns.min()),
            left + int(columns.max()) + 1,
        )

    def _unpacked(self, bits: NDArray[np.uint8]) -> NDArray[np.bool_]:
        size = len(self.changeable)
        return np.unpackbits(bits, count=size * size).reshape(size, size).astype(bool)


def halves(box: _Box) -> tuple[_Box, _Box]:
    """A box of more than one pixel, halved along its longer side; between equal ones the rows."""
    top, bottom, left, right = box
    if bottom - top >= right - left:
        middle = top + (bottom - top) // 2
        return (top, middle, left, right), (middle, bottom, left, right)
    middle = left + (right - left) // 2
    return (top, bottom, left, middle), (top, bottom, middle, right)


def _with(there: NDArray[np.bool_], box: _Box) -> NDArray[np.bool_]:
    top, bottom, left, right = box
    more = there.copy()
    more[top:bottom, left:right] = True
    return more
