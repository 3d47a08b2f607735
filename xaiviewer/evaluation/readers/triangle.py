"""The triangle reader, map, mask: is the map nearer to the mask than the readers are to each other?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.evaluation.bootstrap import RESAMPLES, Figure, bootstrap
from xaiviewer.evaluation.overlap import dice

SIDES = ("reader_reader", "reader_mask", "reader_map", "map_mask")


@dataclass(frozen=True, eq=False)
class Marked:
    """What is outlined on one case.

    Attributes:
        case: as the study names it.
        marks: of each reader who marked it, bool ``[slice, row, column]``.
        mask: the clinician's, of the same shape.
        heat: the map at its threshold, of the same shape.
    """

    case: str
    marks: Mapping[str, NDArray[np.bool_]]
    mask: NDArray[np.bool_]
    heat: NDArray[np.bool_]


def triangle(cases: Sequence[Marked], *, seed: int = 0, number: int = RESAMPLES) -> dict[str, Figure]:
    """Mean Dice over cases of each side, and "excess": the map's side to the mask less the readers' to each other.

    Each with its 95 % interval over cases; above 0 the map is nearer to the mask than two readers are to each other.
    """
    sides = np.array([_sides(each) for each in cases], dtype=np.float64).reshape(-1, len(SIDES))

    def figures(at: NDArray[np.intp]) -> Mapping[str, float]:
        means = {name: _mean(sides[at, column]) for column, name in enumerate(SIDES)}
        both = ~np.isnan(sides[at, 0])
        return {**means, "excess": _mean((sides[at, 3] - sides[at, 0])[both])}

    return bootstrap(figures, len(cases), seed=seed, number=number)


def _sides(case: Marked) -> tuple[float, ...]:
    marks = list(case.marks.values())
    return (
        _mean(np.array([dice(one, other) for one, other in combinations(marks, 2)])),
        _mean(np.array([dice(each, case.mask) for each in marks])),
        _mean(np.array([dice(each, case.heat) for each in marks])),
        dice(case.heat, case.mask),
    )


def _mean(values: NDArray[np.float64]) -> float:
    known = values[~np.isnan(values)] if len(values) else values
    return float(known.mean()) if len(known) else float("nan")
