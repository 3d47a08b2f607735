"""Loading the networks takes seconds: what the reader can do meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xaiviewer.errors import XaiViewerError
from xaiviewer.ui.window import MainWindow

Build = Callable[..., MainWindow]
Key = Qt.Key


def _rest(window: MainWindow, qtbot: QtBot) -> None:
    review = window.review
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None, timeout=20_000)


def test_missing_networks_do_not_offer_other_sequences(build: Build, qtbot: QtBot, fakes: Any) -> None:
    window = build(fakes.with_contents(fakes.make_case("study", known=True)))

    def missing() -> Any:
        raise XaiViewerError("The networks are missing; install the program again.")

    window.review.work._worker._loader._factory = missing
    window.review.shelf.open_paths([Path("study")])
    qtbot.waitUntil(lambda: "networks are missing" in window.banner.text.text())
    assert window.review.shown.state.case is not None
    assert not window.banner.button.isVisible()


def test_cancelling_while_the_networks_load_is_answered_at_once(build: Build, qtbot: QtBot, fakes: Any) -> None:
    window = build(fakes.make_case("one"))
    loading = threading.Event()
    plain = window.review.work._worker._loader._factory
    made: list[Any] = []
    window.review.work._worker._loader._factory = lambda: (loading.wait(10) and made.append(plain())) or made[-1]
    window.review.shelf.open_paths([Path("one")])
    progress = window.top.progress
    qtbot.waitUntil(lambda: progress._text.text() == "Loading the networks…")
    progress.button.click()
    assert progress._text.text() == "Stopping…"
    qtbot.waitUntil(lambda: window.review.work.state.task is None)
    assert progress.button.text() == "Resume"
    progress.button.click()
    qtbot.waitUntil(lambda: progress._text.text() == "Loading the networks…")
    loading.set()
    _rest(window, qtbot)
    assert len(made) == 1


def test_another_case_is_read_while_the_networks_load_for_the_first(build: Build, qtbot: QtBot, fakes: Any) -> None:
    window = build(fakes.make_case("one"), fakes.make_case("two"))
    loading = threading.Event()
    plain = window.review.work._worker._loader._factory
    window.review.work._worker._loader._factory = lambda: loading.wait(10) and plain()
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.top.progress._text.text() == "Loading the networks…")
    window.review.shelf.choose(Path("two"))
    qtbot.waitUntil(lambda: window.review.shown.state.case is not None)
    assert window.review.shown.state.case.name == "two"
    assert not loading.is_set()
    assert window.heat_frame.view.message() == "The networks are getting ready"
    loading.set()
    _rest(window, qtbot)
    assert [entry.status for entry in window.review.shelf.state.entries] == ["partial", "done"]


def test_networks_that_could_not_be_loaded_are_tried_again(build: Build, qtbot: QtBot, fakes: Any) -> None:
    window = build(fakes.make_case("one"))
    loader = window.review.work._worker._loader
    plain = loader._factory

    def missing() -> Any:
        loader._factory = plain
        raise XaiViewerError("The networks are missing; install the program again.")

    loader._factory = missing
    window.review.shelf.open_paths([Path("one")])
    qtbot.waitUntil(lambda: "networks are missing" in window.banner.text.text())
    window.review.shelf.choose(Path("one"))
    _rest(window, qtbot)
    assert window.review.shelf.state.entries[0].status == "done"


def test_closing_while_the_networks_load_waits_for_them_and_says_nothing(
    build: Build, qtbot: QtBot, fakes: Any
) -> None:
    window = build(fakes.make_case("one"))
    loading, seen = threading.Event(), []
    plain = window.review.work._worker._loader._factory
    window.review.work._worker._loader._factory = lambda: loading.wait(10) and plain()
    window.review.shelf.open_paths([Path("one")])
    qtbot.waitUntil(lambda: window.top.progress._text.text() == "Loading the networks…")
    window.review.shown.results_changed.connect(seen.append)
    window.review.work.failed.connect(seen.append)
    threading.Timer(0.1, loading.set).start()
    window.close()
    assert loading.is_set()
    QApplication.processEvents()
    assert not seen
