"""What the owner of a study keeps: the master key, what is true of each case, and what was made wrong."""

from __future__ import annotations

import json
import secrets
import string
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xaiviewer.errors import ReviewError
from xaiviewer.records.folders import write_whole
from xaiviewer.studies.design import Design
from xaiviewer.studies.schedule import Slot, schedule
from xaiviewer.studies.sealing import derived

SUFFIX = ".xaikey"
SCHEMA = 1

_LETTERS = "".join(sorted(set(string.ascii_lowercase + string.digits) - set("0o1il")))


@dataclass(frozen=True)
class Known:
    """What the owner knows of a case.

    Attributes:
        truth: whether it holds the finding, by the clinician's mask.
        advice: whether the network's decision, as it is shown, calls it.
        wrong: how its outputs were made wrong; "" where they are the networks' own.
        training: whether it serves to practise.
        name: of the case, in the owner's files alone.
    """

    truth: bool
    advice: bool
    wrong: str
    training: bool
    name: str


@dataclass(frozen=True)
class Owner:
    """The owner's key.

    Attributes:
        id: of the study; its packages bear it too.
        master: from which every other key is derived.
        design: of the study.
        cases: by content, in a fixed order.
        passphrases: of each reader's sessions.
    """

    id: str
    master: bytes
    design: Design
    cases: Mapping[str, Known]
    passphrases: Mapping[str, tuple[str, ...]]

    @property
    def training(self) -> list[str]:
        """Contents of the cases to practise on."""
        return [case for case, known in self.cases.items() if known.training]

    def sessions(self, reader: str) -> tuple[tuple[Slot, ...], ...]:
        """What a reader reads."""
        truths = {case: known.truth for case, known in self.cases.items()}
        return schedule(self.design, reader, truths, self.training)

    def session_key(self, reader: str, session: int) -> bytes:
        """What opens a session; sessions, readings and steps are counted from 0."""
        return derived(self.master, "session", reader, session)

    def step_key(self, reader: str, session: int, reading: int, step: int) -> bytes:
        """What opens a step of a reading."""
        if step == 0 or not self.design.by_owner:
            return program_step_key(self.session_key(reader, session), reading, step)
        return derived(self.master, "step", reader, session, reading, step)

    def token(self, what: str, reader: str, *names: object) -> str:
        """The name of a file in a reader's package, from which nothing can be told."""
        return derived(self.master, "name", what, reader, *names)[:12].hex()


def program_step_key(session_key: bytes, reading: int, step: int) -> bytes:
    """The same where the program itself goes from step to step."""
    return derived(session_key, "step", reading, step)


def passphrase() -> str:
    """One to be read out on a telephone: 80 bits."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(16))
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def write_owner(owner: Owner, file: Path) -> None:
    """Keep it, to be read by its owner alone.

    Raises:
        UsageError: where it cannot be written.
    """
    plain: dict[str, Any] = {
        "schema": SCHEMA,
        "study": owner.id,
        "master": owner.master.hex(),
        "design": owner.design.plain(),
        "cases": {case: vars(known) for case, known in owner.cases.items()},
        "passphrases": {reader: list(each) for reader, each in owner.passphrases.items()},
    }
    write_whole(file, json.dumps(plain, indent=1, ensure_ascii=False).encode("utf-8", "surrogateescape"))
    file.chmod(0o600)


def read_owner(file: Path) -> Owner:
    """The owner's key in a file.

    Raises:
        ReviewError: where it cannot be read or is none.
    """
    try:
        plain = json.loads(file.read_text(encoding="utf-8", errors="surrogateescape"))
        if plain["schema"] != SCHEMA:
            raise ReviewError(f"{file} is of another version of the program; open it with the one that made it.")
        return Owner(
            str(plain["study"]),
            bytes.fromhex(plain["master"]),
            Design.of(plain["design"]),
            {case: Known(**each) for case, each in plain["cases"].items()},
            {reader: tuple(each) for reader, each in plain["passphrases"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReviewError(
            f"{file} is no key of a study's owner ({error}); name the {SUFFIX} file that was made with it."
        ) from error
