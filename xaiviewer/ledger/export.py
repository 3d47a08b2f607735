"""Handing a review on: JSON with everything, CSV and XLSX with a row per answer; and the head by which to verify it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xaiviewer import paths
from xaiviewer.errors import UsageError
from xaiviewer.ledger import present
from xaiviewer.ledger.events import BEGIN, CASE, UNDO, Event, canonical
from xaiviewer.ledger.project import Project
from xaiviewer.records import NOTICE
from xaiviewer.records.folders import write_whole
from xaiviewer.records.manifest import as_json
from xaiviewer.records.provenance import versions
from xaiviewer.records.workbook import workbook

SCHEMA = 1
SUFFIXES = (".json", ".csv", ".xlsx")

_SCREEN = ("sequence", "layer", "method", "seed", "opacity", "threshold", "window")
_COLUMNS = (
    *("reader", "years", "case", "content", "mask", "about", "slice", "lesion", "layer", "question", "value"),
    *("arm", "step", "session", "reading", "seconds", "before", "at", "holds", "taken_back"),
    *(f"shown_{name}" for name in _SCREEN),
    *("shown_weights", "shown_network", "shown_beside", "event", "chain", "decides"),
)


@dataclass(frozen=True)
class Exported:
    """What an export wrote.

    Attributes:
        answers: how many.
        heads: hashes for `verify`: one that stands for all, or where the project could not be written, each chain's.
    """

    answers: int
    heads: tuple[str, ...]


def schema_file() -> Path:
    """The JSON schema of the export."""
    return paths.resources() / "schemas" / "review.json"


def export(project: Project, target: Path, *, history: bool = True) -> Exported:
    """Write a project's answers as the file's name says; the audit trail says so where it can be written.

    Args:
        project: open.
        target: ends in one of `SUFFIXES`; one of that name is replaced.
        history: with the answers that no longer hold.

    Raises:
        UsageError: where the name ends otherwise, or the file cannot be written.
        ReviewError: where the project cannot be read.
    """
    if target.suffix.lower() not in SUFFIXES:
        raise UsageError(
            f"{target} ends in none of {', '.join(SUFFIXES)}; name the file so that it says what to write."
        )
    found = list(present.answers(project.database, history=history))
    if project.writable:
        heads: tuple[str, ...] = (project.audit("exported", format=target.suffix.lower()[1:], answers=len(found)).hash,)
    else:
        heads = tuple(each.head for each in present.chains(project.database))
    try:
        match target.suffix.lower():
            case ".json":
                data = _json(project, found, heads)
            case ".csv":
                data = _csv(project, found)
            case _:
                data = _xlsx(project, found, heads)
        write_whole(target, data)
    except UsageError:
        if project.writable:
            project.audit("exported", outcome=8)
        raise
    return Exported(len(found), heads)


def _json(project: Project, found: Iterable[present.Answer], heads: tuple[str, ...]) -> bytes:
    info, years = project.info, _years(project)
    return as_json(
        {
            "schema": SCHEMA,
            "notice": NOTICE,
            "versions": versions(),
            "project": {"id": info.id, "name": info.name, "created": info.created, "names_kept": info.names_kept},
            "damage": project.damage or None,
            "heads": list(heads),
            "form": project.form.fields(),
            "chains": [
                {
                    "chain": each.key,
                    "reader": each.reader,
                    "years": years.get(each.key),
                    "events": each.events,
                    "head": each.head,
                }
                for each in present.chains(project.database)
            ],
            "cases": _cases(project),
            "answers": [
                {
                    "event": each.event,
                    "chain": each.chain,
                    "reader": each.reader,
                    "case": each.case,
                    "mask": each.fields["mask"] or None,
                    "on": each.place.fields(),
                    "question": each.question,
                    "value": each.value,
                    "before": each.fields["before"],
                    "replaces": each.fields["replaces"],
                    "taken_back": each.fields["kind"] == UNDO,
                    "at": each.at,
                    "holds": each.holds,
                    "screen": each.fields["screen"],
                    "study": each.fields.get("study"),
                    "decides": list(each.decides),
                }
                for each in found
            ],
        }
    )


def _cases(project: Project) -> list[dict[str, Any]]:
    rows = project.database.execute("SELECT body FROM events WHERE kind = ? ORDER BY id", (CASE,))
    found: dict[str, dict[str, Any]] = {}
    for (body,) in rows:
        fields = Event.read(body).fields
        case = found.setdefault(
            fields["case"],
            {"case": fields["case"], "label": fields["label"], "was": fields.get("was"), "masks": []},
        )
        if fields["mask"] and fields["mask"] not in case["masks"]:
            case["masks"].append(fields["mask"])
    return list(found.values())


def _years(project: Project) -> dict[str, float | None]:
    """Years of experience of each chain's reader."""
    rows = project.database.execute("SELECT body FROM events WHERE kind = ?", (BEGIN,))
    told = (Event.read(body).fields for (body,) in rows)
    return {str(fields["chain"]): fields.get("years") for fields in told}


def _csv(project: Project, found: Iterable[present.Answer]) -> bytes:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(_COLUMNS)
    table.writerows([[_cell(value) for value in row] for row in _rows(project, found)])
    return text.getvalue().encode("utf-8", "replace")


def _xlsx(project: Project, found: Iterable[present.Answer], heads: tuple[str, ...]) -> bytes:
    """Numbers stay numbers; lists and marks are written as in the CSV."""
    plain = (str, int, float, type(None))
    rows = [[value if isinstance(value, plain) else _cell(value) for value in row] for row in _rows(project, found)]
    return workbook((("answers", _COLUMNS, rows), ("heads", ("head",), [(each,) for each in heads])))


def _rows(project: Project, found: Iterable[present.Answer]) -> list[list[Any]]:
    """One line per answer; slices and lesions are counted from 0."""
    years = _years(project)
    rows = []
    for each in found:
        screen: Mapping[str, Any] = each.fields["screen"]
        place, study = each.place, each.fields.get("study", {})
        rows.append(
            [
                each.reader,
                years.get(each.chain),
                each.label,
                each.case,
                each.fields["mask"],
                place.about,
                *(place.slice, place.lesion, place.layer, each.question, each.value, place.arm, place.step),
                *(study.get(name) for name in ("session", "reading", "seconds")),
                each.fields["before"],
                each.at,
                int(each.holds),
                int(each.fields["kind"] == UNDO),
                *(screen.get(name) for name in _SCREEN),
                *(screen.get(name) for name in ("weights", "network", "beside")),
                each.event,
                each.chain,
                list(each.decides) or None,
            ]
        )
    return rows


def _cell(value: Any) -> str:
    """A value as a table holds it: nothing for None, lists and tables as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else canonical(value)


def check_head(head: str) -> str:
    """A head hash as it was typed; UsageError where it is none."""
    found = head.strip().lower()
    if len(found) != 64 or set(found) - set("0123456789abcdef"):
        raise UsageError(f"“{head}” is no head hash: 64 digits from 0 to f, as an export prints them.")
    return found
