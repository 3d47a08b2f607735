"""Where the evidence of a map lies, as far as the files say how the patient lies: side, front or back, and level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Geometry, Placement
from xaiviewer.requests import Analysis
from xaiviewer.summary.sentence import Sentence, Term, Value

WHERE = "On slice {slice} the evidence ({map}) is strongest in the {quadrant}."
WHERE_AND_LEVEL = "On slice {slice} the evidence ({map}) is strongest in the {quadrant}, in the {level}."
NOWHERE = "On slice {slice} the map ({map}) shows no evidence for {finding}."

QUADRANTS = {
    frozenset(pair.split()): Term(f"{pair} quadrant of the head")
    for pair in (
        "front left", "front right", "back left", "back right", "upper left", "upper right", "lower left",
        "lower right", "upper front", "upper back", "lower front", "lower back",
    )
}  # fmt: skip
QUARTERS = {
    frozenset(pair.split()): Term(f"{pair} quarter of the picture")
    for pair in ("upper left", "upper right", "lower left", "lower right")
}
LEVELS = {
    way: Term(f"{way} third of the head") for way in ("lower", "middle", "upper", "front", "back", "left", "right")
}

_WAYS = (("left", "right"), ("back", "front"), ("upper", "lower"))
"""The positive and the negative end of each axis of LPS."""

_STRONG = 0.5
"""Share of a map's maximum from which a cell counts as strong."""


@dataclass(frozen=True, eq=False)
class MapShown:
    """The map that is told of.

    Attributes:
        index: its slice.
        name: its method and layer.
        values: ``[row, column]``, signed.
        placement: where its cells lie.
    """

    index: int
    name: str
    values: NDArray[np.float32]
    placement: Placement


def place(case: Case, analysis: Analysis, shown: MapShown) -> Iterator[Sentence]:
    """Where the strongest cells of the map lie in the head."""
    told: dict[str, Value] = {"slice": str(shown.index + 1), "map": shown.name}
    finding = analysis.classes[analysis.class_index]
    strong = np.maximum(shown.values, 0)
    if not strong.max() > 0:
        yield Sentence(NOWHERE, {**told, "finding": Term(finding)})
        return
    strong = np.where(strong >= _STRONG * strong.max(), strong, 0).astype(np.float64)
    cells, at = np.indices(strong.shape), shown.placement
    row = at.row + at.steps[0] * float(np.average(cells[0], weights=strong))
    column = at.column + at.step * float(np.average(cells[1], weights=strong))
    middle_row, middle_column = _middle(analysis.head, shown.index, case.shape)
    level = _level(case.geometry, analysis.head, shown.index)
    told["quadrant"] = _quadrant(case.geometry, row >= middle_row, column >= middle_column)
    yield Sentence(WHERE_AND_LEVEL, {**told, "level": level}) if level else Sentence(WHERE, told)


def _middle(head: NDArray[np.bool_] | None, index: int, shape: tuple[int, ...]) -> tuple[float, float]:
    """Row and column of the middle of the head on a slice; of the slice where no head is known."""
    if head is None or not head[index].any():
        return (shape[0] - 1) / 2, (shape[1] - 1) / 2
    rows, columns = (np.flatnonzero(head[index].any(axis=axis)) for axis in (1, 0))
    return float(rows[0] + rows[-1]) / 2, float(columns[0] + columns[-1]) / 2


def _quadrant(geometry: Geometry, low: bool, right: bool) -> Term:  # noqa: FBT001 - two halves of a picture
    if not geometry.placed:
        return QUARTERS[frozenset(("lower" if low else "upper", "right" if right else "left"))]
    across, down = (_way(geometry, axis) for axis in (0, 1))
    pair = frozenset((_end(down, forward=low), _end(across, forward=right)))
    return QUADRANTS[pair]


def _level(geometry: Geometry, head: NDArray[np.bool_] | None, index: int) -> Term | None:
    """In which third of the head a slice lies; None where that is not known."""
    if not geometry.placed or head is None:
        return None
    slices = np.flatnonzero(head.any(axis=(1, 2)))
    if len(slices) == 0:
        return None
    share = (index - slices[0] + 0.5) / (slices[-1] - slices[0] + 1)
    way = _way(geometry, 2)
    if 1 / 3 <= share <= 2 / 3:
        return LEVELS["middle"]
    return LEVELS[_end(way, forward=share > _STRONG)]


def _way(geometry: Geometry, axis: int) -> tuple[int, bool]:
    """Which axis of the patient an axis of the picture follows most, and whether towards its positive end."""
    vector = geometry.affine[:3, axis]
    along = int(np.abs(vector).argmax())
    return along, bool(vector[along] > 0)


def _end(way: tuple[int, bool], *, forward: bool) -> str:
    along, positive = way
    return _WAYS[along][0 if positive == forward else 1]
