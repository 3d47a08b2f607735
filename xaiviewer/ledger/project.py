"""A project that is open: what it holds, and what is added to it."""

from __future__ import annotations

import os
import platform
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from xaiviewer import __version__
from xaiviewer.errors import ReviewError, UsageError
from xaiviewer.ledger import events, present, schema, storage
from xaiviewer.ledger.events import NOTHING_SHOWN, WHOLE_CASE, Event, Place, Screen
from xaiviewer.ledger.forms import Form
from xaiviewer.ledger.holding import Hold, hold
from xaiviewer.ledger.identity import CaseIdentity, program_digest
from xaiviewer.ledger.worklist import Facts
from xaiviewer.ledger.writers import Reader, beginning, own_chain, place_of_copy


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
            full = isinstance(error, storage.FullError)  # which no answer was lost to
            told = (
                f"{self.path} cannot be written, {storage.IS_FULL}; make room, then open it again." if full else error
            )
            self.notice = f"{told} Until then it can be read."
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

    def gather(self) -> None:
        """Bring the write-ahead log into the file, so that a copy of the file alone holds all; not while others read.

        Until then a program that was killed has left a part of it beside the file, which whoever sends that forgets.
        """
        with suppress(sqlite3.Error):  # it is saved all the same
            self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

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
        self,
        case: str,
        question: str,
        value: Any,
        *,
        place: Place = WHOLE_CASE,
        screen: Screen = NOTHING_SHOWN,
        study: Mapping[str, Any] | None = None,
        decides: Iterable[str] = (),
    ) -> Event:
        """Give, correct or (None) withdraw an answer; what it replaces stays in the history.

        Args:
            case: its content, see `CaseIdentity`.
            question: key of the form.
            value: what the question takes.
            place: what of the case it is about.
            screen: what was to be seen.
            study: of a reader study, its id, and at which session, reading and time this was.
            decides: hashes of two other readers' answers that this decides between, see `adjudication`.

        Raises:
            UsageError: where the form does not take it, or the case is not in the project.
            ReviewError: where it is not saved.
        """
        self.form.check(question, value, place)
        further: dict[str, Any] = {} if study is None else {"study": dict(study)}
        if named := sorted(decides):
            further["decides"] = named
        return self._state(events.ANSWER, case, question, value, place=place, screen=screen, further=further)

    def undo(self, case: str, question: str, *, place: Place = WHOLE_CASE, screen: Screen = NOTHING_SHOWN) -> Event:
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
        undoes: dict[str, Any] = {"undoes": given[-1].event}
        if len(given) > 1 and given[-2].decides:
            undoes["decides"] = list(given[-2].decides)
        return self._state(events.UNDO, case, question, value, place=place, screen=screen, further=undoes)

    def note(self, case: str, facts: Facts, weights: Mapping[str, str]) -> Event | None:
        """Keep what the networks found about a case, by which the worklist is ordered; None where that is known.

        Args:
            case: its content; it is in the project.
            facts: what was found.
            weights: SHA-256 of each network's weights, by task.

        Raises:
            ReviewError: where it is not saved.
        """
        with self._telling():
            known = present.found(self.database, case).get(case)
        if known == facts:
            return None
        return self._add(events.FOUND, {"case": case, "found": facts.plain(), "weights": dict(weights)})

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
        value: Any,
        *,
        place: Place,
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
        return (
            (0, events.NONE_BEFORE, events.now())
            if last is None
            else (last[0] + 1, last[1], events.later_than(last[2]))
        )

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
            raise ReviewError(
                f"{self.path} was moved, replaced or removed; nothing more is saved until it is opened again."
            )

    @contextmanager
    def _telling(self) -> Iterator[None]:
        with storage.telling(self.path):
            yield

    def _begin(self, reader: Reader) -> None:
        """Go on with the reader's chain in this copy of the file, or begin one, and enter that it was opened."""
        place = place_of_copy(self.path, self.info.salt)
        with self._telling():
            self._chain = own_chain(self.database, reader, place, self.info.id)
        if not self._chain:
            self._chain = uuid.uuid4().hex
            self._add(events.BEGIN, beginning(reader, self.info.id, place))
        self.audit("opened", program=__version__, program_sha256=program_digest(), python=platform.python_version())
