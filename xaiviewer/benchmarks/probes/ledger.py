"""A large project of reviews: opened, filtered, and answered."""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.timing import Measured, median
from xaiviewer.ledger import events, present, schema, storage
from xaiviewer.ledger.events import Event, Screen
from xaiviewer.ledger.opening import create_project, open_project
from xaiviewer.ledger.project import Project
from xaiviewer.ledger.writers import Reader

CASES, READERS = 10_000, 10
_ANSWERS = 200
_SCREEN = Screen(
    12, "series", "layer4.2.relu_2", "hires-cam", {}, None, 0.6, 0.2, (0.0, 255.0), {"classifier": "0" * 64}
)


def measure(material: Material, *, cases: int = CASES, readers: int = READERS) -> dict[str, Measured]:
    """One answer of each of `readers` to each of `cases`; then further ones, each until it is on the disk."""
    del material  # nothing is read and no network runs
    with tempfile.TemporaryDirectory(prefix="xaiviewer-benchmark-") as folder:
        path = Path(folder) / "large.xaireview"
        create_project(path, Reader("r0")).close()
        before = path.stat().st_size
        _fill(path, cases, readers)
        grown = (path.stat().st_size - before) / (cases * readers)
        note = f"{cases} cases x {readers} readers, {path.stat().st_size / 1e6:.0f} MB"
        opened = [_seconds(lambda: _open_and_list(path)) for _ in range(5)]
        with open_project(path) as project:
            filtered = [_seconds(lambda: _filter(project)) for _ in range(11)]
        saved = _answer(path)
    late = float(np.percentile(saved, 95)) * 1000
    return {
        "review_opened": median(opened, f"{note}, the list of cases included"),
        "review_filtered": median([each * 1000 for each in filtered], note),
        "answer_saved": Measured(late, note=f"{len(saved)} answers, median {np.median(saved) * 1000:.1f} ms"),
        "answer_size": Measured(grown / 1000, note=note),
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _open_and_list(path: Path) -> None:
    with open_project(path) as project:
        present.cases(project.database)


def _filter(project: Project) -> set[str]:
    return present.cases_answered(project.database, "prediction", "reject")


def _answer(path: Path) -> list[float]:
    """Seconds until each answer is on the disk."""
    saved = []
    with open_project(path, Reader("new")) as project:
        listed = present.cases(project.database)
        for each in listed[:: max(len(listed) // _ANSWERS, 1)]:
            start = time.perf_counter()
            project.answer(each.content, "prediction", "accept", screen=_SCREEN)
            saved.append(time.perf_counter() - start)
    return saved


def _fill(path: Path, cases: int, readers: int) -> None:
    """Write the answers in one go, as a merge of so many readers' copies would."""
    database = storage.connect(path)
    try:
        database.execute("BEGIN IMMEDIATE")
        for event in _events(database, cases, readers):
            schema.insert(database, event)
        database.execute("COMMIT")
    finally:
        database.close()


def _events(database: sqlite3.Connection, cases: int, readers: int) -> Iterator[Event]:
    project = present.info(database).id
    contents = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(cases)]
    for reader in range(readers):
        chain = _Chain(f"{reader:032x}")
        begun = {"kind": events.BEGIN, "reader": f"r{reader}", "place": f"{reader:032x}", "project": project}
        yield chain.link(begun)
        for number, content in enumerate(contents):
            if reader == 0:
                label = f"case-{content[:8]}"
                yield chain.link({"kind": events.CASE, "case": content, "mask": "", "label": label, "identifiers": {}})
            value = "reject" if (number + reader) % 10 == 0 else "accept"
            yield chain.link(
                {
                    "kind": events.ANSWER,
                    "case": content,
                    "mask": "",
                    "on": {},
                    "question": "prediction",
                    "value": value,
                    "before": None,
                    "replaces": [],
                    "screen": _SCREEN.fields(),
                }
            )


class _Chain:
    """One reader's events, each linked to the one before."""

    def __init__(self, key: str) -> None:
        self._key, self._seq, self._head = key, 0, events.NONE_BEFORE
        self._at = events.now()

    def link(self, fields: dict[str, Any]) -> Event:
        """The event that says this, next in the chain."""
        link = {"v": events.VERSION, "chain": self._key, "seq": self._seq, "prev": self._head, "at": self._at}
        event = Event.of({**fields, **link})
        self._seq, self._head, self._at = self._seq + 1, event.hash, events.later_than(self._at)
        return event
