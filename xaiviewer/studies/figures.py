"""A study's figures with what they are made of, as JSON holds them: for the command line and the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from xaiviewer import paths
from xaiviewer.errors import UsageError
from xaiviewer.evaluation.bootstrap import RESAMPLES
from xaiviewer.evaluation.readers.report import study_report
from xaiviewer.evaluation.report import plain
from xaiviewer.records import NOTICE
from xaiviewer.records.provenance import versions
from xaiviewer.studies.outlining import outlined
from xaiviewer.studies.owner import Owner, read_owner
from xaiviewer.studies.results import Collected, collect

SCHEMA = 1


@dataclass(frozen=True)
class StudyFigures:
    """What a study came to.

    Attributes:
        owner: of the study.
        collected: what the readers gave.
        fields: all figures as plain values; None: not defined.
    """

    owner: Owner
    collected: Collected
    fields: dict[str, Any]


def schema_file() -> Path:
    """The JSON schema of a study's figures, and of a project's (`ledger.concordance`)."""
    return paths.resources() / "schemas" / "figures.json"


def study_figures(key: Path, projects: Sequence[Path], *, seed: int = 0, number: int = RESAMPLES) -> StudyFigures:
    """The figures of a study that has ended.

    Args:
        key: the owner's.
        projects: the readers', or one into which they were merged.
        seed, number: of the resamples.

    Raises:
        UsageError: where no answer to the study stands in them.
        ReviewError: where one cannot be read, or an answer is not of the study as it was made.
    """
    owner = read_owner(key)
    collected = collect(owner, projects)
    if not collected.readings:
        raise UsageError(f"No answer to the study of {key} stands in these projects.")
    folders = [*sorted(key.parent.glob("reader-*")), *(each.parent for each in projects)]
    marks = outlined(owner, projects, folders)
    report = study_report(collected.readings, marks.marked, seed=seed, number=number)
    fields = {
        "schema": SCHEMA,
        "notice": NOTICE,
        "versions": versions(),
        "study": owner.id,
        "design": owner.design.plain(),
        "seed": seed,
        "resamples": number,
        "missing": collected.missing,
        "remarks": [asdict(each) for each in (*collected.remarks, *marks.remarks)],
        "wrong_outputs": {case[:8]: known.wrong for case, known in owner.cases.items() if known.wrong},
        **plain(report),
    }
    return StudyFigures(owner, collected, fields)
