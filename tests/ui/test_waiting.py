"""While a slice is computed, or a case read, its place says what happens, and for how long already."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xaiviewer.review import Task
from xaiviewer.ui.views import waiting
from xaiviewer.ui.window import MainWindow

Build = Callable[..., MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_stage_says_how_long_it_takes_once_that_is_long() -> None:
    assert waiting.spent(None) == ""
    assert waiting.spent(Task("Reading the case")) == ""
    assert waiting.spent(Task("Reading the case", since=time.monotonic() - 7.2)) == " · 7 s"


def test_a_stage_that_goes_on_began_when_it_began() -> None:
    begun = Task("Analysing slices", 1, 6, index=3, since=10.0)
    assert Task("Analysing slices", 2, 6, index=3).after(begun).since == 10.0
    assert Task("Analysing slices", 2, 6, index=4).after(begun).since > 10.0
    assert Task("Computing heat maps", 2, 6, index=3).after(begun).since > 10.0
    assert Task("Computing heat maps").after(None).since > 10.0


@pytest.mark.slow
def test_the_heat_view_names_the_slice_that_the_networks_look_at(build: Build, qtbot: QtBot, fakes: Any) -> None:
    gate = threading.Semaphore(0)
    window = build(fakes.make_case("one"), gate=gate)
    review, view = window.review, window.heat_frame.view
    review.shelf.open_paths([Path("one")])
    qtbot.waitUntil(lambda: review.shown.state.analysis is not None)
    assert view.message().startswith("Analysing slices")  # which one comes first is not settled yet
    opened = review.shown.state.slice_index
    gate.release(1)
    qtbot.waitUntil(lambda: opened in (review.shown.state.analysis.slices if review.shown.state.analysis else {}))
    assert view.message() == ""
    review.shown.show_slice(0)
    task = Task("Analysing slices", 1, 6, index=0)
    review.work._replace(computing=task)
    assert view.message() == "Analysing this slice"
    review.shown.show_slice(5)
    assert view.message() == "Slice 1 is being analysed, this one is next"
    gate.release(100)
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None)
    assert view.message() == ""


@pytest.fixture
def opening(build: Build, qtbot: QtBot, fakes: Any) -> Any:
    """A window with an analysed case, while the fifth of the list hangs on its disk; and what lets that go."""
    free, reader = threading.Event(), fakes.FakeReader(*(fakes.make_case(name) for name in "abcde"))
    read = reader.load_case

    def load(path: Path, *args: Any, **options: Any) -> Any:
        assert path.name != "e" or free.wait(20)
        return read(path, *args, **options)

    reader.load_case = load
    window = build(reader=reader)
    window.review.shelf.open_paths([Path("all")])
    review = window.review
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None, timeout=20_000)
    review.shelf.choose(Path("e"))
    yield window, free
    free.set()


@pytest.mark.slow
def test_the_open_case_stays_with_its_name_while_another_is_opened(opening: Any, qtbot: QtBot) -> None:
    window, free = opening
    review = window.review
    assert window.slice_frame.view.message() == "Opening another case"
    assert window.heat_frame.view.message() == ""
    assert window.top.name.text() == "a"
    assert window.top.progress.text.text().startswith(("Opening the case", "Reading the case"))
    assert window.cases.view.currentIndex().row() == 4
    review.shown.show_slice(1)
    assert window.slice_frame.title.text() == "Slice 2 of 6"
    free.set()
    qtbot.waitUntil(lambda: review.shelf.state.current == Path("e"))
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None, timeout=20_000)
    assert window.top.name.text() == "e"
    assert window.slice_frame.view.message() == ""


@pytest.mark.slow
def test_stopping_gives_up_the_case_that_is_opened_and_nothing_else(opening: Any) -> None:
    window, _ = opening
    before = window.review.shown.state
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.review.work.state.opening == Path("e")
    QTest.keyClick(window, Qt.Key.Key_Period, CTRL)
    assert window.review.work.state.task is None
    assert window.slice_frame.view.message() == ""
    assert window.review.shown.state is before
    assert window.cases.view.currentIndex().row() == 0


@pytest.mark.slow
def test_the_strip_marks_the_slice_that_the_networks_look_at(build: Build, qtbot: QtBot, fakes: Any) -> None:
    window = build(fakes.make_case("one"))
    review, strip = window.review, window.strip
    review.shelf.open_paths([Path("one")])
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None, timeout=20_000)
    rest = strip.grab().toImage()
    review.work._replace(computing=Task("Computing heat maps", index=4))
    assert strip.grab().toImage() != rest
    review.work._replace(computing=None)
    assert strip.grab().toImage() == rest
