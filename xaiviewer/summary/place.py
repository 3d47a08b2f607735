"""Where the evidence of a map lies, as far as the files say how the patient lies: side, front or back, and level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Geometry, Placement
from xaiviewer.requests import Analysis
from xaiviewer.summary.sentence import Sentence, Term, Value, percent

WHERE = "On slice {slice} the evidence for {finding} ({map}) lies mostly in the {part}: {share} of it."
WHERE_IN_TWO = (
    "On slice {slice} the evidence for {finding} ({map}) lies mostly in the {part} and the {other}: {share} and {rest} "
    "of it."
)
SPREAD = "On slice {slice} the evidence for {finding} ({map}) is spread out; most of it, {share}, lies in the {part}."
LEVEL = "This slice is in the {level}."
NOWHERE = "On slice {slice} the map ({map}) shows no evidence for {finding}."
MAP = "{method}, layer {layer}"

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

_MOSTLY = 2 / 3
"""Of the evidence: what one part of the slice holds, or two together, before that is called where it lies."""


@dataclass(frozen=True, eq=False)
class MapShown:
    """The map that is told of.

    Attributes:
        index: its slice.
        name: its method and layer, see `map_name`.
        values: ``[row, column]``, signed.
        placement: where its cells lie.
    """

    index: int
    name: Value
    values: NDArray[np.float32]
    placement: Placement


def map_name(method: str, layer: str) -> Sentence:
    """A map as it stands in a sentence, by the title of its method and the name of its layer."""
    return Sentence(MAP, {"method": method, "layer": layer})


def place(case: Case, analysis: Analysis, shown: MapShown) -> Iterator[Sentence]:
    """Where the evidence of the map lies in the head, by its share in each quarter, and how high the slice is."""
    told: dict[str, Value] = {
        "slice": str(shown.index + 1),
        "map": shown.name,
        "finding": Term(analysis.classes[analysis.class_index]),
    }
    held = _shares(shown, _middle(analysis.head, shown.index, case.shape), case.shape)
    if not held:
        yield Sentence(NOWHERE, told)
        return
    (first, share), (second, rest) = sorted(held.items(), key=lambda each: -each[1])[:2]
    told |= {"part": _part(case.geometry, *first), "share": percent(share)}
    if share >= _MOSTLY:
        yield Sentence(WHERE, told)
    elif share + rest >= _MOSTLY:
        yield Sentence(WHERE_IN_TWO, {**told, "other": _part(case.geometry, *second), "rest": percent(rest)})
    else:
        yield Sentence(SPREAD, told)
    level = _level(case.geometry, analysis.head, shown.index)
    if level:
        yield Sentence(LEVEL, {"level": level})


def _shares(shown: MapShown, middle: tuple[float, float], shape: tuple[int, int]) -> dict[tuple[bool, bool], float]:
    """Of the evidence on the slice, the share in each quarter by (lower, right half); none where there is none."""
    values, at = np.maximum(shown.values, 0).astype(np.float64), shown.placement
    rows = at.row + at.steps[0] * np.arange(values.shape[0])
    columns = at.column + at.step * np.arange(values.shape[1])
    values[(rows < -0.5) | (rows > shape[0] - 0.5)] = 0  # cells beyond the slice, which the frame may hold
    values[:, (columns < -0.5) | (columns > shape[1] - 0.5)] = 0
    whole = float(values.sum())
    if not whole > 0:
        return {}
    halves = [(low, rows >= middle[0] if low else rows < middle[0]) for low in (False, True)]
    sides = [(right, columns >= middle[1] if right else columns < middle[1]) for right in (False, True)]
    return {
        (low, right): float(values[np.ix_(half, side)].sum()) / whole for low, half in halves for right, side in sides
    }


def _middle(head: NDArray[np.bool_] | None, index: int, shape: tuple[int, ...]) -> tuple[float, float]:
    """Row and column of the middle of the head on a slice; of the slice where no head is known."""
    if head is None or not head[index].any():
        return (shape[0] - 1) / 2, (shape[1] - 1) / 2
    rows, columns = (np.flatnonzero(head[index].any(axis=axis)) for axis in (1, 0))
    return float(rows[0] + rows[-1]) / 2, float(columns[0] + columns[-1]) / 2


def _part(geometry: Geometry, low: bool, right: bool) -> Term:  # noqa: FBT001 - two halves of a picture
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
    return LEVELS[_end(way, forward=share > 0.5)]


def _way(geometry: Geometry, axis: int) -> tuple[int, bool]:
    """Which axis of the patient an axis of the picture follows most, and whether towards its positive end."""
    vector = geometry.affine[:3, axis]
    along = int(np.abs(vector).argmax())
    return along, bool(vector[along] > 0)


def _end(way: tuple[int, bool], *, forward: bool) -> str:
    along, positive = way
    return _WAYS[along][0 if positive == forward else 1]
