"""Where two readers differ, and what a third one decided: questions put to the answers, and the one that is added.

A decision is an answer of the third reader that names the two answers it decides between. Where one of them is
corrected afterwards it names another one than holds, and so the question is open again. Nothing of the two readers' own
is touched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from xaiviewer.errors import UsageError
from xaiviewer.ledger import present
from xaiviewer.ledger.events import Event, Place
from xaiviewer.ledger.forms import CONFIDENCE, MARK, TAGS, TEXT, Form, Question
from xaiviewer.ledger.marked import alike
from xaiviewer.ledger.present import Answer
from xaiviewer.ledger.project import Project

Key = tuple[str, Place, str]
"""Content of a case, what of it, and a question."""


@dataclass(frozen=True)
class Difference:
    """A question that two readers answered in two ways.

    Attributes:
        case, label: content of the case, and what it is called.
        place: what of the case it is about.
        question: key.
        first, second: their answers.
        decision: what somebody else decided between just these two; None: it is open.
    """

    case: str
    label: str
    place: Place
    question: str
    first: Answer
    second: Answer
    decision: Answer | None = None

    @property
    def between(self) -> tuple[str, str]:
        """Hashes of the two answers."""
        return self.first.event, self.second.event


@dataclass(frozen=True)
class Differences:
    """What two readers differ on.

    Attributes:
        first, second: names of the readers.
        both: how many cases both have answered anything about that can be compared.
        found: case by case, as the cases came into the project, each case's questions as they are asked.
    """

    first: str
    second: str
    both: int
    found: tuple[Difference, ...]

    @property
    def cases(self) -> tuple[str, ...]:
        """Contents of the cases on which they differ, in order."""
        return tuple(dict.fromkeys(each.case for each in self.found))

    @property
    def open(self) -> tuple[Difference, ...]:
        """Those that nobody decided yet."""
        return tuple(each for each in self.found if each.decision is None)


def decidable(question: Question) -> bool:
    """Whether a third reader can decide it: neither a text, nor free tags, nor how sure somebody is of himself."""
    if question.kind == TEXT or question.key == CONFIDENCE:
        return False
    return question.kind != TAGS or bool(question.choices)


def readers(database: sqlite3.Connection) -> list[str]:
    """Names of those who answered anything on their own, in order."""
    return sorted({name for each in present.cases(database) for name in each.readers})


def pair(database: sqlite3.Connection, decider: str | None, wanted: tuple[str, str] | None = None) -> tuple[str, str]:
    """The two readers that are compared: those that are wanted, else the first two beside the one who decides.

    Raises:
        UsageError: where there are none, or one of them is the one who decides.
    """
    known = readers(database)
    if wanted is not None:
        missing = [name for name in wanted if name not in known]
        if missing or wanted[0] == wanted[1]:
            told = f"“{missing[0]}” has" if missing else "They are one and the same, who has"
            raise UsageError(f"{told} no answers here to decide between; readers are {', '.join(known) or 'none'}.")
        if decider in wanted:
            raise UsageError(f"{decider} is one of the two; a third reader decides between them.")
        return wanted
    others = [name for name in known if name != decider]
    if len(others) < 2:
        who = "" if decider is None else f" beside {decider}, who decides"
        raise UsageError(f"It takes the answers of two readers{who}; join their copies with `xaiviewer review merge`.")
    return others[0], others[1]


def differences(database: sqlite3.Connection, form: Form, first: str, second: str) -> Differences:
    """Where two readers differ. Answers to a reader study are left out: there is nothing to be decided in them.

    Args:
        database: of the project.
        form: what is asked.
        first, second: names of the readers.
    """
    asked = {each.key: each for each in form.questions if decidable(each)}
    one, other = (_of(database, name, asked) for name in (first, second))
    common = [key for key in one if key in other]
    apart = [key for key in common if not _alike(asked[key[2]], one[key].value, other[key].value)]
    decided = _decided(database, [name for name in readers(database) if name not in (first, second)], set(apart))
    cases = {each.content: at for at, each in enumerate(present.cases(database))}
    questions = {key: at for at, key in enumerate(asked)}
    apart.sort(key=lambda key: (cases[key[0]], _order(key[1]), questions[key[2]]))
    found = tuple(
        Difference(
            case,
            one[case, place, question].label,
            place,
            question,
            one[case, place, question],
            other[case, place, question],
            _decision(decided.get((case, place, question), ()), one, other, (case, place, question)),
        )
        for case, place, question in apart
    )
    return Differences(first, second, len({key[0] for key in common}), found)


def between(
    database: sqlite3.Connection, names: tuple[str, str], case: str, question: str, place: Place
) -> tuple[str, str]:
    """Hashes of two readers' answers to a question, for a decision on it.

    Raises:
        UsageError: where one of them did not answer it.
    """
    found = []
    for name in names:
        held = list(present.answers(database, case=case, question=question, place=place, reader=name))
        if not held or held[-1].value is None:
            raise UsageError(f"{name} did not answer “{question}”, so that there is nothing to decide.")
        found.append(held[-1].event)
    return found[0], found[1]


def decide(project: Project, names: tuple[str, str], case: str, question: str, value: Any, place: Place) -> Event:
    """Answer a question as the third reader, naming the two answers that this decides between.

    Raises:
        UsageError: where one of them did not answer, the reader is one of the two, or the form does not take it.
        ReviewError: where it is not saved.
    """
    wanted = pair(project.database, None if project.reader is None else project.reader.name, names)
    named = between(project.database, wanted, case, question, place)
    return project.answer(case, question, value, place=place, decides=named)


def _of(database: sqlite3.Connection, reader: str, asked: Mapping[str, Question]) -> dict[Key, Answer]:
    """A reader's own answers that can be decided on; of two that hold, in two copies, the later one."""
    return {
        (each.case, each.place, each.question): each
        for each in present.answers(database, reader=reader)
        if each.value is not None and each.question in asked and each.place.arm is None and not each.decides
    }


def _decided(database: sqlite3.Connection, others: Iterable[str], apart: set[Key]) -> dict[Key, list[Answer]]:
    found: dict[Key, list[Answer]] = {}
    for name in others if apart else ():
        for each in present.answers(database, reader=name):
            key = each.case, each.place, each.question
            if each.decides and each.value is not None and key in apart:
                found.setdefault(key, []).append(each)
    return found


def _decision(
    offered: Iterable[Answer], one: Mapping[Key, Answer], other: Mapping[Key, Answer], key: Key
) -> Answer | None:
    """The last decision between just these two answers."""
    wanted = {one[key].event, other[key].event}
    fitting = [each for each in offered if set(each.decides) == wanted]
    return max(fitting, key=lambda each: (each.at, each.event), default=None)


def _alike(question: Question, one: Any, other: Any) -> bool:
    if question.kind == MARK:
        return alike(one, other)
    if question.kind == TAGS:
        return set(one) == set(other)
    return bool(one == other)


def _order(place: Place) -> tuple[int, str, str]:
    """The case before its slices, lesions and layers."""
    return (
        -1 if place.slice is None else place.slice,
        "" if place.lesion is None else str(place.lesion),
        place.layer or "",
    )
