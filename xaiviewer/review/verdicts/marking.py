"""What was painted and drawn over a case as an answer, and an answer as what is painted. Pure functions, no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.case.arrays import frozen
from xaiviewer.ledger.marked import mark, outline_of
from xaiviewer.measurements import Kind, Marks, Measurement
from xaiviewer.requests import Analysis

_POINT: Kind = "probe"
_BOX: Kind = "rectangle"
"""The tools that draw them."""


def value_of(measurements: Iterable[Measurement], marks: Marks, case: Case) -> dict[str, Any] | None:
    """The answer that holds all points, boxes and marks on a case; None where there is nothing."""
    points: list[tuple[float, ...]] = []
    boxes: list[tuple[float, ...]] = []
    for each in measurements:
        if each.kind == _POINT:
            ((column, row),) = each.points
            points.append((each.slice_index, row, column))
        elif each.kind == _BOX:
            left, top, right, bottom = each.box
            boxes.append((each.slice_index, top, left, bottom, right))
    return mark(points, boxes, marks.slices, len(case))


def drawn_of(value: Any, others: Iterable[Measurement], case: Case) -> tuple[tuple[Measurement, ...], Marks]:
    """What is to be drawn for an answer; of the `others` those stay that are neither points nor boxes.

    ValueError where the answer is of another grid.
    """
    stay = [each for each in others if each.kind not in (_POINT, _BOX)]
    number = max((each.number for each in others), default=0)
    told = value if isinstance(value, Mapping) else {}
    made = list(stay)
    for index, row, column in told.get("points", ()):
        number += 1
        made.append(Measurement(number, _POINT, int(index), ((column, row),)))
    for index, top, left, bottom, right in told.get("boxes", ()):
        number += 1
        made.append(Measurement(number, _BOX, int(index), ((left, top), (right, bottom))))
    outline = outline_of(told)
    if any(each.shape != case.shape or index >= len(case) for index, each in outline.items()):
        raise ValueError("the outline is of another grid")
    return tuple(made), _marks(outline)


def proposed(case: Case, analysis: Analysis | None) -> Marks:
    """The masks to begin with: the model's, or where it outlined nothing, the clinician's."""
    results = {} if analysis is None else analysis.slices
    found = {
        index: each.segmentation
        for index, each in results.items()
        if each.segmentation is not None and each.segmentation.any()
    }
    if found or case.mask is None:
        return _marks(found)
    return _marks({index: case.mask.voxels[index] for index in case.indices if case.mask.voxels[index].any()})


def interpolated(marks: Marks) -> Marks:
    """The same with the slices between the first and the last one that are empty filled in.

    Between two painted slices the signed distances to their outlines are mixed in the proportion of the way, and what
    lies inside is marked (shape-based interpolation, Raya and Udupa 1990). A slice that was painted stays as it is.
    """
    painted = sorted(marks.slices)
    made = dict(marks.slices)
    for before, after in pairwise(painted):
        if after - before < 2:
            continue
        first, last = (_signed_distance(marks.slices[each]) for each in (before, after))
        for index in range(before + 1, after):
            share = (index - before) / (after - before)
            inside = (1 - share) * first + share * last > 0
            if inside.any():
                made[index] = inside
    return _marks(made)


def _signed_distance(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Pixels to the outline, positive inside ``[row, column]``."""
    from scipy import ndimage  # noqa: PLC0415 - it takes long to import

    inside: NDArray[np.float64] = ndimage.distance_transform_edt(mask)
    outside: NDArray[np.float64] = ndimage.distance_transform_edt(~mask)
    return inside - outside


def _marks(slices: Mapping[int, NDArray[np.bool_]]) -> Marks:
    held = {index: frozen(np.array(each, dtype=bool)) for index, each in sorted(slices.items()) if each.any()}
    return replace(Marks(), slices=MappingProxyType(held))
