"""The frozen values of what the reader says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from xaiviewer.ledger.events import NOTHING_SHOWN, WHOLE_CASE, Place, Screen
from xaiviewer.ledger.forms import DEFAULT, Form, Question
from xaiviewer.ledger.identity import CaseIdentity
from xaiviewer.ledger.writers import Reader

About = Literal["case", "slice", "lesion", "layer"]
ABOUTS: tuple[About, ...] = ("case", "slice", "lesion", "layer")

Key = tuple[str, Place]
"""A question, and what of the case it is about."""


@dataclass(frozen=True)
class Statement:
    """An answer on its way to the file.

    Attributes:
        number: no two of a program have the same.
        identity: of the case.
        question, value: as `Project.answer` takes them.
        place: what of the case it is about.
        screen: what was to be seen.
        undo: it takes the last answer back; its value says nothing.
        decides: hashes of two other readers' answers that it decides between.
    """

    number: int
    identity: CaseIdentity
    question: str
    value: Any
    place: Place = WHOLE_CASE
    screen: Screen = NOTHING_SHOWN
    undo: bool = False
    decides: tuple[str, ...] = ()


@dataclass(frozen=True)
class Book:
    """The project that is open.

    Attributes:
        path: its file.
        name: what it is called.
        form: what is asked.
        writable: whether answers can be saved now.
        notice: why they cannot, and who writes; else "".
        damage: what is wrong with the file, whose whole part is read; else "".
        personal: whether it is the one of whoever chose none.
    """

    path: Path
    name: str
    form: Form
    writable: bool
    notice: str = ""
    damage: str = ""
    personal: bool = False


@dataclass(frozen=True)
class Given:
    """An answer as it is shown.

    Attributes:
        value: None: it was withdrawn.
        at: when, UTC; "" while it is not saved.
        saved: whether it is on the disk.
        taken_back: whether it takes one back, and this is the one that holds again.
    """

    value: Any
    at: str = ""
    saved: bool = False
    taken_back: bool = False


@dataclass(frozen=True)
class VerdictsState:
    """What is asked, and what was answered about the open case; replaced whole at every change.

    Attributes:
        book: the project; None where none is open: the personal one is made at the first answer.
        reader: who answers; None until that is known: answers wait for it.
        content: of the open case; "" until it was identified.
        remark: what is to be said of the case: its files or its mask have changed; else "".
        history: the reader's answers to each question, in the order in which they were given; the last one holds.
        about: what of the case is asked about.
        at: which of the questions that are asked about it is the current one.
        active: whether digits answer it.
        expecting: whether another case is being opened in the place of the one on the screen.
        waiting: how many answers are not on the disk yet.
        problem: why that is so, in a sentence; else "".
    """

    book: Book | None = None
    reader: Reader | None = None
    content: str = ""
    remark: str = ""
    history: Mapping[Key, tuple[Given, ...]] = field(default_factory=dict)
    about: About = "case"
    at: int = 0
    active: bool = False
    expecting: bool = False
    waiting: int = 0
    problem: str = ""

    @property
    def form(self) -> Form:
        """What is asked."""
        return DEFAULT if self.book is None else self.book.form

    @property
    def questions(self) -> tuple[Question, ...]:
        """Those that are asked about what is chosen."""
        return tuple(each for each in self.form.questions if self.about in each.places)

    @property
    def question(self) -> Question | None:
        """The current one; None where nothing is asked about what is chosen."""
        asked = self.questions
        return asked[min(max(self.at, 0), len(asked) - 1)] if asked else None

    def given(self, question: str, place: Place) -> Given | None:
        """The answer that holds; None where there is none."""
        found = self.history.get((question, place), ())
        return found[-1] if found and found[-1].value is not None else None
