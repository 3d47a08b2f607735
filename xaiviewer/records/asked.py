"""The export of what one method said about a case: manifest, arrays, a picture per slice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.heat import reference
from xaiviewer.records.arrays import save_arrays
from xaiviewer.records.manifest import as_json, case_manifest, number, request_fields, slice_record
from xaiviewer.records.pictures.attribution import attribution_heat, shares_picture
from xaiviewer.records.pictures.slice_picture import slice_picture
from xaiviewer.requests import Analysis, AttributionMap, Explanation, Request, SequenceShares


@dataclass(frozen=True, eq=False)
class AskedCase:
    """A case and what one method said about some of its slices.

    Attributes:
        case: the images and the mask.
        analysis: frame and models; its slices hold every acquired slice's result.
        request: what was asked.
        found: by slice, in order.
    """

    case: Case
    analysis: Analysis
    request: Request
    found: Mapping[int, Explanation]


def export_asked(
    asked: AskedCase,
    folder: Path,
    *,
    appearance: Appearance,
    settings: Mapping[str, Any],
    progress: Callable[[str], None] = lambda _: None,
) -> None:
    """Write manifest.json, <method>.npz and overlays/.

    Args:
        asked: at least one slice.
        folder: exists and is empty.
        appearance: how maps are drawn.
        settings: what the command was asked, for the manifest.
        progress: told what is being written.
    """
    appearance = appearance.settled(asked.case)
    case, analysis, method = asked.case, asked.analysis, asked.request.method
    file = f"{method}.npz"
    progress(file)
    save_arrays(folder / file, _arrays(asked))
    overlays = folder / "overlays"
    overlays.mkdir()
    for index, data in _pictures(asked, appearance):
        name = f"{index + 1:03d}_{method}.png"
        progress(name)
        (overlays / name).write_bytes(data)
    records = [slice_record(case, analysis, analysis.slices[index]) for index in case.indices]
    entry = request_fields(asked.request, file, slices=list(asked.found), **_figures(asked))
    (folder / "manifest.json").write_bytes(as_json(case_manifest(case, analysis, {}, records, settings, [entry])))


def _maps(asked: AskedCase) -> list[AttributionMap]:
    return [each for each in asked.found.values() if isinstance(each, AttributionMap)]


def _shares(asked: AskedCase) -> list[SequenceShares]:
    return [each for each in asked.found.values() if isinstance(each, SequenceShares)]


def _arrays(asked: AskedCase) -> Iterator[tuple[str, NDArray[Any]]]:
    """Named arrays, one entry per slice that was asked about."""
    yield "slices", np.array(list(asked.found), dtype=np.int64)
    maps, shares = _maps(asked), _shares(asked)
    if maps:
        yield "map", np.stack([each.values for each in maps])
    if shares:
        yield "shares", np.stack([each.shares for each in shares])
        yield "base", np.array([each.base for each in shares])
        yield "logit", np.array([each.total for each in shares])


def _figures(asked: AskedCase) -> dict[str, Any]:
    """What of the answers can be read without the arrays, in the order of the slices."""
    shares = _shares(asked)
    if not shares:
        return {"completeness_gap": [None if each.gap is None else number(each.gap) for each in _maps(asked)]}
    there = {volume.sequence for volume in asked.case.volumes}
    return {
        "another_stands_in_for": [name for name in shares[0].channels if name not in there],
        "base": [number(each.base) for each in shares],
        "shares": {
            name: [number(each.shares[place]) for each in shares] for place, name in enumerate(shares[0].channels)
        },
        "logit": [number(each.total) for each in shares],
    }


def _pictures(asked: AskedCase, appearance: Appearance) -> Iterator[tuple[int, bytes]]:
    """Slices and their PNGs."""
    case, analysis = asked.case, asked.analysis
    placement = analysis.frame.placement(1, appearance.alignment)
    top = reference([each.values for each in _maps(asked)], placement, case.shape, appearance)
    for index, each in asked.found.items():
        if isinstance(each, AttributionMap):
            heat = attribution_heat(analysis, each, case.shape, appearance, top)
            picture = slice_picture(case, analysis, analysis.slices[index], heat, appearance=appearance)
            yield index, picture.png()
        elif isinstance(each, SequenceShares):
            yield index, shares_picture(case, analysis, each).png()
        else:
            raise TypeError(f"nothing draws {type(each).__name__} yet")
