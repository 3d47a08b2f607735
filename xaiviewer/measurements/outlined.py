"""The table of a case's lesions: how large each is, how sure the model is of it, and what of a map lies in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.measurements.figures import Scale
from xaiviewer.measurements.lesions import Lesion, Lesions, lesions_of, neighbouring
from xaiviewer.measurements.mapped import Mapped
from xaiviewer.requests import SliceResult

By = Literal["clinician", "model"]

Check = Callable[[], None]
"""Called now and then; what it raises ends the search."""

Find = Callable[[By, tuple[object, ...], Callable[[], NDArray[np.bool_]]], Lesions]
"""The lesions of an outline, by whose it is and what it is made of; the last argument makes its voxels."""


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


def table_of(
    case: Case,
    slices: Mapping[int, SliceResult],
    mapped: Callable[[int], Mapped | None],
    *,
    check: Check = lambda: None,
    find: Find | None = None,
) -> Table:
    """The lesions of a case.

    Args:
        case: with the clinician's mask, where there is one.
        slices: what the networks said of each.
        mapped: the map of a slice; None where it is not known.
        check: see `Check`.
        find: finds lesions, where those that were found before are kept.
    """
    seek: Find = find or (lambda _, __, outlined: lesions_in(case, outlined(), check))
    found: dict[By, Lesions] = {}
    if case.mask is not None:
        found["clinician"] = seek("clinician", (case.mask,), lambda: _drawn(case))
    outlines = {index: each for index, each in slices.items() if each.segmentation is not None}
    if outlines:
        parts = tuple(outlines[index].segmentation for index in sorted(outlines))
        found["model"] = seek("model", parts, lambda: _stacked(case, outlines))
    masses, known = _masses(case, mapped, found, check)
    rows = tuple(
        Row(by, each, _volume(lesions, each), sure, mass)
        for by, lesions in found.items()
        for each, sure, mass in zip(lesions.found, _sure(by, lesions, outlines), masses[by], strict=True)
    )
    joined = bool(neighbouring(case).any())
    return Table(case, Scale.of(case.geometry), rows, joined, known, found)


def lesions_in(case: Case, outlined: NDArray[np.bool_], check: Check) -> Lesions:
    """The lesions of an outline, bool ``[slice, row, column]``, on a case's grid."""
    step = case.geometry.spacing_mm[0] if case.geometry.known else None
    return lesions_of(outlined, Scale.of(case.geometry), step_mm=step, neighbours=neighbouring(case), check=check)


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
    case: Case, mapped: Callable[[int], Mapped | None], found: dict[By, Lesions], check: Check
) -> tuple[dict[By, list[float | None]], int]:
    """The share of the map's positive evidence in each lesion, and of how many slices the map is known."""
    sums = {by: np.zeros(len(lesions.found)) for by, lesions in found.items()}
    whole, known = 0.0, 0
    for index in case.indices:
        here = mapped(index)
        if here is None:
            continue
        check()
        known += 1
        whole += float(here.positive.sum(dtype=np.float64))
        for by, lesions in found.items():
            sums[by] += lesions.sums(index, here.positive)
    if whole <= 0:
        return {by: [None] * len(each) for by, each in sums.items()}, known
    return {by: [float(part) / whole for part in each] for by, each in sums.items()}, known
