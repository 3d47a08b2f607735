"""What is whole in a damaged file: of every chain the events up to the first that is lost."""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from xaiviewer.errors import ReviewError, UsageError
from xaiviewer.ledger import schema, storage
from xaiviewer.ledger.events import BEGIN, BEGINNING, NONE_BEFORE, Event, now
from xaiviewer.ledger.identity import SALT_BYTES

_GAP = 4096
"""So many lost rows in a row are stepped over; behind them the table is taken to have ended."""


@dataclass(frozen=True)
class Rescued:
    """What was saved of a file.

    Attributes:
        database: a project in memory with all that is whole.
        events: how many.
        left_out: events that are there but follow one that is lost.
        salted: whether the project's own salt was found; without it cases are known by their content alone.
    """

    database: sqlite3.Connection
    events: int
    left_out: int
    salted: bool


def rescue(file: Path) -> Rescued:
    """Everything that can be trusted in a file, whatever happened to it; the file is not touched.

    Raises:
        ReviewError: where it cannot be read at all, or holds no event.
    """
    with storage.telling(file):
        held = [each.read_bytes() for each in (file, file.with_name(file.name + "-wal")) if each.is_file()]
    found: dict[tuple[str, int], list[Event]] = {}
    for event in (*_listed(file), *_carved(held)):
        same = found.setdefault((event.chain, event.seq), [])
        if event.hash not in {each.hash for each in same}:
            same.append(event)
    whole = _whole(found)
    if not whole:
        raise storage.DamagedError(f"{file} is damaged so that no answer can be read; take a copy of it from a backup.")
    database = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(database)
    salted = _describe(database, file, whole[0])
    taken = _insert_all(database, whole)
    return Rescued(database, taken, sum(map(len, found.values())) - taken, salted)


def write_copy(database: sqlite3.Connection, target: Path) -> None:
    """Write a project that is in memory to a new file.

    Raises:
        UsageError: where there is one of that name.
        ReviewError: where it cannot be written.
    """
    if target.exists():
        raise UsageError(f"{target} exists already; name another file for the copy.")
    part = target.with_name(f".{target.name}.part")
    with storage.telling(target):
        try:
            with closing(sqlite3.connect(part)) as fresh:
                database.backup(fresh)
            with part.open("rb+") as written:
                storage.sync_file(written.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        storage.sync_folder(target.parent)


def _listed(file: Path) -> Iterator[Event]:
    """The events that SQLite still finds, stepping over rows that it cannot read."""
    with suppress(sqlite3.Error, ReviewError):
        database = storage.connect_reading(file)
        with closing(database):
            last, lost = 0, 0
            while lost < _GAP:
                try:
                    for number, body, raw in database.execute(
                        "SELECT id, body, hash FROM events WHERE id > ? ORDER BY id", (last,)
                    ):
                        last, lost = number, 0
                        with suppress(ValueError, TypeError):
                            event = Event.read(body)
                            if event.hash == raw.hex():
                                yield event
                except sqlite3.Error:
                    last, lost = last + 1, lost + 1
                else:
                    return


def _carved(held: list[bytes]) -> Iterator[Event]:
    """The events whose text stands anywhere in the files' bytes, with its hash."""
    decoder = json.JSONDecoder()
    for data in held:
        for match in re.finditer(re.escape(BEGINNING.encode()), data):
            text = data[match.start() : match.start() + (1 << 20)].split(b"\0", 1)[0].decode("ascii", "replace")
            with suppress(ValueError, TypeError, RecursionError):
                _, end = decoder.raw_decode(text)
                event = Event.read(text[:end])
                raw, told = bytes.fromhex(event.hash), event.hash.encode()
                if any(raw in each or told in each for each in held):
                    yield event


def _whole(found: dict[tuple[str, int], list[Event]]) -> list[Event]:
    """The events of every chain up to the first that is lost, those of all chains in the order of their times."""
    whole: dict[str, Event] = {}
    for (_, seq), same in sorted(found.items(), key=lambda each: each[0][1]):
        for event in same:
            before = whole.get(event.prev)
            begins = seq == 0 and event.prev == NONE_BEFORE and event.kind == BEGIN
            follows = before is not None and (before.chain, before.seq + 1) == (event.chain, seq)
            if begins or follows:
                whole[event.hash] = event
    return sorted(whole.values(), key=lambda each: (each.at, each.hash))


def _insert_all(database: sqlite3.Connection, events: list[Event]) -> int:
    """Insert events after what they speak of; returns how many could be."""
    taken: set[str] = set()
    waiting = events
    while waiting:
        left = []
        for event in waiting:
            if all(each in taken for each in (*event.named, *({event.prev} - {NONE_BEFORE}))):
                try:
                    schema.insert(database, event)
                except (ValueError, KeyError, sqlite3.Error):  # of a case that is lost
                    left.append(event)
                else:
                    taken.add(event.hash)
            else:
                left.append(event)
        if len(left) == len(waiting):
            break
        waiting = left
    return len(taken)


def _describe(database: sqlite3.Connection, file: Path, first: Event) -> bool:
    """Write what the project is, as far as it can still be read; whether its salt could."""
    with suppress(sqlite3.Error, ReviewError), closing(storage.connect_reading(file)) as damaged:
        row = damaged.execute("SELECT id, name, salt, created, names_kept FROM project").fetchone()
        if row is not None:
            schema.insert_project(database, *row[:4], names_kept=bool(row[4]))
            return True
    salt = secrets.token_bytes(SALT_BYTES)
    schema.insert_project(database, str(first.fields["project"]), file.stem, salt, now(), names_kept=False)
    return False
