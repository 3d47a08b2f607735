"""What the thread that owns the project's file is asked, and what it tells: plain frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xaiviewer.ledger.adjudication import Differences
from xaiviewer.ledger.forms import DEFAULT, Form
from xaiviewer.ledger.identity import CaseIdentity
from xaiviewer.ledger.worklist import Facts
from xaiviewer.ledger.writers import Reader
from xaiviewer.review.verdicts.state import Book, Given, Key, Statement


@dataclass(frozen=True)
class Open:
    """Open a project; None: the personal one, if there is one."""

    path: Path | None = None


@dataclass(frozen=True)
class Make:
    """Make a project and open it."""

    path: Path
    name: str = ""
    form: Form = DEFAULT


@dataclass(frozen=True)
class Be:
    """Somebody answers from now on."""

    reader: Reader


@dataclass(frozen=True)
class Write:
    """Save an answer."""

    statement: Statement


@dataclass(frozen=True)
class Look:
    """What is known of a case that lies there?"""

    identity: CaseIdentity
    path: Path | None = None


@dataclass(frozen=True)
class Find:
    """Which cases lie at these paths, as far as that is known without reading them?"""

    paths: tuple[Path, ...]


@dataclass(frozen=True)
class Note:
    """Keep what networks found about a case of the project."""

    content: str
    facts: Facts
    weights: Mapping[str, str]


@dataclass(frozen=True)
class Count:
    """What did the reader answer about all cases?"""


@dataclass(frozen=True)
class Ask:
    """Ask these questions from now on."""

    form: Form


@dataclass(frozen=True)
class Rescue:
    """Write what is whole of a damaged project to a new file, and open that."""

    target: Path


@dataclass(frozen=True)
class Compare:
    """What do two readers differ on?

    Attributes:
        decider: who decides; None where nobody said who answers.
        between: their names; None: the first two beside the one who decides.
    """

    decider: str | None
    between: tuple[str, str] | None = None


Job = Open | Make | Be | Write | Look | Find | Note | Count | Ask | Rescue | Compare


@dataclass(frozen=True)
class Opened:
    """This project is open; None: none is."""

    book: Book | None


@dataclass(frozen=True)
class Looked:
    """What a reader answered about a case.

    Attributes:
        content: of the case.
        reader: whose answers they are.
        remark: what is to be said of the case: its files have changed; else "".
        history: by question and place, in order.
    """

    content: str
    reader: Reader | None
    remark: str
    history: Mapping[Key, tuple[Given, ...]]


@dataclass(frozen=True)
class Saved:
    """An answer is on the disk."""

    statement: Statement
    given: Given


@dataclass(frozen=True)
class Unfit:
    """An answer that the project does not take, and why: nobody can save it."""

    statement: Statement
    sentence: str


@dataclass(frozen=True)
class Waits:
    """How answers fare that are not on the disk.

    Attributes:
        before: how many of them were given before the program was started.
        problem: why they are not saved; "" where they are only on their way.
    """

    before: int
    problem: str


@dataclass(frozen=True)
class Refused:
    """Something else could not be done."""

    sentence: str


@dataclass(frozen=True)
class Placed:
    """Contents of the cases at these paths."""

    contents: Mapping[Path, str]


@dataclass(frozen=True)
class Counted:
    """What is known of all cases of the project, by content.

    Attributes:
        values: the reader's answers about each case as a whole, by question.
        readers: who has answered anything about it.
        facts: what networks found about it.
    """

    values: Mapping[str, Mapping[str, Any]]
    readers: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, Facts]


@dataclass(frozen=True)
class Compared:
    """What two readers differ on.

    Attributes:
        readers: all who have answered anything.
        found: None where there are no two to compare.
        identities: of the cases on which they differ, as a decision is saved.
        problem: why there is nothing; else "".
    """

    readers: tuple[str, ...]
    found: Differences | None
    identities: Mapping[str, CaseIdentity]
    problem: str = ""


Report = Opened | Looked | Saved | Unfit | Waits | Refused | Placed | Counted | Compared
