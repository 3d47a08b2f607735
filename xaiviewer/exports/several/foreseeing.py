"""What would be written of a case that nobody has analysed: its files are read, no pass of a network is made.

Names of files follow from the case, the layers and what is asked, but for what depends on the findings: whether
anything is outlined, and which slice is shown where there is no mask. So the case is planned twice, as if the networks
had outlined something on every slice, and as if on none, with another slice the surest; what both plans hold is
certain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from xaiviewer.analysis import Examiner
from xaiviewer.case import Case
from xaiviewer.cohort.explaining import chosen_methods, slices_wanted, with_layers
from xaiviewer.cohort.plan import Plan
from xaiviewer.errors import ReadError
from xaiviewer.exports.context import Context
from xaiviewer.exports.kind import Kind
from xaiviewer.exports.plan import IF_CHOSEN, IF_OUTLINED, CasePlan, Entry, plan_case
from xaiviewer.exports.several.asked import Order
from xaiviewer.exports.several.gathering import context_made, layers_settled, with_drawings
from xaiviewer.nets.inputs.doubts import no_picture
from xaiviewer.records.asked import Answered
from xaiviewer.records.export import ExplainedCase
from xaiviewer.requests import (
    ONE_PASS_METHODS,
    Analysis,
    Answers,
    AttributionMap,
    ChannelMaps,
    Explanation,
    LayerMaps,
    Regions,
    Request,
    SequenceShares,
    SliceResult,
    Synthesis,
    method_of,
)

_NUMBER = re.compile(r"\d+")
_LAYER = "layer"
"""Name of the parameter of methods that are asked about one layer."""


def foreseen(
    analyser: Examiner, case: Case, path: Path, order: Order, kinds: Sequence[Kind], folder: str | None = None
) -> CasePlan:
    """What would be written of a case.

    Raises:
        ReadError: where the case holds no picture.
        UsageError: for a class or a layer that there is not, or what a method cannot take.
    """
    if not case.indices:
        raise ReadError(no_picture(case))
    asked = replace(order.asked, plan=layers_settled(analyser, case, order.asked))
    most, least = (
        plan_case(
            with_drawings(_context(analyser, case, path, replace(order, asked=asked), outlined), order),
            kinds,
            folder,
        )
        for outlined in (True, False)
    )
    return _both(most, least)


def _both(most: CasePlan, least: CasePlan) -> CasePlan:
    """One plan: what the second holds as well is certain."""
    certain = {each.path for each in least.entries}
    others = {each.kind for each in least.entries if each.path not in {one.path for one in most.entries}}
    entries = []
    for each in most.entries:
        if each.path in certain:
            entries.append(each)
        elif each.kind in others:
            entries.append(Entry(_unnumbered(each.path), each.kind, each.made, each.about, IF_CHOSEN))
        else:
            entries.append(replace(each, when=IF_OUTLINED))
    measured = IF_OUTLINED if least.measured is None and most.measured is not None else most.measured
    return replace(most, entries=tuple(entries), measured=measured)


def _unnumbered(path: str) -> str:
    """A path whose slice is not known yet; the case's folder stays as it is."""
    folder, _, below = path.partition("/")
    return f"{folder}/{_NUMBER.sub('…', below)}"


def _context(analyser: Examiner, case: Case, path: Path, order: Order, outlined: bool) -> Context:  # noqa: FBT001
    """The case as it may come to be known."""
    plan = order.asked.plan
    start = analyser.start(case, plan.settings)
    index = plan.class_index(start.description)
    chosen = chosen_methods(start, plan.layers, plan.with_slices[0]) if plan.with_slices else {}
    methods = tuple(key for key in ONE_PASS_METHODS if key in chosen.values() or key in plan.with_slices[1:])
    analysis = analyser.start(case, replace(plan.settings, methods=methods, class_index=index))
    analysis = replace(analysis, slices={each: _result(case, analysis, each, outlined) for each in case.indices})
    grids = {layer: analysis.layers[layer].grid for layer in chosen}
    maps = {layer: np.zeros((len(case), *grid), dtype=np.float32) for layer, grid in grids.items()}
    explained = ExplainedCase(case, analysis, chosen, maps)
    requests = [each for each in analysis.requests if each.method in plan.with_slices[1:]]
    requests += [analyser.request(each.method, index, seed=each.seed, **each.parameters) for each in plan.questions]
    return replace(
        context_made(explained, case, path, order.asked), answered=tuple(_answers(explained, plan, requests, outlined))
    )


def _result(case: Case, analysis: Analysis, index: int, outlined: bool) -> SliceResult:  # noqa: FBT001
    """A slice that was called the finding and outlined, the first one the most surely; or the contrary."""
    chances = np.zeros(len(analysis.classes), dtype=np.float32)
    first, last = case.indices[0], case.indices[-1]
    chances[analysis.description.main_class] = 0.9 if index == (first if outlined else last) else 0.6 * outlined
    outline = np.ones(case.shape, dtype=bool) if outlined else None
    return SliceResult(index, np.zeros_like(chances), chances, outline, {}, {})


def _answers(
    explained: ExplainedCase,
    plan: Plan,
    requests: Sequence[Request],
    outlined: bool,  # noqa: FBT001
) -> list[Answered]:
    """What methods will have answered; those about the outline nothing where there is none."""
    found = []
    for request in requests:
        if method_of(request.method).task == "segmentation" and not outlined:
            continue
        each = _answer(explained.analysis, request)
        answers: Mapping[int, Explanation] = {
            index: replace(each, index=index) for index in slices_wanted(explained, plan, request)
        }
        found.append(with_layers(explained.analysis, plan, request, answers))
    return found


def _answer(analysis: Analysis, request: Request) -> Explanation:
    """An answer that says nothing."""
    layers = analysis.description_of(request).layers
    none, scores = np.zeros((1, 1), dtype=np.float32), np.zeros(1, dtype=np.float64)
    match method_of(request.method).answers:
        case Answers.EVERY_LAYER:
            return LayerMaps(request, 0, (none,) * len(layers))
        case Answers.MAP:
            named = dict(request.parameters).get(_LAYER)
            layer = None if not named else analysis.description_of(request).layer_index(str(named))
            return AttributionMap(request, 0, none, layer=layer)
        case Answers.REGIONS:
            return Regions(request, 0, np.ones((1, 1), dtype=np.int32), np.zeros(1, dtype=np.float32), "")
        case Answers.SYNTHESIS:
            return Synthesis(request, 0, none[None], begins_with_slice=True, before=0.0, after=0.0)
        case Answers.SEQUENCES:
            return SequenceShares(request, 0, ("",), scores, 0.0, 0.0)
        case Answers.CHANNELS:
            return ChannelMaps(request, 0, 0, np.zeros(1, dtype=np.int64), scores, none[None], 0.0)
