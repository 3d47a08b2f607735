"""The owner of a study hands out what is due: a session, and where the owner keeps them, its steps one by one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xaiviewer.errors import ReviewError
from xaiviewer.ledger.opening import open_project
from xaiviewer.ledger.verify import verify
from xaiviewer.records.folders import write_whole
from xaiviewer.studies.given import steps_given
from xaiviewer.studies.owner import Owner

SUFFIX = ".xairelease"


@dataclass(frozen=True)
class Release:
    """What opens a session.

    Attributes:
        study, reader, session: of what; sessions are counted from 0.
        key: of the session.
        steps: keys of released steps, by reading and step; none where the program derives them.
    """

    study: str
    reader: str
    session: int
    key: bytes
    steps: Mapping[tuple[int, int], bytes]


def release(owner: Owner, reader: str, session: int, answers: Path | None = None) -> Release:
    """What a reader may open now.

    Args:
        owner: of the study.
        reader: whose.
        session: counted from 0.
        answers: the reader's project, or a copy: where the owner keeps the steps, each step is released whose step
            before is answered there.

    Raises:
        ReviewError: where there is no such reader or session, or the project is damaged or another study's.
    """
    if reader not in owner.design.readers or not 0 <= session < owner.design.sessions:
        raise ReviewError(f"The study has no session {session + 1} of a reader {reader}.")
    steps: dict[tuple[int, int], bytes] = {}
    if owner.design.by_owner and answers is not None:
        with open_project(answers) as project:
            broken = project.damage or verify(project.database).broken
            if broken:
                raise ReviewError(f"{answers}: {broken} Nothing is released on it.")
            given = steps_given(project.database, owner.id, reader, session)
        for at, slot in enumerate(owner.sessions(reader)[session]):
            for step in range(1, len(owner.design.arm(slot.arm).steps)):
                if (at, step - 1) in given:
                    steps[at, step] = owner.step_key(reader, session, at, step)
    return Release(owner.id, reader, session, owner.session_key(reader, session), steps)


def write_release(given: Release, file: Path) -> None:
    """Write it to be handed to the reader.

    Raises:
        UsageError: where it cannot be written.
    """
    plain = {
        "study": given.study,
        "reader": given.reader,
        "session": given.session + 1,
        "key": given.key.hex(),
        "steps": [[reading, step, key.hex()] for (reading, step), key in given.steps.items()],
    }
    write_whole(file, json.dumps(plain, indent=1).encode())


def read_release(file: Path) -> Release:
    """What an owner handed out.

    Raises:
        ReviewError: where the file holds none.
    """
    try:
        plain = json.loads(file.read_text(encoding="utf-8"))
        steps = {(int(reading), int(step)): bytes.fromhex(key) for reading, step, key in plain["steps"]}
        return Release(
            str(plain["study"]), str(plain["reader"]), int(plain["session"]) - 1, bytes.fromhex(plain["key"]), steps
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReviewError(f"{file} releases nothing ({error}); ask the study's owner for it again.") from error
