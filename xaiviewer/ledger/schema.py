"""The tables of a project, how they grew from version to version, and the one way an event enters them.

Everything but the project's salt follows from the events; the other columns and tables only make it quick to find, and
`verify` holds them against the events.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import fields

from xaiviewer.errors import ReviewError
from xaiviewer.ledger.events import ANSWER, BEGIN, CASE, FORM, UNDO, Event, Place, canonical

APPLICATION = 0x58414952
"""“XAIR” in the file's header tells a project from other databases."""

_TABLES = """
CREATE TABLE project (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    salt BLOB NOT NULL,
    names_kept INTEGER NOT NULL CHECK (names_kept IN (0, 1)),
    created TEXT NOT NULL
);
CREATE TABLE chains (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    reader TEXT NOT NULL,
    place TEXT NOT NULL,
    project TEXT NOT NULL
);
CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    content TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL
);
CREATE TABLE identifiers (
    hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    PRIMARY KEY (hash, kind, case_id)
) WITHOUT ROWID;
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    chain_id INTEGER NOT NULL REFERENCES chains (id),
    seq INTEGER NOT NULL CHECK (seq >= 0),
    kind TEXT NOT NULL,
    case_id INTEGER REFERENCES cases (id),
    place TEXT,
    question TEXT,
    value TEXT,
    at TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE replaced (
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    by_id INTEGER NOT NULL REFERENCES events (id),
    PRIMARY KEY (hash, by_id)
) WITHOUT ROWID;
CREATE INDEX events_of_chain ON events (chain_id, seq);
CREATE VIEW present AS
    SELECT * FROM events WHERE kind IN ('answer', 'undo', 'form')
    AND NOT EXISTS (SELECT 1 FROM replaced WHERE replaced.hash = events.hash);
CREATE TRIGGER events_are_added BEFORE INSERT ON events
    WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id OR hash = NEW.hash)
    BEGIN SELECT RAISE(ABORT, 'nothing is overwritten'); END;
"""

# It holds all that a worklist asks, so that the events' texts need not be read for it.
_INDEX = (
    "CREATE INDEX events_of_question ON events (question, case_id, chain_id, value, at, hash) "
    "WHERE question IS NOT NULL;\n"
)

# The form, and the case's masks, are asked at every answer.
_INDEX_OF_KINDS = "CREATE INDEX events_of_kind ON events (kind, case_id) WHERE question IS NULL;\n"

_SHORT = 64
LONG = "..."
"""In the column of values, in place of one that is too long to be looked for."""

_KEPT = ("project", "chains", "cases", "identifiers", "events", "replaced")

_GUARDS = "".join(
    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, 'nothing is overwritten'); END;\n"
    for table in _KEPT
    for verb in ("UPDATE", "DELETE")
)

MIGRATIONS = (_TABLES + _GUARDS, _INDEX, _INDEX_OF_KINDS)
"""The n-th makes version n + 1 of version n. A file that was once written with one is never written by another."""

VERSION = len(MIGRATIONS)


def version_of(database: sqlite3.Connection) -> int:
    """Which version a file has; 0 where it is new and empty."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def is_project(database: sqlite3.Connection) -> bool:
    """Whether a database says that it is a project."""
    return int(database.execute("PRAGMA application_id").fetchone()[0]) == APPLICATION


def check_is_project(database: sqlite3.Connection, name: object) -> None:
    """Raise ReviewError where a database is no project, or a later program's."""
    if not is_project(database):
        raise ReviewError(f"{name} is no project of reviews; choose a file that ends in .xaireview.")
    if version_of(database) > VERSION:
        raise ReviewError(
            f"{name} was written by a later version of this program (schema {version_of(database)}, here {VERSION}); "
            "open it with that."
        )


def migrate(database: sqlite3.Connection, *, to: int = VERSION) -> None:
    """Bring the tables to a version: all of it, or where anything fails, none."""
    before = version_of(database)
    if before >= to:
        return
    database.execute("BEGIN EXCLUSIVE")
    try:
        for statements in MIGRATIONS[before:to]:
            for each in _statements(statements):
                database.execute(each)
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute(f"PRAGMA user_version = {int(to)}")
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _statements(script: str) -> list[str]:
    """The script's statements one by one: `executescript` would end the transaction."""
    found, statement = [], ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            found.append(statement)
            statement = ""
    return found


def insert_project(
    database: sqlite3.Connection, key: str, name: str, salt: bytes, created: str, *, names_kept: bool
) -> None:
    """Write what a project is, once."""
    row = (key, name, salt, int(names_kept), created)
    database.execute("INSERT INTO project VALUES (1, ?, ?, ?, ?, ?)", row)


def insert(database: sqlite3.Connection, event: Event) -> bool:
    """Add an event whose chain, case and form are there already; False where it is in the file.

    Raises:
        ValueError: where its chain has not begun or its case is not known.
    """
    raw = bytes.fromhex(event.hash)
    if database.execute("SELECT 1 FROM events WHERE hash = ?", (raw,)).fetchone():
        return False
    if event.kind == BEGIN:
        row = tuple(str(event.fields[name]) for name in ("chain", "reader", "place", "project"))
        database.execute("INSERT OR IGNORE INTO chains (key, reader, place, project) VALUES (?, ?, ?, ?)", row)
    if event.kind == CASE:
        _insert_case(database, event)
    case, place, question, value = columns(event)
    added_row = (
        raw,
        _id_of(database, "SELECT id FROM chains WHERE key = ?", event.chain),
        event.seq,
        event.kind,
        None if case is None else _id_of(database, "SELECT id FROM cases WHERE content = ?", case),
        place,
        question,
        value,
        event.at,
        event.text,
    )
    added = database.execute(
        "INSERT INTO events (hash, chain_id, seq, kind, case_id, place, question, value, at, body) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        added_row,
    )
    replaced = [(bytes.fromhex(each), added.lastrowid) for each in event.fields.get("replaces", ())]
    database.executemany("INSERT INTO replaced VALUES (?, ?)", replaced)
    return True


def columns(event: Event) -> tuple[str | None, str | None, str | None, str | None]:
    """What of an event is kept in columns as well: content of the case, place, question and value, if it is short."""
    fields = event.fields
    case = None if fields.get("case") is None else str(fields["case"])
    if event.kind not in (ANSWER, UNDO, FORM):
        return case, None, None, None
    question = None if event.kind == FORM else str(fields["question"])
    value = canonical(fields["value"])
    return case, canonical(fields.get("on", {})), question, value if len(value) <= _SHORT else LONG


def place_of(text: str | None) -> Place:
    """The place that a column holds."""
    known = json.loads(text or "{}")
    return Place(**{each.name: known[each.name] for each in fields(Place) if each.name in known})


def _insert_case(database: sqlite3.Connection, event: Event) -> None:
    content = str(event.fields["case"])
    row = (content, str(event.fields["label"]))
    database.execute("INSERT OR IGNORE INTO cases (content, label) VALUES (?, ?)", row)
    number = _id_of(database, "SELECT id FROM cases WHERE content = ?", content)
    rows = [(hashed, kind, number) for kind, hashed in event.fields.get("identifiers", {}).items()]
    database.executemany("INSERT OR IGNORE INTO identifiers VALUES (?, ?, ?)", rows)


def _id_of(database: sqlite3.Connection, query: str, key: str) -> int:
    found = database.execute(query, (key,)).fetchone()
    if found is None:
        raise ValueError("an event comes before what it speaks of")
    return int(found[0])
