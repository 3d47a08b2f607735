"""Finds the lesions of a case and what of a map lies in them, on a worker's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.measurements import Lesion, Lesions, Scale, lesions_of, neighbouring
from xaiviewer.requests import SliceResult
from xaiviewer.review.mapped import measurable, on_pixels
from xaiviewer.review.state import ShownState

By = Literal["clinician", "model"]


@dataclass(frozen=True)
class Row:
    """One lesion of the table.

    Attributes:
        by: who outlined it.
        lesion: its size.
        volume_ml: None where it is not known how large voxels are.
        probability: the mean of the model's probability over the pixels that it outlined; None where that is not known,
            and for the clinician's.
        mass: the share of the positive evidence of the map shown, over all slices whose map is known, that lies in the
            lesion; None without such evidence.
    """

    by: By
    lesion: Lesion
    volume_ml: float | None
    probability: float | None
    mass: float | None


@dataclass(frozen=True, eq=False)
class Table:
    """The lesions of a case.

    Attributes:
        case: whose.
        scale: of its pixels.
        rows: the clinician's lesions before the model's, the largest first.
        joined: whether lesions go on from slice to slice; otherwise each slice stands for itself.
        mapped: of how many slices the map is known.
        found: the lesions of each who outlined any.
    """

    case: Case
    scale: Scale
    rows: tuple[Row, ...]
    joined: bool
    mapped: int
    found: Mapping[By, Lesions]

    def row_at(self, by: str, voxel: tuple[int, int, int]) -> int | None:
        """Place in the table of the lesion of an outline that holds a voxel; None where none does."""
        number = max((each.at(voxel) for who, each in self.found.items() if who == by), default=0)
        fitting = (at for at, row in enumerate(self.rows) if number and (row.by, row.lesion.number) == (by, number))
        return next(fitting, None)


class Outlining:
    """Makes the table; outlines that stayed the same are not measured again."""

    def __init__(self) -> None:
        self._kept: dict[By, tuple[Case, tuple[object, ...], Lesions]] = {}

    def table(self, state: ShownState, check: Callable[[], None]) -> Table:
        """The lesions of what is shown; `check` is called now and then, and what it raises ends the search."""
        case = state.case
        assert case is not None
        results = {} if state.analysis is None else dict(state.analysis.slices)
        found: dict[By, Lesions] = {}
        if case.mask is not None:
            found["clinician"] = self._lesions("clinician", case, (case.mask,), lambda: _drawn(case), check)
        outlines = {index: each for index, each in results.items() if each.segmentation is not None}
        parts = tuple(outlines[index].segmentation for index in sorted(outlines))
        if outlines:
            found["model"] = self._lesions("model", case, parts, lambda: _stacked(case, outlines), check)
        masses, mapped = _masses(state, case, found, check)
        rows = tuple(
            Row(by, each, _volume(lesions, each), sure, mass)
            for by, lesions in found.items()
            for each, sure, mass in zip(lesions.found, _sure(by, lesions, outlines), masses[by], strict=True)
        )
        joined = bool(neighbouring(case).any())
        return Table(case, Scale.of(case.geometry), rows, joined, mapped, found)

    def _lesions(
        self,
        by: By,
        case: Case,
        parts: tuple[object, ...],
        outlined: Callable[[], NDArray[np.bool_]],
        check: Callable[[], None],
    ) -> Lesions:
        """The lesions of one outline, which is as it was while its `parts` are the same objects."""
        kept = self._kept.get(by)
        if kept is not None and kept[0] is case and list(map(id, kept[1])) == list(map(id, parts)):
            return kept[2]
        step = case.geometry.spacing_mm[0] if case.geometry.known else None
        found = lesions_of(
            outlined(), Scale.of(case.geometry), step_mm=step, neighbours=neighbouring(case), check=check
        )
        self._kept[by] = case, parts, found
        return found


def _drawn(case: Case) -> NDArray[np.bool_]:
    """What the clinician outlined, where there is a picture."""
    assert case.mask is not None
    if not case.absent:
        return case.mask.voxels
    voxels = case.mask.voxels.copy()
    voxels[sorted(case.absent)] = False
    return voxels


def _stacked(case: Case, outlines: dict[int, SliceResult]) -> NDArray[np.bool_]:
    """What the model outlined."""
    voxels = np.zeros((len(case), *case.shape), dtype=bool)
    for index, result in outlines.items():
        if result.segmentation is not None:
            voxels[index] = result.segmentation
    return voxels


def _volume(lesions: Lesions, lesion: Lesion) -> float | None:
    return None if lesions.voxel_ml is None else lesion.voxels * lesions.voxel_ml


def _sure(by: By, lesions: Lesions, outlines: dict[int, SliceResult]) -> list[float | None]:
    """The mean probability of each lesion."""
    known = [each for each in outlines.values() if each.sureness is not None]
    if by != "model" or not known or len(known) < len(outlines):
        return [None] * len(lesions.found)
    total = np.zeros(len(lesions.found))
    for each in known:
        assert each.segmentation is not None
        plane = np.zeros(each.segmentation.shape)
        plane[each.segmentation] = each.sureness
        total += lesions.sums(each.index, plane)
    return [float(sure) / each.voxels for sure, each in zip(total, lesions.found, strict=True)]


def _masses(
    state: ShownState, case: Case, found: dict[By, Lesions], check: Callable[[], None]
) -> tuple[dict[By, list[float | None]], int]:
    """The share of the map's positive evidence in each lesion, and of how many slices the map is known."""
    sums = {by: np.zeros(len(lesions.found)) for by, lesions in found.items()}
    whole, mapped = 0.0, 0
    for index in case.indices:
        laid = measurable(state, index)
        if laid is None:
            continue
        check()
        positive = on_pixels(laid, case.shape).positive
        mapped += 1
        whole += float(positive.sum(dtype=np.float64))
        for by, lesions in found.items():
            sums[by] += lesions.sums(index, positive)
    if whole <= 0:
        return {by: [None] * len(each) for by, each in sums.items()}, mapped
    return {by: [float(part) / whole for part in each] for by, each in sums.items()}, mapped
