"""``xaiviewer explain`` by a method that is asked for slice by slice."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xaiviewer.case import Case
from xaiviewer.commands.options.appearance import appearance_of
from xaiviewer.commands.options.explaining import Tell, case_settings, class_index, settings_fields
from xaiviewer.commands.options.methods import Question
from xaiviewer.errors import ReadError, XaiViewerError
from xaiviewer.nets.inputs.doubts import no_picture
from xaiviewer.records.asked import AskedCase, export_asked
from xaiviewer.records.folders import replacing
from xaiviewer.requests import Analysis, AnalysisSettings, Explanation, Partial

if TYPE_CHECKING:
    from xaiviewer.analysis import Analyser

_JUDGED, _ANSWERED = 0.1, 0.95
"""Shares of the time after which the slices are judged and the questions answered."""


def write_answers(
    analyser: Analyser, case: Case, question: Question, target: Path, arguments: argparse.Namespace, tell: Tell
) -> tuple[str, ...]:
    """Judge the case, ask the method, write the case's folder, and return what the reader should know of it.

    Raises:
        ReadError: where the case holds no picture.
        UsageError: for a class that there is not, or what the method cannot take.
        XaiViewerError: for a slice that the case has not.
    """
    if not case.indices:
        raise ReadError(no_picture(case))
    settings = replace(case_settings(arguments), methods=())
    index = class_index(analyser.start(case, settings).description, arguments.wanted_class)
    request = analyser.request(question.method, index, seed=question.seed, **question.parameters)
    wanted = case.indices if question.slices is None else question.slices
    for number in wanted:
        if number not in case.indices:  # another case may have it: not for this one's sake are the others left out
            raise XaiViewerError(f"{case.name} has no picture of slice {number + 1}; name others by --slices.")
    answers = analyser.explain(  # complains of what it cannot do before the slices are judged
        case,
        request,
        wanted,
        progress=lambda done, total: tell(
            _JUDGED + (_ANSWERED - _JUDGED) * done / total, f"{question.method}, pass {done} of {total}"
        ),
    )
    analysis = _judged(analyser, case, replace(settings, class_index=index), tell)
    found: dict[int, Explanation] = {
        each.index: each for each in answers if not isinstance(each, Partial) and each.index is not None
    }
    appearance = appearance_of(arguments).settled(case)
    with replacing(target, overwrite=arguments.overwrite) as folder:
        export_asked(
            AskedCase(case, analysis, request, found),
            folder,
            appearance=appearance,
            settings=settings_fields(analysis, arguments, appearance),
            progress=lambda what: tell(_ANSWERED, f"writing {what}"),
        )
    return (*case.notices, *analysis.notices)


def _judged(analyser: Analyser, case: Case, settings: AnalysisSettings, tell: Tell) -> Analysis:
    """Every slice's decision and outline, and what becomes of it without the outlined region."""
    analysis, count = analyser.start(case, settings), len(case.indices)
    for done, result in enumerate(analyser.slices(case, settings)):
        tell(_JUDGED * done / count, f"slice {done + 1} of {count}")
        analysis = analysis.with_slice(result)
    return analysis.with_reliance(analyser.reliance(case, analysis.slices))
