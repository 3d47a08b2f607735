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


def _waiting(fakes: Any, loading: threading.Event) -> Callable[[], Any]:
    """What loads the networks as soon as `loading` is set."""
    return lambda: loading.wait(10) and fakes.FakeAnalyser(size=64)


def test_missing_networks_do_not_offer_other_sequences(build: Build, qtbot: QtBot, fakes: Any) -> None:
    def missing() -> Any:
        raise XaiViewerError("The networks are missing; install the program again.")

    window = build(fakes.with_contents(fakes.make_case("study", known=True)), networks=missing)
    window.review.shelf.open_paths([Path("study")])
    qtbot.waitUntil(lambda: "networks are missing" in window.banner.text.text())
    assert window.review.shown.state.case is not None
    assert not window.banner.button.isVisible()


def test_cancelling_while_the_networks_load_is_answered_at_once(build: Build, qtbot: QtBot, fakes: Any) -> None:
    loading = threading.Event()
    made: list[Any] = []

    def load() -> Any:
        assert loading.wait(10)
        made.append(fakes.FakeAnalyser(size=64))
        return made[-1]

    window = build(fakes.make_case("one"), networks=load)
    window.review.shelf.open_paths([Path("one")])
    progress = window.top.progress
    qtbot.waitUntil(lambda: progress.text.text() == "Loading the networks…")
    progress.button.click()
    assert progress.text.text() == "Stopping…"
    qtbot.waitUntil(lambda: window.review.work.state.task is None)
    assert progress.button.text() == "Resume"
    progress.button.click()
    qtbot.waitUntil(lambda: progress.text.text() == "Loading the networks…")
    loading.set()
    _rest(window, qtbot)
    assert len(made) == 1


def test_another_case_is_read_while_the_networks_load_for_the_first(build: Build, qtbot: QtBot, fakes: Any) -> None:
    loading = threading.Event()
    networks = _waiting(fakes, loading)
    window = build(fakes.make_case("one"), fakes.make_case("two"), networks=networks)
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.top.progress.text.text() == "Loading the networks…")
    window.review.shelf.choose(Path("two"))
    qtbot.waitUntil(lambda: window.review.shelf.state.current == Path("two"))
    qtbot.waitUntil(lambda: window.review.shown.state.case is not None)
    assert window.review.shown.state.case.name == "two"
    assert not loading.is_set()
    qtbot.waitUntil(lambda: window.heat_frame.view.message().startswith("The networks are being loaded"))
    loading.set()
    _rest(window, qtbot)
    assert [entry.status for entry in window.review.shelf.state.entries] == ["partial", "done"]


def test_networks_that_could_not_be_loaded_are_tried_again(build: Build, qtbot: QtBot, fakes: Any) -> None:
    tried: list[None] = []

    def missing_at_first() -> Any:
        tried.append(None)
        if len(tried) == 1:
            raise XaiViewerError("The networks are missing; install the program again.")
        return fakes.FakeAnalyser(size=64)

    window = build(fakes.make_case("one"), networks=missing_at_first)
    window.review.shelf.open_paths([Path("one")])
    qtbot.waitUntil(lambda: "networks are missing" in window.banner.text.text())
    window.review.shelf.choose(Path("one"))
    _rest(window, qtbot)
    assert window.review.shelf.state.entries[0].status == "done"


def test_closing_while_the_networks_load_waits_for_them_and_says_nothing(
    build: Build, qtbot: QtBot, fakes: Any
) -> None:
    loading, seen = threading.Event(), []
    window = build(fakes.make_case("one"), networks=_waiting(fakes, loading))
    window.review.shelf.open_paths([Path("one")])
    qtbot.waitUntil(lambda: window.top.progress.text.text() == "Loading the networks…")
    window.review.shown.results_changed.connect(seen.append)
    window.review.work.failed.connect(seen.append)
    threading.Timer(0.1, loading.set).start()
    window.close()
    assert loading.is_set()
    QApplication.processEvents()
    assert not seen
