"""``xaiviewer inspect``: what lies on disk, and what would be taken for what."""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import sys
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from xaiviewer.case import AUTOMATIC, Contents
from xaiviewer.codes import code_of
from xaiviewer.commands.options.outputs import replaceable
from xaiviewer.commands.options.parser import examples
from xaiviewer.commands.options.progress import Progress
from xaiviewer.commands.verbs.inspect_table import case_lines, skipped_lines
from xaiviewer.errors import UsageError, XaiViewerError
from xaiviewer.readers import NothingFoundError, Skipped, contents, search
from xaiviewer.readers.build.report import case_report
from xaiviewer.readers.header import HeaderLine, as_text, read_lines, without_names
from xaiviewer.readers.naming.names import shown
from xaiviewer.records.folders import write_whole

SCHEMA = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="a folder, file, zip or DICOMDIR; or several"
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument(
        "--header", action="store_true", help="print the header of each file instead: every element, field or tag"
    )
    parser.add_argument(
        "--hide-names", action="store_true", help="with --header: leave out what tells who the patient is"
    )
    parser.add_argument("--skipped", type=Path, metavar="FILE.csv", help="write the list of files left out; replaced")
    parser.epilog = examples(
        ("xaiviewer inspect patients", "cases, series with their keys, masks and notices; files left out, counted"),
        ("xaiviewer inspect study.zip --json", "the same for programs"),
        ("xaiviewer inspect disc --skipped left-out.csv", "also every file that was left out, with the reason"),
        ("xaiviewer inspect --header slice.dcm", "every element of the file's header, private ones, too"),
    ) + (
        "\n\nThe keys of series and masks are what --sequences and --mask take. Only headers are read, and the voxels\n"
        "of the mask that would be taken; what would be taken for a sequence is marked with it on the left."
    )


@dataclass
class _Inspected:
    """What was found at all the paths."""

    cases: list[Contents] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    failures: list[dict[str, str]] = field(default_factory=list)

    def fail(self, path: Path, error: XaiViewerError) -> None:
        """Remember what could not be opened."""
        self.failures.append({"path": str(path), "reason": str(error), "code": code_of(str(error))})


def run(arguments: argparse.Namespace) -> int:
    """Look and tell."""
    if arguments.header:
        return _tell_headers(arguments)
    if arguments.hide_names:
        raise UsageError("--hide-names goes with --header; what else is printed names no patient.")
    replaceable("the list", arguments.skipped)
    inspected = _inspected(arguments.paths)
    if arguments.skipped is not None:
        write_whole(arguments.skipped, _table(inspected.skipped))
    _print(json.dumps(_report(inspected), indent=1, ensure_ascii=False) if arguments.json else _text(inspected))
    return 2 if inspected.failures else 0


def _print(told: str) -> None:
    try:
        print(shown(told), flush=True)
    except BrokenPipeError:  # `xaiviewer inspect ... | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell_headers(arguments: argparse.Namespace) -> int:
    """Print what each file says about itself; one that says nothing is named, and the others are told of."""
    if arguments.skipped is not None:
        raise UsageError("--skipped goes with a search, not with --header.")
    found: dict[str, tuple[HeaderLine, ...]] = {}
    failures = []
    for path in arguments.paths:
        try:
            lines = read_lines(path)
        except XaiViewerError as error:
            failures.append({"path": str(path), "reason": str(error), "code": code_of(str(error))})
            continue
        found[str(path)] = without_names(lines) if arguments.hide_names else lines
    if arguments.json:
        headers = [{"path": path, "elements": [asdict(each) for each in lines]} for path, lines in found.items()]
        told = json.dumps({"schema": SCHEMA, "headers": headers, "failures": failures}, indent=1, ensure_ascii=False)
    else:
        parts = [
            f"{path}\n{as_text(lines)}" if len(arguments.paths) > 1 else as_text(lines) for path, lines in found.items()
        ]
        told = "\n\n".join([*parts, *(f"not opened: {each['reason']}" for each in failures)])
    _print(told)
    return 2 if failures else 0


def _inspected(paths: list[Path]) -> _Inspected:
    found = _Inspected()
    addresses: dict[Path, None] = {}
    with Progress(None, "files") as progress:
        for path in paths:
            try:
                result = search(path, progress=lambda files, cases: progress.at(files, f"{cases} cases"))
            except XaiViewerError as error:
                found.fail(path, error)
                found.skipped += error.skipped if isinstance(error, NothingFoundError) else ()
                continue
            addresses.update(dict.fromkeys(result.cases))
            found.skipped += result.skipped
    with Progress(len(addresses), "cases") as progress:
        for number, path in enumerate(addresses):
            progress.at(number, path.name)
            try:
                found.cases.append(contents(path))
            except XaiViewerError as error:
                found.fail(path, error)
    return found


def _report(found: _Inspected) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "cases": [case_report(each, AUTOMATIC) for each in found.cases],
        "failures": found.failures,
        "skipped": [
            {"path": str(each.path), "reason": each.reason, "code": code_of(each.reason)} for each in found.skipped
        ],
        "skipped_by_reason": dict(Counter(each.reason for each in found.skipped)),
    }


def _text(found: _Inspected) -> str:
    reports = [case_report(each, AUTOMATIC) for each in found.cases]
    lines = [line for each in reports for line in (*case_lines(each), "")]
    lines += [f"not opened: {each['reason']}" for each in found.failures]
    lines += skipped_lines(found.skipped)
    counted = [f"{len(reports)} {'case' if len(reports) == 1 else 'cases'}", f"{len(found.skipped)} files left out"]
    return "\n".join([*lines, ", ".join(counted) + "."])


def _table(skipped: list[Skipped]) -> bytes:
    """The list as CSV; names that are no valid Unicode are written with replacements."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["path", "reason"])
    writer.writerows((str(each.path), each.reason) for each in skipped)
    return text.getvalue().encode("utf-8", "replace")
