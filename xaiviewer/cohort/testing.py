"""Do the places matter that the maps of a case mark? Asked of the maps that are pictured, slice by slice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis import Examiner
from xaiviewer.cohort.plan import Plan
from xaiviewer.records.asked import Answered
from xaiviewer.records.export import ExplainedCase, telling_slice
from xaiviewer.records.faithfulness import TriedCase, TriedMap
from xaiviewer.requests import Analysis, AttributionMap, Explanation, LayerMaps, Regions, Request, method_of
from xaiviewer.requests.faithfulness import Beside, FaithfulnessKey
from xaiviewer.requests.reliance import RegionTest


def tested(
    examiner: Examiner,
    explained: ExplainedCase,
    answered: Sequence[Answered],
    plan: Plan,
    tell: Callable[[float, str], None],
) -> TriedCase | None:
    """Ask about the slices that the plan names, else about the one of the largest mask; None where it asks nothing.

    Args:
        examiner: that made the maps.
        explained: the case with the maps of the chosen layers.
        answered: what else was asked about it.
        plan: which removals, and whether layers are named: then all of them are tested, else the one that is pictured.
        tell: told how much is done, and what is being done.
    """
    if not plan.faithfulness:
        return None
    case, analysis = explained.case, explained.analysis
    slices = (telling_slice(explained),) if plan.slices is None else plan.slices
    regions: dict[int, RegionTest] = {}
    for index in slices:
        tell(0.0, f"slice {index + 1} without its outlined region")
        found = examiner.try_region(case, explained.result(index), analysis.class_index, seed=plan.seed)
        if found is not None:
            regions[index] = found
    maps, known = [], dict[tuple[int, int, str], Beside]()
    wanted = [
        (FaithfulnessKey(index, request, layer, removal, plan.seed), values)
        for index in slices
        for request, layer, values in _maps(explained, answered, plan, index)
        for removal in plan.faithfulness
    ]
    for place, (key, values) in enumerate(wanted):

        def progress(done: int, total: int, key: FaithfulnessKey = key, place: int = place) -> None:
            share = (place + done / max(total, 1)) / len(wanted)
            tell(share, f"{key.request.method} put to the test on slice {key.index + 1}, pass {done} of {total}")

        scene = key.index, key.request.class_index, key.removal
        *_, whole = examiner.faithfulness(case, key, values, beside=known.get(scene), progress=progress)
        known[scene] = whole.beside
        maps.append(TriedMap(case, analysis, whole, regions.get(key.index)))
    return TriedCase(tuple(maps), tuple(regions.values()))


def _maps(
    explained: ExplainedCase, answered: Sequence[Answered], plan: Plan, index: int
) -> Iterator[tuple[Request, int | None, NDArray[np.floating]]]:
    """The maps of one slice: what each answers, its layer, and its values."""
    analysis, chosen = explained.analysis, list(explained.chosen)
    by_method = {request.method: request for request in analysis.requests}
    for layer in pictured(analysis, chosen, plan):
        yield by_method[explained.chosen[layer]], layer, explained.maps[layer][index]
    for each in answered:
        found = each.found.get(index)
        if found is not None and method_of(each.request.method).task == "classification":
            yield from _answers(each, found)


def pictured(analysis: Analysis, chosen: Sequence[int], plan: Plan) -> Sequence[int]:
    """Of the chosen layers those of which every slice gets a picture: those that were named, else the one that opens
    first.
    """
    return chosen if plan.layers is not None or not chosen else [analysis.opening_layer(chosen)]


def _answers(answered: Answered, found: Explanation) -> Iterator[tuple[Request, int | None, NDArray[np.floating]]]:
    match found:
        case LayerMaps(maps=maps):
            for layer in answered.pictured:
                yield answered.request, layer, maps[layer]
        case AttributionMap(values=values, layer=layer):
            yield answered.request, layer, values
        case Regions(values=values):
            yield answered.request, None, values
