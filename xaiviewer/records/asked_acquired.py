"""The answers of a method brought back to the grid on which the main sequence was acquired, and written as NIfTI."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, assert_never

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.display.upsampling import upsample
from xaiviewer.readers.grids import reslice
from xaiviewer.records import NOTICE
from xaiviewer.records.acquired import Intent, acquired_grid, nifti_bytes, save_below, volume_as_acquired
from xaiviewer.records.answers import of_kind
from xaiviewer.records.asked import Answered
from xaiviewer.records.folders import Names, folder_name
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


def answered_as_acquired(
    case: Case, analysis: Analysis, answered: Answered
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Names of files below a folder, and what makes each; slices that were not asked about are 0.

    Maps become ``maps/<method>/<layer>.nii.gz``, or ``input.nii.gz``, with a JSON each of what they are worth; regions
    ``maps/<method>/regions.nii.gz``, whose labels are unique over the slices, with their scores in ``regions.json``;
    what each sequence adds to the logit ``maps/<method>/shares.nii.gz``, a number for each slice and sequence, with
    ``shares.json``. Synthetic pictures and rankings of channels have no place in space.

    Raises:
        UsageError: where the case's files do not say where their voxels lie.
    """
    request, answers = answered.request, list(answered.found.values())
    known = analysis.description_of(request).layers
    place = f"maps/{request.method}"
    match answers[0]:
        case LayerMaps():
            found, names = of_kind(answers, LayerMaps), Names()
            for layer in answered.layers:
                maps = {each.index: each.maps[layer] for each in found}
                name = known[layer].name
                file = names.distinct(folder_name(name))
                yield f"{place}/{file}.nii.gz", partial(_maps, case, analysis, request, maps, layer, name)
                yield f"{place}/{file}.json", partial(_worth_told, answered, name, answered.layers.index(layer))
        case AttributionMap(layer=cells):
            name = INPUT if cells is None else known[cells].name
            maps = {each.index: each.values for each in of_kind(answers, AttributionMap)}
            yield f"{place}/{folder_name(name)}.nii.gz", partial(_maps, case, analysis, request, maps, cells, name)
            yield f"{place}/{folder_name(name)}.json", partial(_worth_told, answered, name, 0)
        case Regions():
            regions = of_kind(answers, Regions)
            yield f"{place}/regions.nii.gz", partial(_regions, case, analysis, regions)
            yield f"{place}/regions.json", partial(_regions_told, answered, regions)
        case SequenceShares():
            shares = of_kind(answers, SequenceShares)
            yield f"{place}/shares.nii.gz", partial(_shares, case, shares)
            yield f"{place}/shares.json", partial(_shares_told, shares)
        case Synthesis() | ChannelMaps():
            return
        case _ as never:
            assert_never(never)


def save_answered_as_acquired(
    case: Case,
    analysis: Analysis,
    answered: Answered,
    folder: Path,
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> None:
    """Write `answered_as_acquired` below a folder.

    Raises:
        UsageError: where the case's files do not say where their voxels lie.
    """
    for path, data in answered_as_acquired(case, analysis, answered):
        progress(path.rpartition("/")[2])
        save_below(folder, path, data())


def _maps(
    case: Case,
    analysis: Analysis,
    request: Request,
    maps: Mapping[int, NDArray[np.float32]],
    layer: int | None,
    name: str,
) -> bytes:
    """One map, signed and not normalised, by slice."""
    placement = analysis.placement_of(request, layer)
    nothing = np.zeros(case.shape, dtype=np.float32)
    spread = [upsample(maps[index], placement, case.shape) if index in maps else nothing for index in range(len(case))]
    values = volume_as_acquired(case, spread)
    return _nifti(values, case, f"{request.method} {name}", intent="estimate", name=request.method)


def _regions(case: Case, analysis: Analysis, found: Sequence[Regions]) -> bytes:
    acquired = acquired_grid(case)
    labels, before = np.zeros((len(case), *case.shape), dtype=np.int32), 0
    for each in found:
        here = labels_on_slice(each, analysis.placement_of(each.request, None), case.shape)
        labels[each.index] = np.where(here > 0, here + before, 0)
        before += len(each.scores)
    method = found[0].request.method
    values = reslice.nearest(labels, case.geometry, acquired.geometry, acquired.shape)
    return _nifti(np.ascontiguousarray(values), case, f"{method} regions", intent="label", name=method)


def _worth_told(answered: Answered, name: str, place: int) -> bytes:
    """What a map is worth, slice by slice; slices are counted from 0, as in the manifest."""
    told = [_worth_of(answered, index, place) for index in answered.found if answered.worth.words(index, place)]
    return as_json({"notice": NOTICE, "layer": name, "method": answered.request.method, "slices": told})


def _worth_of(answered: Answered, index: int, place: int) -> dict[str, Any]:
    worth = answered.worth
    return {"index": index, "mass": worth.score(index, "mass", place), "p": worth.words(index, place)}


def _regions_told(answered: Answered, found: Sequence[Regions]) -> bytes:
    told, before = [], 0
    for each in found:
        told.append(
            {
                "slice": each.index,
                "labels": [before + 1, before + len(each.scores)],
                "scores": [number(score) for score in each.scores],
                "sentence": each.sentence,
                "completeness_gap": None if each.gap is None else number(each.gap),
                "mass": answered.worth.score(each.index, "mass"),
                "p": answered.worth.words(each.index) or None,
            }
        )
        before += len(each.scores)
    return as_json(
        {
            "notice": NOTICE,
            "method": found[0].request.method,
            "labels": "of regions.nii.gz: 0 is no region; a slice's regions are labelled from the first of labels to "
            "the last, and scores are theirs in this order",
            "slices": told,
        }
    )


def _shares(case: Case, found: Sequence[SequenceShares]) -> bytes:
    acquired = acquired_grid(case)
    spread = np.zeros((len(found[0].channels), len(case), *case.shape), dtype=np.float32)
    for each in found:
        spread[:, each.index] = each.shares.astype(np.float32)[:, None, None]
    shares = [reslice.nearest(each, case.geometry, acquired.geometry, acquired.shape) for each in spread]
    method = found[0].request.method
    return _nifti(np.stack(shares), case, f"{method} shares", intent="vector", name=method)


def _shares_told(found: Sequence[SequenceShares]) -> bytes:
    return as_json(
        {
            "notice": NOTICE,
            "method": found[0].request.method,
            "components": list(found[0].channels),
            "values": "of shares.nii.gz: what a sequence adds to the logit of a slice, the same in all of its voxels, "
            "as a share has no place within a slice; a slice's base and shares add up to its logit",
            "slices": [
                {
                    "slice": each.index,
                    "shares": [number(share) for share in each.shares],
                    "base": number(each.base),
                    "logit": number(each.total),
                }
                for each in found
            ],
        }
    )


def _nifti(values: NDArray[Any], case: Case, what: str, *, intent: Intent, name: str) -> bytes:
    return nifti_bytes(values, acquired_grid(case).geometry, f"{what}; {NOTICE}", intent=intent, name=name)
