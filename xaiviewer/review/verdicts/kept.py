"""Answers that could not be saved where they belong are kept on this machine until they can be: none is lost.

Each program has a file of its own in the user's data folder, and holds it; the file of a program that has ended is
taken over by whoever comes next. There is none while everything is saved. It may name a case's folder: it lies where
only its owner reads it.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from xaiviewer import paths
from xaiviewer.errors import XaiViewerError
from xaiviewer.ledger.events import Place, Screen
from xaiviewer.ledger.holding import Hold, hold
from xaiviewer.ledger.identity import CaseIdentity
from xaiviewer.ledger.storage import sync_file, sync_folder
from xaiviewer.ledger.writers import Reader
from xaiviewer.review.verdicts.state import Statement

_FOLDER, _SUFFIX = "unsaved", ".json"


@dataclass(frozen=True)
class Entry:
    """An answer that waits.

    Attributes:
        project: the file that it belongs to; None for the personal project.
        reader: whose it is; None until that is known.
        statement: the answer.
    """

    project: Path | None
    reader: Reader | None
    statement: Statement


class Kept:
    """The file of this program. For one thread."""

    def __init__(self) -> None:
        self._file: Path | None = None
        self._hold: Hold | None = None

    def keep(self, entries: Sequence[Entry]) -> None:
        """These wait, and no others. Where even that cannot be written they are in memory alone."""
        if not entries:
            self._drop()
            return
        with suppress(OSError, XaiViewerError):
            file = self._own()
            data = json.dumps([_fields(each) for each in entries]).encode("utf-8", "surrogatepass")
            part = file.with_suffix(".part")
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as writing:
                writing.write(data)
                writing.flush()
                sync_file(writing.fileno())
            part.replace(file)
            sync_folder(file.parent)

    def take_over(self, first: int) -> list[Entry]:
        """What programs that have ended left behind, numbered from `first`; whoever takes it keeps it from now on."""
        found: list[Entry] = []
        with suppress(OSError, XaiViewerError):
            for file in sorted((paths.user_data() / _FOLDER).glob(f"*{_SUFFIX}")):
                held = hold(file, "") if file != self._file else None
                if isinstance(held, Hold):
                    found += _read(file)
                    self.keep(_numbered(found, first))
                    file.unlink(missing_ok=True)
                    held.release()
        return _numbered(found, first)

    def close(self) -> None:
        """Let the next program take over what is kept; safe to call twice."""
        if self._hold is not None:
            self._hold.release()
            self._hold = None

    def _own(self) -> Path:
        if self._file is None:
            folder = paths.user_data() / _FOLDER
            folder.mkdir(mode=0o700, exist_ok=True)
            file = folder / f"{uuid.uuid4().hex}{_SUFFIX}"
            held = hold(file, "")
            self._file, self._hold = file, held if isinstance(held, Hold) else None
        return self._file

    def _drop(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)
            self.close()
            self._file = None


def _numbered(entries: Iterable[Entry], first: int) -> list[Entry]:
    return [
        replace(each, statement=replace(each.statement, number=number)) for number, each in enumerate(entries, first)
    ]


def _fields(entry: Entry) -> dict[str, Any]:
    told = entry.statement
    return {
        "project": None if entry.project is None else str(entry.project),
        "reader": None if entry.reader is None else asdict(entry.reader),
        "identity": asdict(told.identity),
        "question": told.question,
        "value": told.value,
        "place": told.place.fields(),
        "screen": told.screen.fields(),
        "undo": told.undo,
        "decides": list(told.decides),
    }


def _read(file: Path) -> list[Entry]:
    """The entries of a file; none where it is damaged, which its way of being written does not allow."""
    try:
        return [_entry(each) for each in json.loads(file.read_text(encoding="utf-8", errors="surrogatepass"))]
    except (OSError, ValueError, KeyError, TypeError, XaiViewerError):
        return []


def _entry(fields: dict[str, Any]) -> Entry:
    screen = dict(fields["screen"])
    if "window" in screen:
        screen["window"] = tuple(screen["window"])
    statement = Statement(
        0,
        CaseIdentity(**fields["identity"]),
        str(fields["question"]),
        fields["value"],
        Place(**fields["place"]),
        Screen(**screen),
        bool(fields["undo"]),
        tuple(fields.get("decides", ())),
    )
    reader = None if fields["reader"] is None else Reader(**fields["reader"])
    return Entry(None if fields["project"] is None else Path(fields["project"]), reader, statement)
