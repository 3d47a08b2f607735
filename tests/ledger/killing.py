"""Writes answers and is killed, again and again: ``python killing.py FOLDER KILLS SEED``; prints what was checked.

Each writer is a process of its own that says of every answer when it is saved. It is killed by SIGKILL at a random
moment: while it opens the file, writes, corrects, takes back, exports, or closes.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.ledger.people import ONE, identity, sha
from xaiviewer.ledger import present
from xaiviewer.ledger.export import export
from xaiviewer.ledger.forms import Form, Question
from xaiviewer.ledger.opening import create_project, open_project
from xaiviewer.ledger.verify import verify

FORM = Form("numbers", (Question("n", "Which number?", "number"), Question("words", "Which words?", "text")))


def write(file: Path, pipe: int, first: int) -> None:
    """Write answers without end, each time saying which number is saved."""
    number = first
    while True:
        with open_project(file, ONE) as project:
            assert project.writable, project.notice
            for _ in range(6):
                project.answer(sha("one"), "n", number)
                os.write(pipe, b"%d\n" % number)
                number += 1
            project.answer(sha("one"), "words", "x" * random.Random(number).randrange(6000))
            project.undo(sha("one"), "words")
            export(project, file.with_name("answers.json"))


def killed_after(after_s: float, work: Callable[[int], None]) -> list[bytes]:
    """Let a process work for so long, kill it, and return the lines that it wrote to the pipe it was given."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with suppress(BaseException):
            work(writing)
        os._exit(1)
    os.close(writing)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().split(b"\n")[:-1]
    assert os.WIFSIGNALED(status), "it ended by itself"
    return said


def killed(file: Path, first: int, after_s: float) -> int:
    """Let a writer run for so long, kill it, and return the last number that it said was saved."""
    said = killed_after(after_s, lambda pipe: write(file, pipe, first))
    return int(said[-1]) if said else first - 1


def main(folder: Path, kills: int, seed: int) -> None:
    """Kill, look, and go on."""
    file = folder / "killed.xaireview"
    with create_project(file, ONE, form=FORM) as project:
        project.register(identity("one"))
    chance, saved = random.Random(seed), -1
    for _ in range(kills):
        saved = killed(file, saved + 1, chance.random() ** 2 * 0.25)
        with open_project(file) as project:
            assert not project.damage, project.damage
            found = verify(project.database)
            assert not found.broken, found.broken
            there = [each.value for each in present.answers(project.database, question="n", history=True)]
            assert there[: saved + 1] == list(range(saved + 1)), "a saved answer is lost"
            assert len(there) <= saved + 2, "more than the answer being written"
            saved = len(there) - 1
        answers = file.with_name("answers.json")
        assert not answers.exists() or answers.read_bytes().endswith(b"}\n"), "an export is half written"
    print(f"{kills} kills, {saved + 1} answers saved, none lost")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
