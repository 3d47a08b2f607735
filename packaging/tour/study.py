"""A reader study made of phantoms: open at the step that shows the map, and what two readers came to in it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tour.scenes import SLICE, Scene, rest, wait
from xaiviewer.ledger.forms import CONFIDENCE
from xaiviewer.studies.design import FINDING, FLIPPED, Arm, Design, Reference
from xaiviewer.studies.owner import SUFFIX, Owner, read_owner
from xaiviewer.studies.package import PROJECT_FILE
from xaiviewer.studies.sitting import Due, Package, Sitting, read_package, unlock
from xaiviewer.ui.panels.figures.dialog import FiguresDialog
from xaiviewer.ui.study.window import StudyWindow

_READERS = ("reader-1", "reader-2")
_ADVICE = ("prediction", "outline")
_PICTURED = Arm("prediction and map", ((), _ADVICE, (*_ADVICE, "map")))
_ARMS = (Arm("unaided", ((),)), Arm("prediction", ((), _ADVICE)), _PICTURED)
_FIGURES = (1120, 1010)
_STEPS = 5  # of confidence
_SPREAD = 1.4  # of how a reader who was made up judges, in steps of confidence


def study(cases: Sequence[Path], folder: Path, size: tuple[int, int]) -> Iterator[Scene]:
    """Made by the command line in `folder`, as the owner of a study does it; read by keyboard, as a reader does.

    What the pictured reader does not answer, readers who are made up do: their figures show the dialog, nothing else.
    """
    made = folder / "study"
    owner = _made(cases, folder, made)
    packages = [read_package(made / reader) for reader in _READERS]
    judge = _judging(owner)
    session, reading = _telling(owner)
    for earlier in range(session):
        _sit(owner, packages[0], earlier, judge)
    _sit(owner, packages[0], session, judge, until=reading)
    yield from _pictured(owner, packages[0], session, size)
    for package in packages:
        for at in range(owner.design.sessions):
            _sit(owner, package, at, judge)
    dialog = FiguresDialog(lambda: None)
    dialog.resize(*_FIGURES)
    dialog.open_asking()
    dialog.show_study(made / f"owner{SUFFIX}", [made / reader / PROJECT_FILE for reader in _READERS])
    wait(dialog.save.isEnabled)
    rest()
    yield "figures", dialog
    dialog.close_threads()
    dialog.close()


def _made(cases: Sequence[Path], folder: Path, made: Path) -> Owner:
    """The study of these cases, and of as many that hold nothing."""
    without = [_without_lesion(case, folder / f"{case.name}-without") for case in cases]
    known = Reference("known, as the heads are synthetic", "xaiviewer phantom")
    design = Design(
        "Maps and confidence", _ARMS, _READERS, wash_out_days=0.0, wrong=0.34, wrongs=(FLIPPED,), reference=known
    )
    file = folder / "design.json"
    file.write_text(json.dumps(design.plain()))
    command = [sys.executable, "-m", "xaiviewer", "review", "study", "make", str(file), *map(str, cases)]
    subprocess.run(  # noqa: S603 - our own
        [*command, "--without", *map(str, without), "--output", str(made)], check=True, stdout=subprocess.DEVNULL
    )
    return read_owner(made / f"owner{SUFFIX}")


def _without_lesion(case: Path, folder: Path) -> Path:
    """The slices of a phantom on which nothing is outlined, as a case of their own."""
    folder.mkdir()
    for file in sorted(case.glob("phantom_*_mask.tif")):
        if not cv2.imread(str(file), cv2.IMREAD_GRAYSCALE).any():
            image = file.with_name(file.name.replace("_mask", ""))
            shutil.copy(image, folder)
    shutil.copy(case / "synthetic.json", folder)
    return folder


def _telling(owner: Owner) -> tuple[int, int]:
    """Session and reading of the first reader's first case that holds the finding, with what the network said of it."""
    for session, slots in enumerate(owner.sessions(_READERS[0])):
        for at, slot in enumerate(slots):
            known = owner.cases[slot.case]
            if slot.arm == _PICTURED.key and known.truth and not known.wrong:
                return session, at
    raise LookupError


def _judging(owner: Owner) -> Callable[[str, int, Due], float]:
    """How sure a reader who was made up is of the finding, in steps of confidence; below 0: that it is not there."""
    random = np.random.default_rng(0)

    def judge(reader: str, session: int, due: Due) -> float:
        known = owner.cases[owner.sessions(reader)[session][due.reading].case]
        sure = (2.0 if known.truth else -2.0) / (1 if due.shows else 2)
        return float(random.normal(sure, _SPREAD))

    return judge


def _sit(
    owner: Owner, package: Package, session: int, judge: Callable[[str, int, Due], float], until: int | None = None
) -> None:
    """Answer what is left of a session, or of it what comes before one reading."""
    random = np.random.default_rng(session)
    opened = unlock(package, session, owner.passphrases[package.reader][session])
    with Sitting(package, opened) as sitting:
        while (due := sitting.due) is not None and due.reading != until:
            sure, seconds = judge(package.reader, session, due), float(random.uniform(4, 30))
            sitting.answer(FINDING, "yes" if sure > 0 else "no", seconds)
            sitting.answer(CONFIDENCE, min(max(round(abs(sure) + 1), 1), _STEPS), seconds)


def _pictured(owner: Owner, package: Package, session: int, size: tuple[int, int]) -> Iterator[Scene]:
    """The case that is due, read by keyboard up to its last step."""
    window = StudyWindow(package)
    window.resize(*size)
    window.show()
    window.beginning.session.setCurrentIndex(session)
    window.beginning.words.setText(owner.passphrases[package.reader][session])
    window.beginning.button.click()
    steps = len(_PICTURED.steps)
    for step in range(steps):
        wait(lambda step=step: window.step is not None and window.step.due.step == step)
        wait(lambda: not window.questions.waiting)  # a step that is not wholly shown is not answered
        if step < steps - 1:
            for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_Return):
                QTest.keyClick(window, key)
    window.review.shown.show_slice(SLICE)
    rest()
    yield "study", window
    window.close()
