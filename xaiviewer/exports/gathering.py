"""A case analysed as a plan says, for its export. The only place here that asks the networks."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path

from xaiviewer.analysis import Examiner
from xaiviewer.case import Case
from xaiviewer.cohort.explaining import Tell, gathered
from xaiviewer.cohort.plan import Plan
from xaiviewer.exports.context import Context, Wanted
from xaiviewer.exports.identity import Identity, as_written, pseudonymous, with_name
from xaiviewer.exports.verdicts import head_of, readings_of, with_readers
from xaiviewer.ledger.identity import SALT_BYTES
from xaiviewer.ledger.project import Project
from xaiviewer.records.export import ExplainedCase


@dataclass(frozen=True)
class Asked:
    """What is asked of every case of an export.

    Attributes:
        plan: of the networks; its layers None for the one that opens first.
        every_layer: whether in place of that one all layers are written.
        hide: whether the patient is taken out.
        project: what readers said, and under which pseudonyms; None for none.
        wanted: what is asked beside.
        salt: where there is no project pseudonyms hold for one export alone.
    """

    plan: Plan
    every_layer: bool = False
    hide: bool = False
    project: Project | None = None
    wanted: Wanted = field(default_factory=Wanted)
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(SALT_BYTES), repr=False)


def context_of(analyser: Examiner, case: Case, path: Path, asked: Asked, tell: Tell) -> Context:
    """Analyse a case.

    Raises:
        ReadError, UsageError, XaiViewerError: see `cohort.explaining.gathered`.
    """
    found = gathered(analyser, case, _layers_settled(analyser, case, asked), tell)
    made = _made(found.explained, case, path, asked)
    return replace(made, answered=found.answered, computation=found.computation.fields())


def _layers_settled(analyser: Examiner, case: Case, asked: Asked) -> Plan:
    """The plan with the layer that opens first named, where neither others are nor all are wanted."""
    plan = asked.plan
    if plan.layers is not None or asked.every_layer or not plan.with_slices:
        return plan
    start = analyser.start(case, plan.settings)
    return replace(plan, layers=(start.layers[start.opening_layer(range(len(start.layers)))].name,))


def _made(found: ExplainedCase, case: Case, path: Path, asked: Asked) -> Context:
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


def identity_of(case: Case, path: Path, asked: Asked) -> Identity:
    """How the case is called."""
    if not asked.hide:
        return with_name(case)
    if asked.project is None:
        return pseudonymous(case, asked.salt, path)
    return with_readers(pseudonymous(case, asked.project.info.salt, path), asked.project)
