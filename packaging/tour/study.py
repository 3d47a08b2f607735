"""A reader study made of phantoms, open at the step that shows the map."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tour.scenes import SLICE, Scene, rest, wait
from xaiviewer.studies.design import Arm, Design
from xaiviewer.studies.owner import SUFFIX, read_owner
from xaiviewer.studies.sitting import read_package
from xaiviewer.ui.study.window import StudyWindow

_READER = "reader-1"
_STEPS = ((), ("prediction", "outline"), ("prediction", "outline", "map"))


def study(cases: Sequence[Path], folder: Path, size: tuple[int, int]) -> Iterator[Scene]:
    """Made by the command line in `folder`, as the owner of a study does it; read by keyboard, as a reader does."""
    design = Design("Maps and confidence", (Arm("stepwise", _STEPS),), (_READER,), wash_out_days=0.0)
    file = folder / "design.json"
    file.write_text(json.dumps(design.plain()))
    made = folder / "study"
    command = [sys.executable, "-m", "xaiviewer", "review", "study", "make", str(file), *map(str, cases)]
    subprocess.run([*command, "--output", str(made)], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    owner = read_owner(made / f"owner{SUFFIX}")
    window = StudyWindow(read_package(made / _READER))
    window.resize(*size)
    window.show()
    window.beginning.words.setText(owner.passphrases[_READER][0])
    window.beginning.button.click()
    for step in range(len(_STEPS)):
        wait(lambda step=step: window.step is not None and window.step.due.step == step)
        wait(lambda: window.step is not None and window.review.shown.state.case is window.step.case)
        if step < len(_STEPS) - 1:
            for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_Return):
                QTest.keyClick(window, key)
    window.review.shown.show_slice(SLICE)
    rest()
    yield "study", window
    window.close()
