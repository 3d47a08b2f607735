"""Networks of volumes in the window: what their wizard offers, and which methods the list refuses."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from tests.ui.test_own_networks import FakeOffer
from xaiviewer.requests import METHODS, ONE_PASS_METHODS
from xaiviewer.review import query
from xaiviewer.ui.networks.input_page import InputPage
from xaiviewer.ui.window import MainWindow


def keys(page: InputPage) -> list[str]:
    return [str(page.range.itemData(line)) for line in range(page.range.count())]


def test_a_volume_is_offered_no_scale_of_slices(qtbot: QtBot) -> None:
    page = InputPage()
    qtbot.addWidget(page)
    page.begin(FakeOffer(dimensions=3))
    assert page.range.currentData() == "volume"
    assert not {"slice", "z-score", "slice-percentiles"} & set(keys(page))
    page.begin(FakeOffer())
    assert {"slice", "z-score", "slice-percentiles", "volume"} <= set(keys(page))


def test_only_methods_of_one_pass_can_be_asked_of_a_network_of_volumes(window: MainWindow) -> None:
    state = window.review.shown.state
    assert state.analysis is not None
    description = replace(state.analysis.description, volumes=True)
    state = replace(state, analysis=replace(state.analysis, description=description))
    asked = [each for each in METHODS.values() if each.task == "classification"]
    assert {each.key for each in asked if not query.unanswerable(state, each)} == set(ONE_PASS_METHODS)
    assert "takes volumes" in query.unanswerable(state, METHODS["occlusion"])
