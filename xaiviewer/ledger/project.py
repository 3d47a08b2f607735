"""A project that is open: what it holds, and what is added to it."""

from __future__ import annotations

import getpass
import hashlib
import os
import platform
import secrets
import sqlite3
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from xaiviewer import __version__, paths
from xaiviewer.errors import ReviewError, UsageError
from xaiviewer.ledger import events, present, schema, storage
from xaiviewer.ledger.events import NOTHING_SHOWN, WHOLE_CASE, Event, Place, Screen
from xaiviewer.ledger.forms import DEFAULT, Form
from xaiviewer.ledger.holding import Hold, hold
from xaiviewer.ledger.identity import SALT_BYTES, CaseIdentity, program_digest
from xaiviewer.ledger.rescue import rescue
from xaiviewer.ledger.verify import tail_is_whole, verify

_WHOLLY_CHECKED = 20_000
"""Projects of at most so many events are verified whole when they are opened; of larger ones the last events."""


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


class Project:
    """An open project; close it, or use it as a context manager. For one thread.

    Attributes:
        path: the file.
        info: what the project is.
        reader: who answers; None where it was opened to read.
        notice: why it can only be read although a reader was named, and who writes; else "".
        damage: what is wrong with the file, whose whole part is read instead; else "".
    """

    def __init__(self, path: Path, database: sqlite3.Connection, *, damage: str = "") -> None:
        self.path, self.damage = path, damage
        self.database = database
        self.info = present.info(database)
        self.reader: Reader | None = None
        self.notice = ""
        self._chain = ""
        self._hold: Hold | None = None
        self._file: os.stat_result | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def writable(self) -> bool:
        """Whether answers can be given."""
        return self._hold is not None

    @property
    def form(self) -> Form:
        """What is asked."""
        with self._telling():
            return present.form(self.database)

    def claim(self, reader: Reader) -> bool:
        """Become the one who writes, if nobody else does; `notice` says what is in the way.

        Raises:
            ReviewError: where it cannot even be read any more.
        """
        if self._hold is not None:
            return True
        if self.damage:
            self.notice = self.damage
            return False
        try:
            found = hold(self.path, reader.name)
            if not storage.may_write(self.path):
                if isinstance(found, Hold):
                    found.release()
                raise PermissionError
        except OSError:
            self.notice = f"{self.path} may only be read here; copy it to a place that can be written to answer."
            return False
        if not isinstance(found, Hold):
            self.notice = f"{self.path} is being written by {found}; it can be read until that has ended."
            return False
        self.database.close()  # it would hold up the change to the journal of a share
        try:
            self.database = storage.connect(self.path)
            self._hold, self.reader, self.notice = found, reader, ""
            self._file = self.path.stat()
            with self._telling():
                schema.migrate(self.database)
            self._begin(reader)
        except (ReviewError, OSError) as error:
            self._hold = self.reader = None
            self.database.close()
            found.release()
            self.database = storage.connect_reading(self.path)
            self.notice = f"{error} Until then it can be read."
            return False
        return True

    def close(self) -> None:
        """Let others write; safe to call twice."""
        if self._hold is not None:
            with suppress(ReviewError):  # it is closed whatever the disk says
                self.audit("closed")
        with suppress(sqlite3.Error):
            self.database.close()
        if self._hold is not None:
            self._hold.release()
            self._hold = None

    # --- what is added; each is on the disk when the method returns

    def register(self, identity: CaseIdentity) -> present.Known:
        """Add a case, unless it is there as it is; what is known of it is returned.

        Raises:
            ReviewError: where it cannot be written.
        """
        with self._telling():
            known = present.find(self.database, identity)
        if known.state != "same":
            fields = {
                "case": identity.content,
                "mask": identity.mask,
                "label": known.label,
                "identifiers": identity.hashed(self.info.salt),
                **({"was": known.before} if known.before else {}),
            }
            self._add(events.CASE, fields)
        return known

    def answer(
        self, case: str, question: str, value: Any, *, place: Place = WHOLE_CASE, screen: Screen = NOTHING_SHOWN
    ) -> Event:
        """Give, correct or (None) withdraw an answer; what it replaces stays in the history.

        Args:
            case: its content, see `CaseIdentity`.
            question: key of the form.
            value: what the question takes.
            place: what of the case it is about.
            screen: what was to be seen.

        Raises:
            UsageError: where the form does not take it, or the case is not in the project.
            ReviewError: where it is not saved.
        """
        self.form.check(question, value, place)
        return self._state(events.ANSWER, case, question, place, value, screen)

    def undo(
        self, case: str, question: str, *, place: Place = WHOLE_CASE, screen: Screen = NOTHING_SHOWN
    ) -> Event:
        """Take back the reader's last answer to a question: the one before it holds again.

        Raises:
            UsageError: where there is none to take back.
            ReviewError: where it is not saved.
        """
        with self._telling():
            given = present.given(self.database, case, question, place, self._reader().name)
        if not given:
            raise UsageError(f"There is no answer of {self._reader().name} to “{question}” to take back.")
        value = given[-2].value if len(given) > 1 else None
        return self._state(events.UNDO, case, question, place, value, screen, {"undoes": given[-1].event})

    def ask(self, form: Form) -> Event:
        """Ask something else from now on; answers to former questions stay.

        Raises:
            ReviewError: where it is not saved.
        """
        rows = self.database.execute("SELECT lower(hex(hash)) FROM present WHERE kind = ?", (events.FORM,))
        return self._add(events.FORM, {"value": form.fields(), "replaces": sorted(key for (key,) in rows)})

    def audit(self, occasion: str, *, outcome: int = 0, **detail: Any) -> Event:
        """Enter something in the audit trail, with the heads of all chains: its hash stands for all before it.

        Args:
            occasion: a key of `events.OCCASIONS`.
            outcome: 0 success, 4 minor, 8 serious, 12 major failure.
            detail: further plain values; no names of files, which may be patients'.

        Raises:
            ReviewError: where it is not saved.
        """
        told = {**events.OCCASIONS[occasion].fields(outcome=outcome), **({"detail": detail} if detail else {})}
        with self._telling():
            seen = sorted(each.head for each in present.chains(self.database) if each.key != self._chain)
        return self._add(events.AUDIT, {"audit": told, "seen": seen})

    def take_over(self, found: list[Event]) -> int:
        """Add another file's events, all or none; returns how many were new. See `merge`.

        Raises:
            ReviewError: where they are not saved.
        """
        with self._saving():
            return sum(schema.insert(self.database, each) for each in found)

    def _state(
        self,
        kind: str,
        case: str,
        question: str,
        place: Place,
        value: Any,
        screen: Screen,
        further: Mapping[str, Any] | None = None,
    ) -> Event:
        reader = self._reader().name
        with self._telling():
            if not self.database.execute("SELECT 1 FROM cases WHERE content = ?", (case,)).fetchone():
                raise UsageError(f"The case {case[:8]} is not in {self.path}; add it first.")
            held = list(present.answers(self.database, case=case, question=question, place=place, reader=reader))
            mask = present.masks(self.database, case)[-1]
        fields = {
            "case": case,
            "mask": mask,
            "on": place.fields(),
            "question": question,
            "value": list(value) if isinstance(value, tuple) else value,
            "before": held[-1].value if held else None,
            "replaces": sorted(each.event for each in held),
            "screen": screen.fields(),
            **(further or {}),
        }
        return self._add(kind, fields)

    def _reader(self) -> Reader:
        if self.reader is None or self._hold is None:
            raise ReviewError(self.notice or f"{self.path} was opened to read; name a reader to answer.")
        return self.reader

    def _add(self, kind: str, fields: Mapping[str, Any]) -> Event:
        self._reader()
        with self._saving():
            seq, prev, at = self._tail()
            link = {"v": events.VERSION, "chain": self._chain, "seq": seq, "prev": prev, "at": at, "kind": kind}
            event = Event.of({**fields, **link})
            schema.insert(self.database, event)
        return event

    def _tail(self) -> tuple[int, str, str]:
        """Place, hash before, and time of the chain's next event."""
        last = self.database.execute(
            "SELECT e.seq, lower(hex(e.hash)), e.at FROM events e JOIN chains k ON k.id = e.chain_id WHERE k.key = ? "
            "ORDER BY e.seq DESC LIMIT 1",
            (self._chain,),
        ).fetchone()
        return (0, events.NONE_BEFORE, events.now()) if last is None else (last[0] + 1, last[1], events.later_than(last[2]))

    @contextmanager
    def _saving(self) -> Iterator[None]:
        """A transaction that is on the disk when the block has ended, or has left nothing behind."""
        self._must_be_there()
        with self._telling():
            self.database.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.database.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    if self.database.in_transaction:
                        self.database.execute("ROLLBACK")
                raise
        self._must_be_there()

    def _must_be_there(self) -> None:
        """Raise where the file was moved or removed: the system would take the answers, and nobody find them."""
        try:
            there = self._file is not None and os.path.samestat(self._file, self.path.stat())
        except OSError:
            there = False
        if not there:
            raise ReviewError(f"{self.path} was moved, replaced or removed; nothing more is saved until it is opened again.")

    @contextmanager
    def _telling(self) -> Iterator[None]:
        with storage.telling(self.path):
            yield

    def _begin(self, reader: Reader) -> None:
        """Go on with the reader's chain in this copy of the file, or begin one, and enter that it was opened."""
        place = _place(self.path, self.info.salt)
        with self._telling():
            self._chain = _own_chain(self.database, reader, place, self.info.id)
        if not self._chain:
            self._chain = uuid.uuid4().hex
            self._add(events.BEGIN, _beginning(reader, self.info.id, place))
        self.audit("opened", program=__version__, program_sha256=program_digest(), python=platform.python_version())


def _own_chain(database: sqlite3.Connection, reader: Reader, place: str, project: str) -> str:
    """Key of the chain that goes on here; "" where there is none, or two copies of it went on."""
    found = database.execute(
        "SELECT id, key FROM chains WHERE reader = ? AND place = ? AND project = ? ORDER BY id DESC LIMIT 1",
        (reader.name, place, project),
    ).fetchone()
    if found is None:
        return ""
    twice = "SELECT 1 FROM events WHERE chain_id = ? GROUP BY seq HAVING count(*) > 1 LIMIT 1"
    return "" if database.execute(twice, (found[0],)).fetchone() else str(found[1])


def _place(path: Path, salt: bytes) -> str:
    """What tells this copy of the file from others, without telling where it lies."""
    told = f"{platform.node()}:{path.resolve()}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(salt + told).hexdigest()[:32]


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
            if path.suffix == storage.SUFFIX and not schema.is_project(database):
                raise storage.DamagedError(f"{path} is damaged: its first bytes are not a project's.")
            schema.check_is_project(database, path)
            if schema.version_of(database) < schema.VERSION:
                older = database
                database = storage.in_memory(older)
                older.close()
                schema.migrate(database)
            (count,) = database.execute("SELECT count(*) FROM events").fetchone()
            broken = verify(database).broken if count <= _WHOLLY_CHECKED else ""
            if broken or not tail_is_whole(database):
                raise storage.DamagedError(f"{path} is damaged. {broken}".strip())
            if database.execute("SELECT 1 FROM project").fetchone() is None:
                raise storage.DamagedError(f"{path} is damaged: it does not say what it is.")
    except BaseException:
        database.close()
        raise
    return database


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
                for each in _first(reader, told[0], _place(path, salt), form):
                    schema.insert(database, each)
                database.execute("COMMIT")
            finally:
                database.close()
            storage.put(fresh, path)
    return open_project(path, reader)


def _first(reader: Reader, project: str, place: str, form: Form) -> tuple[Event, Event]:
    """The events with which a project begins: its maker's chain, and what is asked."""
    link = {"v": events.VERSION, "chain": uuid.uuid4().hex}
    begun = Event.of({**link, **_beginning(reader, project, place), "seq": 0, "prev": events.NONE_BEFORE})
    asked = {"kind": events.FORM, "value": form.fields(), "replaces": []}
    return begun, Event.of({**link, **asked, "seq": 1, "prev": begun.hash, "at": events.later_than(begun.at)})


def _beginning(reader: Reader, project: str, place: str) -> dict[str, Any]:
    years = {} if reader.years is None else {"years": reader.years}
    return {
        "kind": events.BEGIN,
        "reader": reader.name,
        "place": place,
        "project": project,
        "at": events.now(),
        **years,
    }


def personal_project(reader: Reader | None = None) -> Project:
    """The project of whoever chose none, made when it is first wanted.

    Raises:
        XaiViewerError: where it cannot be made or opened.
    """
    path = paths.user_data() / f"personal{storage.SUFFIX}"
    who = reader or somebody()
    return open_project(path, who) if path.exists() else create_project(path, who, name="personal")
