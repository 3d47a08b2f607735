"""Which file holds the slice that is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from xaiviewer.case import Case, Series
from xaiviewer.readers.naming.names import shown
from xaiviewer.review.derived.sources import series_of

_FRAME = re.compile(r" frame (\d+)$")
_PARALLEL = 0.9  # cosine between the normals of a case's slices and the acquired ones


@dataclass(frozen=True)
class Stored:
    """Where a slice of a sequence is stored.

    Attributes:
        series: the series that it is of.
        path: the file.
        frame: the frame or page in it, from 0; None where it has one alone, or they are not told apart.
        own: whether the file is the slice's own; else it is one of the series'.
    """

    series: Series
    path: Path
    frame: int | None
    own: bool


def stored_slice(case: Case, sequence: str, index: int) -> Stored | None:
    """The file of the acquired slice that lies nearest to a slice of the case; None where it did not come from disk.

    Args:
        case: the open case.
        sequence: key of the sequence that is shown.
        index: the slice of the case.
    """
    series = series_of(case.contents, case.choices).get(sequence)
    if series is None or not series.files:
        return None
    place, along = _acquired(case, series, index)
    if len(series.files) == 1:
        return Stored(series, series.files[0], _frame(series, place) if along else None, along)
    name = _FRAME.sub("", series.slice_names[place]) if place < len(series.slice_names) else ""
    named = [path for path in series.files if shown(path.stem) == name]
    if len(named) == 1:
        return Stored(series, named[0], _frame(series, place), along)
    held = [each for each in range(series.shape[0]) if each not in series.missing]
    if len(held) == len(series.files) and place in held:
        return Stored(series, series.files[held.index(place)], None, along)
    return Stored(series, series.files[len(series.files) // 2], None, own=False)


def _acquired(case: Case, series: Series, index: int) -> tuple[int, bool]:
    """The acquired slice through the middle of a slice of the case, and whether both are parallel."""
    count = series.shape[0]
    if not case.geometry.placed or not series.geometry.placed:
        return min(index, count - 1), count == len(case)
    rows, columns = case.shape
    middle = case.geometry.affine @ ((columns - 1) / 2, (rows - 1) / 2, index, 1.0)
    place = float(np.linalg.solve(series.geometry.affine, middle)[2])
    normals = [np.cross(each.affine[:3, 0], each.affine[:3, 1]) for each in (case.geometry, series.geometry)]
    lengths = [float(np.linalg.norm(each)) for each in normals]
    cosine = abs(float(normals[0] @ normals[1])) / (lengths[0] * lengths[1])
    return int(np.clip(round(place), 0, count - 1)), cosine > _PARALLEL


def _frame(series: Series, place: int) -> int | None:
    """The frame that the slice's name tells; of a TIFF of several pages the page, where each slice has one."""
    name = series.slice_names[place] if place < len(series.slice_names) else ""
    found = _FRAME.search(name)
    if found:
        return int(found.group(1)) - 1
    return place if series.format == "TIFF" and len(series.files) == 1 and series.shape[0] > 1 else None
