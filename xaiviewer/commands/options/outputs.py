"""Files that a command replaces: results of an earlier run, and nothing else that happens to be there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from xaiviewer.errors import UsageError

_LOOKED_AT = 1024
_KINDS = {".pdf": b"%PDF", ".xlsx": b"PK", ".png": b"\x89PNG"}
"""How results begin that are no text."""


def replaceable(what: str, *files: Path | None, read: Iterable[Path | None] = ()) -> None:
    """Said before the work: a patient's image, named by mistake, must not become a report.

    Args:
        what: the file is for: "the report".
        files: where it would be written; those that are not asked for are None.
        read: files that the command reads.

    Raises:
        UsageError: for a folder, for what is read, and for a file that no run can have written: not of its ending's
            kind, and no text.
    """
    for file in filter(None, files):
        if file.is_dir():
            raise UsageError(f"{file} is a folder; name a file for {what}.")
        if any(_same(file, each) for each in read if each is not None):
            raise UsageError(f"{file} is read here and would be lost; name another file for {what}.")
        try:
            with file.open("rb") as there:
                start = there.read(_LOOKED_AT)
        except OSError:  # it is not there, or writing will say what is wrong
            continue
        kind = _KINDS.get(file.suffix.lower())
        if b"\0" in start and not (kind and start.startswith(kind)):
            raise UsageError(f"{file} holds something else, which would be lost; name another file for {what}.")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
