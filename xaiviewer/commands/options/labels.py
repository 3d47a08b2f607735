"""Which class holds for a case, as an option of the command line."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

from xaiviewer.errors import UsageError

FOLDERS = "folders"
"""In place of a file: a case's own folder, or the one that it lies in, is called like its class."""


def add_labels_argument(parser: argparse.ArgumentParser) -> None:
    """The option."""
    parser.add_argument(
        "--labels",
        metavar=f"FILE|{FOLDERS}",
        help="which class holds for each case, where masks do not tell: a CSV file of lines NAME,CLASS; or the word "
        f"{FOLDERS}: each case's folder, or the one around it, is called like its class",
    )


def labels_of(given: str | None, found: Sequence[Path], classes: Sequence[str]) -> list[int] | None:
    """The index of the class of each case; None where no labels are given.

    Raises:
        UsageError: where the file cannot be read, or a case has none of the classes.
    """
    if given is None:
        return None
    known = {} if given == FOLDERS else _read(Path(given))
    labels = []
    for path in found:
        whole = path.resolve()
        names = (whole.name, whole.stem)
        told = next((known[name] for name in names if name in known), None)
        if given == FOLDERS:
            told = next((name for name in (whole.name, whole.parent.name) if name in classes), None)
        if told is None or told not in classes:
            what = f"is “{told}” in {given}" if told is not None else f"has no label in {given}"
            raise UsageError(f"{whole.name} {what}; give every case one of {', '.join(classes)}.")
        labels.append(list(classes).index(told))
    return labels


def _read(file: Path) -> dict[str, str]:
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            rows = [[each.strip() for each in row] for row in csv.reader(stream) if any(row)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{file} cannot be read as a list of labels; give lines of NAME,CLASS.") from error
    if any(len(row) != 2 for row in rows):
        raise UsageError(f"{file} holds a line that is not NAME,CLASS; correct it.")
    return dict(rows)
