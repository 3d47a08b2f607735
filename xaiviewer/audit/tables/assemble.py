"""From examined patients to the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from xaiviewer.audit.found import CaseFound
from xaiviewer.audit.plan import AuditPlan, Judging
from xaiviewer.audit.report import (
    SCHEMA,
    AuditSettings,
    CaseEntry,
    NamedEntry,
    NetworkEntry,
    Report,
    SecondStage,
    SkippedEntry,
)
from xaiviewer.audit.tables.cohort import Cohort
from xaiviewer.audit.tables.disagreements import disagreement_rows
from xaiviewer.audit.tables.findings import TITLES, findings
from xaiviewer.audit.tables.localised import centring_rows, localisation_rows
from xaiviewer.audit.tables.survival import best_rows, survival_rows
from xaiviewer.audit.tables.told import heat_rows, locality_rows, reliance_rows
from xaiviewer.records import NOTICE
from xaiviewer.records.provenance import versions
from xaiviewer.requests import METHODS


@dataclass(frozen=True, eq=False)
class Patient:
    """A patient of the list, and what examining him gave.

    Attributes:
        number: counted from 1.
        label, path: see `report.CaseEntry`.
        judging: by which networks.
        found: None where he was left out.
    """

    number: int
    label: str
    path: str
    judging: Judging
    found: CaseFound | None


def report_of(
    patients: Sequence[Patient],
    skipped: Iterable[SkippedEntry],
    plan: AuditPlan,
    command: str,
    *,
    folds: bool,
    second: SecondStage | None = None,
) -> Report:
    """The report on the patients that were examined: at least one.

    Args:
        patients: all of the list.
        skipped: those that were left out, and why.
        plan: what was asked.
        command: that makes the report again.
        folds: whether a cross-validation's networks judged.
        second: the second stage; None where there is none.
    """
    told = [(each, each.found) for each in patients if each.found is not None]
    cohort = Cohort(tuple(each.number for each, _ in told), tuple(found for _, found in told), plan.seed)
    about = cohort.about
    survival = survival_rows(cohort)
    report = Report(
        schema=SCHEMA,
        notice=NOTICE,
        versions=versions(),
        settings=AuditSettings(
            command=command,
            folds=folds,
            explained_class=about.classes[about.finding],
            placements=plan.nulls.placements,
            seed=plan.seed,
            slices_per_case=plan.slices_per_case,
            threshold=plan.nulls.threshold,
            tolerance_mm=plan.nulls.tolerance_mm,
            other_patients=plan.other_patients,
            resamples=cohort.resamples,
            opening_method=about.opening_method,
            opening_layer=about.opening_layer,
            names=plan.names,
        ),
        networks=_networks([each for each, _ in told]),
        layers=about.layers,
        methods=tuple(NamedEntry(key, METHODS[key].title, METHODS[key].family, True) for key in about.methods),
        measures=tuple(NamedEntry(key, TITLES[key], "", True) for key in about.measures),
        nulls=tuple(NamedEntry(key, key, kind, True) for key, kind in cohort.kinds.items()),
        cases=tuple(_case(each, found) for each, found in told),
        skipped=tuple(skipped),
        findings=(),
        survival=tuple(survival),
        best=tuple(best_rows(cohort, survival)),
        localisation=tuple(localisation_rows(cohort, survival)),
        centring=tuple(centring_rows(cohort)),
        false_heat=tuple(heat_rows(cohort)),
        reliance=tuple(reliance_rows(cohort)),
        locality=tuple(locality_rows(cohort)),
        disagreements=tuple(disagreement_rows(cohort)),
        second=second,
    )
    return replace(report, findings=tuple(findings(report)))


def _networks(patients: Sequence[Patient]) -> tuple[NetworkEntry, ...]:
    """The pairs that judged, in the order of their first patient."""
    worked = {each.judging.name: each.found.about.weights for each in patients if each.found is not None}
    counts: dict[tuple[str, tuple[str, ...]], int] = {}
    for each in patients:  # a segmenter that takes other channels than a user's classifier did not work
        key = each.judging.name, worked.get(each.judging.name, each.judging.weights)
        counts[key] = counts.get(key, 0) + 1
    return tuple(
        NetworkEntry(name, classifier, segmenter, count) for (name, (classifier, segmenter)), count in counts.items()
    )


def _case(patient: Patient, found: CaseFound) -> CaseEntry:
    about = found.about
    return CaseEntry(
        number=patient.number,
        label=patient.label,
        path=patient.path,
        network=about.network,
        trained=about.trained,
        slices=about.pictured,
        with_lesion=about.with_lesion,
        without_lesion=about.without_lesion,
        lesion_slices_examined=len(about.lesion),
        empty_slices_examined=len(about.empty),
        accuracy=about.correct / about.judged,
        notices=about.notices,
    )
