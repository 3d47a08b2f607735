"""What lies on disk for a case as plain values: for ``xaiviewer inspect``, and what the window lists."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Choices, Contents, Grid, Mask, MaskSource, Series
from xaiviewer.errors import ReadError
from xaiviewer.readers.choosing import masks
from xaiviewer.readers.choosing.choices import resolve
from xaiviewer.readers.choosing.read_mask import ReadMask, read_mask
from xaiviewer.readers.choosing.sequences import recognise
from xaiviewer.readers.choosing.series_mask import with_chosen_mask
from xaiviewer.readers.choosing.standing_in import own_name
from xaiviewer.readers.choosing.standing_in import reason as stand_in
from xaiviewer.readers.grids import gaps, reslice
from xaiviewer.readers.grids.orientation import AxialGrid, axial_grid, plane_of
from xaiviewer.readers.lesion import doubt
from xaiviewer.readers.naming.names import shown


def case_report(contents: Contents, choices: Choices) -> dict[str, Any]:
    """The case with its series, masks, choices and notices; nothing of it names a patient. The mask that is taken is
    read, for what its values mean is told by them alone.

    Args:
        contents: what lies on disk.
        choices: what the user decided; the rest is decided as when the case is opened.

    Raises:
        UsageError: for choices that do not exist.
        ReadError: where the case has no series.
    """
    contents = with_chosen_mask(contents, choices)
    decided, notices = resolve(contents, choices)
    sequences = dict(decided.sequences)
    keys = {series.key: series for series in contents.series}
    used = {name: keys[key] for name, key in sequences.items() if key}
    flair = used["flair"]
    target = axial_grid(Grid(flair.geometry, flair.shape))
    taken, sentences = read_mask(contents, choices, flair.key, list(sequences.values()), target.grid)
    taken, beyond = _where_acquired(taken, flair, target)
    mask, segments = (None, ()) if taken is None else (taken.source, taken.segments)
    own = set() if mask is None else set(mask.notices)
    remains = not beyond or (taken is not None and taken.voxels.voxels.any())
    doubtful = _doubt(taken, flair, target) if remains else ""
    sentences = [*(each for each in sentences if each not in own), *beyond, *([doubtful] if doubtful else [])]
    return {
        "name": contents.name,
        "path": shown(contents.path),
        "format": " and ".join(dict.fromkeys(each.format for each in contents.series)),
        "synthetic": contents.synthetic,
        "sequences": {name: key or None for name, key in sequences.items()},
        "stand_in": stand_in(used, choices),
        "mask": None if mask is None else mask.key,
        "segments": list(segments),
        "series": [_series(each, sequences, choices) for each in contents.series],
        "masks": [_mask(each, taken, segments) for each in contents.masks],
        "notices": [*contents.notices, *notices, *sentences],
    }


def _series(series: Series, sequences: dict[str, str], asked: Choices) -> dict[str, Any]:
    geometry, found, plane = series.geometry, recognise(series), plane_of(series.geometry)
    slices, rows, columns = series.shape
    slice_mm, row_mm, column_mm = geometry.spacing_mm
    return {
        "key": series.key,
        "name": shown(series.name),
        "format": series.format,
        "used_as": [name for name, key in sequences.items() if key == series.key],
        "stands_in_for": [
            name for name, key in sequences.items() if key == series.key and own_name(series, name, asked)
        ],
        "recognised": {
            "sequence": found.sequence,
            "label": found.label,
            "reason": found.reason,
            "confidence": found.confidence,
        },
        "shape": {"slices": slices, "rows": rows, "columns": columns},
        "spacing_mm": {"slice": slice_mm, "row": row_mm, "column": column_mm} if geometry.known else None,
        "affine_lps": geometry.affine.tolist() if geometry.placed else None,
        "plane": {"name": plane.name, "tilt_degrees": round(plane.degrees, 2), "words": plane.words},
        "frame_of_reference": series.frame_of_reference or None,
        "dtype": series.dtype,
        "whole": series.whole,
        "files": [shown(each) for each in series.files],
        "attributes": {key: _plain(value) for key, value in series.attributes.items()},
        "notices": list(series.notices),
    }


def _where_acquired(taken: ReadMask | None, flair: Series, target: AxialGrid) -> tuple[ReadMask | None, list[str]]:
    """The mask without the slices that no file holds, as when the case is opened, and a sentence on what lay there."""
    if taken is None or not taken.voxels.drawn.any():
        return None, []
    if not flair.missing:
        return taken, []
    read = ~np.isin(np.arange(flair.shape[0]), sorted(flair.missing))
    found = gaps.gaps_of(read, Grid(flair.geometry, flair.shape), target.grid, target.axes)
    whole = Mask(taken.voxels.voxels, taken.voxels.drawn, taken.voxels.meaning)
    kept, sentences = gaps.without_gaps(whole, found, masks.the_mask(taken.source))
    return replace(taken, voxels=replace(taken.voxels, voxels=kept.voxels, drawn=kept.drawn)), sentences


def _doubt(taken: ReadMask | None, flair: Series, target: AxialGrid) -> str:
    """What speaks against the mask; nothing where FLAIR cannot be read, which is said when the case is opened."""
    if taken is None or not taken.voxels.drawn.any():
        return ""
    try:
        source, several = taken.source, len(taken.source.segments) > 1
        return doubt(taken.voxels.voxels, lambda: _image(flair, target), masks.the_mask(source), several=several)
    except ReadError:
        return ""


def _image(flair: Series, target: AxialGrid) -> NDArray[Any]:
    """FLAIR on the case's grid."""
    values = flair.source.read().values
    if target.axes is not None:
        return target.axes.apply(values)
    return reslice.linear(values, flair.geometry, target.grid.geometry, target.grid.shape)


def _mask(mask: MaskSource, taken: ReadMask | None, segments: tuple[int, ...]) -> dict[str, Any]:
    chosen = None if taken is None else taken.source
    read = None
    if taken is not None and mask is chosen:
        per_slice = np.count_nonzero(taken.voxels.voxels, axis=(1, 2)).tolist()
        read = {"as": taken.voxels.meaning, "voxels": sum(per_slice), "voxels_per_slice": per_slice}
    return {
        "key": mask.key,
        "name": shown(mask.name),
        "format": mask.format,
        "used": mask is chosen,
        "read": read,
        "drawn_on": list(mask.series),
        "segments": [
            {"number": each.number, "name": each.name, "used": mask is chosen and each.number in segments}
            for each in mask.segments
        ],
        "files": [shown(each) for each in mask.files],
        "notices": list(mask.notices),
    }


def _plain(value: Any) -> Any:
    """A value that JSON knows."""
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
