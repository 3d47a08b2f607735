"""What an audit found, as a whole: from its tables to `report.json` and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xaiviewer.audit.report.entries import (
    AuditSettings,
    CaseEntry,
    LayerEntry,
    NamedEntry,
    NetworkEntry,
    SkippedEntry,
)
from xaiviewer.audit.report.fields import built, plain
from xaiviewer.audit.report.rows import (
    BestRow,
    CentringRow,
    DisagreementRow,
    HeatRow,
    LocalisationRow,
    LocalityRow,
    RelianceRow,
    SurvivalRow,
)
from xaiviewer.audit.report.second import SecondStage
from xaiviewer.errors import ReadError

SCHEMA = 1
FILE = "report.json"
"""In the folder of an audit; its tables lie beside it as CSV, its pictures in `pictures/`."""


@dataclass(frozen=True)
class Report:
    """An audit, complete.

    Attributes:
        schema: of this file.
        notice: what the program is for.
        versions: of what computed it.
        settings, networks, layers, methods, measures, nulls, cases, skipped: what it is about.
        findings: the outcome in sentences, the most telling first.
        survival, best, localisation, centring, false_heat, reliance, locality, disagreements: tables.
        second: the second stage; null where it was not asked for, or is not done.
    """

    schema: int
    notice: str
    versions: Mapping[str, str]
    settings: AuditSettings
    networks: tuple[NetworkEntry, ...]
    layers: tuple[LayerEntry, ...]
    methods: tuple[NamedEntry, ...]
    measures: tuple[NamedEntry, ...]
    nulls: tuple[NamedEntry, ...]
    cases: tuple[CaseEntry, ...]
    skipped: tuple[SkippedEntry, ...]
    findings: tuple[str, ...]
    survival: tuple[SurvivalRow, ...]
    best: tuple[BestRow, ...]
    localisation: tuple[LocalisationRow, ...]
    centring: tuple[CentringRow, ...]
    false_heat: tuple[HeatRow, ...]
    reliance: tuple[RelianceRow, ...]
    locality: tuple[LocalityRow, ...]
    disagreements: tuple[DisagreementRow, ...]
    second: SecondStage | None


def as_json(report: Report) -> bytes:
    """The report as a file: a row per line, so that it can be compared and read."""
    parts = []
    for name, value in plain(report).items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows = ",\n".join("  " + json.dumps(each, ensure_ascii=False) for each in value)
            parts.append(f' "{name}": [\n{rows}\n ]')
        else:
            parts.append(f' "{name}": {json.dumps(value, ensure_ascii=False)}')
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8", "replace")


def read_report(folder: Path) -> Report:
    """The report of an audit's folder.

    Raises:
        ReadError: where there is none, or one that this version does not know.
    """
    found = read_fields(folder)
    try:
        return built(Report, found)
    except ValueError as error:
        raise ReadError(f"{folder / FILE} is no report of this version ({error}); run the audit again.") from error


def read_fields(folder: Path) -> dict[str, Any]:
    """The same as JSON has it, for whoever needs some of its fields: of large tables that is quicker.

    Raises:
        ReadError: where there is none, or one that this version does not know.
    """
    file = folder / FILE
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReadError(f"{folder} holds no finished audit; run `xaiviewer audit CASES --output {folder}`.") from error
    except ValueError as error:
        raise ReadError(f"{file} is damaged ({error}); run the audit again.") from error
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise ReadError(f"{file} is no report of this version (its schema is not {SCHEMA}); run the audit again.")
    return found
