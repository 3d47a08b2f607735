"""What readers said, out of a project of reviews alone: no images, no network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from xaiviewer.exports.identity import Identity
from xaiviewer.exports.kind import Made
from xaiviewer.exports.kinds.tables import csv_of, xlsx_of
from xaiviewer.exports.plan import Entry
from xaiviewer.exports.run import write_entries
from xaiviewer.exports.verdicts import about, head_of, readers_of, words_of
from xaiviewer.ledger import present
from xaiviewer.ledger.project import Project
from xaiviewer.records import NOTICE
from xaiviewer.records.manifest import as_json
from xaiviewer.records.provenance import versions

KEYS = ("csv", "json", "xlsx", "pdf")
"""Forms that need no image."""

COLUMNS = ("case", "about", "reader", "question", "answer", "at", "holds")

Rows = Sequence[tuple[str, ...]]


def rows_of(project: Project, *, hide: bool) -> list[tuple[str, ...]]:
    """Every answer, oldest first, with those that were replaced.

    Args:
        project: open.
        hide: whether cases and readers go by pseudonyms, and dates are moved.
    """
    names, asked = readers_of(project), {each.key: each for each in project.form.questions}
    identity = Identity("", project.info.salt if hide else b"", tuple(names))
    found: list[tuple[str, ...]] = []
    for each in present.answers(project.database, history=True):
        if each.value is None:
            continue
        case = f"case-{each.case[:8]}" if hide else each.label
        reader = names[each.reader] if hide else each.reader
        known = asked.get(each.question)
        told = (case, about(each.place), reader, each.question if known is None else known.text)
        value = words_of(each.value, known, identity)
        found.append((*told, value, identity.moved(each.at), "yes" if each.holds else "no"))
    return found


def write_answers(project: Project, target: Path, keys: Sequence[str], *, hide: bool, overwrite: bool) -> int:
    """Write the answers in forms of `KEYS`; how many there are.

    Raises:
        UsageError: where `target` cannot be written.
    """
    rows, head = rows_of(project, hide=hide), head_of(project)
    makes: dict[str, Callable[[], bytes]] = {
        "csv": lambda: csv_of(COLUMNS, rows),
        "json": lambda: _json(rows, head),
        "xlsx": lambda: xlsx_of(COLUMNS, rows, (("notice", NOTICE), ("head", head))),
        "pdf": partial(_pdf, rows, head),
    }
    entries = [Entry(f"answers.{key}", key, Made(f"answers.{key}", makes[key])) for key in keys]
    write_entries(target, entries, hidden=hide, overwrite=overwrite)
    return len(rows)


def _json(rows: Rows, head: str) -> bytes:
    told = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    return as_json({"schema": 1, "notice": NOTICE, "versions": versions(), "heads": head.split(", "), "answers": told})


def _pdf(rows: Rows, head: str) -> bytes:
    from xaiviewer.exports.pdf.document import Document  # noqa: PLC0415 - reportlab takes a second to import

    document = Document("What readers said", "Answers of a project of reviews")
    for case in dict.fromkeys(row[0] for row in rows):
        document.heading(case)
        of_case = [(*row[1:5], row[5][:16].replace("T", " "), row[6]) for row in rows if row[0] == case]
        document.table(
            ("about", "reader", "question", "answer", "when (UTC)", "holds"), of_case, (1.2, 1, 3, 3, 1.6, 0.7)
        )
    document.paragraph(f"The answers can be checked by: {head}")
    return document.bytes()
