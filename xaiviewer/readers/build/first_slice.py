"""The first slice of a case, before the others are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from xaiviewer.case import Contents, Geometry, Preview, Series
from xaiviewer.errors import ReadError
from xaiviewer.readers.grids import reslice
from xaiviewer.readers.grids.orientation import AxialGrid, axial_axes


def show_first(contents: Contents, flair: Series, target: AxialGrid, preview: Callable[[Preview], None]) -> None:
    """Hand over the case's middle slice, where one acquired slice holds it; of a fault the whole reading will tell."""
    grid = target.grid
    count = grid.shape[0]
    index = count // 2
    stored = target.axes or axial_axes(flair.geometry)
    if stored.order[0] != 0 or flair.shape[0] != count:
        return
    at = count - 1 - index if stored.flips[0] else index
    try:
        pixels = flair.source.slice(at)[None]
    except ReadError:
        return
    if target.axes is not None:
        pixels = stored.apply(pixels)
    else:
        pixels = reslice.linear(
            pixels, _single(flair.geometry, at), _single(grid.geometry, index), (1, *grid.shape[1:])
        )
    preview(Preview(contents.name, np.ascontiguousarray(pixels[0]), index, count, grid.geometry))


def _single(geometry: Geometry, index: int) -> Geometry:
    """The geometry of one slice alone."""
    affine = geometry.affine.copy()
    affine[:3, 3] += index * affine[:3, 2]
    return replace(geometry, affine=affine)
