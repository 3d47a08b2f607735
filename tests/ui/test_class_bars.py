"""The classes of a network that has more than two of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from xaiviewer.requests import Analysis, Channel
from xaiviewer.ui.panels.class_bars import MOST
from xaiviewer.ui.window import MainWindow


def with_classes(window: MainWindow, probabilities: list[float], *, explained: int = 0) -> Analysis:
    """Show what a network of so many classes says of the slice shown; the second is the finding."""
    shown = window.review.shown
    analysis = shown.state.analysis
    assert analysis is not None
    names = tuple(f"class {number}" for number in range(len(probabilities)))
    description = replace(analysis.description, classes=names, finding=1)
    index = shown.state.slice_index
    values = np.array(probabilities, np.float32)
    result = replace(analysis.slices[index], probabilities=values, called=int(values.argmax()))
    made = replace(analysis, description=description, class_index=explained, slices={index: result})
    shown.state = replace(shown.state, analysis=made, class_index=explained)
    shown.results_changed.emit(-1)
    return made


@pytest.fixture
def quiet(window: MainWindow) -> MainWindow:
    """The window, whose worker hears of nothing."""
    window.review.work.leave()
    return window


@pytest.mark.slow
def test_two_classes_stay_in_their_order(window: MainWindow) -> None:
    assert window.decision.bars.shown() == [0, 1]


@pytest.mark.slow
def test_the_likeliest_of_several_classes_stands_first(quiet: MainWindow) -> None:
    with_classes(quiet, [0.2, 0.1, 0.7])
    assert quiet.decision.bars.shown() == [2, 0, 1]
    assert "◆" in quiet.decision.bars.toolTip()
    assert not quiet.decision.search.isVisible()
    quiet.decision.bars.grab()


@pytest.mark.slow
def test_of_many_classes_the_likeliest_and_the_explained_one_are_shown(quiet: MainWindow) -> None:
    with_classes(quiet, [*np.linspace(0.2, 0.01, 15)], explained=14)
    shown = quiet.decision.bars.shown()
    assert len(shown) == MOST
    assert shown[:3] == [0, 1, 2]
    assert shown[-1] == 14


@pytest.mark.slow
def test_a_class_is_found_by_its_name_and_chosen(quiet: MainWindow, qtbot: QtBot, monkeypatch: Any) -> None:
    with_classes(quiet, [*np.linspace(0.2, 0.01, 15)])
    assert quiet.decision.search.isVisible()
    quiet.decision.search.setText("class 13")
    assert quiet.decision.bars.shown() == [13]
    chosen: list[int] = []
    quiet.decision.bars.class_chosen.disconnect()
    quiet.decision.bars.class_chosen.connect(chosen.append)
    qtbot.mouseClick(quiet.decision.bars, Qt.MouseButton.LeftButton, pos=quiet.decision.bars.rect().center())
    qtbot.keyClick(quiet.decision.bars, Qt.Key.Key_Down)
    assert chosen == [13, 13]


@pytest.mark.slow
def test_nothing_that_is_searched_for_is_said(quiet: MainWindow) -> None:
    with_classes(quiet, [*np.linspace(0.2, 0.01, 15)])
    quiet.decision.search.setText("nothing of this kind")
    assert quiet.decision.bars.shown() == []
    quiet.decision.bars.grab()


@pytest.mark.slow
def test_a_network_that_takes_whatever_there_is_raises_no_doubt_about_sequences(
    build: Any, fakes: Any, qtbot: QtBot
) -> None:
    window = build(replace(fakes.make_case("one"), stand_in="Something stands in."))
    window.review.shelf.open_paths([Path("all")])
    shown = window.review.shown
    qtbot.waitUntil(lambda: shown.state.complete, timeout=20_000)
    told = window.decision.findChild(QLabel, "stand-in")
    assert told.text() == "Something stands in."
    description = replace(shown.state.analysis.description, inputs=(Channel("main sequence"),))
    shown.state = replace(shown.state, analysis=replace(shown.state.analysis, description=description))
    shown.results_changed.emit(-1)
    assert told.text() == ""


@pytest.mark.slow
def test_without_a_segmenter_its_outline_is_not_offered(quiet: MainWindow) -> None:
    key = quiet.slice_frame.controls.model
    assert key.isEnabled()
    made = with_classes(quiet, [0.2, 0.8])
    bare = {index: replace(each, segmentation=None) for index, each in made.slices.items()}
    shown = quiet.review.shown
    shown.state = replace(shown.state, analysis=replace(made, models={}, slices=bare))
    shown.results_changed.emit(-1)
    assert not key.isEnabled()
    assert key.toolTip() == "No segmenter stands beside this network."
