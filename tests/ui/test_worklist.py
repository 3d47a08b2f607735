"""The list of cases as a worklist: what is told, shown and sorted, and that thousands of cases stay smooth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xaiviewer import paths
from xaiviewer.display.thumbnail import SIDE, thumbnail
from xaiviewer.ledger.forms import DEFAULT, Form, Question
from xaiviewer.ledger.opening import create_project
from xaiviewer.ledger.worklist import SHUFFLED, Facts
from xaiviewer.ledger.writers import Reader
from xaiviewer.review.verdicts.worklist import Line
from xaiviewer.ui.panels.worklist import columns
from xaiviewer.ui.panels.worklist.model import NAME, PICTURE, TOLD
from xaiviewer.ui.window import MainWindow

Key = Qt.Key
FORM = Form("one", (Question("right", "Right?", "choice", ("yes", "no")),))


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "data")


@pytest.fixture
def reading(build: Callable[..., MainWindow], fakes: Any, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """A window with four cases and a project that asks one question."""
    window = build(*(fakes.make_case(name) for name in ("a", "bb", "ccc", "dddd")))
    create_project(tmp_path / "p.xaireview", Reader("r1"), form=FORM).close()
    window.review.verdicts.be(Reader("r1"))
    window.projects.begin(tmp_path / "p.xaireview")
    window.cases.begin()
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete and window.review.verdicts.state.book is not None)
    qtbot.waitUntil(lambda: bool(window.review.verdicts.state.content))
    window.activateWindow()
    window.setFocus()
    return window


def _listed(window: MainWindow, role: int = NAME) -> list[Any]:
    model = window.cases.view.model()
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


@pytest.mark.slow
def test_one_key_judges_the_next_leads_on_and_the_list_tells_progress(reading: MainWindow, qtbot: QtBot) -> None:
    review = reading.review
    QTest.keyClick(reading, Key.Key_Period)
    for name in ("a", "bb"):
        qtbot.waitUntil(lambda name=name: review.shelf.state.current == Path(name))
        qtbot.waitUntil(lambda: bool(review.verdicts.state.content))
        review.verdicts.select(0)
        QTest.keyClick(reading, Key.Key_1)
        qtbot.waitUntil(lambda name=name: review.worklist.state.line(Path(name)).status == "done")
        QTest.keyClick(reading, Key.Key_N)
    qtbot.waitUntil(lambda: review.shelf.state.current == Path("ccc"))
    assert reading.cases.count.text() == "2 of 4 done"
    told = _listed(reading, TOLD)
    assert told[0].startswith("done · yes · Dice")
    assert told[3] == "to do"
    reading.cases.choosing.choices["show done"].trigger()
    assert _listed(reading) == ["a", "bb"]
    reading.cases.choosing.choices["show flagged"].trigger()
    assert reading.cases.nothing.isVisible()
    reading.cases.choosing.choices["show all"].trigger()
    reading.cases.choosing.anew.trigger()
    order = [Path(name) for name in _listed(reading)]
    assert [review.shelf.state.entries[at].path for at in review.worklist.state.sequence] == order
    assert reading.cases.arranged.text() == "Shuffled (1)"


@pytest.mark.slow
def test_pictures_of_cases_are_made_when_they_are_looked_at(reading: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: all(each is not None for each in _listed(reading, PICTURE)), timeout=10_000)
    reading.cases.choosing.choices["tell thumbnail"].trigger()
    assert not any(_listed(reading, PICTURE))
    assert "thumbnail" not in columns.chosen()


@pytest.mark.slow
def test_thousands_of_cases_ask_only_for_what_is_seen(
    build: Callable[..., MainWindow], fakes: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, names = fakes.FakeReader(fakes.make_case("a")), [f"case-{number:04}" for number in range(4999)]
    reader.cases.update(dict.fromkeys(names, reader.cases["a"]))
    window = build(reader=reader)
    thumbnails = window.review.thumbnails
    asked: list[Path] = []
    window.cases.begin()
    thumbnails.on = False  # nothing is read, only counted
    get = thumbnails.get
    monkeypatch.setattr(thumbnails, "get", lambda path: asked.append(path) or get(path))
    model = window.cases.view.model()
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: model.rowCount() == 5000, timeout=10_000)
    window.cases.view.scrollToBottom()
    QApplication.processEvents()
    qtbot.waitUntil(lambda: Path(names[-1]) in asked)
    assert len(set(asked)) < 100
    window.review.worklist.set_order("shuffled", 5)
    assert _listed(window)[:3] != ["a", *names[:2]]
    window.cases.search.setText("case-001")
    assert model.rowCount() == 10


def test_what_is_told_of_a_case_is_what_the_reader_wants() -> None:
    facts = Facts("lesion", 0.973, True, True, 0.812, 0.64)
    line = Line("0" * 64, "in work", {"prediction": "reject"}, ("r1", "r2"), facts)
    assert columns.told(line, columns.USUAL, DEFAULT) == "in work · reject · Dice 0.81"
    assert columns.told(line, tuple(columns.COLUMNS), DEFAULT) == (
        "in work · reject · lesion 97 % · Dice 0.81 · map 64 % · r1, r2"
    )
    assert columns.told(line, (), DEFAULT) == ""
    assert columns.told(Line(), ("dice", "verdict"), DEFAULT) == ""


def test_the_order_is_that_of_the_last_time(build: Callable[..., MainWindow]) -> None:
    choosing = build().cases.choosing
    choosing.choices["order map"].trigger()
    choosing.anew.trigger()
    again = build()
    assert (again.review.worklist.state.order, again.review.worklist.state.seed) == (SHUFFLED, 1)
    assert again.cases.choosing.choices["order shuffled"].isChecked()


def test_a_small_picture_keeps_its_proportions() -> None:
    made = thumbnail(np.arange(30 * 60, dtype=np.int16).reshape(30, 60))
    assert made.shape == (SIDE // 2, SIDE)
    assert made.dtype == np.uint8
    assert thumbnail(np.zeros((20, 20, 3), dtype=np.uint8)).shape == (SIDE, SIDE)


@pytest.mark.slow
def test_of_a_volume_the_one_decision_is_said_and_no_number_of_slices(
    build: Callable[..., MainWindow], fakes: Any, qtbot: QtBot
) -> None:
    window = build(fakes.make_case("a"), analyser={"says": {"volumes": True}})
    window.review.shelf.open_paths([Path("a")])
    qtbot.waitUntil(
        lambda: window.review.shown.state.complete and window.review.work.state.task is None, timeout=20_000
    )
    entry = window.review.shelf.state.entry
    assert entry is not None
    assert columns.summary(entry) == "6 slices · called tumour"
    assert columns.summary(replace(entry, called=0)) == "6 slices · not called tumour"
    assert columns.summary(replace(entry, whole=False, called=2)) == "6 slices · tumour in 2"
