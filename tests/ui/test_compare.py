"""Explanations side by side in the window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from xaiviewer.review import query
from xaiviewer.review.compared import offered, other_layers
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow
Key = Qt.Key


def _found(window: MainWindow, qtbot: QtBot) -> None:
    comparing = window.review.compared
    qtbot.waitUntil(lambda: comparing.state.found is not None and not comparing.busy)


def test_a_key_shows_explanations_side_by_side_and_escape_one_again(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.compare.isVisible()
    QTest.keyClick(window, Key.Key_B)
    assert window.compare.isVisible()
    assert not window.heat_frame.isVisible()
    assert [pane.isVisible() for pane in window.compare.panes] == [True, True, False, False, False, False]
    assert not window.compare.extra.isVisible()
    _found(window, qtbot)
    QTest.keyClick(window, Key.Key_Escape)
    assert window.heat_frame.isVisible()


def test_each_pane_shows_its_own_method_and_the_mouse_moves_all(window: MainWindow, qtbot: QtBot) -> None:
    window.review.compared.open()
    first, second = window.compare.panes[:2]
    hot = [pane.renderer.heat(pane.shows()) for pane in (first, second)]
    assert hot[0] is not None
    assert hot[1] is not None
    assert not np.array_equal(hot[0].values, hot[1].values)
    here = window.review.shown.state.slice_index
    for view in (first.view, second.view):
        centre = QPointF(view.rect().center())
        event = QWheelEvent(
            centre, view.mapToGlobal(centre), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view, event)
    assert window.review.shown.state.slice_index == here + 2
    assert str(here + 3) in window.compare.title.text()
    window.compare.grab()
    _found(window, qtbot)


def test_another_method_is_chosen_added_and_taken_away(window: MainWindow, qtbot: QtBot) -> None:
    comparing = window.review.compared
    comparing.open()
    pane = window.compare.panes[1]
    pane.choice.setCurrentIndex(pane.choice.findText("XGrad-CAM", Qt.MatchFlag.MatchStartsWith))
    pane.choice.activated.emit(pane.choice.currentIndex())
    assert comparing.state.subjects[1].method == "xgrad-cam"
    assert not pane.close_button.isEnabled()
    comparing.add(offered(window.review.shown.state)[0])
    assert window.compare.panes[2].isVisible()
    QTest.mouseClick(window.compare.panes[0].close_button, Qt.MouseButton.LeftButton)
    assert comparing.state.subjects[0].method == "xgrad-cam"
    assert not window.compare.panes[2].isVisible()
    _found(window, qtbot)


def test_the_bar_tells_rank_correlation_and_its_grid(window: MainWindow, qtbot: QtBot) -> None:
    window.review.compared.open()
    _found(window, qtbot)
    bar = window.compare.bar
    found = window.review.compared.state.found
    assert found is not None
    value = found.correlation(0, 1)
    assert bar.correlation.text() == f"{value:+.2f}"
    assert bar.where.text() == "Spearman, over the 4,096 pixels of the head, on the slice's grid of 64 × 64."
    bar.other.setCurrentIndex(0)
    bar.other.activated.emit(0)
    assert bar.correlation.text() == "+1.00"


def test_difference_and_consensus_stand_beside_them(window: MainWindow, qtbot: QtBot) -> None:
    window.review.compared.open()
    _found(window, qtbot)
    bar, extra = window.compare.bar, window.compare.extra
    QTest.mouseClick(bar.extra.button("difference"), Qt.MouseButton.LeftButton)
    assert extra.isVisible()
    assert extra.title.text() == "A minus B"
    assert extra.view.message() == ""
    of_two = extra.view.grab().toImage()
    bar.one.setCurrentIndex(1)
    bar.one.activated.emit(1)
    assert extra.title.text() == "B minus B"
    assert extra.view.grab().toImage() != of_two
    assert not bar.votes.isVisible()
    QTest.mouseClick(bar.extra.button("consensus"), Qt.MouseButton.LeftButton)
    assert bar.votes.text().startswith("All 2 mark ")
    assert "by chance" in bar.votes.text()
    before = bar.votes.text()
    QTest.mouseClick(bar.rule.button("strongest"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bar.votes.text() != before)
    assert bar.share.value() == 5
    extra.grab()


def test_what_was_asked_joins_and_where_it_is_not_known_the_pane_says_so(window: MainWindow, qtbot: QtBot) -> None:
    shown, comparing = window.review.shown, window.review.compared
    request = query.request_of(shown.state, "occlusion")
    assert request is not None
    window.review.work.ask(request, [shown.state.slice_index])
    qtbot.waitUntil(lambda: not window.review.work.state.asked and bool(shown.state.judged))
    comparing.open()
    _found(window, qtbot)
    places = [place for place, each in enumerate(comparing.state.subjects) if each.request == request]
    assert places
    pane = window.compare.panes[places[0]]
    assert pane.choice.currentText() == "Occlusion sensitivity"
    shown.show_slice(shown.state.slice_index + 1)
    assert pane.view.message() == "Occlusion sensitivity: not computed for this slice"
    qtbot.waitUntil(lambda: comparing.state.found is None)
    assert window.compare.bar.correlation.text() == "–"


def test_another_case_is_compared_the_same_way(window: MainWindow, qtbot: QtBot) -> None:
    window.review.compared.open()
    subjects = window.review.compared.state.subjects
    window.review.shelf.step(1)
    qtbot.waitUntil(
        lambda: window.review.shown.state.complete and window.review.work.state.task is None, timeout=20_000
    )
    assert window.compare.isVisible()
    assert window.review.compared.state.subjects == subjects
    _found(window, qtbot)


def test_other_layers_are_offered_beside_the_methods_of_the_one_shown(window: MainWindow, qtbot: QtBot) -> None:
    window.review.compared.open()
    state = window.review.shown.state
    assert state.analysis is not None
    last = {layer.part: index for index, layer in enumerate(state.analysis.layers)}
    found = other_layers(state)
    assert [each.layer for each in found] == [index for index in last.values() if index != state.layer]
    pane = window.compare.panes[1]
    names = [pane.choice.itemText(number) for number in range(pane.choice.count())]
    assert state.analysis.layers[found[0].layer].name in " ".join(names)
    window.review.compared.put(1, found[0])
    _found(window, qtbot)
    assert pane.subject == found[0]
    assert pane.shows().layer == found[0].layer


def test_a_comparison_that_is_asked_too_early_says_why_there_is_none(
    build: Callable[..., MainWindow], fakes: Any, qtbot: QtBot
) -> None:
    gate = threading.Semaphore(0)
    window = build(fakes.make_case("one"), gate=gate, networks=lambda: gate.acquire() and fakes.FakeAnalyser(size=64))
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.review.shown.state.case is not None)
    QTest.keyClick(window, Qt.Key.Key_B)
    assert not window.review.compared.state.on
    assert window.banner.text.text() == "There is nothing to compare yet: the networks have not answered."
    gate.release(1000)


@pytest.mark.qt_log_ignore("This plugin does not support")  # the preview tells its size
def test_what_stands_side_by_side_is_copied_saved_and_printed_as_it_stands(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "both"), ""))
    comparing = window.review.compared
    comparing.open()
    comparing.show("difference")
    _found(window, qtbot)
    QApplication.processEvents()
    QTest.keyClick(window, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    saved = QImage(str(tmp_path / "both.png"))
    panes = [*window.compare.panes[:2], window.compare.extra]
    assert saved.width() >= sum(pane.view.width() for pane in panes)
    for number, pane in enumerate(panes):
        shown = pane.view.grab().toImage().convertToFormat(saved.format())
        left = number * (panes[0].view.width() + 2)
        top = next(
            at for at in range(80) if saved.copy(left, at, shown.width(), 40) == shown.copy(0, 0, shown.width(), 40)
        )
        assert saved.copy(left, top, shown.width(), shown.height()) == shown
    told = saved.text("Description").split("\n")
    assert "one" in told[0]
    assert [line[0] for line in told if line[1:3] == ": "] == ["A", "B"]
    assert any(line.startswith("A minus B: orange") for line in told)
    assert any(line.startswith("Rank correlation A – B: ") for line in told)
    assert told[-1].startswith("Research use")
    QTest.keyClick(window, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().image().size() == saved.size()
    QTest.keyClick(window, Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert window.printing.preview is not None
    window.printing.preview.reject()


def test_what_stands_side_by_side_says_whose_it_is_and_which_way_the_patient_lies(
    build: Callable[..., MainWindow], fakes: Any, qtbot: QtBot
) -> None:
    window = build(fakes.make_case("one", known=True))
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    window.resize(1600, 900)
    window.review.compared.open()
    window.review.compared.show("difference")
    _found(window, qtbot)
    QApplication.processEvents()
    for view in (window.compare.panes[0].view, window.compare.extra.view):
        for part in ("orientation", "scale", "identity", "window"):
            seen = view.grab().toImage()
            window.names.pictures.switch(part, on=False)
            assert view.grab().toImage() != seen, part
            window.names.pictures.switch(part, on=True)
