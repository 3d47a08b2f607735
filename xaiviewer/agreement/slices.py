"""The agreement of every layer of one slice, by every method."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.footprint import footprint
from xaiviewer.agreement.scores import scores
from xaiviewer.case import Frame
from xaiviewer.case.frame import Alignment
from xaiviewer.requests import MEASURES, Assessment, Curve, Layer, LayerMaps, Measure, Request
from xaiviewer.requests.measure import SHARE_OF_HEAD, THRESHOLD


@dataclass(frozen=True, eq=False)
class Marked:
    """What maps of a slice are held against.

    Attributes:
        mask: the clinician's mask, bool ``[row, column]``.
        head: the pixels of the head (or brain), bool ``[row, column]``.
    """

    mask: NDArray[np.bool_]
    head: NDArray[np.bool_]

    @property
    def chance(self) -> float:
        """The mask's share of the head: the mass that a map uniform over the head would have. NaN without a head."""
        head = int(np.count_nonzero(self.head))
        return float(np.count_nonzero(self.mask & self.head) / head) if head else float("nan")


def assessments(
    explanations: Iterable[LayerMaps],
    layers: Sequence[Layer],
    frame: Frame,
    marked: Marked,
    *,
    threshold: float = 0.5,
    alignment: Alignment = "centred",
) -> dict[Request, dict[str, Assessment]]:
    """Score every layer's map of one slice by request and measure, one curve each; see `scores.scores`.

    Args:
        explanations: the slice's maps, one `LayerMaps` per request.
        layers: of the maps, in the same order.
        frame: where the classifier's input lies on the slice.
        marked: the mask and the head of the slice.
        threshold: share of the maximum above which a cell counts as marked, for IoU and Dice.
        alignment: where cells lie; "half-pixel" for comparison with other programs.
    """
    explanations = list(explanations)
    values = np.full((len(explanations), len(layers), len(MEASURES)), np.nan, dtype=np.float32)
    rows, columns = marked.mask.shape
    for grid, stride, centre in {(layer.grid, layer.stride, layer.centre) for layer in layers}:
        members = [
            i for i, each in enumerate(layers) if (each.grid, each.stride, each.centre) == (grid, stride, centre)
        ]
        maps = np.stack([explanation.maps[i] for explanation in explanations for i in members])
        cells = footprint(frame, grid, stride, (rows, columns), alignment, centre)
        found = scores(maps, marked.mask, cells, threshold)
        values[:, members] = found.reshape(len(explanations), len(members), -1)
    return {
        explanation.request: {
            measure.key: _assessment(explanation.request, measure, of_request[:, column], marked.chance, threshold)
            for column, measure in enumerate(MEASURES.values())
        }
        for explanation, of_request in zip(explanations, values, strict=True)
    }


def _assessment(
    request: Request, measure: Measure, curve: NDArray[np.float32], share: float, threshold: float
) -> Assessment:
    """A column of the scores, seen as what one measure found."""
    given = {THRESHOLD.name: threshold} if THRESHOLD in measure.parameters else {}
    chance = share if measure.chance == SHARE_OF_HEAD else float("nan")
    return Assessment(request, measure.key, Curve(curve), chance, tuple(given.items()))
