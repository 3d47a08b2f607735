"""Which steps of a study a reader has answered, as the project says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xaiviewer.ledger import present
from xaiviewer.ledger.forms import CONFIDENCE
from xaiviewer.studies.design import FINDING


@dataclass(frozen=True)
class Given:
    """A step that was answered.

    Attributes:
        case: its content.
        arm, step: step counted from 0.
        session, reading: counted from 0.
        called, confidence: the two answers.
        seconds: from the step's being shown to the later of them.
        at: when that was, UTC.
    """

    case: str
    arm: str
    step: int
    session: int
    reading: int
    called: bool
    confidence: int
    seconds: float
    at: datetime


def given(database: sqlite3.Connection, study: str, reader: str) -> list[Given]:
    """Every step of a study that a reader has answered, in the order in which that was done."""
    found: dict[tuple[int, int, int], dict[str, present.Answer]] = {}
    for answer in _of_study(database, study, reader):
        told: dict[str, Any] = answer.fields["study"]
        key = int(told["session"]), int(told["reading"]), int(answer.place.step or 0)
        found.setdefault(key, {})[answer.question] = answer
    return [
        _given(*key, answers)
        for key, answers in found.items()
        if all(name in answers and answers[name].value is not None for name in (FINDING, CONFIDENCE))
    ]


def steps_given(database: sqlite3.Connection, study: str, reader: str, session: int) -> set[tuple[int, int]]:
    """Reading and step of those of one session."""
    return {(each.reading, each.step) for each in given(database, study, reader) if each.session == session}


def _of_study(database: sqlite3.Connection, study: str, reader: str) -> Iterator[present.Answer]:
    for answer in present.answers(database, reader=reader):
        if answer.fields.get("study", {}).get("id") == study:
            yield answer


def _given(session: int, reading: int, step: int, answers: dict[str, present.Answer]) -> Given:
    needed = [answers[FINDING], answers[CONFIDENCE]]
    last = max(needed, key=lambda each: each.at)
    return Given(
        last.case,
        str(last.place.arm),
        step,
        session,
        reading,
        answers[FINDING].value == "yes",
        int(answers[CONFIDENCE].value),
        float(last.fields["study"]["seconds"]),
        datetime.fromisoformat(last.at),
    )
