"""What LIME and KernelSHAP have in common: sets of regions are shown, and a model of the logits is fitted to them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.masking.coalitions import Coalitions
from xaiviewer.explain.masking.parted import PartedSlice
from xaiviewer.explain.network import Network
from xaiviewer.requests import Partial, Regions, Request

_FIRST = 4  # times as many sets as regions before a model is shown: fewer fit anything


class Sampled(ABC):
    """Shows sets of regions and fits a model to the logits."""

    def __init__(self, network: Network) -> None:
        self._network = network

    @abstractmethod
    def sets(self, request: Request, regions: int, index: int) -> Coalitions:
        """What a slice is shown as; the first set holds all regions, the second none."""

    @abstractmethod
    def fitted(self, request: Request, slice_: PartedSlice, shown: Coalitions, logits: NDArray[np.float64]) -> Regions:
        """What the sets that were shown so far say."""

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[Partial | Regions]:
        """See `Explainer`; fitted anew whenever twice as many sets were shown."""
        for place, index in enumerate(slices.indices):
            slice_ = PartedSlice(self._network, request, slices, place, cancelled)
            shown = self.sets(request, slice_.regions, index)
            total = len(shown.rows)
            found = np.empty(0)
            again = _FIRST * slice_.regions
            for logits in slice_.logits(shown.rows):
                found = np.concatenate([found, logits])
                done = len(found)
                progress(place * total + done, len(slices.indices) * total)
                if again <= done < total:
                    again = 2 * done
                    so_far = Coalitions(shown.rows[:done], shown.weights[:done])
                    yield Partial(self.fitted(request, slice_, so_far, found), done, total)
            yield self.fitted(request, slice_, shown, found)
