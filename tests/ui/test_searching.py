from __future__ import annotations

import csv
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xaiviewer.ui.dialogs.skipped_dialog import SkippedDialog
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

Build = Callable[..., MainWindow]


def _many(fakes: Any, count: int) -> list[Any]:
    return [fakes.make_case(f"patient {number:02}", 3, side=16) for number in range(count)]


def _rest(window: MainWindow, qtbot: QtBot) -> None:
    review = window.review
    qtbot.waitUntil(
        lambda: (
            review.shown.state.complete and review.work.state.task is None and not review.shelf.state.search.running
        ),
        timeout=20_000,
    )


@pytest.fixture
def skipped(fakes: Any) -> Any:
    reasons = ("no image (.pdf)", "an empty file", "no image (.pdf)")
    return tuple(fakes.FakeSkipped(Path("in") / f"file, {n}", why) for n, why in enumerate(reasons))


def test_a_search_shows_how_far_it_is_and_the_button_stops_it(build: Build, qtbot: QtBot, fakes: Any) -> None:
    reading = threading.Semaphore(0)
    window = build(*_many(fakes, 5), reading=reading)
    status = window.cases.status
    assert not status.isVisible()
    window.review.shelf.open_paths([Path("all")])
    assert status.stop.isVisible()
    status.stop.click()
    reading.release(1)
    qtbot.waitUntil(lambda: not window.review.shelf.state.search.running)
    assert not status.isVisible()
    assert window.review.shelf.state.entries == ()


def test_escape_stops_nothing_and_ctrl_period_whatever_goes_on(build: Build, qtbot: QtBot, fakes: Any) -> None:
    gate, reading = threading.Semaphore(1), threading.Semaphore(100)
    window = build(*_many(fakes, 1), gate=gate, reading=reading)
    window.review.shelf.open_paths([Path("patient 00")])
    review = window.review
    qtbot.waitUntil(lambda: review.shown.state.analysis is not None and len(review.shown.state.analysis.slices) == 1)
    while reading.acquire(blocking=False):
        pass
    review.shelf.open_paths([Path("all")])
    for _ in range(4):
        QTest.keyClick(window, Qt.Key.Key_Escape)
    assert review.shelf.state.search.running
    assert review.work.state.task is not None
    assert review.work.state.task.text == "Analysing slices"
    QTest.keyClick(window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    reading.release(1)
    qtbot.waitUntil(lambda: not review.shelf.state.search.running)
    gate.release(1)
    qtbot.waitUntil(lambda: review.work.state.task is None)
    assert window.top.progress.button.text() == "Resume"
    gate.release(100)
    QTest.keyClick(window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_skipped_files_are_counted_by_reason_and_listed(build: Build, qtbot: QtBot, fakes: Any, skipped: Any) -> None:
    window = build(*_many(fakes, 2), skipped=skipped)
    QTest.keyClick(window, Qt.Key.Key_K)
    assert window.dialogs.open_dialog is None
    window.review.shelf.open_paths([Path("all")])
    _rest(window, qtbot)
    assert window.cases.status.skipped.text() == "3 files skipped"
    window.cases.status.skipped.click()
    dialog = window.dialogs.open_dialog
    assert isinstance(dialog, SkippedDialog)
    offered = [dialog.reasons.itemText(number) for number in range(dialog.reasons.count())]
    assert offered == ["All reasons (3)", "no image (.pdf) (2)", "an empty file (1)"]
    assert dialog.model.rowCount() == 3
    dialog.reasons.setCurrentIndex(2)
    assert dialog.model.rowCount() == 1
    assert dialog.model.line(0) == ("file, 1", "in", "an empty file")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.dialogs.open_dialog is None


def test_the_list_of_skipped_files_is_saved_whole_or_not_at_all(qtbot: QtBot, skipped: Any, tmp_path: Path) -> None:
    dialog = SkippedDialog(skipped)
    qtbot.addWidget(dialog)
    dialog.reasons.setCurrentIndex(1)  # what is shown does not matter
    target = tmp_path / "list.csv"
    dialog.save_to(target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines == [["file", "reason"], *([str(each.path), each.reason] for each in skipped)]
    assert dialog.said.text() == "Saved as list.csv"
    blocked = tmp_path / "folder"
    blocked.mkdir()
    dialog.save_to(blocked)
    assert "is a folder" in dialog.said.text()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "list.csv"]


def test_thousands_of_cases_are_added_at_the_end_without_a_reset(build: Build, qtbot: QtBot, fakes: Any) -> None:
    reader = fakes.FakeReader(*_many(fakes, 3))
    window = build(reader=reader)
    window.review.shelf.open_paths([Path("patient 01")])
    _rest(window, qtbot)
    listed = window.cases.view.model()
    assert isinstance(listed, QSortFilterProxyModel)
    model = listed.sourceModel()
    resets: list[object] = []
    model.modelReset.connect(lambda: resets.append(None))
    names = [f"p{number:05}" for number in range(5000)]
    reader.search = lambda path, **_: fakes.FakeSearch(tuple(Path(name) for name in names))
    window.review.shelf.open_paths([Path("many")])
    window.review.shelf.choose(Path("patient 01"))  # so that the first of them is not opened
    qtbot.waitUntil(lambda: len(window.review.shelf.state.entries) == 5001)
    assert model.rowCount() == 5001
    assert not resets
    window.cases.search.setText("p0432")
    assert window.cases.view.model().rowCount() == 10
    assert window.review.shelf.state.current == Path("patient 01")
    assert not window.cases.view.currentIndex().isValid()
    window.cases.search.clear()
    assert window.cases.view.currentIndex().row() == 0


def test_the_arrows_in_the_list_are_not_pulled_back_by_results(build: Build, qtbot: QtBot, fakes: Any) -> None:
    gate = threading.Semaphore(1)
    window = build(*_many(fakes, 3), gate=gate)
    window.review.shelf.open_paths([Path("all")])
    review = window.review
    qtbot.waitUntil(lambda: review.shown.state.analysis is not None and len(review.shown.state.analysis.slices) == 1)
    QTest.keyClick(window.cases.view, Qt.Key.Key_Down)
    gate.release(1)
    qtbot.waitUntil(lambda: review.shown.state.analysis is not None and len(review.shown.state.analysis.slices) == 2)
    assert window.cases.view.currentIndex().row() == 1
    gate.release(10)
    review.shelf.step(2)
    assert window.cases.view.currentIndex().row() == 2


def test_the_name_beside_the_synthetic_tag_does_not_say_it_again(build: Build, qtbot: QtBot, fakes: Any) -> None:
    window = build(fakes.make_case("Phantom (synthetic)", 3, side=16, synthetic=True))
    window.review.shelf.open_paths([Path("all")])
    _rest(window, qtbot)
    metrics = window.cases.view.fontMetrics()
    room = window.cases.view.viewport().width() - 52 - metrics.horizontalAdvance("SYNTHETIC") - 16
    assert metrics.horizontalAdvance("Phantom") < room
