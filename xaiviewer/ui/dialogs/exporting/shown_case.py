"""What is on the screen as an export takes it; made on a worker, of values that do not change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.cohort.plan import AUTO
from xaiviewer.display.appearance import Appearance
from xaiviewer.errors import UsageError
from xaiviewer.exports.context import Context, Wanted
from xaiviewer.exports.identity import Identity, as_written, pseudonymous, with_name
from xaiviewer.exports.verdicts import head_of, readings_of, with_readers
from xaiviewer.ledger.opening import open_project
from xaiviewer.ledger.project import Project
from xaiviewer.measurements import Marks, Measurement
from xaiviewer.records.asked import Answered
from xaiviewer.records.export import ExplainedCase
from xaiviewer.requests import Answers, Explanation, Partial, Request, method_of
from xaiviewer.review import ShownState, query, trust
from xaiviewer.review.state import BEST
from xaiviewer.ui.dialogs.exporting.shown_asked import answered_of
from xaiviewer.ui.dialogs.exporting.shown_measured import lesions_of, measured_of
from xaiviewer.ui.language import later

NO_CASE = later("No case is open.")
UNFINISHED = later("The case is still being analysed; export it when that is done.")


@dataclass(frozen=True)
class Chosen:
    """What the reader chose in the dialog.

    Attributes:
        state: what is on the screen.
        marks: what was painted.
        hide: whether the patient is taken out.
        every_layer: whether all layers' maps are written, in place of the one shown.
        wanted: what is asked beside.
        threshold: share of a map's maximum above which a cell counts as marked.
        project: file of the project that answers are kept in; None where there is none.
        salt: by which pseudonyms are made where there is no project: the same in what is told and what is written.
        measurements: what was drawn to measure it.
    """

    state: ShownState
    marks: Marks
    hide: bool
    every_layer: bool
    wanted: Wanted
    threshold: float
    project: Path | None
    salt: bytes = field(repr=False)
    measurements: tuple[Measurement, ...] = ()


def problem_of(state: ShownState) -> str:
    """Why the case cannot be exported now, in English; "" where it can."""
    if state.case is None or state.analysis is None:
        return NO_CASE
    return "" if state.complete else UNFINISHED


@contextmanager
def project_of(chosen: Chosen) -> Iterator[Project | None]:
    """The project that answers are kept in, open; None where there is none.

    Raises:
        ReviewError: where it cannot be read.
    """
    if chosen.project is None or not chosen.project.exists():
        yield None
        return
    with open_project(chosen.project) as project:
        yield project


def context_of(chosen: Chosen) -> Context:
    """Everything that is known of the case.

    Raises:
        UsageError: where it is not analysed to its end.
        ReviewError: where the project cannot be read.
    """
    if problem_of(chosen.state):
        raise UsageError(problem_of(chosen.state))
    with project_of(chosen) as project:
        return _context(chosen, project)


def _context(chosen: Chosen, project: Project | None) -> Context:
    state, case = chosen.state, chosen.state.case
    assert case is not None
    identity = _identity(chosen, project)
    explained = as_written(_explained(chosen), identity)
    marks = marked(chosen.marks, (len(case), *case.shape))
    appearance = state.appearance.settled(explained.case)
    device = explained.analysis.device
    return Context(
        explained,
        identity,
        case,
        appearance=appearance,
        answered=_answered(state),
        settings=_settings(chosen, explained, appearance),
        computation={"device": device} if device else {},
        readings=() if project is None else readings_of(project, case, identity),
        head="" if project is None else head_of(project),
        marks=marks,
        measured=measured_of(state, chosen.measurements, explained.case),
        lesions=partial(lesions_of, state),
        wanted=chosen.wanted,
    )


def _settings(chosen: Chosen, explained: ExplainedCase, appearance: Appearance) -> dict[str, Any]:
    """What the networks were asked and how it is drawn, by the names that the command line has for it."""
    state, analysis = chosen.state, explained.analysis
    return {
        "method": AUTO if state.method == BEST else state.method,
        "layers": ",".join(analysis.layers[each].name for each in explained.chosen),
        "class": analysis.classes[analysis.class_index],
        "threshold": chosen.threshold,
        "gate": analysis.gate,
        "outline": analysis.outline,
        "pictures": asdict(appearance),
    }


def compared(state: ShownState) -> tuple[int, int]:
    """How many of the slices with a mask were held against what knows nothing of it, and of how many."""
    key = trust.case_key(state)
    if key is None or state.case is None or state.analysis is None:
        return 0, 0
    held = trust.held_slices(state.case, state.analysis)
    return sum(state.nulls.get((index, *key)) is not None for index in held), len(held)


def _identity(chosen: Chosen, project: Project | None) -> Identity:
    case = chosen.state.case
    assert case is not None
    if not chosen.hide:
        return with_name(case)
    salt = chosen.salt if project is None else project.info.salt
    identity = pseudonymous(case, salt, None if case.contents is None else case.contents.path)
    return identity if project is None else with_readers(identity, project)


def _explained(chosen: Chosen) -> ExplainedCase:
    state = chosen.state
    case, analysis = state.case, state.analysis
    assert case is not None
    assert analysis is not None
    count = len(analysis.layers)
    shown = min(state.layer, count - 1) if count and query.network(state) is analysis.description else count - 1
    layers = range(count) if chosen.every_layer else range(max(shown, 0), count and max(shown, 0) + 1)
    methods = {layer: _method(state, layer) for layer in layers}
    maps = {layer: _maps(state, layer, method) for layer, method in methods.items()}
    kept = {layer: method for layer, method in methods.items() if maps[layer] is not None}
    place = list(kept)
    nulls = {
        index: found.of_layers(place)
        for (index, method, wanted), found in state.nulls.items()
        if found is not None and (method, wanted) == (state.method, analysis.class_index)
    }
    whole = state.of_case.get((state.method, analysis.class_index))
    of_case = None if whole is None or whole.nulls is None else whole.nulls.of_layers(place)
    found_maps = {layer: each for layer, each in maps.items() if each is not None}
    return ExplainedCase(case, analysis, kept, found_maps, nulls or None, of_case)


def _method(state: ShownState, layer: int) -> str:
    """The method of a layer's own map, whatever was asked beyond it."""
    return query.method_of(replace(state, request=None), layer) or ""


def _maps(state: ShownState, layer: int, method: str) -> NDArray[np.float32] | None:
    """A layer's maps of every slice; None where they were not made. Slices without a picture stay 0."""
    case, analysis = state.case, state.analysis
    assert case is not None
    assert analysis is not None
    made = np.zeros((len(case), *analysis.layers[layer].grid), dtype=np.float32)
    any_made = False
    for index, result in analysis.slices.items():
        found = result.layer_maps(method)
        if found is not None:
            made[index], any_made = found.maps[layer], True
    return made if any_made else None


def _answered(state: ShownState) -> tuple[Answered, ...]:
    """What was asked beyond the layers' maps and answered to its end."""
    assert state.analysis is not None
    known: dict[Request, dict[int, Explanation]] = {}
    for (request, index), answer in sorted(state.answers.items(), key=lambda each: each[0][1]):
        if not isinstance(answer, Partial):
            known.setdefault(request, {})[index] = answer
    found, methods = [], set[str]()
    for request, answers in known.items():
        if request.method in methods:
            continue  # files are called by the method: the one asked first is written
        methods.add(request.method)
        if method_of(request.method).answers is Answers.EVERY_LAYER:
            layers = len(state.analysis.description_of(request).layers)
            shown = (min(state.layer, layers - 1),)
            found.append(answered_of(state, request, answers, shown, shown))
        else:
            found.append(answered_of(state, request, answers))
    return tuple(found)


def marked(marks: Marks, shape: tuple[int, int, int]) -> NDArray[np.bool_] | None:
    """What was painted, bool ``[slice, row, column]``; None where nothing was."""
    if not marks.slices:
        return None
    made = np.zeros(shape, dtype=bool)
    for index, each in marks.slices.items():
        made[index] = each
    return made
