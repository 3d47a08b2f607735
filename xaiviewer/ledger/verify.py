"""Whether the events are those that were written: the first one that is not, and what a head hash proves."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xaiviewer.ledger.events import BEGIN, CASE, NONE_BEFORE, Event
from xaiviewer.ledger.schema import columns

_TAIL = 200


@dataclass(frozen=True)
class Verdict:
    """What was found.

    Attributes:
        events, chains: how many were looked at.
        broken: the first event that is not as it was written, in a sentence; "" where all are.
        proven: how many events the head hashes prove unchanged; 0 without one.
        forks: chains that go on in two ways, as two copies of a file do; nothing is lost by that.
    """

    events: int
    chains: int
    broken: str = ""
    proven: int = 0
    forks: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """All of it, for people."""
        counted = f"{self.events} events in {self.chains} chains"
        if self.broken:
            return self.broken
        if self.proven:
            after = self.events - self.proven
            later = f" The {after} events beside these are consistent." if after else ""
            return f"The {self.proven} events up to the head are all there and unchanged.{later}"
        return (
            f"{counted} are consistent. Without the head hash of an earlier export this does not show that nothing was "
            "cut off or written anew."
        )


@dataclass
class _Walk:
    """What is remembered on the way through the events."""

    at: dict[str, tuple[str, int]] = field(default_factory=dict)
    prev: dict[str, str] = field(default_factory=dict)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    time: dict[str, str] = field(default_factory=dict)
    followed: set[str] = field(default_factory=set)
    begun: set[str] = field(default_factory=set)
    forks: dict[str, None] = field(default_factory=dict)


def verify(database: sqlite3.Connection, heads: Iterable[str] = ()) -> Verdict:
    """Look at every event: its hash, its place in the chain, its columns, and the events that it names.

    Args:
        database: of a project.
        heads: hashes that were exported earlier.

    Raises:
        sqlite3.DatabaseError: where the file cannot be read to its end.
    """
    walk, wanted = _Walk(), [each.strip().lower() for each in heads]
    names = dict(database.execute("SELECT key, reader FROM chains"))
    rows = database.execute(_ROWS + " ORDER BY e.chain_id, e.seq, e.id")
    broken = ""
    for row in rows:
        fault = _fault(walk, row)
        if fault:
            _, chain, seq, _, at, *_ = row
            broken = f"Event {seq + 1} of {names.get(chain, 'an unknown reader')}'s chain {chain[:8]} ({at}) {fault}."
            break
    broken = broken or _unknown(walk, names) or _not_replaced(database) or _misnamed(database)
    broken = broken or _missing(walk, wanted)
    proven = 0 if broken else len(_reached(walk, wanted))
    return Verdict(len(walk.at), len(names), broken, proven, tuple(walk.forks))


def tail_is_whole(database: sqlite3.Connection) -> bool:
    """Whether the last events are as they were written: what is looked at where all of them would take long."""
    rows = database.execute(_ROWS + " ORDER BY e.id DESC LIMIT ?", (_TAIL,))
    return not any(_text_fault(row) for row in rows)


_ROWS = (
    "SELECT lower(hex(e.hash)), k.key, e.seq, e.kind, e.at, e.body, c.content, e.place, e.question, e.value, k.reader, "
    "k.place, k.project FROM events e JOIN chains k ON k.id = e.chain_id LEFT JOIN cases c ON c.id = e.case_id"
)

_Row = tuple[str, str, int, str, str, str, str | None, str | None, str | None, str | None, str, str, str]


def _text_fault(row: _Row) -> str:
    """What is wrong with an event by itself; "" where nothing is."""
    key, chain, seq, kind, at, body, *kept = row
    try:
        event = Event.read(body)
        if event.hash != key:
            return "is not what was written: its text does not match its hash"
        if (event.chain, event.seq, event.kind, event.at, *columns(event)) != (chain, seq, kind, at, *kept[:4]):
            return "is listed as something else than it says"
        if event.kind == BEGIN and [event.fields[each] for each in ("reader", "place", "project")] != kept[4:7]:
            return "began another chain than the one that is listed"
    except (ValueError, KeyError, TypeError):
        return "cannot be read"
    return ""


def _fault(walk: _Walk, row: _Row) -> str:
    fault = _text_fault(row)
    if fault:
        return fault
    event = Event.read(row[5])
    before = walk.at.get(event.prev)
    if event.seq == 0:
        if event.prev != NONE_BEFORE or event.kind != BEGIN:
            return "does not begin its chain"
        if event.chain in walk.begun:
            return "begins a chain that had begun"
        walk.begun.add(event.chain)
    elif before != (event.chain, event.seq - 1):
        return "does not follow the one before it: something between them was cut or changed"
    elif event.at <= walk.time[event.prev]:
        return "is not later than the one before it"
    if event.seq and event.prev in walk.followed:
        walk.forks[event.chain] = None
    walk.followed.add(event.prev)
    walk.at[event.hash] = (event.chain, event.seq)
    walk.prev[event.hash] = event.prev
    walk.time[event.hash] = event.at
    if event.named:
        walk.named[event.hash] = event.named
    return ""


def _unknown(walk: _Walk, readers: Mapping[str, str]) -> str:
    """An event that another one names and that is not there."""
    for key, named in walk.named.items():
        for each in named:
            if each not in walk.at:
                chain, seq = walk.at[key]
                who = f"{readers.get(chain, 'an unknown reader')}'s chain {chain[:8]}"
                return f"Event {seq + 1} of {who} speaks of one that is not there ({each[:16]}): something was cut off."
    return ""


def _not_replaced(database: sqlite3.Connection) -> str:
    """Whether answers are listed as replaced that are not, or the other way round."""
    listed = {(key, by) for key, by in database.execute("SELECT lower(hex(hash)), by_id FROM replaced")}
    rows = database.execute('SELECT id, body FROM events WHERE body LIKE \'%"replaces":["%\'')
    said = {(each, number) for number, body in rows for each in Event.read(body).fields.get("replaces", ())}
    if listed == said:
        return ""
    return f"{len(listed ^ said)} answers are listed as replaced otherwise than the events say."


def _misnamed(database: sqlite3.Connection) -> str:
    """A case that is called what no event calls it."""
    said = {
        (str(event.fields["case"]), str(event.fields["label"]))
        for (body,) in database.execute("SELECT body FROM events WHERE kind = ?", (CASE,))
        for event in (Event.read(body),)
    }
    for content, label in database.execute("SELECT content, label FROM cases"):
        if (content, label) not in said:
            return f"The case that is listed as {label} was never called so."
    return ""


def _missing(walk: _Walk, heads: Iterable[str]) -> str:
    for each in heads:
        if each not in walk.at:
            return f"The head {each[:16]} is not in the file: what was exported then was cut off or changed since."
    return ""


def _reached(walk: _Walk, heads: Iterable[str]) -> set[str]:
    """Every event that comes before a head, in its chain or in one that it saw."""
    reached: set[str] = set()
    waiting = list(heads)
    while waiting:
        key = waiting.pop()
        if key in reached or key not in walk.at:
            continue
        reached.add(key)
        waiting += [walk.prev[key], *walk.named.get(key, ())]
    return reached
