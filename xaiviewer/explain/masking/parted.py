"""A slice parted into regions, of which the network is shown some: what is known of a set is not asked again.

LIME and KernelSHAP show the same sets where they are asked alike, and so does a method that is asked about another
class: the logits of all classes are kept, batch by batch, for as long as the network is and no more than fit.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain.explainer import CancelCheck, Slices
from xaiviewer.explain.logit import logit_of
from xaiviewer.explain.masking.engine import TOGETHER, MaskedForward
from xaiviewer.explain.masking.filling import filling_of
from xaiviewer.explain.network import Network
from xaiviewer.explain.superpixels import superpixels
from xaiviewer.requests import Request

_ROOM = 32 * 2**20
"""Bytes of logits that are kept for each network: with two classes two million pictures."""


class _Known:
    """Logits by what was shown; what was not asked for longest makes room."""

    def __init__(self) -> None:
        self._held: OrderedDict[bytes, NDArray[np.float64]] = OrderedDict()
        self._bytes = 0

    def get(self, key: bytes) -> NDArray[np.float64] | None:
        found = self._held.get(key)
        if found is not None:
            self._held.move_to_end(key)
        return found

    def put(self, key: bytes, logits: NDArray[np.float64]) -> None:
        self._held[key] = logits
        self._bytes += logits.nbytes
        while self._bytes > _ROOM:
            self._bytes -= self._held.popitem(last=False)[1].nbytes


_KNOWN: WeakKeyDictionary[Network, _Known] = WeakKeyDictionary()


class PartedSlice:
    """One slice and its regions.

    Attributes:
        index: the slice.
        labels: int32 ``[size, size]``: 0 for no region, n for the n-th.
        regions: how many.
        shown: what the network is asked through.
    """

    def __init__(self, network: Network, request: Request, slices: Slices, place: int, cancelled: CancelCheck) -> None:
        """Part a slice, by its place among `slices`, as the request says."""
        image, values = slices.inputs[place], request.values
        self.index = slices.indices[place]
        self.labels = superpixels(image, slices.heads[place], int(values["superpixels"]), float(values["compactness"]))
        self.regions = int(self.labels.max())
        filling = filling_of(request, slices, place)
        self.shown = MaskedForward(network, image, filling, cancelled)
        self._about = filling.key + hashlib.sha256(self.labels.tobytes()).digest()
        self._class_index = request.class_index
        self._known = _KNOWN.setdefault(network, _Known())

    def all_logits(self, rows: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Of every class, ``[set, class]``, for one batch of sets: bool ``[set, region]``, which regions are present.

        Raises:
            Cancelled: where the batch is not wanted any more.
        """
        self.shown.ask()
        key = hashlib.sha256(self._about + bytes(str(rows.shape), "ascii") + np.packbits(rows).tobytes()).digest()
        found = self._known.get(key)
        if found is None:
            there = np.concatenate([np.ones((len(rows), 1), dtype=bool), rows], axis=1)
            found = self.shown.logits(there[:, self.labels][:, None])
            self._known.put(key, found)
        return found

    def logits(self, rows: NDArray[np.bool_]) -> Iterator[NDArray[np.float64]]:
        """The class's logits ``[set]``, batch after batch.

        Raises:
            Cancelled: where the next batch is not wanted any more.
            UsageError: for a class that the network does not have.
        """
        for start in range(0, len(rows), TOGETHER):
            yield logit_of(self.all_logits(rows[start : start + TOGETHER]), self._class_index)
