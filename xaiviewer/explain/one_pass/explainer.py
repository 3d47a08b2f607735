"""The all-layers core as one explainer among others."""

from __future__ import annotations

from collections.abc import Iterator

from xaiviewer.errors import Cancelled
from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.one_pass.all_layers import AllLayers
from xaiviewer.requests import LayerMaps, Request


class OnePassExplainer:
    """Answers requests of the one-pass family; `analysis` asks `AllLayers` for several of them at once."""

    def __init__(self, all_layers: AllLayers) -> None:
        self._all_layers = all_layers

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[LayerMaps]:
        """All slices in one pass: there is nothing to refine."""
        if cancelled():
            raise Cancelled
        found = self._all_layers(slices.inputs, request.class_index, [request.method])
        total = len(slices.indices)
        for place, index in enumerate(slices.indices):
            progress(place + 1, total)
            yield LayerMaps(request, index, tuple(each[place] for each in found.maps[request.method]))
