"""A third reader decides between two, by keyboard."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xaiviewer import paths
from xaiviewer.ledger import adjudication, present
from xaiviewer.ledger.forms import Form, Question
from xaiviewer.ledger.identity import identify
from xaiviewer.ledger.marked import mark
from xaiviewer.ledger.opening import create_project, open_project
from xaiviewer.ledger.writers import Reader
from xaiviewer.review.verdicts.deciding import values_offered
from xaiviewer.ui.panels.verdict.deciding.dialog import DecidingDialog
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size

Key = Qt.Key
FORM = Form(
    "f",
    (
        Question("right", "Right?", "choice", ("yes", "partly", "no", "cannot judge")),
        Question("where", "Where?", "mark"),
    ),
)


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "data")


@pytest.fixture
def file(window: MainWindow, tmp_path: Path) -> Path:
    """The window's case, on which two readers differ in a word and in a mark."""
    case = window.review.shown.state.case
    assert case is not None
    path, identity = tmp_path / "all.xaireview", identify(case)
    create_project(path, Reader("r1"), form=FORM).close()
    for name, value, at in (("r1", "yes", 2), ("r2", "no", 20)):
        drawn = np.zeros(case.shape, dtype=bool)
        drawn[at : at + 8, at : at + 8] = True
        with open_project(path, Reader(name)) as project:
            project.register(identity)
            project.answer(identity.content, "right", value)
            project.answer(identity.content, "where", mark([], [], {1: drawn}, len(case)))
    return path


@pytest.fixture
def deciding(window: MainWindow, file: Path, qtbot: QtBot) -> DecidingDialog:
    window.review.verdicts.be(Reader("r3"))
    window.projects.begin(file)
    qtbot.waitUntil(lambda: window.review.verdicts.state.book is not None)
    qtbot.waitUntil(lambda: bool(window.review.verdicts.state.content))
    window.projects.decide()
    found = window.projects.deciding
    assert found is not None
    qtbot.waitUntil(found.body.isVisible)
    return found


@pytest.mark.slow
def test_a_third_reader_decides_with_digits(deciding: DecidingDialog, file: Path, qtbot: QtBot) -> None:
    assert deciding.told.text() == "Case 1 of 1, 1 read by both · 2 open"
    assert [each.text() for each in deciding.answers] == ["1  yes", "2  no"]
    assert [each.text() for each in deciding.others if each.isVisible()] == ["3  partly", "4  cannot judge"]
    QTest.keyClick(deciding, Key.Key_3)
    qtbot.waitUntil(lambda: "1 open" in deciding.told.text())
    assert deciding.asked.text() == "Where?"
    assert "Dice 0.00" in deciding.decided.text()
    assert deciding.slice.text().startswith("Slice 2 of")
    QTest.keyClick(deciding, Key.Key_2)
    qtbot.waitUntil(lambda: not deciding._review.decisions.state.underway)  # noqa: SLF001
    with open_project(file) as project:
        found = adjudication.differences(project.database, project.form, "r1", "r2")
        assert not found.open
        decisions = [each.decision for each in found.found]
        assert next(each.value for each in decisions if each is not None) == "partly"
        assert all(each is not None and each.reader == "r3" for each in decisions)
        assert found.found[1].decision is not None
        assert found.found[1].decision.value == found.found[1].second.value
        assert len(list(present.answers(project.database))) == 6


@pytest.mark.slow
def test_a_decision_is_taken_back_with_a_key(deciding: DecidingDialog, file: Path, qtbot: QtBot) -> None:
    QTest.keyClick(deciding, Key.Key_1)
    QTest.keyClick(deciding, Key.Key_Comma)
    assert deciding.answers[0].isChecked()
    QTest.keyClick(deciding, Key.Key_Z, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: not deciding._review.decisions.state.underway)  # noqa: SLF001
    qtbot.waitUntil(lambda: "2 open" in deciding.told.text())
    assert not deciding.answers[0].isChecked()


@pytest.mark.slow
def test_one_of_the_two_is_told_that_it_takes_a_third(
    window: MainWindow, deciding: DecidingDialog, qtbot: QtBot
) -> None:
    window.review.verdicts.be(Reader("r2"))
    qtbot.waitUntil(lambda: "two readers beside r2" in deciding.problem.text())
    assert not deciding.body.isVisible()


def test_what_digits_decide_begins_with_the_two_answers() -> None:
    scale = Question("s", "?", "scale", low=1, high=4)
    assert values_offered(scale, 4, 2) == (4, 2, 1, 3)
    tags = Question("t", "?", "tags", ("a", "b", "c"))
    assert values_offered(tags, ["b"], ["a"]) == (["b"], ["a"], ["a", "b"])
    assert values_offered(tags, ["a", "b"], ["a"]) == (["a", "b"], ["a"])
    assert values_offered(Question("n", "?", "number"), 1, 2) == (1, 2)
