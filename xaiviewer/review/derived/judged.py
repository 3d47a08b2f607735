"""How far what was asked for agrees with the clinician's mask: the same scores as of the maps of every slice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from xaiviewer.agreement import Marked, assessments
from xaiviewer.case import Case
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


def judged(case: Case, analysis: Analysis, answer: Explanation) -> Mapping[str, Assessment]:
    """What the measures found about an answer, a curve each: over the layers of `LayerMaps`, of one map a single value.

    Empty where the slice has no mask or an empty one, and for what is no map.
    """
    mask = case.mask_of(answer.index)
    if mask is None or not mask.any() or not isinstance(answer, LayerMaps | AttributionMap | Regions):
        return {}
    known = analysis.description_of(answer.request).layers
    frame = analysis.placement_of(answer.request, None).frame or analysis.frame
    head = np.zeros_like(mask) if analysis.head is None else analysis.head[answer.index]
    if isinstance(answer, LayerMaps):
        maps, layers = answer, known
    else:
        maps = LayerMaps(answer.request, answer.index, (answer.values,))
        layers = (_layer_of(answer, known),)
    found = assessments([maps], layers, frame, Marked(mask, head))
    return found[answer.request]


def _layer_of(answer: AttributionMap | Regions, known: tuple[Layer, ...]) -> Layer:
    """The layer whose cells a map has; the input's pixels as if they were one."""
    rows, columns = answer.values.shape
    if isinstance(answer, AttributionMap) and answer.layer is not None:
        return replace(known[answer.layer], grid=(rows, columns))
    return Layer(_PIXELS, _PIXELS, (rows, columns), 1)
