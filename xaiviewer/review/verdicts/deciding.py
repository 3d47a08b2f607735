"""The store of what two readers differ on, and what the reader decides between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from xaiviewer.ledger.adjudication import Difference, Differences, Key
from xaiviewer.ledger.forms import CHOICE, SCALE, TAGS, Question
from xaiviewer.ledger.identity import CaseIdentity
from xaiviewer.review.verdicts import jobs
from xaiviewer.review.verdicts.state import Statement
from xaiviewer.review.verdicts.store import Verdicts

_FIRST_NUMBER = 1_000_000_000  # of statements: those of the verdict form are counted from 1
_DIGITS = 9


@dataclass(frozen=True)
class DecisionsState:
    """What is to be decided; replaced whole at every change.

    Attributes:
        readers: all who have answered anything.
        found: what two of them differ on; None before that is known, and where there are no two.
        at: which of it is looked at.
        underway: decisions that are not on the disk yet; None: one is taken back.
        problem: why there is nothing to decide; else "".
    """

    readers: tuple[str, ...] = ()
    found: Differences | None = None
    at: int = 0
    underway: Mapping[Key, Any] = field(default_factory=dict)
    problem: str = ""

    @property
    def current(self) -> Difference | None:
        """What is looked at."""
        listed = () if self.found is None else self.found.found
        return listed[min(self.at, len(listed) - 1)] if listed else None

    def decided(self, each: Difference) -> Any:
        """What was decided, whether it is saved yet or not; None where it is open."""
        key = key_of(each)
        if key in self.underway:
            return self.underway[key]
        return None if each.decision is None else each.decision.value

    @property
    def left(self) -> int:
        """How many are open."""
        listed = () if self.found is None else self.found.found
        return sum(self.decided(each) is None for each in listed)


class Decisions(QObject):
    """Holds the frozen `DecisionsState` and changes it. Decisions are saved as all answers are.

    Signals:
        changed(): another state.
    """

    changed = Signal()

    def __init__(self, verdicts: Verdicts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = DecisionsState()
        self._verdicts = verdicts
        self._between: tuple[str, str] | None = None
        self._identities: Mapping[str, CaseIdentity] = {}
        self._numbers = count(_FIRST_NUMBER)
        self._written: dict[int, Key] = {}
        verdicts.keeper.reported.connect(self._take)

    def ask(self, between: tuple[str, str] | None = None) -> None:
        """Find out what two readers differ on; None: the first two beside the one who decides."""
        self._between = between
        self._replace(at=0)
        self._compare()

    def step(self, by: int) -> None:
        """Go on to another question."""
        listed = () if self.state.found is None else self.state.found.found
        if listed:
            self._replace(at=(min(self.state.at, len(listed) - 1) + by) % len(listed))

    def next_open(self) -> None:
        """Go on to the next question that is open, if there is one."""
        listed = () if self.state.found is None else self.state.found.found
        for step in range(1, len(listed) + 1):
            at = (self.state.at + step) % len(listed)
            if self.state.decided(listed[at]) is None:
                self._replace(at=at)
                return

    @property
    def question(self) -> Question | None:
        """What is asked."""
        current = self.state.current
        return None if current is None else self._verdicts.state.form.question(current.question)

    @property
    def offered(self) -> tuple[Any, ...]:
        """What may be decided, digit by digit from 1: the first's answer, the second's, and others."""
        question, current = self.question, self.state.current
        if question is None or current is None:
            return ()
        return values_offered(question, current.first.value, current.second.value)

    def take(self, value: Any) -> None:
        """Decide what is looked at, and go on to what is open."""
        if value is not None and self._state(value, undo=False):
            self.next_open()

    def undo(self) -> None:
        """Take the decision back: what was decided before holds again."""
        current = self.state.current
        if current is not None and self.state.decided(current) is not None:
            self._state(None, undo=True)

    def _compare(self) -> None:
        reader = self._verdicts.state.reader
        self._verdicts.keeper.do(jobs.Compare(None if reader is None else reader.name, self._between))

    def _state(self, value: Any, *, undo: bool) -> bool:
        current = self.state.current
        identity = None if current is None else self._identities.get(current.case)
        if current is None or identity is None or self._verdicts.state.reader is None:
            return False
        number, key = next(self._numbers), key_of(current)
        self._written[number] = key
        told = Statement(
            number, identity, current.question, value, current.place, undo=undo, decides=() if undo else current.between
        )
        self._replace(underway={**self.state.underway, key: value})
        self._verdicts.keeper.do(jobs.Write(told))
        return True

    @Slot(object)
    def _take(self, report: object) -> None:
        match report:
            case jobs.Compared():
                self._identities = report.identities
                waiting = set(self._written.values())
                underway = {key: value for key, value in self.state.underway.items() if key in waiting}
                self._replace(readers=report.readers, found=report.found, problem=report.problem, underway=underway)
            case jobs.Saved() | jobs.Unfit() if report.statement.number in self._written:
                self._written.pop(report.statement.number)
                self._compare()

    def _replace(self, **changes: Any) -> None:
        fresh = replace(self.state, **changes)
        if fresh != self.state:
            self.state = fresh
            self.changed.emit()


def key_of(each: Difference) -> Key:
    """What is decided."""
    return each.case, each.place, each.question


def values_offered(question: Question, first: Any, second: Any) -> tuple[Any, ...]:
    """What a third reader can decide with a digit: the two answers, then what else the question takes, as far as it
    is a word or a step; of tags all that either gave.
    """
    if question.kind == TAGS:
        both = [word for word in question.choices if word in {*first, *second}]
        return (first, second, both) if set(both) not in (set(first), set(second)) else (first, second)
    every: tuple[Any, ...] = question.choices if question.kind == CHOICE else ()
    if question.kind == SCALE:
        every = tuple(range(int(question.low or 0), int(question.high or 0) + 1))
    return (first, second, *(each for each in every if each not in (first, second)))[:_DIGITS]
