"""A project is found, made, or saved from a damaged file."""

from __future__ import annotations

import secrets
import sqlite3
import tempfile
import uuid
from pathlib import Path

from xaiviewer import paths
from xaiviewer.errors import ReviewError, UsageError
from xaiviewer.ledger import events, schema, storage
from xaiviewer.ledger.forms import DEFAULT, Form
from xaiviewer.ledger.identity import SALT_BYTES
from xaiviewer.ledger.project import Project
from xaiviewer.ledger.rescue import rescue
from xaiviewer.ledger.verify import tail_is_whole, verify
from xaiviewer.ledger.writers import Reader, first_events, somebody

_WHOLLY_CHECKED = 20_000
"""Projects of at most so many events are verified whole when they are opened; of larger ones the last events."""


def open_project(path: Path, reader: Reader | None = None) -> Project:
    """Open a project: to write where a reader is named and nobody else writes, else to read.

    A damaged file is opened as far as it is whole, to read; `Project.damage` says so.

    Raises:
        ReviewError: where that is not possible, or it is no project.
    """
    if not path.is_file():
        raise ReviewError(f"{path} is no file; check the name, or make it with `xaiviewer review new`.")
    try:
        project = Project(path, _opened(path))
    except storage.DamagedError as error:
        return _rescued(path, str(error))
    if reader is not None:
        try:
            project.claim(reader)
        except BaseException:
            project.close()
            raise
    return project


def _opened(path: Path) -> sqlite3.Connection:
    """A connection that reads a whole file of this version's tables."""
    database = storage.connect_reading(path)
    try:
        with storage.telling(path):
            database = _of_this_version(database, path)
            _check(database, path)
    except BaseException:
        database.close()
        raise
    return database


def _of_this_version(database: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """The database, or where its tables are older, a copy in memory that was migrated."""
    if path.suffix == storage.SUFFIX and not schema.is_project(database):
        raise storage.DamagedError(f"{path} is damaged: its first bytes are not a project's.")
    schema.check_is_project(database, path)
    if schema.version_of(database) == schema.VERSION:
        return database
    held = storage.in_memory(database)
    database.close()
    schema.migrate(held)
    return held


def _check(database: sqlite3.Connection, path: Path) -> None:
    """Raise where the file is not what was written, as far as a look at it takes little time."""
    (count,) = database.execute("SELECT count(*) FROM events").fetchone()
    broken = verify(database).broken if count <= _WHOLLY_CHECKED else ""
    if broken or not tail_is_whole(database):
        raise storage.DamagedError(f"{path} is damaged. {broken}".strip())
    if database.execute("SELECT 1 FROM project").fetchone() is None:
        raise storage.DamagedError(f"{path} is damaged: it does not say what it is.")


def _rescued(path: Path, damage: str) -> Project:
    found = rescue(path)
    left = f", {found.left_out} behind a gap are left out" if found.left_out else ""
    told = (
        f"{damage} {found.events} events are whole and can be read{left}; `xaiviewer review verify --copy NEW` writes "
        "them to a new file."
    )
    return Project(path, found.database, damage=told)


def create_project(
    path: Path, reader: Reader, *, name: str = "", form: Form = DEFAULT, names_kept: bool = False
) -> Project:
    """Make a project, whole or not at all, and open it.

    Args:
        path: where; nothing may be there.
        reader: who makes it.
        name: shown; the file's, where none is given.
        form: what is asked.
        names_kept: whether cases keep the names of their folders, which may be patients'.

    Raises:
        UsageError: where there is something of that name.
        ReviewError: where it cannot be written.
    """
    if path.exists():
        raise UsageError(f"{path} exists already; name another file.")
    try:
        _make(path, reader, name, form, names_kept=names_kept)
    except storage.FullError as error:
        raise ReviewError(f"{path} cannot be made, {storage.IS_FULL}; make room, or choose another place.") from error
    return open_project(path, reader)


def _make(path: Path, reader: Reader, name: str, form: Form, *, names_kept: bool) -> None:
    """Write the file, whole or not at all; `storage.FullError` where it has no room."""
    with storage.telling(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
            fresh = Path(folder) / path.name
            database = storage.connect(fresh, new=True)
            try:
                schema.migrate(database)
                salt = secrets.token_bytes(SALT_BYTES)
                told = (uuid.uuid4().hex, name or path.stem, salt, events.now())
                database.execute("BEGIN IMMEDIATE")
                schema.insert_project(database, *told, names_kept=names_kept)
                for each in first_events(reader, told[0], path, salt, form):
                    schema.insert(database, each)
                database.execute("COMMIT")
            finally:
                database.close()
            storage.put(fresh, path)


def personal_project(reader: Reader | None = None) -> Project:
    """The project of whoever chose none, made when it is first wanted.

    Raises:
        XaiViewerError: where it cannot be made or opened.
    """
    path = paths.user_data() / f"personal{storage.SUFFIX}"
    who = reader or somebody()
    return open_project(path, who) if path.exists() else create_project(path, who, name="personal")
