"""``xaiviewer review figures``: what a study came to, or how far the readers of a project agree."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xaiviewer.commands.options.outputs import replaceable
from xaiviewer.commands.options.parser import existing
from xaiviewer.commands.options.projects import opened
from xaiviewer.errors import UsageError
from xaiviewer.evaluation.readers import tables
from xaiviewer.evaluation.readers.readings import ratings
from xaiviewer.ledger.concordance import project_figures
from xaiviewer.ledger.storage import SUFFIX as PROJECT
from xaiviewer.readers.naming.names import shown
from xaiviewer.records.folders import write_whole
from xaiviewer.records.manifest import as_json
from xaiviewer.records.pages.readers_page import readers_page
from xaiviewer.records.reading_tables import (
    ACCURACY,
    ANSWERS,
    COMPARISON,
    facts_table,
    heading_of,
    remarks_of,
    tables_of,
    words_of,
)
from xaiviewer.records.workbook import workbook_of
from xaiviewer.studies.figures import StudyFigures, schema_file, study_figures
from xaiviewer.studies.owner import SUFFIX as OWNER

_RATINGS = ("mrmcaov", "imrmc")


def add_figures_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `review figures`."""
    parser.add_argument(
        "owner",
        nargs="?",
        type=existing,
        metavar="OWNER",
        help=f"of a study, its owner's key, owner{OWNER}; else a project, FILE{PROJECT}",
    )
    parser.add_argument(
        "projects", nargs="*", type=existing, metavar="FILE", help="of a study: the readers' projects, or one of all"
    )
    parser.add_argument("--output", type=Path, metavar="OUT.json", help="write all figures")
    parser.add_argument("--html", type=Path, metavar="OUT.html", help="write them as a page to read and to print")
    parser.add_argument("--pdf", type=Path, metavar="OUT.pdf", help="write them as a document")
    parser.add_argument("--xlsx", type=Path, metavar="OUT.xlsx", help="write them as a workbook, a sheet per table")
    parser.add_argument("--mrmcaov", type=Path, metavar="OUT.csv", help="write the ratings as MRMCaov (R) reads them")
    parser.add_argument("--imrmc", type=Path, metavar="OUT.imrmc", help="write the ratings as iMRMC reads them")
    parser.add_argument("--seed", type=int, default=0, help="of the resamples (default: %(default)s)")
    parser.add_argument("--schema", action="store_true", help="print the JSON schema of OUT.json, and end")


def run_figures(arguments: argparse.Namespace) -> int:
    """Print the figures, and write them."""
    if arguments.schema:
        print(schema_file().read_text(encoding="utf-8"), end="")
        return 0
    if arguments.owner is None:
        raise UsageError("Name a study's key or a project; see `xaiviewer review figures --help`.")
    written = (getattr(arguments, name) for name in ("output", "html", "pdf", "xlsx", *_RATINGS))
    replaceable("the figures", *written, read=(arguments.owner, *arguments.projects))
    if arguments.owner.suffix == PROJECT:
        fields = _of_project(arguments)
    else:
        if not arguments.projects:
            raise UsageError(
                f"Name the readers' projects after {arguments.owner}; see `xaiviewer review figures --help`."
            )
        found = study_figures(arguments.owner, arguments.projects, seed=arguments.seed)
        fields = found.fields
        _write_ratings(found, arguments)
    _print(fields)
    if arguments.output is not None:
        write_whole(arguments.output, as_json(fields))
    if arguments.html is not None:
        write_whole(arguments.html, readers_page(fields).encode("utf-8", "replace"))
    if arguments.pdf is not None:
        from xaiviewer.exports.pdf.readers_report import readers_report  # noqa: PLC0415 - reportlab takes a second

        write_whole(arguments.pdf, readers_report(fields))
    if arguments.xlsx is not None:
        write_whole(arguments.xlsx, workbook_of((*tables_of(fields), facts_table(fields))))
    return 0


def _of_project(arguments: argparse.Namespace) -> dict[str, Any]:
    if arguments.projects:
        raise UsageError(
            f"These are the figures of one project; join {arguments.projects[0]} to it with `xaiviewer review merge`, "
            "or of a study name the owner's key first."
        )
    if any(getattr(arguments, name) is not None for name in _RATINGS):
        raise UsageError("Ratings for MRMCaov and iMRMC are a study's; name its owner's key first.")
    with opened(arguments.owner) as project:
        return project_figures(project, seed=arguments.seed)


def _write_ratings(found: StudyFigures, arguments: argparse.Namespace) -> None:
    final = ratings(found.collected.readings)
    if arguments.mrmcaov is not None:
        write_whole(arguments.mrmcaov, tables.mrmcaov(final).encode("utf-8", "replace"))
    if arguments.imrmc is not None:
        text = tables.imrmc(final, found.owner.design.name)
        write_whole(arguments.imrmc, text.encode("utf-8", "replace"))


def _print(fields: Mapping[str, Any]) -> None:
    """One line for each row, the words before the figures."""
    name, told = heading_of(fields)
    print(shown(f"{name}: {told.replace(' · ', ', ')}"))
    for remark in remarks_of(fields):
        print(shown(str(remark)))
    for table in tables_of(fields):
        print(f"{table.title}:")
        for row in table.rows:
            print(shown(f"  {_line(table.title, table.head, row)}"))


def _line(title: str, head: tuple[str, ...], row: tuple[Any, ...]) -> str:
    if title == COMPARISON and len(row) > 1:
        p = words_of(row[3])
        return f"{row[0]} less {row[1]}: AUROC {words_of(row[2])}, p {p if p.startswith('<') else f'= {p}'}"
    words = [words_of(cell) for cell in row]
    first = 2 if title in (ACCURACY, ANSWERS) else 1
    rest = [f"{name} {word}" for name, word in zip(head[first:], words[first:], strict=True)]
    return f"{', '.join(filter(None, words[:first]))}: {', '.join(rest)}" if rest else words[0]
