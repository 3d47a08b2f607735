"""Another slice of a case to cover a slice with."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis.prepared import Prepared
from xaiviewer.case import Case
from xaiviewer.errors import Cancelled
from xaiviewer.explain import Network

_TOGETHER = 8  # slices in one pass
_HEAD = 0.5  # of the slice's own head: where there is less, covering would cut the head off

_LOGITS: WeakKeyDictionary[Prepared, NDArray[np.float64]] = WeakKeyDictionary()
"""Of every slice that holds a picture, ``[slice, class]``."""


class AnotherSlice:
    """Of a case's slices the one in which the network sees least of a class: lies as it lies, is not registered."""

    def __init__(self, network: Network, case: Case, prepared: Prepared, cancelled: Callable[[], bool]) -> None:
        self._network = network
        self._case = case
        self._prepared = prepared
        self._cancelled = cancelled

    def __call__(self, index: int, class_index: int) -> NDArray[np.float32] | None:
        """The input ``[channel, size, size]`` of the slice that covers another; None where no other shows enough head.

        Raises:
            Cancelled: where the slices are not looked at any more.
        """
        indices = self._case.indices
        areas = self._prepared.head.sum(axis=(1, 2))
        logits = self._logits()[:, class_index]
        fit = [
            (float(logits[place]), other)
            for place, other in enumerate(indices)
            if other != index and areas[other] >= max(_HEAD * areas[index], 1)
        ]
        return self._prepared.inputs([min(fit)[1]], self._prepared.seen)[0] if fit else None

    def _logits(self) -> NDArray[np.float64]:
        """Looked for once a case: a pass for each slice."""
        known = _LOGITS.get(self._prepared)
        if known is None:
            found = []
            for start in range(0, len(self._case.indices), _TOGETHER):
                if self._cancelled():
                    raise Cancelled
                some = list(self._case.indices[start : start + _TOGETHER])
                found.append(self._network.outputs(self._prepared.inputs(some, self._prepared.seen)))
            known = _LOGITS[self._prepared] = np.concatenate(found)
        return known
