"""The wizard's page of what trained a network: patients become hashes, and what is no list is refused beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.test_own_networks import CLASSES, FakeOwn, at_classes, opened, own
from xaiviewer.case import Contents
from xaiviewer.case.patient_marks import number_mark
from xaiviewer.ui.networks.complaints import Complaint
from xaiviewer.ui.networks.wizard import Wizard
from xaiviewer.ui.window import MainWindow

__all__ = ["opened", "own"]

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),  # a dialog tells its size
    pytest.mark.slow,
]


def at_training(window: MainWindow, qtbot: QtBot) -> Wizard:
    """The wizard at that page."""
    wizard = at_classes(window, qtbot)
    wizard.classes.names.setPlainText("\n".join(CLASSES))
    for _ in range(2):
        wizard.step()
    assert wizard.pages.currentWidget() is wizard.training
    return wizard


def test_patients_of_a_list_are_answered_as_hashes_and_the_open_case_is_told_among_them(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    wizard = at_training(opened, qtbot)
    name = opened.review.shown.state.case.name  # type: ignore[union-attr]
    (tmp_path / "names.txt").write_text(f"{name}\nAnna_1960\n", encoding="utf-8")
    wizard.training.data.setText("a study")
    wizard.training.name_source(str(tmp_path / "names.txt"))
    assert not wizard.next.isEnabled()  # not before they are read
    qtbot.waitUntil(wizard.next.isEnabled, timeout=10_000)
    trained = wizard.answers().trained
    assert (trained.data, len(trained.patients), trained.holds(name), trained.holds("Bert")) == (
        "a study",
        2,
        True,
        False,
    )
    assert wizard.training.found.text().startswith("2 patients")
    assert wizard.training.here.text() == "The open case is one of theirs."


def test_the_open_case_is_known_by_its_number_too(opened: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    wizard = at_training(opened, qtbot)
    shown = opened.review.shown
    case = shown.state.case
    assert case is not None
    contents = Contents(case.name, Path("one"), (), number=number_mark("PAT-0042"))
    shown.state = replace(shown.state, case=replace(case, contents=contents))
    (tmp_path / "numbers.txt").write_text("pat-0042\n", encoding="utf-8")
    wizard.training.name_source(str(tmp_path / "numbers.txt"))
    qtbot.waitUntil(lambda: wizard.training.here.text() == "The open case is one of theirs.", timeout=10_000)


def test_what_is_no_list_is_refused_beside_the_field_and_nobody_named_is_fine(
    opened: MainWindow, own: FakeOwn, qtbot: QtBot, tmp_path: Path
) -> None:
    wizard = at_training(opened, qtbot)
    assert wizard.next.isEnabled()
    wizard.training.name_source(str(tmp_path / "none.txt"))
    assert "no file or folder “none.txt”" in wizard.problem()
    (tmp_path / "list.doc").write_bytes(b"")
    wizard.training.name_source(str(tmp_path / "list.doc"))
    qtbot.waitUntil(lambda: "one name per line" in wizard.problem(), timeout=10_000)
    problem = wizard.problem()
    assert isinstance(problem, Complaint)
    assert problem.field is wizard.training.patients
    assert not wizard.next.isEnabled()
    wizard.training.name_source("")
    assert wizard.next.isEnabled()
    assert not wizard.answers().trained.patients
