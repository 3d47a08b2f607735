"""One series as it was acquired: its own slices, turned as a radiologist holds them, nothing interpolated."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import permutations

import numpy as np

from xaiviewer.case import Case, Choices, Contents, Geometry, Grid, Preview, Series, Volume
from xaiviewer.case.series import Cancel, Progress, ignore, never
from xaiviewer.errors import ReadError
from xaiviewer.readers.files.limits import refuse_large
from xaiviewer.readers.grids.orientation import plane_of, unit
from xaiviewer.readers.grids.reslice import Axes
from xaiviewer.readers.naming.names import shown

OWN = ""
"""In place of a sequence's key: the volume stands for no sequence but for itself."""

_HELD = {"axial": ((2, 1), (1, 1), (0, 1)), "coronal": ((1, 1), (2, -1), (0, 1)), "sagittal": ((0, 1), (2, -1), (1, 1))}
"""Along which axis of the patient (0 left, 1 posterior, 2 superior), and which way, (slices, rows, columns) run: the
patient's right is on the viewer's left; of sagittal slices the front is. Feet before head, right before left, front
before back."""


def own_axes(geometry: Geometry) -> Axes:
    """How the acquired array becomes slices as they are held: slices stay slices; as stored where nothing is stated."""
    held = _HELD.get(plane_of(geometry).name)
    if held is None:
        return Axes()
    towards = [unit(geometry.affine[:3, column]) for column in (2, 1, 0)]  # of the (slice, row, column) axes

    def along(target: int, source: int) -> float:
        axis, way = held[target]
        return float(towards[source][axis]) * way

    orders = [(0, *rest) for rest in permutations((1, 2))]
    best = max(orders, key=lambda order: (round(sum(abs(along(*pair)) for pair in enumerate(order)), 6), order[1] == 1))
    flips = [along(target, source) < 0 for target, source in enumerate(best)]
    return Axes((best[0], best[1], best[2]), (flips[0], flips[1], flips[2]))


def series_preview(series: Series) -> Preview:
    """The middle slice of a series, for a small picture.

    Raises:
        ReadError: where none of the slices around the middle can be decoded.
    """
    count, axes = series.shape[0], own_axes(series.geometry)
    there = [index for index in range(count) if index not in series.missing]
    if not there:
        raise ReadError(f"{shown(series.name)}: no file holds a slice of it; copy the series again from its source.")
    middle = sorted(there, key=lambda index: abs(index - count // 2))[:3]
    for attempt, index in enumerate(middle):
        try:
            pixels = series.source.slice(index)
        except ReadError:
            if attempt == len(middle) - 1:
                raise
            continue
        break
    place = count - 1 - index if axes.flips[0] else index
    geometry = axes.geometry(series.geometry, series.shape)
    return Preview(series.name, np.ascontiguousarray(axes.apply(pixels[None])[0]), place, count, geometry)


def read_own(contents: Contents, series: Series, *, progress: Progress = ignore, cancelled: Cancel = never) -> Case:
    """A series as a case of its own, of one volume (`OWN`), on its acquired grid.

    Args:
        contents: of the case that it belongs to.
        series: one of its series.
        progress: called with slices read and slices in all.
        cancelled: asked between slices.

    Raises:
        ReadError: where no slice of it can be decoded, or it is too large; one sentence.
        Cancelled: when `cancelled` says so.
    """
    size = math.prod(series.shape) * np.dtype(series.dtype).itemsize
    refuse_large(shown(series.name), size, "choose a smaller series")
    try:
        voxels = series.source.read(progress=progress, cancelled=cancelled)
    except MemoryError:
        raise ReadError(f"{shown(series.name)} does not fit into memory; close other programs.") from None
    axes = own_axes(series.geometry)
    count = series.shape[0]
    lacking = {*series.missing, *np.flatnonzero(~voxels.read).tolist()}
    absent = frozenset(count - 1 - index if axes.flips[0] else index for index in lacking)
    names = series.slice_names if len(series.slice_names) == count else ()
    names = tuple(names[::-1] if axes.flips[0] else names) or tuple(f"slice {number + 1}" for number in range(count))
    geometry = axes.geometry(series.geometry, series.shape)
    values = np.ascontiguousarray(axes.apply(voxels.values))
    volume = Volume(OWN, values, geometry, absent=absent, name=series.name)
    return Case(
        name=contents.name,
        source=contents.path,
        volumes=(volume,),
        slice_names=names,
        notices=tuple(dict.fromkeys((*series.notices, *voxels.notices))),
        synthetic=contents.synthetic,
        acquired=Grid(series.geometry, series.shape) if series.geometry.placed else None,
        contents=replace(contents, series=(series,), masks=(), notices=()),
        choices=Choices(((OWN, series.key),), mask=""),
    )
