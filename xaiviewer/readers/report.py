"""What lies on disk for a case as plain values: for ``xaiviewer inspect``, and what the window lists."""

from __future__ import annotations

from typing import Any

from xaiviewer.case import Choices, Contents, MaskSource, Series
from xaiviewer.readers import masks
from xaiviewer.readers.choosing import resolve
from xaiviewer.readers.names import shown
from xaiviewer.readers.orientation import plane_of
from xaiviewer.readers.sequences import recognise
from xaiviewer.readers.series_mask import with_chosen_mask
from xaiviewer.readers.standing_in import own_name
from xaiviewer.readers.standing_in import reason as stand_in


def case_report(contents: Contents, choices: Choices) -> dict[str, Any]:
    """The case with its series, masks, choices and notices; nothing of it names a patient.

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
    taken = {name: keys[key] for name, key in sequences.items() if key}
    mask = None
    if choices.mask != "":
        used = list(sequences.values())
        mask = next(iter(masks.candidates(contents, choices.mask, sequences["flair"], used)), None)
    segments = masks.chosen_segments(mask, choices.segments) if mask is not None else ()
    return {
        "name": contents.name,
        "path": shown(str(contents.path)),
        "format": " and ".join(dict.fromkeys(each.format for each in contents.series)),
        "synthetic": contents.synthetic,
        "sequences": {name: key or None for name, key in sequences.items()},
        "stand_in": stand_in(taken, choices),
        "mask": None if mask is None else mask.key,
        "segments": list(segments),
        "series": [_series(each, sequences, choices) for each in contents.series],
        "masks": [_mask(each, mask, segments) for each in contents.masks],
        "notices": [*contents.notices, *notices, *(_about_masks(contents) if choices.mask is None else ())],
    }


def _about_masks(contents: Contents) -> list[str]:
    return [*masks.about_anatomy(contents), *masks.about_offers(contents)]


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
        "affine_lps": geometry.affine.tolist() if geometry.known and geometry.oriented else None,
        "plane": {"name": plane.name, "tilt_degrees": round(plane.degrees, 2), "words": plane.words},
        "frame_of_reference": series.frame_of_reference or None,
        "dtype": series.dtype,
        "whole": series.whole,
        "files": [shown(str(each)) for each in series.files],
        "attributes": {key: _plain(value) for key, value in series.attributes.items()},
        "notices": list(series.notices),
    }


def _mask(mask: MaskSource, chosen: MaskSource | None, segments: tuple[int, ...]) -> dict[str, Any]:
    return {
        "key": mask.key,
        "name": shown(mask.name),
        "format": mask.format,
        "used": mask is chosen,
        "drawn_on": list(mask.series),
        "segments": [
            {"number": each.number, "name": each.name, "used": mask is chosen and each.number in segments}
            for each in mask.segments
        ],
        "files": [shown(str(each)) for each in mask.files],
        "notices": list(mask.notices),
    }


def _plain(value: Any) -> Any:
    """A value that JSON knows."""
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
