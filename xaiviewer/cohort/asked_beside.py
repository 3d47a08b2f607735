"""How far what was asked for agrees with the clinician's mask, beside what knows nothing of it: without any pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from xaiviewer.agreement import scores_of_answer
from xaiviewer.agreement.nulls import NullSettings, nulls_of_answer, nulls_of_answers
from xaiviewer.cohort.plan import Plan
from xaiviewer.records.asked import Answered
from xaiviewer.records.asked_worth import AskedWorth
from xaiviewer.records.export import ExplainedCase
from xaiviewer.requests import Curve
from xaiviewer.requests.nulls import Nulls

_Tell = Callable[[float, str], None]


def with_worth(explained: ExplainedCase, answered: Answered, plan: Plan, tell: _Tell) -> Answered:
    """The answers with what they are worth.

    One map is held against nulls in any case, every layer's, which takes a second a slice, where nulls are asked for;
    so are the scores summed over the slices.

    Args:
        explained: the case, and what the networks said about it.
        answered: what a method said.
        plan: what is asked of every case.
        tell: takes the share that is done, and what is being done now.
    """
    case, analysis, layers = explained.case, explained.analysis, answered.layers or None
    threshold, count = plan.settings.threshold, len(answered.found)
    settings = NullSettings(threshold=threshold)
    scores, nulls = {}, dict[int, Nulls]()
    held = plan.nulls or not answered.layers
    for done, (index, answer) in enumerate(answered.found.items()):
        found = scores_of_answer(case, analysis, answer, threshold=threshold, layers=layers)
        if not found:
            continue
        scores[index] = {key: each.outcome.values for key, each in found.items() if isinstance(each.outcome, Curve)}
        tell(done / count, f"{answered.request.method}, chance, slice {done + 1} of {count}")
        beside = nulls_of_answer(case, analysis, answer, settings=settings, layers=layers) if held else None
        if beside is not None:
            nulls[index] = beside
    of_case = None
    if plan.nulls and scores:
        answers = list(answered.found.values())
        tell(1.0, f"{answered.request.method}, chance, the whole case")
        of_case = nulls_of_answers(case, analysis, answers, settings=settings, layers=layers)
    return replace(answered, worth=AskedWorth(scores, nulls if held else None, of_case))
