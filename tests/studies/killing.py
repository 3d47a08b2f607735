"""A reader sits at a study and is killed, again and again: ``python -m tests.studies.killing FOLDER KILLS SEED``.

The one who is killed is the thread that owns a sitting, as the study's window has it; it says of every answer when it
is saved.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from tests.ledger.killing import killed_after
from tests.studies.conftest import ARMS, made_case
from xaiviewer.ledger import present
from xaiviewer.ledger.events import NOTHING_SHOWN
from xaiviewer.ledger.opening import open_project
from xaiviewer.ledger.verify import verify
from xaiviewer.studies.design import Design
from xaiviewer.studies.package import PROJECT_FILE, make_study
from xaiviewer.studies.release import read_release, release, write_release
from xaiviewer.studies.showing import Step
from xaiviewer.studies.sitting import Sitting, read_package
from xaiviewer.ui.study.keeper import Keeper


def sit(folder: Path, released: Path, pipe: int) -> None:
    """Answer whatever is due, each time saying that it is saved."""
    app = QCoreApplication([])
    keeper = Keeper(read_package(folder))
    keeper.saved.connect(lambda _: os.write(pipe, b"saved\n"))

    def answer(step: Step | None) -> None:
        if step is None:
            os.write(pipe, b"ended\n")
            return
        for word in ("yes", "no", "yes"):
            keeper.answer(step.due, "finding", word, 1.0, NOTHING_SHOWN)
        keeper.answer(step.due, "confidence", 3, 2.0, NOTHING_SHOWN)

    keeper.stepped.connect(answer)
    keeper.told.connect(lambda *_: keeper.go_on())
    keeper.refused.connect(lambda sentence: os.write(pipe, f"refused: {sentence}\n".encode()))
    keeper.begin_released(released)
    app.exec()


def main(folder: Path, kills: int, seed: int) -> None:
    """Kill, look, and go on, until the session is finished or the kills are spent."""
    cases = [made_case(number, holds=number % 2 == 0, training=number > 58) for number in range(60)]
    design = Design("trial", ARMS, ("r1",), crossed=False, wash_out_days=0.0)
    owner = make_study(design, cases, folder / "study")
    package, released = folder / "study" / "reader-1", folder / "r1.xairelease"
    write_release(release(owner, "r1", 0), released)
    chance, before, done = random.Random(seed), 0, 0
    for number in range(kills):
        said = killed_after(0.2 + chance.random() * 0.6, lambda pipe: sit(package, released, pipe))
        assert not any(line.startswith(b"refused") for line in said), said
        with open_project(package / PROJECT_FILE) as project:
            assert not project.damage, project.damage
            assert not verify(project.database).broken
            there = len(list(present.answers(project.database, history=True)))
        assert there >= before + said.count(b"saved"), "a saved answer is lost"
        before, done = there, number + 1
        if b"ended" in said:
            break
    with Sitting(read_package(package), read_release(released)) as sitting:
        finished, readings = sitting.progress
    print(f"{done} kills, {before} answers saved, {finished} of {readings} readings, none lost")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
