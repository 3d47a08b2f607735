"""A case analysed as a plan says, for its export. The only place here that asks the networks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xaiviewer.analysis import Examiner
from xaiviewer.case import Case
from xaiviewer.cohort.explaining import Tell, gathered
from xaiviewer.cohort.plan import Plan
from xaiviewer.exports.context import Context
from xaiviewer.exports.identity import as_written
from xaiviewer.exports.measured import measured_of
from xaiviewer.exports.several.asked import Asked, Order, identity_of
from xaiviewer.exports.verdicts import head_of, readings_of
from xaiviewer.records.export import ExplainedCase


def context_of(analyser: Examiner, case: Case, path: Path, asked: Asked, tell: Tell) -> Context:
    """Analyse a case.

    Raises:
        ReadError, UsageError, XaiViewerError: see `cohort.explaining.gathered`.
    """
    settled = replace(asked, plan=layers_settled(analyser, case, asked))
    found = gathered(analyser, case, settled.plan, tell)
    made = context_made(found.explained, case, path, settled)
    return replace(made, answered=found.answered, computation=found.computation.fields())


def layers_settled(analyser: Examiner, case: Case, asked: Asked) -> Plan:
    """The plan with the layer that opens first named, where neither others are nor all are wanted."""
    plan = asked.plan
    if plan.layers is not None or asked.every_layer or not plan.with_slices:
        return plan
    start = analyser.start(case, plan.settings)
    return replace(plan, layers=(start.layers[start.opening_layer(range(len(start.layers)))].name,))


def context_made(found: ExplainedCase, case: Case, path: Path, asked: Asked) -> Context:
    """What the files are made of, of what the networks said."""
    identity, project = identity_of(case, path, asked), asked.project
    explained = as_written(found, identity)
    appearance = asked.plan.appearance.settled(explained.case)
    return Context(
        explained=explained,
        identity=identity,
        original=case,
        appearance=appearance,
        settings=asked.plan.fields(explained.analysis, appearance),
        readings=() if project is None else readings_of(project, case, identity),
        head="" if project is None else head_of(project),
        wanted=asked.wanted,
    )


def with_drawings(context: Context, order: Order) -> Context:
    """The same with what was marked and measured on the case."""
    case = context.original
    return replace(context, marks=order.marks(case), measured=measured_of(context, order.drawn(case)))
