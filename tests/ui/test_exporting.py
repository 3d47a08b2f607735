"""The open case is exported from the window as the command line would, with what will be written told before."""

from __future__ import annotations

import json
import time
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.exports.made import case_of, context_of
from xaiviewer.errors import Cancelled
from xaiviewer.exports.plan import plan_case
from xaiviewer.exports.run import Unread
from xaiviewer.ui.dialogs.exporting import dialog as dialog_module
from xaiviewer.ui.dialogs.exporting.dialog import ExportDialog
from xaiviewer.ui.dialogs.exporting.shown_case import compared
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


def listed(dialog: ExportDialog) -> list[str]:
    """The files that the preview names."""
    lines = dialog.preview.text.toPlainText().splitlines()
    return [line.partition("\t")[2] for line in lines if not line.startswith("–")]


class FakeExporter:
    """Knows cases without any network; stops at the second where it is told to wait."""

    def __init__(self, *, waits: bool = False) -> None:
        self.waits, self.reached, self.analysed = waits, Event(), list[str]()

    def plans(self, order: Any, kinds: Any, tell: Any, cancelled: Any) -> Any:
        for path in order.paths:
            yield plan_case(context_of(case_of(path.name), salt=order.asked.salt * order.asked.hide), kinds)

    def contexts(self, order: Any, tell: Any, cancelled: Any) -> Any:
        for number, path in enumerate(order.paths):
            tell(number, "reading")
            self.analysed.append(path.name)
            if number and self.waits:
                self.reached.set()
                while not cancelled():
                    time.sleep(0.01)
                raise Cancelled
            yield (
                Unread(path.name, f"{path.name} is damaged.")
                if path.name == "broken"
                else context_of(case_of(path.name), salt=order.asked.salt * order.asked.hide)
            )


@pytest.fixture
def several(build: Any, fakes: Any, qtbot: QtBot) -> MainWindow:
    """A window with three cases, of which one is open."""
    made: MainWindow = build(*map(fakes.make_case, ("one", "two", "broken")))
    made.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(
        lambda: len(made.review.shelf.state.entries) == 3 and made.review.shown.state.complete, timeout=20_000
    )
    return made


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size
def test_all_cases_are_analysed_on_the_way_and_what_is_told_is_what_is_written(
    several: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    exporter = FakeExporter()
    several.dialogs.exporter = lambda: exporter
    dialog = opened_dialog(several, qtbot, "csv", "svg")
    assert [dialog.which.itemText(number) for number in range(dialog.which.count())] == ["This case", "All cases (3)"]
    choose(dialog, "all", qtbot)
    told = listed(dialog)
    assert told == ["one/curves.svg", "two/curves.svg", "broken/curves.svg", "scores.csv", "measurements.csv"]
    assert exporter.analysed == []
    assert "analysed on the way" in dialog.told.text()
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.write()
    qtbot.waitUntil(lambda: several.dialogs.open_dialog is None, timeout=20_000)
    written = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert [each["path"] for each in written["files"]] == [each for each in told if "broken" not in each]
    assert "Left out, as they could not be read: broken" in several.banner.text.text()


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size
def test_cancelling_in_the_middle_of_several_cases_leaves_nothing(
    several: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    exporter = FakeExporter(waits=True)
    several.dialogs.exporter = lambda: exporter
    dialog = opened_dialog(several, qtbot, "svg")
    choose(dialog, "all", qtbot)
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.write()
    qtbot.waitUntil(exporter.reached.is_set, timeout=20_000)
    qtbot.waitUntil(lambda: "case 2 of 3" in dialog.told.text())
    assert dialog.bar.isVisible()
    dialog.reject()
    assert dialog.told.text() == "Cancelling, after the file that is being written…"
    assert not dialog.cancel.isEnabled()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
    assert dialog.cancel.isEnabled()
    assert "nothing was written" in dialog.told.text()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size
def test_escape_closes_at_once_while_it_is_found_out_what_would_be_written(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go = Event(), Event()

    def slow(*_: Any) -> Any:
        reached.set()
        go.wait(20)
        raise Cancelled

    monkeypatch.setattr(dialog_module, "context_of", slow)
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = window.dialogs.open_dialog
    assert isinstance(dialog, ExportDialog)
    try:
        qtbot.waitUntil(reached.is_set)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert window.dialogs.open_dialog is None
        assert not go.is_set()
    finally:
        go.set()


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size
def test_the_cases_that_the_list_shows_can_be_chosen_and_pseudonyms_stay_as_they_were_told(
    several: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    several.dialogs.exporter = FakeExporter
    several.cases.search.setText("o")
    several.cases.search.setText("one")
    dialog = opened_dialog(several, qtbot, "svg")
    dialog.hide_names.setChecked(True)
    choose(dialog, "listed", qtbot)
    told = listed(dialog)
    assert len(told) == 1
    assert "one" not in told[0]
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.write()
    qtbot.waitUntil(lambda: several.dialogs.open_dialog is None, timeout=20_000)
    written = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert [each["path"] for each in written["files"]] == told


def choose(dialog: ExportDialog, key: str, qtbot: QtBot) -> None:
    dialog.which.set_current(key)
    dialog.which.activated.emit(dialog.which.currentIndex())
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size
def test_what_is_told_beforehand_is_what_is_written(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.review.measured.add("distance", 1, ((3.0, 4.0), (6.0, 8.0)))
    dialog = opened_dialog(window, qtbot, "csv", "svg")
    told = listed(dialog)
    assert told == ["one/curves.svg", "scores.csv", "measurements.csv"]
    assert dialog.preview.summary.text().startswith("3 files, about ")
    dialog.folder.setText(str(tmp_path / "out"))
    QTest.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.dialogs.open_dialog is None, timeout=20_000)
    written = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert [each["path"] for each in written["files"]] == told
    assert "one,distance,reader,1,2," in (tmp_path / "out" / "measurements.csv").read_text()
    assert "Written to" in window.banner.text.text()


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size
def test_names_are_taken_out_where_that_is_asked(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened_dialog(window, qtbot, "svg", "figure")
    dialog.hide_names.setChecked(True)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
    assert not [line for line in listed(dialog) if line.startswith("one/")]
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


@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size
def test_the_open_case_says_what_was_asked_and_which_slices_are_not_compared(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened_dialog(window, qtbot, "csv")
    done, count = compared(window.review.shown.state)
    assert (f"{done} of {count} slices" in dialog.told.text()) == (done < count)
    dialog.folder.setText(str(tmp_path / "out"))
    with qtbot.waitSignal(dialog.written, timeout=20_000):
        dialog.export.click()
    case = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["cases"][0]
    assert case["settings"]["threshold"] == window.review.settings.threshold
    assert case["settings"]["class"] == "tumour"
    assert case["settings"]["method"] == "auto"
    assert case["settings"]["pictures"]["opacity"] == pytest.approx(window.review.shown.state.appearance.opacity)
