"""The wizard of networks by keyboard alone: letters, what is wrong beside its field, the way back, the way out."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.test_own_networks import CLASSES, FakeImporting, FakeOwn, at_classes, opened, own, wizard_of
from xaiviewer.nets.packages import store
from xaiviewer.ui.kit.mnemonics import lettered
from xaiviewer.ui.networks.complaints import Complaint
from xaiviewer.ui.window import MainWindow

__all__ = ["opened", "own"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size


def test_letters_are_given_once_and_a_word_s_first_where_it_is_free() -> None:
    assert lettered(("Next", "Name", "Its name", "Na & n")) == ("&Next", "N&ame", "&Its name", "Na && n")
    assert lettered(("Über", "", "ÄÖ")) == ("Ü&ber", "", "ÄÖ")


@pytest.mark.slow
def test_what_is_wrong_stands_beside_its_field_and_return_goes_there(opened: MainWindow, qtbot: QtBot) -> None:
    wizard = at_classes(opened, qtbot)
    wizard.classes.names.setPlainText("a\nb\nb")
    wizard.classes.name.setFocus()
    rooms: Any = wizard.classes.complaints._rooms  # noqa: SLF001 - what is painted, and nothing else tells it
    assert rooms[wizard.classes.names].text() == "Two classes have the same name."
    assert not rooms[wizard.classes.name].isVisible()
    assert not wizard.told.text()
    qtbot.keyClick(wizard.classes.name, Qt.Key.Key_Return)
    assert wizard.classes.names.hasFocus()
    wizard.classes.names.setPlainText("a\nb\nc")
    assert not rooms[wizard.classes.names].isVisible()


@pytest.mark.slow
def test_a_name_that_is_taken_is_told_before_anything_is_imported(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "taken", lambda name: "mine" if name == "mine" else None)
    wizard = at_classes(opened, qtbot)
    wizard.classes.names.setPlainText("\n".join(CLASSES))
    problem = wizard.problem()
    assert isinstance(problem, Complaint)
    assert problem.field is wizard.classes.name
    assert "“mine” already" in problem


@pytest.mark.slow
def test_back_and_forth_by_keys_keeps_what_was_answered(opened: MainWindow, qtbot: QtBot) -> None:
    wizard = at_classes(opened, qtbot)
    wizard.classes.names.setPlainText("\n".join(CLASSES))
    qtbot.keyClick(wizard.classes.names, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wizard.pages.currentWidget() is wizard.input
    wizard.input.pixels.setText("48")
    for _ in range(2):
        qtbot.keyClick(wizard, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert wizard.pages.currentWidget() is wizard.source
    assert wizard.next.isVisible()
    assert wizard.source.told.text() == "Chosen: mine.pth"  # what *Next* goes on with
    for _ in range(2):
        qtbot.keyClick(wizard, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert wizard.pages.currentWidget() is wizard.input
    assert (wizard.answers().classes, wizard.answers().size) == (CLASSES, 48)


@pytest.mark.slow
def test_esc_asks_before_answers_are_lost_and_not_where_there_are_none(opened: MainWindow, qtbot: QtBot) -> None:
    wizard = at_classes(opened, qtbot)
    wizard.classes.names.setPlainText("\n".join(CLASSES))
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert wizard.question is not None
    qtbot.keyClick(wizard.question, Qt.Key.Key_Escape)
    assert wizard.question is None
    assert wizard.isVisible()
    wizard.classes.names.setPlainText("")
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert wizard.question is None
    assert opened.networks.dialog is None


@pytest.mark.slow
def test_keys_typed_ahead_while_a_file_is_looked_at_ask_for_no_other(
    opened: MainWindow, own: FakeOwn, qtbot: QtBot
) -> None:
    gate = threading.Event()
    look = own.look_at

    def waiting(path: Path) -> FakeImporting:
        gate.wait(20)
        return look(path)

    own.look_at = waiting  # type: ignore[method-assign]
    opened.networks.take([Path("mine.pth")])
    wizard = wizard_of(opened)
    assert not wizard.source.file.isEnabled()
    gate.set()
    qtbot.waitUntil(lambda: wizard.found is not None, timeout=10_000)
    wizard.step_back()
    qtbot.waitUntil(wizard.source.file.isEnabled, timeout=10_000)
