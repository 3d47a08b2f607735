"""The manifest of an export: everything needed to read its numbers again."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Frame, Placement
from xaiviewer.codes import code_of
from xaiviewer.evaluation.overlap import dice
from xaiviewer.records import NOTICE
from xaiviewer.records.provenance import versions, weights
from xaiviewer.requests import MEASURES, Analysis, Layer, LayerAgreement, Request, SliceResult
from xaiviewer.requests.badges import NOT_MEASURED, reference_fields
from xaiviewer.requests.reproduced import SHARE
from xaiviewer.requests.request import badges_of

SCHEMA = 1


@dataclass(frozen=True, eq=False)
class SliceRecord:
    """What is kept of one slice once its maps are put away.

    Attributes:
        fields: the slice's entry in the manifest.
        result: of the slice, without its maps: what measures found is among it.
    """

    fields: Mapping[str, Any]
    result: SliceResult


def slice_record(case: Case, analysis: Analysis, result: SliceResult) -> SliceRecord:
    """One slice's prediction and segmentation as plain values; None where there is no mask or segmentation."""
    mask, model = case.mask_of(result.index), result.segmentation
    empty = np.zeros(case.shape, dtype=bool)
    fields = {
        "index": result.index,
        "name": case.slice_names[result.index],
        "probability": number(result.probabilities[analysis.description.main_class]),
        "stand_in": case.stand_in or None,
        "class": analysis.classes[result.predicted],
        "probabilities": {
            name: number(value) for name, value in zip(analysis.classes, result.probabilities, strict=True)
        },
        "logits": {name: number(value) for name, value in zip(analysis.classes, result.logits, strict=True)},
        "mask_px": None if mask is None else int(np.count_nonzero(mask)),
        "model_px": None if model is None else int(np.count_nonzero(model)),
        "dice": None if mask is None else number(dice(empty if model is None else model, mask)),
        "without_region": _without(analysis, result.index),
    }
    return SliceRecord(fields, replace(result, explanations={}, segmentation=None))


def _without(analysis: Analysis, index: int) -> dict[str, Any] | None:
    found = analysis.reliance.get(index)
    if found is None:
        return None
    return {
        "region": found.region,
        "probability": number(found.probabilities[analysis.description.main_class]),
        "logits": {name: number(value) for name, value in zip(analysis.classes, found.logits, strict=True)},
    }


_CONVENTIONS = {
    "maps": "maps.npz holds one array per layer, named like the layer: float32 [slice, row, column], native "
    "grid, signed, not normalised",
    "placement": "cell (i, j) is centred on slice pixel (row + i * step, column + j * step), on its receptive "
    "field; the frame is the square of the slice that the network saw",
    "requests": "every method that was asked, with all of its parameters, the class, the SHA-256 of the "
    "network's weights and the seed of a random one; key is a digest of these; file holds the answers: slices "
    "says which slices they are about; map [slice, row, column] lies on the slice as placement says, in the "
    "cells of layer or, where that is null, in the pixels of the input; of several layers each array is named "
    "like its layer; labels [slice, row, column] are 0 for no region and n for the n-th, whose score is "
    "scores[n - 1]; picture [slice, channel, row, column] is in the units of the network's input; values are "
    "signed, above zero for the class, and not normalised",
    "computation": "equal computation, versions and requests give equal bits; other threads, batches or "
    "processors the same numbers up to 1e-5, but for xgrad-cam in a channel that sums to nearly nothing, by which it "
    "divides; batches are the shapes that went through the networks",
    "dice": "segmentation against the clinician's mask; 1 where both are empty; a slice that the segmenter "
    "was not run on, because its probability of the finding is not above settings.gate, counts as empty",
    "without_region": "the slice judged again with its outlined region, the clinician's mask or else the "
    "model's outline, filled in with the median of what surrounds it in the network's input, on all slices at "
    "once; null where there is none",
    "not_acquired": "indices of slices for which only room is kept: no entry in slices, 0 in maps.npz",
    "without_picture": "indices of slices whose pixels all have one value: neither have they",
    "agreement": "per entry of slices, null where there is no mask, an empty one, or no positive evidence in the map; "
    "of an entry of requests over its own slices, by layer where it has several",
    "nulls": "beside agreement where it was asked for, else null; of a single map that was asked for in any case: per "
    "entry of slices, null as there; the mask at n "
    "random places inside the head, shifted, mirrored and turned, gives p = (1 + b) / (1 + n), b of them scoring as "
    "high; q is p corrected over the layers written (Benjamini and Hochberg); effect is the score less their mean, in "
    "their standard deviations; strongest is the best that the mean over these places, a uniform map or the picture "
    "itself as a map (brightness and asymmetry of each sequence, edges, a blob) gets, or the upper end of the band of "
    "networks with random weights, strongest_null which of them, "
    "above_strongest the score less that: where it is not above 0 the agreement tells nothing; a mask of many pixels "
    "is stood for by an even part of them here, so that the score may differ from agreement by some hundredths; "
    "networks, where they were asked: the scores of maps by networks of the same architecture that never learned what "
    "is looked for, of several draws the mean, and the band from low to high in which nine of ten lie; "
    "settings.random_networks says how many had random weights, models which weights of permuted labels were read; "
    "agreement.csv holds a line per slice, layer and score, further scores among them",
    "nulls_of_case": "the same of the mean of each score over the slices with a mask, whose masks move as one body, "
    "other networks aside; a map that says nothing on a slice scores 0 there; null where nobody asked; of an entry of "
    "requests over those of its own slices, which agreement.csv names in place of case where they are not all",
    "false_heat": "where nulls were asked for, per entry of slices, null but for slices with an empty mask: peak, the "
    "map's maximum in the head over the highest of the slices with a lesion, and marked, the share of the head that "
    "reaches half of that; null where no layer's map there speaks for the class",
    "favourite": "the method that opens first in the layer; beside, where it was measured: its mean relevance mass "
    "less that of the strongest null over patients, with its interval, whether it survives, that is, lies above zero, "
    "and locality, the share of the activation's change that stays inside a lesion which is filled in: below 0.5 "
    "position in the layer no longer means position in the image; null: not measured",
    "trainings": "of a layer's map over the loaded network and those that models calls also 1 and so on, null where "
    "none was named, lists over the entries of slices: rank_correlation is Spearman's inside the head, the mean over "
    "all pairs of networks; with_loaded that of each other one with the loaded one; in_common the share of the head's "
    f"cells that are among the strongest {100 * SHARE:.0f} % of every network's map, in_common_by_chance what "
    "unrelated maps would give; trainings.npz holds LAYER.mean and LAYER.spread, mean and standard deviation of the "
    "maps, each divided by its root mean square inside the head first, and LAYER.agreed, 1 where all have the cell in "
    "common",
    "faithfulness": "where it was asked for, else null: whether the places that maps mark, and the outlined regions, "
    "matter to the network, with conventions of its own and files in faithfulness/",
    "sanity": "of a layer's maps by its method, or of an answer's: what sanity checks found on sanity_reference, or "
    "“not measured”. Of each check its number, the bar and whether it passes, null where it says nothing here; bars "
    "of cascading, cascading_structure, independent and class are what pairs of maps of unrelated slices get on "
    "average, the others limits; parameters are those it was measured with; `xaiviewer sanity` says what each means",
}
"""What the manifest's entries mean, said in the manifest."""


def case_manifest(
    case: Case,
    analysis: Analysis,
    chosen: Mapping[int, str],
    records: Sequence[SliceRecord],
    settings: Mapping[str, Any],
    requests: Sequence[Mapping[str, Any]],
    *,
    computation: Mapping[str, Any] = MappingProxyType({}),
    worth: Sequence[Mapping[str, Any]] = (),
    trainings: Sequence[Mapping[str, Any]] | None = None,
    faithfulness: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The manifest of one case.

    Args:
        case, analysis: what was explained; the analysis need not hold slices any more.
        chosen: the exported layers' indices and the method of each.
        records: one per acquired slice, in order.
        settings: what the command was asked.
        requests: what the network was asked, see `request_fields`.
        computation: on what it was computed; empty where that is not known.
        worth: of each of the chosen layers what its maps are worth beside what knows nothing, see `records.worth`.
        trainings: for each chosen layer what other trainings make of its maps; None where none was named.
        faithfulness: whether marked places matter to the network, see `records.faithfulness`; None where nobody asked.
    """
    return {
        "schema": SCHEMA,
        "notice": NOTICE,
        **_case_fields(case, analysis),
        "versions": versions(),
        "models": weights(analysis.models),
        "settings": dict(settings),
        "requests": list(requests),
        "computation": dict(computation),
        "classes": list(analysis.classes),
        "finding": None if analysis.description.finding is None else analysis.description.main_name,
        "explained_class": analysis.classes[analysis.class_index],
        "shape": [len(case), *case.shape],
        "not_acquired": sorted(case.absent),
        "without_picture": sorted(case.blank),
        "frame": _frame_fields(analysis.frame),
        "conventions": dict(_CONVENTIONS),
        "sanity_reference": _sanity_reference(analysis),
        "layers": [
            {
                **_layer(analysis, index, method, records),
                **(worth[place] if worth else {}),
                "trainings": None if trainings is None else trainings[place],
            }
            for place, (index, method) in enumerate(chosen.items())
        ],
        "slices": [record.fields for record in records],
        "faithfulness": None if faithfulness is None else dict(faithfulness),
    }


def _case_fields(case: Case, analysis: Analysis) -> dict[str, Any]:
    """Which case it is, which of its files were taken, and what sets it apart."""
    return {
        "case": case.name,
        "synthetic": case.synthetic,
        "neighbours": analysis.neighbours,
        "called_above": analysis.description.threshold,
        "calibrated_for": analysis.description.calibrated_for,
        "trained_on": analysis.trained_on,
        "notices": [*case.notices, *analysis.notices],
        "notice_codes": [code_of(each) for each in (*case.notices, *analysis.notices)],
        "choices": {
            "sequences": dict(case.choices.sequences),
            "mask": case.choices.mask or None,
            "segments": list(case.choices.segments),
        },
        "stand_in": case.stand_in or None,
        "shown_as": {volume.sequence: volume.title for volume in case.volumes},
    }


def sanity_fields(analysis: Analysis, request: Request, layer: str) -> dict[str, Any] | str:
    """What sanity checks found about a layer's maps that answer a request, or that it was not measured.

    Args:
        analysis: whose network is asked.
        request: what is asked.
        layer: its name; "" for the input's pixels.
    """
    found = badges_of(analysis.description_of(request).sanity, request, layer)
    if found is None:
        return NOT_MEASURED
    badges, place = found
    return {
        "parameters": dict(badges.parameters),
        "checks": {each.check.key: each.fields() for each in badges.verdicts(place)},
    }


def _sanity_reference(analysis: Analysis) -> dict[str, Any] | str:
    sanity = analysis.description.sanity
    if sanity is None or sanity.problem:
        return NOT_MEASURED
    return reference_fields(sanity.reference)


def request_fields(request: Request, file: str, **further: Any) -> dict[str, Any]:
    """A request's entry in the manifest, and the file that holds the answers."""
    return {"key": request.key, **request.fields(), "file": file, **further}


def number(value: float | np.floating[Any]) -> float | None:
    """A figure with the seven digits that float32 has; None for what is not a number, which JSON lacks."""
    return float(f"{float(value):.7g}") if math.isfinite(float(value)) else None


def as_json(values: Mapping[str, Any]) -> bytes:
    """JSON as a person can read it: lists of plain values on one line, everything else indented.

    What is no valid Unicode in the name of a file becomes "?".
    """
    return (_lines(values, "\n") + "\n").encode("utf-8", "replace")


def _lines(value: Any, indent: str) -> str:
    """`value` as JSON; `indent` is a line break and the spaces before the line."""
    deeper = indent + " "
    if isinstance(value, Mapping) and value:
        members = (
            f"{deeper}{json.dumps(key, ensure_ascii=False)}: {_lines(each, deeper)}" for key, each in value.items()
        )
        return "{" + ",".join(members) + indent + "}"
    if isinstance(value, list) and any(isinstance(each, Mapping | list) for each in value):
        return "[" + ",".join(deeper + _lines(each, deeper) for each in value) + indent + "]"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def layer_fields(layer: Layer) -> dict[str, Any]:
    """A layer as plain values."""
    return {
        "name": layer.name,
        "other_names": dict(layer.other_names),
        "kind": layer.kind,
        "groups": list(layer.groups),
        **_numbers(layer.groups),
        "grid": list(layer.grid),
    }


def _numbers(groups: Sequence[str]) -> dict[str, int]:
    """Stage and block of a layer whose groups are such; as in all manifests so far the first block is 0."""
    found = {}
    for name, key, first in (("Stage", "stage", 1), ("Block", "block", 0)):
        for group in groups:
            word, _, number = group.partition(" ")
            if word == name and number.isdigit():
                found[key] = int(number) - 1 + first
    return found


def placement_fields(placement: Placement) -> dict[str, float]:
    """Where a grid lies on the slice, as plain values."""
    found = {"row": placement.row, "column": placement.column, "step": placement.step}
    return found if placement.aspect == 1 else {**found, "step_down": placement.steps[0]}


def _frame_fields(frame: Frame) -> dict[str, Any]:
    """Where the network's square lies on the slice; of what is no square, or stretched, also what the network gets."""
    found = {"row": frame.row, "column": frame.column, "side": frame.side, "input_size": frame.size}
    if frame.part is None and frame.aspect == 1:
        return found
    (row, down), (column, across) = frame.seen
    seen = {"row": row, "column": column, "rows": down, "columns": across}
    return {**found, "side_down": frame.sides[0], "seen": seen}


def _layer(analysis: Analysis, index: int, method: str, records: Sequence[SliceRecord]) -> dict[str, Any]:
    layer, favourite = analysis.layers[index], analysis.favourites[index]
    placement = analysis.placement(index)
    return {
        **layer_fields(layer),
        "stride": layer.stride,
        "placement": placement_fields(placement),
        "method": method,
        "same_methods": [list(group) for group in layer.same],
        "favourite": {
            "method": favourite.method,
            "mass": number(favourite.mass),
            "grad_cam_mass": number(favourite.grad_cam_mass),
            "patients": favourite.patients,
            "beside": None if favourite.beside is None else _kept(favourite.beside),
        },
        "sanity": _sanity(analysis, method, layer.name),
        "agreement": {
            score: [_score(record.result.curve(method, score), index) for record in records] for score in MEASURES
        },
    }


def _kept(found: LayerAgreement) -> dict[str, Any]:
    """How far the layer's maps leave the strongest null behind, as kept with the package."""
    figures = ("observed", "expected", "difference", "low", "high", "q", "locality", "locality_low", "locality_high")
    return {
        "strongest_null": found.null,
        "survives": found.survives,
        **{name: number(getattr(found, name)) for name in figures},
    }


def _sanity(analysis: Analysis, method: str, layer: str) -> dict[str, Any] | str:
    asked = next((each for each in analysis.requests if each.method == method), None)
    return NOT_MEASURED if asked is None else sanity_fields(analysis, asked, layer)


def _score(curve: NDArray[np.float32] | None, layer: int) -> float | None:
    return None if curve is None else number(curve[layer])
