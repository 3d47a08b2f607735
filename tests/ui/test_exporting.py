"""The open case is exported from the window as the command line would, with what will be written told before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xaiviewer.ui.dialogs.exporting.dialog import ExportDialog
from xaiviewer.ui.window import MainWindow


@pytest.fixture
def window(build: Any, fakes: Any, qtbot: QtBot) -> MainWindow:
    made: MainWindow = build(fakes.make_case("one"))
    made.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(
        lambda: made.review.shown.state.case is not None and made.review.shown.state.complete, timeout=20_000
    )
    return made


def opened_dialog(window: MainWindow, qtbot: QtBot, *kinds: str) -> ExportDialog:
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = window.dialogs.open_dialog
    assert isinstance(dialog, ExportDialog)
    for key, box in dialog.kinds.items():
        box.setChecked(key in kinds)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
    return dialog


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size
def test_what_is_told_beforehand_is_what_is_written(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened_dialog(window, qtbot, "csv", "svg")
    told = dialog.preview.toPlainText().splitlines()
    assert told == ["one/curves.svg", "scores.csv"]
    dialog.folder.setText(str(tmp_path / "out"))
    QTest.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.dialogs.open_dialog is None, timeout=20_000)
    written = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert [each["path"] for each in written["files"]] == told
    assert "Written to" in window.banner.text.text()


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size
def test_names_are_taken_out_where_that_is_asked(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened_dialog(window, qtbot, "svg", "figure")
    dialog.hide_names.setChecked(True)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
    assert not [line for line in dialog.preview.toPlainText().splitlines() if line.startswith("one/")]
    assert "burned into" in dialog.told.text()


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size
def test_a_folder_that_is_there_is_said_and_the_dialog_stays(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened_dialog(window, qtbot, "svg")
    dialog.folder.setText(str(tmp_path))
    dialog.write()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
    assert "exists already" in dialog.told.text()
    assert window.dialogs.open_dialog is dialog
    assert dialog.export.isEnabled()
