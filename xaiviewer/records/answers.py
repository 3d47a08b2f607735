"""The answers of one method as arrays and as figures that can be read without these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, assert_never

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.records.manifest import number, placement_fields, sanity_fields
from xaiviewer.requests import (
    Analysis,
    AttributionMap,
    ChannelMaps,
    Explanation,
    LayerMaps,
    Regions,
    Request,
    SequenceShares,
    Synthesis,
)
from xaiviewer.requests.badges import NOT_MEASURED

Arrays = Iterator[tuple[str, NDArray[Any]]]

_Kind = TypeVar("_Kind", LayerMaps, AttributionMap, Regions, Synthesis, SequenceShares, ChannelMaps)


def of_kind(answers: Sequence[Explanation], kind: type[_Kind]) -> list[_Kind]:
    """Those of one type: all, as one method gives one type alone."""
    return [each for each in answers if isinstance(each, kind)]


def answer_arrays(analysis: Analysis, answers: Sequence[Explanation], layers: Sequence[int]) -> Arrays:
    """Named arrays, one entry per slice that was asked about; `slices` says which these are.

    Args:
        analysis: knows the layers' names.
        answers: of one method, at least one.
        layers: of `LayerMaps`, those that are written.
    """
    yield "slices", np.array([each.index for each in answers], dtype=np.int64)
    match answers[0]:
        case LayerMaps(request=request):
            yield from _layer_arrays(analysis, request, of_kind(answers, LayerMaps), layers)
        case AttributionMap():
            yield "map", np.stack([each.values for each in of_kind(answers, AttributionMap)])
        case Regions():
            yield from _region_arrays(of_kind(answers, Regions))
        case Synthesis():
            made = of_kind(answers, Synthesis)
            yield "picture", np.stack([each.picture for each in made])
            yield "before", np.array([each.before for each in made])
            yield "after", np.array([each.after for each in made])
        case SequenceShares():
            shares = of_kind(answers, SequenceShares)
            yield "shares", np.stack([each.shares for each in shares])
            yield "base", np.array([each.base for each in shares])
            yield "logit", np.array([each.total for each in shares])
        case ChannelMaps():
            ranked = of_kind(answers, ChannelMaps)
            yield "channels", np.stack([each.channels for each in ranked])
            yield "contributions", np.stack([each.contributions for each in ranked])
            yield "maps", np.stack([each.maps for each in ranked])
            yield "total", np.array([each.total for each in ranked])
        case _ as never:
            assert_never(never)


def _layer_arrays(analysis: Analysis, request: Request, found: Sequence[LayerMaps], layers: Sequence[int]) -> Arrays:
    known = analysis.description_of(request).layers
    for layer in layers:
        yield known[layer].name, np.stack([each.maps[layer] for each in found])


def _region_arrays(found: Sequence[Regions]) -> Arrays:
    """Scores of slices with fewer regions than the others are filled up with NaN."""
    scores = np.full((len(found), max(len(each.scores) for each in found)), np.nan, dtype=np.float32)
    for row, each in zip(scores, found, strict=True):
        row[: len(each.scores)] = each.scores
    yield "labels", np.stack([each.labels for each in found])
    yield "scores", scores


def answer_fields(
    case: Case, analysis: Analysis, answers: Sequence[Explanation], layers: Sequence[int]
) -> dict[str, Any]:
    """What of the answers can be read without the arrays, in the order of the slices; and where maps lie on a slice."""
    request = answers[0].request
    known = analysis.description_of(request).layers

    def lies(layer: int | None) -> dict[str, float]:
        return placement_fields(analysis.placement_of(request, layer))

    match answers[0]:
        case LayerMaps():
            names = {known[layer].name: layer for layer in layers}
            sane = {name: sanity_fields(analysis, request, name) for name in names}
            return {"answer": "layers", "layers": {name: lies(each) for name, each in names.items()}, "sanity": sane}
        case AttributionMap(layer=layer):
            gaps = [_or_none(each.gap) for each in of_kind(answers, AttributionMap)]
            where = None if layer is None else known[layer].name
            errors = [_or_none(each.gap_error) for each in of_kind(answers, AttributionMap)]
            told = {"completeness_gap": gaps, "completeness_gap_error": errors}
            sanity = sanity_fields(analysis, request, where or "")
            return {"answer": "map", "layer": where, "placement": lies(layer), **told, "sanity": sanity}
        case Regions():
            regions = of_kind(answers, Regions)
            return {
                "answer": "regions",
                "placement": lies(None),
                "regions": [len(each.scores) for each in regions],
                "sentences": [each.sentence for each in regions],
                "completeness_gap": [_or_none(each.gap) for each in regions],
                "sanity": sanity_fields(analysis, request, ""),
            }
        case Synthesis(begins_with_slice=begins):
            made = of_kind(answers, Synthesis)
            raised = {"before": [number(each.before) for each in made], "after": [number(each.after) for each in made]}
            return {"answer": "synthesis", "begins_with_slice": begins, **raised, "sanity": NOT_MEASURED}
        case SequenceShares():
            shares = _share_fields(case, of_kind(answers, SequenceShares))
            return {"answer": "shares", **shares, "sanity": NOT_MEASURED}
        case ChannelMaps(layer=layer):
            ranked = of_kind(answers, ChannelMaps)
            return {
                "answer": "channels",
                "layer": known[layer].name,
                "placement": lies(layer),
                "channels": [each.channels.tolist() for each in ranked],
                "contributions": [[number(value) for value in each.contributions] for each in ranked],
                "total": [number(each.total) for each in ranked],
                "sanity": NOT_MEASURED,
            }
        case _ as never:
            assert_never(never)


def _share_fields(case: Case, found: Sequence[SequenceShares]) -> dict[str, Any]:
    there = {volume.sequence for volume in case.volumes}
    channels = found[0].channels
    return {
        "another_stands_in_for": [name for name in channels if name not in there],
        "base": [number(each.base) for each in found],
        "shares": {name: [number(each.shares[place]) for each in found] for place, name in enumerate(channels)},
        "logit": [number(each.total) for each in found],
    }


def _or_none(gap: float | None) -> float | None:
    return None if gap is None else number(gap)
