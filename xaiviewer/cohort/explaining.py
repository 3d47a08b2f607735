"""One case, explained as a plan says, into a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from xaiviewer.analysis import Examiner
from xaiviewer.case import Case
from xaiviewer.cohort.asked_beside import with_worth
from xaiviewer.cohort.beside import Beside
from xaiviewer.cohort.computation import Computation
from xaiviewer.cohort.plan import AUTO, Plan
from xaiviewer.cohort.summing_up import SUMMARY, summed_up
from xaiviewer.cohort.testing import pictured, tested
from xaiviewer.errors import ReadError, UsageError, XaiViewerError
from xaiviewer.explain import EmptyRegionError
from xaiviewer.nets.inputs.doubts import no_picture
from xaiviewer.records.acquired import save_as_acquired
from xaiviewer.records.asked import Answered
from xaiviewer.records.asked_acquired import save_answered_as_acquired
from xaiviewer.records.export import ExplainedCase, export_case, telling_slice
from xaiviewer.records.faithfulness import TriedCase
from xaiviewer.records.shares import write_shares
from xaiviewer.records.sheets import write_sheets
from xaiviewer.requests import (
    ONE_PASS_METHODS,
    Analysis,
    AnalysisSettings,
    Answers,
    Explanation,
    LayerMaps,
    ModelDescription,
    Partial,
    Request,
    method_of,
)

Tell = Callable[[float, str], None]
"""Takes the share of a case that is done, and what is being done now."""

_WRITING = 0.95
"""Share of the time after which everything is answered."""

_TESTING = 0.5
"""The same where it is also asked whether the marked places matter."""

_MAPS = 0.6
"""Share of the time for maps that they take where they are held against something, too."""


@dataclass(frozen=True, eq=False)
class _Judged:
    """What came with every slice.

    Attributes:
        explained: decisions, outlines and the chosen layers' maps.
        further: by the request of each further method that comes with every slice, its maps by slice.
    """

    explained: ExplainedCase
    further: Mapping[Request, Mapping[int, Explanation]]


@dataclass(frozen=True, eq=False)
class Gathered:
    """All that was found out about a case.

    Attributes:
        explained: decisions, outlines and the chosen layers' maps.
        answered: what was asked for beyond them.
        tested: whether the marked places matter; None where nobody asked.
        computation: on what it was computed.
        notices: what the reader should know of the case.
    """

    explained: ExplainedCase
    answered: tuple[Answered, ...]
    tested: TriedCase | None
    computation: Computation
    notices: tuple[str, ...]


def explain_case(analyser: Examiner, case: Case, plan: Plan, folder: Path, tell: Tell) -> tuple[str, ...]:
    """Judge the case, ask every method, fill `folder`, and return what the reader should know of the case.

    Raises:
        ReadError, UsageError, XaiViewerError: see `gathered`.
    """
    found = gathered(analyser, case, plan, tell)
    _write(found.explained, found.answered, plan, folder, found.computation, tell, found_out=found.tested)
    return found.notices


def gathered(analyser: Examiner, case: Case, plan: Plan, tell: Tell) -> Gathered:
    """Judge the case and ask every method; nothing is written.

    Raises:
        ReadError: where the case holds no picture.
        UsageError: for a class or a layer that there is not, or what a method cannot take.
        XaiViewerError: for a slice that the case has not, or a region that no slice has where nothing else was asked.
    """
    if not case.indices:
        raise ReadError(no_picture(case))
    start = analyser.start(case, plan.settings)
    index = plan.class_index(start.description)
    requests = [  # what they cannot take is complained of before the slices are judged
        analyser.request(each.method, index, seed=each.seed, **each.parameters) for each in plan.questions
    ]
    _refuse_slices(case, plan.slices)
    _refuse_layers(start, plan, requests)
    beside = Beside(analyser, plan)
    chosen = chosen_methods(start, plan.layers, plan.with_slices[0]) if plan.with_slices else {}
    computation = Computation(analyser.device, len(analyser.description.inputs))
    silent: list[str] = []
    with computation.watched():  # from here on: what is traced once in a process is no part of the case
        end = _TESTING if plan.faithfulness else _WRITING
        share = 0.1 if requests else end
        judged = _judged(analyser, case, plan, replace(plan.settings, class_index=index), chosen, _part(tell, 0, share))
        part = _part(tell, share * _MAPS, share * (1 - _MAPS))
        judged = replace(judged, explained=beside.added(judged.explained, part))
        answered = [
            with_worth(judged.explained, with_layers(judged.explained.analysis, plan, *each), plan, part)
            for each in judged.further.items()
        ]
        for number, request in enumerate(requests):
            step = (end - share) / len(requests)
            part = _part(tell, share + number * step, step)
            try:
                found = _asked(analyser, case, request, slices_wanted(judged.explained, plan, request), part)
            except EmptyRegionError as nothing:  # in this case: others may hold a region, other methods need none
                if plan.methods == (request.method,):
                    raise XaiViewerError(str(nothing)) from nothing
                silent.append(str(nothing))
                continue
            made = with_layers(judged.explained.analysis, plan, request, found)
            answered.append(with_worth(judged.explained, made, plan, _part(part, 1.0, 0.0)))
        found_out = tested(analyser, judged.explained, answered, plan, _part(tell, end, _WRITING - end))
    explained = judged.explained
    if analyser.shortage and analyser.shortage not in explained.analysis.notices:  # it came in the middle of the work
        analysis = explained.analysis
        explained = replace(explained, analysis=replace(analysis, notices=(*analysis.notices, analyser.shortage)))
        computation.device = analyser.device
    notices = (*explained.case.notices, *explained.analysis.notices, *silent)
    return Gathered(explained, tuple(answered), found_out, computation, notices)


def chosen_methods(analysis: Analysis, layers: Sequence[str] | None, method: str) -> dict[int, str]:
    """The layers that are exported, from the input to the output, and the method of each.

    Raises:
        UsageError: where the network has none of them.
    """
    if analysis.description.outputs_only and (layers is not None or method != AUTO):
        raise UsageError(analysis.description.outputs_only)
    indices = layers_named(analysis.description, layers)
    return {index: analysis.favourites[index].method if method == AUTO else method for index in indices}


def _judged(
    analyser: Examiner, case: Case, plan: Plan, settings: AnalysisSettings, chosen: Mapping[int, str], tell: Tell
) -> _Judged:
    """Every slice's decision and outline, the maps that come with it, and what becomes of it without its region.

    Of the chosen layers' maps those are kept alone; those of slices without a picture stay 0.
    """
    others = plan.with_slices[1:]
    methods = tuple(key for key in ONE_PASS_METHODS if key in chosen.values() or key in others)
    analysis = analyser.start(case, replace(settings, methods=methods))
    maps = {layer: np.zeros((len(case), *analysis.layers[layer].grid), dtype=np.float32) for layer in chosen}
    further: dict[str, dict[int, Explanation]] = {key: {} for key in others}
    share = _MAPS if (plan.nulls or plan.also) and chosen else 1.0
    count = len(case.indices)
    for done, result in enumerate(analyser.slices(case, replace(settings, methods=methods))):
        tell(share * done / count, f"slice {done + 1} of {count}")
        made = {request.method: each for request, each in result.explanations.items() if isinstance(each, LayerMaps)}
        for layer, method in chosen.items():
            maps[layer][result.index] = made[method].maps[layer]
        for key, found in further.items():
            found[result.index] = made[key]
        analysis = analysis.with_slice(replace(result, explanations={}))
    analysis = analysis.with_reliance(analyser.reliance(case, analysis.slices))
    requests = {request.method: request for request in analysis.requests}
    return _Judged(
        ExplainedCase(case, analysis, chosen, maps),
        {requests[key]: dict(sorted(found.items())) for key, found in further.items()},
    )


def _asked(
    analyser: Examiner, case: Case, request: Request, wanted: Sequence[int], tell: Tell
) -> dict[int, Explanation]:
    """What one method says of the wanted slices."""

    def progress(done: int, total: int) -> None:
        tell(done / max(total, 1), f"{request.method}, pass {done} of {total}")

    answers = analyser.explain(case, request, wanted, progress=progress)
    return {each.index: each for each in answers if not isinstance(each, Partial)}


def slices_wanted(explained: ExplainedCase, plan: Plan, request: Request) -> Sequence[int]:
    """The slices that a method is asked about: those that were named, else all.

    Of a synthetic picture, which takes as long as many maps, one: that of the largest mask or the highest probability.
    """
    if plan.slices is not None:
        return plan.slices
    alone = method_of(request.method).answers is Answers.SYNTHESIS
    return (telling_slice(explained),) if alone else explained.case.indices


def _refuse_slices(case: Case, slices: Sequence[int] | None) -> None:
    """Raise where a slice is asked for that holds no picture.

    Another case may have it: not for this one's sake are the others left out, so it is no UsageError.
    """
    for number in slices or ():
        if number not in case.indices:
            raise XaiViewerError(f"{case.name} has no picture of slice {number + 1}; name others by --slices.")


def layers_named(description: ModelDescription, names: Sequence[str] | None) -> tuple[int, ...]:
    """Indices of those of the layers that a network has, from the input to the output; all where none are named.

    Raises:
        UsageError: where it has none of them.
    """
    if names is None:
        return tuple(range(len(description.layers)))
    found = sorted({description.layer_index(name) for name in names if _has(description, name)})
    return tuple(found) or (description.layer_index(names[0]),)


def _refuse_layers(analysis: Analysis, plan: Plan, requests: Sequence[Request]) -> None:
    """Complain, before anything is computed, of a layer that no network has, or of a network that has none of them.

    The classifier and the segmenter have different layers: each method writes those of its own.
    """
    asked = [each for each in requests if method_of(each.method).answers is Answers.EVERY_LAYER]
    networks = [analysis.description] if plan.with_slices else []
    networks += [analysis.description_of(each) for each in asked]
    for name in plan.layers or ():
        if not any(_has(each, name) for each in networks):
            networks[0].layer_index(name)
    for each in networks:
        layers_named(each, plan.layers)


def _has(description: ModelDescription, name: str) -> bool:
    return any(layer.is_called(name) for layer in description.layers)


def with_layers(analysis: Analysis, plan: Plan, request: Request, found: Mapping[int, Explanation]) -> Answered:
    """The answers with the layers that are written; with all layers one alone is drawn, the one that opens first."""
    polarity = plan.polarity_of(request)
    if method_of(request.method).answers is not Answers.EVERY_LAYER:
        return Answered(request, found, polarity=polarity)
    layers = layers_named(analysis.description_of(request), plan.layers)
    if plan.layers is not None:
        pictured = layers
    elif analysis.description_of(request) is analysis.description:
        pictured = (analysis.opening_layer(layers),)
    else:
        pictured = layers[-1:]
    return Answered(request, found, layers, pictured, polarity)


def _write(
    explained: ExplainedCase,
    answered: Sequence[Answered],
    plan: Plan,
    folder: Path,
    computation: Computation,
    tell: Tell,
    *,
    found_out: TriedCase | None,
) -> None:
    case, analysis, chosen = explained.case, explained.analysis, explained.chosen
    appearance = plan.appearance.settled(case)
    drawn = pictured(analysis, list(chosen), plan)
    export_case(
        explained,
        folder,
        pictured=drawn,
        appearance=appearance,
        settings=plan.fields(analysis, appearance),
        fused=plan.fuse is not None,
        answered=answered,
        tested=found_out,
        computation=computation.fields,
        progress=lambda what: tell(_WRITING, f"writing {what}"),
    )
    if plan.sheets:
        write_sheets(
            explained, folder, drawn, appearance=appearance, progress=lambda what: tell(0.97, f"writing {what}")
        )
    (folder / SUMMARY).write_text(summed_up(explained) + "\n", encoding="utf-8")
    for each in answered:
        write_shares(case, analysis, list(each.found.values()), folder)
    if plan.nifti:
        save_as_acquired(explained, folder, progress=lambda what: tell(0.98, f"writing {what}"))
        for each in answered:
            progress: Callable[[str], None] = lambda what: tell(0.98, f"writing {what}")  # noqa: E731
            save_answered_as_acquired(case, analysis, each, folder, progress=progress)


def _part(tell: Tell, start: float, share: float) -> Tell:
    return lambda done, doing: tell(start + share * done, doing)
