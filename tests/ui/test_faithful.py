"""Does the marked place matter, in the window beside: it follows the map shown, asks, draws, says, saves."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xaiviewer.errors import UsageError
from xaiviewer.records.faithfulness import BRIGHTNESS, MAP, RANDOM
from xaiviewer.review import faithful
from xaiviewer.ui.dialogs.faithful.dialog import FaithfulnessDialog
from xaiviewer.ui.window import MainWindow

pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("This plugin does not support"),  # a dialog tells its size
]


def _open(window: MainWindow) -> FaithfulnessDialog:
    """As its key does."""
    window.dialogs.show_faithfulness()
    dialog = window.dialogs.faithfulness
    assert dialog is not None
    return dialog


def _rest(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.review.work.state.task is None and not window.review.work.state.trials)


def test_the_key_opens_it_and_finds_out_at_once(window: MainWindow, qtbot: QtBot) -> None:
    dialog = _open(window)
    _rest(window, qtbot)
    assert dialog.verdict.text() == (
        "Taking away first what this map marks lowers the probability faster than brightness order: area 0.24 against "
        "0.40, and 0.64 by chance."
    )
    assert dialog.region.text() == (
        "By this slice's own logits: with the clinician's mask filled in, tumour goes from 90.0 % to 10.0 %: it is not "
        "called so any more. It falls as far at 0 of 20 other places in the head (p 0.048). With everything else "
        "filled in, it is 80.0 %. The decision, which is calibrated and counts the adjacent slices, these filled in as "
        "well, comes to 12.5 %."
    )
    assert [line.name for line in dialog.deletion.chart.lines] == [RANDOM, BRIGHTNESS, MAP]
    assert dialog.figures.texts()[0][0] == "0.24"
    assert dialog.figures.texts()[2][0] == "0.64 (0.56–0.72)"
    assert not dialog.ask.isEnabled()
    assert "(p 0.048)" in window.decision.findChild(type(window.decision.outlines), "reliance").text()  # type: ignore[union-attr]
    for chart in (dialog.deletion, dialog.insertion, dialog.by_size):
        assert not chart.grab().isNull()
        assert chart.accessibleDescription()


def test_pressed_before_the_analysis_is_there_it_opens_and_finds_out_as_soon_as_it_is(
    build: Any, fakes: Any, qtbot: QtBot
) -> None:
    gate = threading.Semaphore(0)
    window = build(fakes.make_case("one"), gate=gate)
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.review.shown.state.case is not None)
    QTest.keyClick(window, Qt.Key.Key_U)
    dialog = window.dialogs.faithfulness
    assert dialog.isVisible()
    assert dialog.verdict.text().endswith("It is asked about as soon as it is there.")
    gate.release(100)
    qtbot.waitUntil(lambda: window.review.shown.state.complete and dialog.verdict.text().startswith("Taking away"))
    dialog.reject()
    window.review.shown.show_slice(window.review.shown.state.slice_index + 1)
    _rest(window, qtbot)
    asked = len(window.review.shown.state.faithfulness)
    dialog.show()  # not by its key: nothing is asked
    _rest(window, qtbot)
    assert len(window.review.shown.state.faithfulness) == asked


def test_what_is_refused_is_said_in_the_dialog_of_that_map_alone(
    window: MainWindow, fakes: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    why = "This network takes whole volumes; ask about a network of slices."
    monkeypatch.setattr(fakes.FakeAnalyser, "refusal", UsageError(why))
    window.review.shown.show_layer(50)
    dialog = _open(window)
    _rest(window, qtbot)
    qtbot.waitUntil(lambda: dialog.verdict.text() == why)
    assert dialog.ask.isEnabled()
    window.review.shown.show_layer(49)
    assert dialog.verdict.text() == "Not measured."


def test_it_follows_the_map_shown(window: MainWindow, qtbot: QtBot) -> None:
    shown = window.review.shown
    shown.show_layer(50)
    dialog = _open(window)
    _rest(window, qtbot)
    told = dialog.title.text()
    shown.show_layer(49)
    assert dialog.title.text() != told
    assert dialog.verdict.text() == "Not measured."
    assert dialog.region.text().startswith("By this slice's own logits: with the clinician's mask")  # it is the slice's
    assert dialog.ask.isEnabled()
    shown.show_layer(50)
    assert dialog.title.text() == told
    assert not dialog.ask.isEnabled()
    dialog.removal.set_current("mean")
    dialog.removal.activated.emit(dialog.removal.currentIndex())
    assert shown.state.removal == "mean"
    assert dialog.verdict.text() == "Not measured."
    shown.show_slice(0)
    dialog.press()
    _rest(window, qtbot)
    assert dialog.region.text() == "Nothing is outlined on this slice."


def test_it_shows_how_far_it_is_and_can_be_stopped(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, fakes: Any
) -> None:
    gate = threading.Semaphore(1)
    monkeypatch.setattr(fakes.FakeAnalyser, "trying", gate)
    dialog = _open(window)
    assert dialog.ask.text() == "Cancel"
    qtbot.waitUntil(lambda: faithful.found(window.review.shown.state) is not None)
    assert (dialog.bar.value(), dialog.bar.maximum()) == (1, 4)
    assert dialog.told.text() == "1 of 4 passes"
    assert not dialog.save.isEnabled()
    dialog.press()
    gate.release(10)
    _rest(window, qtbot)
    assert dialog.ask.text() == "Compute curves"
    assert dialog.verdict.text() == "Stopped before it was complete."
    dialog.press()
    _rest(window, qtbot)
    assert dialog.save.isEnabled()


def test_the_curves_are_saved_as_they_are_shown(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = _open(window)
    _rest(window, qtbot)
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getExistingDirectory", lambda *_: str(tmp_path))
    dialog.save.click()
    qtbot.waitUntil(lambda: dialog.told.text().startswith("Written to"))
    files = sorted(each.suffix for each in tmp_path.iterdir())
    assert files == [".csv", ".json", ".png", ".svg"]
    found = faithful.found(window.review.shown.state)
    assert found is not None
    told = json.loads(next(tmp_path.glob("*.json")).read_text(encoding="utf-8"))
    assert told["verdict"] == "beyond"
    assert told["curves"]["map"]["deletion"] == pytest.approx(found.map.deletion.tolist())
    assert told["mask_test"]["p"] == pytest.approx(1 / 21, rel=1e-6)


def test_what_cannot_be_written_is_said(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = _open(window)
    _rest(window, qtbot)
    (tmp_path / "file").touch()
    tested = dialog._tested()  # noqa: SLF001
    assert tested is not None
    dialog.saving.save(tested, tmp_path / "file")
    qtbot.waitUntil(lambda: "is a file, not a folder" in dialog.told.text())
