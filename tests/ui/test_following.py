"""Panels are told anew only where something of theirs changed, and after the pictures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xaiviewer.ui.kit.signals import Follower, LateFollower, settle
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

Told = list[str]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, window: MainWindow) -> Told:
    """The names of the widgets that were told anew, in order; emptied by the test."""
    found: Told = []
    own = Follower.settle

    def settled(self: Follower) -> None:
        if self.due:
            found.append(type(self.parent()).__name__)
        own(self)

    QApplication.processEvents()
    settle(window)
    monkeypatch.setattr(Follower, "settle", settled)
    return found


def test_opacity_is_told_where_it_stands_alone(window: MainWindow, told: Told) -> None:
    window.review.shown.set_opacity(0.33)
    assert told == ["HeatPanel"]
    assert window.heat.opacity.value() == 33


def test_a_window_is_told_by_no_panel(window: MainWindow, told: Told) -> None:
    state = window.review.shown.state
    volume = state.appearance.volume(state.case)  # type: ignore[arg-type]
    drawn = state.appearance.window(volume)
    window.review.shown.set_window(replace(drawn, width=drawn.width * 2))
    assert told == []


def test_a_threshold_leaves_scores_and_checks_alone(window: MainWindow, told: Told) -> None:
    window.review.shown.set_appearance(replace(window.review.shown.state.appearance, draw_above=0.4))
    assert set(told) == {"HeatPanel", "ColourBar"}


def test_another_layer_is_told_by_what_depends_on_it(window: MainWindow, told: Told) -> None:
    here = window.review.shown.state.layer
    window.review.shown.show_layer(here - 1 if here else 1)
    assert {"ScoreList", "AgreementCurve", "NetworkPicture", "LayerPanel", "HeatFrame"} <= set(told)
    assert "MoreChoices" not in told


@pytest.mark.usefixtures("unhurried")
def test_scores_come_after_the_pictures(window: MainWindow, told: Told, qtbot: QtBot) -> None:
    view = window.heat_frame.view
    before = view.paints
    here = window.review.shown.state.layer
    window.review.shown.show_layer(here - 1 if here else 1)
    assert "ScoreList" not in told
    qtbot.waitUntil(lambda: "ScoreList" in told, timeout=2000)
    assert view.paints > before


@pytest.mark.usefixtures("unhurried")
def test_several_steps_are_told_once(window: MainWindow, told: Told, qtbot: QtBot) -> None:
    for layer in (0, 1, 2, 3):
        window.review.shown.show_layer(layer)
    qtbot.waitUntil(lambda: "ScoreList" in told, timeout=2000)
    assert told.count("ScoreList") == 1


@pytest.mark.usefixtures("unhurried")
def test_what_is_led_back_before_it_was_told_is_not_told(window: MainWindow, told: Told) -> None:
    here = window.review.shown.state.layer
    for layer in (here - 1 if here else 1, here):
        window.review.shown.show_layer(layer)
    settle(window)
    assert "ScoreList" not in told


@pytest.mark.usefixtures("unhurried")
def test_a_window_settles_before_it_is_grabbed(window: MainWindow, told: Told) -> None:
    here = window.review.shown.state.layer
    window.review.shown.show_layer(here - 1 if here else 1)
    settle(window)
    assert "ScoreList" in told
    assert not any(each.due for each in window.findChildren(LateFollower))
