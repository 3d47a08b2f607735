"""A series that was named as the mask: a label map of any format, though nothing but the user says that it is one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from xaiviewer.case import Choices, Contents, Geometry, MaskSource, MaskVoxels, Segment, Series
from xaiviewer.errors import ReadError
from xaiviewer.readers.choosing.sequences import called
from xaiviewer.readers.grids.reslice import nearest, same_grid
from xaiviewer.readers.lesion import Meaning, meaning_of

MAX_VALUES = 255
"""What holds more different values is no mask."""


def with_chosen_mask(contents: Contents, choices: Choices) -> Contents:
    """`contents` with the series that is named as the mask among the masks, and no longer among the series.

    Raises:
        ReadError: where it cannot be read, or holds more than a mask does.
    """
    if not choices.mask or any(mask.key == choices.mask for mask in contents.masks):
        return contents
    found = next((series for series in contents.series if series.key == choices.mask), None)
    if found is None or found.key in dict(choices.sequences).values():
        return contents
    rest = tuple(series for series in contents.series if series is not found)
    return replace(contents, series=rest, masks=(*contents.masks, _mask(found)))


def _mask(series: Series) -> MaskSource:
    voxels = series.source.read()
    values = np.unique(voxels.values)
    whole = not np.iscomplexobj(values) and bool((values == np.rint(values)).all())
    if values.size > MAX_VALUES or not whole:
        held = f"{values.size:,} different values" if whole else "fractions"
        raise ReadError(
            f"{called(series)} cannot be the mask: it holds {held}, and a mask at most {MAX_VALUES} whole numbers; "
            "choose another series."
        )
    meaning = meaning_of(list(voxels.values), called(series))
    numbers = (1,) if meaning.cut is not None else meaning.labels
    segments = tuple(Segment(number, f"label {number}") for number in numbers)
    reader = SeriesMask(series, meaning)
    return MaskSource(
        series.key,
        series.name,
        series.format,
        series.files,
        segments,
        reader,
        notices=(*series.notices, *voxels.notices, *meaning.notices),
    )


class SeriesMask:
    """The labels of a series; see `MaskReader`. They are read when they are asked for, and not kept."""

    def __init__(self, series: Series, meaning: Meaning) -> None:
        self._series = series
        self._meaning = meaning

    def read(self, segments: tuple[int, ...], geometry: Geometry, shape: tuple[int, int, int]) -> MaskVoxels:
        """The union of `segments` (all of them when empty) on the grid of `geometry` and `shape`.

        Raises:
            ReadError: where it cannot be read, or does not say where it lies, and is of another size.
        """
        series = self._series
        chosen = self._meaning.inside(series.source.read().values, segments)
        own, notices = series.geometry, []
        if not own.placed or not geometry.placed:
            if series.shape != shape:
                where = "without positions both must have one size"
                raise ReadError(f"{called(series)} cannot be the mask of these images: {where}; choose another series.")
            own = geometry
        elif same_grid(own, series.shape, geometry, shape) is None:
            notices.append(
                f"{called(series)} lies on another grid and was mapped to that of the images, nearest neighbour."
            )
        voxels = nearest(chosen, own, geometry, shape)
        if chosen.any() and not voxels.any():
            notices.append(f"{called(series)}: nothing of what it outlines lies inside the image.")
        return MaskVoxels(
            np.ascontiguousarray(voxels), np.ones(shape[0], dtype=bool), tuple(notices), self._meaning.words
        )
