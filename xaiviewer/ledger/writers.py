"""Who writes: readers, and the chains in which their events stand."""

from __future__ import annotations

import getpass
import hashlib
import platform
import sqlite3
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xaiviewer.errors import UsageError
from xaiviewer.ledger import events
from xaiviewer.ledger.events import Event
from xaiviewer.ledger.forms import Form


@dataclass(frozen=True)
class Reader:
    """Who answers.

    Attributes:
        name: a name or pseudonym, under which answers are kept.
        years: of experience; None: not told.
    """

    name: str
    years: float | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise UsageError("A reader needs a name or a pseudonym.")


def somebody() -> Reader:
    """The reader where none is named: the user's name on this machine."""
    try:
        return Reader(getpass.getuser())
    except (OSError, KeyError, ImportError, UsageError):
        return Reader("reader")


def own_chain(database: sqlite3.Connection, reader: Reader, place: str, project: str) -> str:
    """Key of the chain that goes on here; "" where there is none, or two copies of it went on."""
    found = database.execute(
        "SELECT id, key FROM chains WHERE reader = ? AND place = ? AND project = ? ORDER BY id DESC LIMIT 1",
        (reader.name, place, project),
    ).fetchone()
    if found is None:
        return ""
    twice = "SELECT 1 FROM events WHERE chain_id = ? GROUP BY seq HAVING count(*) > 1 LIMIT 1"
    return "" if database.execute(twice, (found[0],)).fetchone() else str(found[1])


def place_of_copy(path: Path, salt: bytes) -> str:
    """What tells this copy of the file from others, without telling where it lies."""
    told = f"{platform.node()}:{path.resolve()}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(salt + told).hexdigest()[:32]


def first_events(reader: Reader, project: str, path: Path, salt: bytes, form: Form) -> tuple[Event, Event]:
    """The events with which a project begins: its maker's chain, and what is asked."""
    link = {"v": events.VERSION, "chain": uuid.uuid4().hex}
    begun = Event.of(
        {**link, **beginning(reader, project, place_of_copy(path, salt)), "seq": 0, "prev": events.NONE_BEFORE}
    )
    asked = {"kind": events.FORM, "value": form.fields(), "replaces": []}
    return begun, Event.of({**link, **asked, "seq": 1, "prev": begun.hash, "at": events.later_than(begun.at)})


def beginning(reader: Reader, project: str, place: str) -> dict[str, Any]:
    """What the first event of a chain says."""
    years = {} if reader.years is None else {"years": reader.years}
    return {
        "kind": events.BEGIN,
        "reader": reader.name,
        "place": place,
        "project": project,
        "at": events.now(),
        **years,
    }
