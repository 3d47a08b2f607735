"""What lies on disk for a case as plain values: for ``xaiviewer inspect``, and what the window lists."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Choices, Contents, Grid, Mask, MaskSource, Series
from xaiviewer.readers.build.checked_mask import checked
from xaiviewer.readers.choosing.choices import resolve
from xaiviewer.readers.choosing.read_mask import ReadMask, read_mask
from xaiviewer.readers.choosing.sequences import recognise
from xaiviewer.readers.choosing.series_mask import with_chosen_mask
from xaiviewer.readers.choosing.standing_in import own_name
from xaiviewer.readers.choosing.standing_in import reason as stand_in
from xaiviewer.readers.grids import gaps, reslice
from xaiviewer.readers.grids.orientation import AxialGrid, axial_grid, plane_of
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
    voxels, about_mask = _as_opened(taken, flair, target)
    mask, segments = (None, ()) if taken is None or voxels is None else (taken.source, taken.segments)
    own = set() if mask is None else set(mask.notices)
    sentences = [*(each for each in sentences if each not in own), *about_mask]
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
        "masks": [_mask(each, voxels if each is mask else None, segments) for each in contents.masks],
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


def _as_opened(taken: ReadMask | None, flair: Series, target: AxialGrid) -> tuple[Mask | None, list[str]]:
    """The mask as the case has it when it is opened, but for slices that turn out to be damaged then."""
    if taken is None or not taken.voxels.drawn.any():
        return None, []
    read = ~np.isin(np.arange(flair.shape[0]), sorted(flair.missing))
    found = gaps.gaps_of(read, Grid(flair.geometry, flair.shape), target.grid, target.axes)
    return checked(taken, found, lambda: _image(flair, target))


def _image(flair: Series, target: AxialGrid) -> NDArray[Any]:
    """FLAIR on the case's grid."""
    values = flair.source.read().values
    if target.axes is not None:
        return target.axes.apply(values)
    return reslice.linear(values, flair.geometry, target.grid.geometry, target.grid.shape)


def _mask(mask: MaskSource, voxels: Mask | None, segments: tuple[int, ...]) -> dict[str, Any]:
    """`voxels` where it is the mask that was taken."""
    read = None
    if voxels is not None:
        per_slice = np.count_nonzero(voxels.voxels, axis=(1, 2)).tolist()
        read = {"as": voxels.meaning, "voxels": sum(per_slice), "voxels_per_slice": per_slice}
    return {
        "key": mask.key,
        "name": shown(mask.name),
        "format": mask.format,
        "used": voxels is not None,
        "read": read,
        "drawn_on": list(mask.series),
        "segments": [
            {"number": each.number, "name": each.name, "used": voxels is not None and each.number in segments}
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
