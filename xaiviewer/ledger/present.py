"""What holds now, and how it came to that: questions put to the events."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from xaiviewer.ledger.events import CASE, FORM, FOUND, UNDO, Event, Place, canonical
from xaiviewer.ledger.forms import DEFAULT, Form
from xaiviewer.ledger.identity import CaseIdentity
from xaiviewer.ledger.schema import LONG, place_of
from xaiviewer.ledger.worklist import Facts

State = Literal["new", "same", "mask changed", "changed"]


@dataclass(frozen=True)
class Info:
    """What a project is.

    Attributes:
        id: tells it from every other, and the same in all copies of it.
        name: shown.
        salt: of its hashed identifiers; it never leaves the file.
        names_kept: whether cases keep the names of their folders.
        created: when, UTC.
    """

    id: str
    name: str
    salt: bytes
    names_kept: bool
    created: str


@dataclass(frozen=True)
class Chain:
    """The events of one writer: a reader at one copy of the file.

    Attributes:
        key: of the chain.
        reader: who.
        events: how long it is.
        head: hash of the last one.
    """

    key: str
    reader: str
    events: int
    head: str


@dataclass(frozen=True)
class Answer:
    """One answer, given or taken back.

    Attributes:
        event: hash of the event.
        reader, chain: who gave it, and in which chain it stands.
        case, label: content of the case, and what it is called.
        place: what of the case it is about.
        question, value: None: there is no answer any more.
        at: when, UTC.
        holds: False where another has replaced it.
        fields: of the event.
    """

    event: str
    reader: str
    chain: str
    case: str
    label: str
    place: Place
    question: str
    value: Any
    at: str
    holds: bool
    fields: Mapping[str, Any]

    @property
    def decides(self) -> tuple[str, ...]:
        """Hashes of the two answers of others that it decides between; none where it is the reader's own."""
        return tuple(self.fields.get("decides", ()))


@dataclass(frozen=True)
class ListedCase:
    """A case of the project.

    Attributes:
        content, label: what it is known by, and called.
        readers: who has answered anything about it, in order of their names.
        answers: how many hold.
        last: when the last of them was given; "" where there is none.
    """

    content: str
    label: str
    readers: tuple[str, ...]
    answers: int
    last: str


@dataclass(frozen=True)
class Known:
    """Whether a case is in the project.

    Attributes:
        content, label: of the case as it is now.
        state: "same" whatever it is called now and wherever it lies; "changed" where a case of the same study, or of
            the same name where files tell no study, held other pictures; "mask changed" where only the mask differs.
        before: content of the case that it was, where it changed; else "".
        sentence: what is to be said of a change; else "".
    """

    content: str
    label: str
    state: State
    before: str = ""
    sentence: str = ""


def info(database: sqlite3.Connection) -> Info:
    """What the project is."""
    key, name, salt, kept, created = database.execute(
        "SELECT id, name, salt, names_kept, created FROM project"
    ).fetchone()
    return Info(key, name, salt, bool(kept), created)


def form(database: sqlite3.Connection) -> Form:
    """The questions that are asked; of two that two readers set, the later one's."""
    found = database.execute(  # without "question IS NULL" the index of kinds is not used
        "SELECT body FROM present WHERE kind = ? AND question IS NULL ORDER BY at DESC, hash LIMIT 1", (FORM,)
    ).fetchone()
    return DEFAULT if found is None else Form.of(Event.read(found[0]).fields["value"])


def chains(database: sqlite3.Connection) -> list[Chain]:
    """Every chain with its head, in the order in which they came into the file."""
    rows = database.execute(
        "SELECT k.key, k.reader, e.seq, lower(hex(e.hash)) FROM chains k JOIN events e ON e.id = "
        "(SELECT id FROM events WHERE chain_id = k.id ORDER BY seq DESC LIMIT 1) ORDER BY k.id"
    )
    return [Chain(key, reader, seq + 1, head) for key, reader, seq, head in rows]


def answers(
    database: sqlite3.Connection,
    *,
    case: str | None = None,
    question: str | None = None,
    reader: str | None = None,
    place: Place | None = None,
    history: bool = False,
) -> Iterator[Answer]:
    """The answers that hold, or with `history` all, in the order in which they were given; None: of any.

    Where one reader answered one question twice without knowing of it, in two copies, both hold.
    """
    table = "events" if history else "present"
    wanted = {"c.content": case, "e.question": question, "k.reader": reader}
    wanted["e.place"] = None if place is None else canonical(place.fields())
    given = {column: value for column, value in wanted.items() if value is not None}
    where = "".join(f" AND {column} = ?" for column in given)
    query = (
        "SELECT lower(hex(e.hash)), k.reader, k.key, c.content, c.label, e.place, e.question, e.at, e.body, "  # noqa: S608 - of ours
        f"EXISTS (SELECT 1 FROM replaced r WHERE r.hash = e.hash) FROM {table} e "
        "JOIN chains k ON k.id = e.chain_id JOIN cases c ON c.id = e.case_id "
        f"WHERE e.question IS NOT NULL{where} ORDER BY e.at, e.hash"
    )
    for row in database.execute(query, tuple(given.values())):
        key, who, chain, content, label, about, asked, at, body, replaced = row
        place_, fields = place_of(about), json.loads(body)
        yield Answer(key, who, chain, content, label, place_, asked, fields["value"], at, not replaced, fields)


def cases(database: sqlite3.Connection, *, reader: str | None = None) -> list[ListedCase]:
    """Every case, in the order in which they came into the project, with the answers of all readers, or of one."""
    answered: dict[int, tuple[set[str], int, str]] = {}
    names_of = _readers(database)
    rows = database.execute(
        "SELECT e.case_id, e.chain_id, count(*), max(e.at) FROM events e INDEXED BY events_of_question "
        "WHERE e.question IS NOT NULL AND e.value != 'null' "
        "AND NOT EXISTS (SELECT 1 FROM replaced r WHERE r.hash = e.hash) GROUP BY e.case_id, e.chain_id"
    )
    for number, chain, count, last in rows:
        who = names_of[chain]
        if reader in (None, who):
            names, total, latest = answered.get(number, (set(), 0, ""))
            answered[number] = (names | {who}, total + count, max(latest, last))
    found = []
    for number, content, label in database.execute("SELECT id, content, label FROM cases ORDER BY id"):
        names, total, latest = answered.get(number, (set(), 0, ""))
        found.append(ListedCase(content, label, tuple(sorted(names)), total, latest))
    return found


def cases_answered(database: sqlite3.Connection, question: str, value: Any, *, reader: str | None = None) -> set[str]:
    """Contents of the cases about which a question is answered so; by anybody, or by one reader.

    Values of more than 64 letters cannot be looked for.
    """
    rows = database.execute(
        "SELECT DISTINCT e.case_id, e.chain_id FROM events e INDEXED BY events_of_question "
        "WHERE e.question = ? AND e.value = ? AND NOT EXISTS (SELECT 1 FROM replaced r WHERE r.hash = e.hash)",
        (question, canonical(value)),
    )
    names_of, contents = _readers(database), dict(database.execute("SELECT id, content FROM cases"))
    return {contents[number] for number, chain in rows if reader in (None, names_of[chain])}


def found(database: sqlite3.Connection, case: str | None = None) -> dict[str, Facts]:
    """What networks found about cases, by content: what was noted last; of one case, or of all."""
    one = "" if case is None else " AND c.content = ?"
    query = (
        "SELECT c.content, e.body FROM events e JOIN cases c ON c.id = e.case_id "  # noqa: S608 - of ours
        f"WHERE e.kind = ? AND e.question IS NULL{one} ORDER BY e.at, e.hash"
    )
    rows = database.execute(query, (FOUND,) if case is None else (FOUND, case))
    return {content: Facts.of(json.loads(body)["found"]) for content, body in rows}


def values(database: sqlite3.Connection, reader: str) -> dict[str, dict[str, Any]]:
    """A reader's answers about cases as a whole that hold, by content and question; long ones as `schema.LONG`."""
    chains_of = [number for number, who in _readers(database).items() if who == reader]
    held: dict[str, dict[str, Any]] = {}
    rows = database.execute(
        "SELECT c.content, e.question, e.value FROM events e JOIN cases c ON c.id = e.case_id "  # noqa: S608 - of ours
        f"WHERE e.question IS NOT NULL AND e.chain_id IN ({','.join(map(str, chains_of))}) AND e.place = '{{}}' "
        "AND NOT EXISTS (SELECT 1 FROM replaced r WHERE r.hash = e.hash) ORDER BY e.at"
    )
    for content, question, value in rows:
        given = LONG if value == LONG else json.loads(value)
        if given is not None:
            held.setdefault(content, {})[question] = given
    return held


def of_names(database: sqlite3.Connection, names: Iterable[str]) -> dict[str, str]:
    """Content of the last case that was called so, by name, where its files told no study."""
    rows = list(
        database.execute(
            "SELECT i.hash, i.kind, i.case_id, c.content FROM identifiers i JOIN cases c ON c.id = i.case_id "
            "ORDER BY i.case_id"
        )
    )
    of_study = {case for _, kind, case, _ in rows if kind == "study"}
    named = {key: content for key, kind, case, content in rows if kind == "name" and case not in of_study}
    salt = info(database).salt
    hashed = {name: CaseIdentity("", "", name).hashed(salt).get("name", "") for name in names}
    return {name: named[key] for name, key in hashed.items() if key in named}


def _readers(database: sqlite3.Connection) -> dict[int, str]:
    """The reader of every chain, by the chain's number in this file."""
    return dict(database.execute("SELECT id, reader FROM chains"))


def find(database: sqlite3.Connection, identity: CaseIdentity) -> Known:
    """Whether a case is in the project, whatever it is called and wherever it lies now."""
    project = info(database)
    label = identity.name if project.names_kept else identity.label
    row = database.execute("SELECT label FROM cases WHERE content = ?", (identity.content,)).fetchone()
    if row is not None:
        if identity.mask in masks(database, identity.content):
            return Known(identity.content, row[0], "same")
        told = f"{row[0]} has another mask than when it was reviewed; earlier answers speak of the former one."
        return Known(identity.content, row[0], "mask changed", sentence=told)
    before = _of_identifiers(database, identity.hashed(project.salt))
    if before is None:
        return Known(identity.content, label, "new")
    told = (
        f"{label} was reviewed as {before[1]} with other pictures or another geometry; earlier answers speak of those."
    )
    return Known(identity.content, label, "changed", before[0], told)


def masks(database: sqlite3.Connection, content: str) -> list[str]:
    """Digests of the masks that a case had, in order; "" for none."""
    rows = database.execute(
        "SELECT e.body FROM events e JOIN cases c ON c.id = e.case_id WHERE c.content = ? AND e.kind = ? "
        "AND e.question IS NULL ORDER BY e.id",
        (content, CASE),
    )
    return [str(Event.read(body).fields["mask"]) for (body,) in rows]


def _of_identifiers(database: sqlite3.Connection, hashed: Mapping[str, str]) -> tuple[str, str] | None:
    """Content and label of the last case with these identifiers; a name tells nothing where studies are known."""
    kind = "study" if "study" in hashed else "name"
    found = database.execute(
        "SELECT c.content, c.label FROM identifiers i JOIN cases c ON c.id = i.case_id WHERE i.hash = ? AND i.kind = ? "
        "AND (i.kind = 'study' OR NOT EXISTS "
        "(SELECT 1 FROM identifiers s WHERE s.case_id = c.id AND s.kind = 'study')) ORDER BY c.id DESC LIMIT 1",
        (hashed.get(kind, ""), kind),
    ).fetchone()
    return None if found is None else (str(found[0]), str(found[1]))


def given(database: sqlite3.Connection, case: str, question: str, place: Place, reader: str) -> list[Answer]:
    """A reader's answers to a question that were not taken back, in order: the last one holds."""
    stack: list[Answer] = []
    for each in answers(database, case=case, question=question, place=place, reader=reader, history=True):
        if each.fields["kind"] != UNDO:
            stack.append(each)
        elif stack:
            stack.pop()
    return stack
