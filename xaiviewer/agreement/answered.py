"""What was asked for, held against the clinician's mask: the same scores as of the maps of every slice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.slices import Marked, assessments
from xaiviewer.case import Case, Frame
from xaiviewer.requests import (
    Analysis,
    Assessment,
    AttributionMap,
    Explanation,
    Layer,
    LayerMaps,
    Regions,
)

_PIXELS = "input"
"""Kind of what is no layer: the pixels of a network's input."""


@dataclass(frozen=True, eq=False)
class Laid:
    """An answer as maps of layers: all scores, and what they are held against, are taken of these.

    Attributes:
        maps: of `LayerMaps` all; of what is one map, that alone.
        layers: of each; of a map at the input its pixels as if they were one.
        frame: where the input of the network that was asked lies on the slice.
        mask: the clinician's on that slice, bool ``[row, column]``, not empty.
    """

    maps: LayerMaps
    layers: tuple[Layer, ...]
    frame: Frame
    mask: NDArray[np.bool_]


def laid(case: Case, analysis: Analysis, answer: Explanation, layers: Sequence[int] | None = None) -> Laid | None:
    """An answer as maps of layers, of `LayerMaps` of those named; None for what is no map, and without a mask."""
    mask = case.mask_of(answer.index)
    if mask is None or not mask.any() or not isinstance(answer, LayerMaps | AttributionMap | Regions):
        return None
    known, frame = analysis.description_of(answer.request).layers, analysis.frame_of(answer.request)
    if isinstance(answer, LayerMaps):
        chosen = range(len(known)) if layers is None else layers
        maps = LayerMaps(answer.request, answer.index, tuple(answer.maps[each] for each in chosen))
        return Laid(maps, tuple(known[each] for each in chosen), frame, mask)
    return Laid(LayerMaps(answer.request, answer.index, (answer.values,)), (_layer_of(answer, known),), frame, mask)


def scores_of_answer(
    case: Case,
    analysis: Analysis,
    answer: Explanation,
    *,
    threshold: float = 0.5,
    layers: Sequence[int] | None = None,
) -> Mapping[str, Assessment]:
    """What the measures found about an answer, a curve each: over the layers of `LayerMaps`, of one map a single value.

    Empty where there is nothing to score, see `laid`.

    Args:
        case, analysis: what is looked at.
        answer: of one of its slices.
        threshold: share of a map's maximum from which a cell is marked.
        layers: of `LayerMaps` those that are looked at, in this order; None for all.
    """
    here = laid(case, analysis, answer, layers)
    if here is None:
        return {}
    head = np.zeros_like(here.mask) if analysis.head is None else analysis.head[answer.index]
    marked = Marked(here.mask, head)
    return assessments([here.maps], here.layers, here.frame, marked, threshold=threshold)[answer.request]


def _layer_of(answer: AttributionMap | Regions, known: tuple[Layer, ...]) -> Layer:
    """The layer whose cells a map has; the input's pixels as if they were one."""
    rows, columns = answer.values.shape
    if isinstance(answer, AttributionMap) and answer.layer is not None:
        return replace(known[answer.layer], grid=(rows, columns))
    return Layer(_PIXELS, _PIXELS, (rows, columns), 1)
