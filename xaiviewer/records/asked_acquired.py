"""The answers of a method brought back to the grid on which the main sequence was acquired, and written as NIfTI."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, assert_never

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.display.upsampling import upsample
from xaiviewer.readers.grids import reslice
from xaiviewer.records import NOTICE
from xaiviewer.records.acquired import acquired_grid, save_nifti, volume_as_acquired
from xaiviewer.records.answers import of_kind
from xaiviewer.records.asked import Answered
from xaiviewer.records.manifest import as_json, number
from xaiviewer.records.pictures.attribution import labels_on_slice
from xaiviewer.requests import (
    INPUT,
    Analysis,
    AttributionMap,
    ChannelMaps,
    LayerMaps,
    Regions,
    Request,
    SequenceShares,
    Synthesis,
)
from xaiviewer.requests.badges import NOT_MEASURED


def save_answered_as_acquired(
    case: Case,
    analysis: Analysis,
    answered: Answered,
    folder: Path,
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> None:
    """Write what of the answers has a place in space; slices that were not asked about are 0.

    Maps become ``maps/<method>/<layer>.nii.gz``, or ``input.nii.gz``; regions ``maps/<method>/regions.nii.gz``, whose
    labels are unique over the slices, with their scores in ``regions.json``. Synthetic pictures, shares of sequences
    and rankings of channels have no place in space.

    Raises:
        UsageError: where the case's files do not say where their voxels lie.
    """
    request, answers = answered.request, list(answered.found.values())
    place = folder / "maps" / request.method
    known = analysis.description_of(request).layers
    match answers[0]:
        case LayerMaps():
            found = of_kind(answers, LayerMaps)
            for layer in answered.layers:
                maps = {each.index: each.maps[layer] for each in found}
                progress(f"{known[layer].name}.nii.gz")
                _save_maps(case, analysis, request, maps, layer, place / f"{known[layer].name}.nii.gz")
        case AttributionMap(layer=cells):
            name = INPUT if cells is None else known[cells].name
            progress(f"{name}.nii.gz")
            maps = {each.index: each.values for each in of_kind(answers, AttributionMap)}
            _save_maps(case, analysis, request, maps, cells, place / f"{name}.nii.gz")
        case Regions():
            progress("regions.nii.gz")
            _save_regions(case, analysis, of_kind(answers, Regions), place)
        case Synthesis() | SequenceShares() | ChannelMaps():
            return
        case _ as never:
            assert_never(never)


def _save_maps(
    case: Case,
    analysis: Analysis,
    request: Request,
    maps: dict[int, NDArray[np.float32]],
    layer: int | None,
    file: Path,
) -> None:
    """One map, signed and not normalised, by slice."""
    placement = analysis.placement_of(request, layer)
    nothing = np.zeros(case.shape, dtype=np.float32)
    spread = [upsample(maps[index], placement, case.shape) if index in maps else nothing for index in range(len(case))]
    _save(file, volume_as_acquired(case, spread), case, f"{request.method} {file.name.removesuffix('.nii.gz')}")


def _save_regions(case: Case, analysis: Analysis, found: Sequence[Regions], place: Path) -> None:
    acquired = acquired_grid(case)
    labels = np.zeros((len(case), *case.shape), dtype=np.int32)
    told, before = [], 0
    for each in found:
        here = labels_on_slice(each, analysis.placement_of(each.request, None), case.shape)
        labels[each.index] = np.where(here > 0, here + before, 0)
        told.append(
            {
                "slice": each.index,
                "labels": [before + 1, before + len(each.scores)],
                "scores": [number(score) for score in each.scores],
                "sentence": each.sentence,
                "completeness_gap": None if each.gap is None else number(each.gap),
            }
        )
        before += len(each.scores)
    request = found[0].request
    values = reslice.nearest(labels, case.geometry, acquired.geometry, acquired.shape)
    _save(place / "regions.nii.gz", np.ascontiguousarray(values), case, f"{request.method} regions")
    told_as = {
        "notice": NOTICE,
        "method": request.method,
        "nulls": NOT_MEASURED,
        "labels": "of regions.nii.gz: 0 is no region; a slice's regions are labelled from the first of labels to the "
        "last, and scores are theirs in this order",
        "slices": told,
    }
    (place / "regions.json").write_bytes(as_json(told_as))


def _save(file: Path, values: NDArray[Any], case: Case, what: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    save_nifti(file, values, acquired_grid(case).geometry, f"{what}; {NOTICE}")
