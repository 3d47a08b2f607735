"""Two networks side by side in the window: what stands beside what is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from xaiviewer.review import beside
from xaiviewer.ui.kit import beside_words
from xaiviewer.ui.views.colour_bar import scale_told
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow


@pytest.fixture
def two(build: Any, fakes: Any, qtbot: QtBot) -> MainWindow:
    """A window with an analysed case and a second network beside the loaded one."""
    window: MainWindow = build(fakes.make_case("one"), others=fakes.FakeOthers())
    window.review.shelf.open_paths([Path("all")])
    shown = window.review.shown
    qtbot.waitUntil(lambda: shown.state.complete, timeout=20_000)
    shown.set_second(Path("second"))
    window.review.compared.open()
    qtbot.waitUntil(lambda: shown.state.second is not None and shown.state.second.found is not None, timeout=20_000)
    qtbot.waitUntil(lambda: "the second" in window.compare.panes[1].decided.text())
    return window


def test_each_pane_names_its_layer_and_why_it_stands_there(two: MainWindow, qtbot: QtBot) -> None:
    own, other = two.compare.panes[:2]
    last = len(two.review.shown.state.analysis.layers) - 1  # type: ignore[union-attr]
    two.review.shown.show_layer(last)
    qtbot.waitUntil(lambda: "last" in other.laid.text())
    assert "last" not in own.laid.text()
    assert own.laid.text().split(" · ")[0] in own.choice.currentText()
    two.review.shown.show_layer(0)
    qtbot.waitUntil(lambda: "last" not in other.laid.text())
    assert "as deep among its network's layers" in other.laid.text()


def test_the_form_and_the_dialog_call_the_other_network_alike(two: MainWindow) -> None:
    """By the name that it gives itself, which is not that of its folder."""
    state = two.review.shown.state
    assert "not about “the second” beside it" in beside_words.whose(state)
    assert "not “the second” beside it" in beside_words.exported(state)


def test_unlike_lists_of_classes_are_said(two: MainWindow) -> None:
    told = two.compare.bar.classes
    assert told.isVisible()
    assert "tell other classes apart: no tumour, tumour – tumour, healthy" in told.text()


def test_agreement_is_told_of_both_and_chance_of_the_loaded_one_alone(two: MainWindow) -> None:
    own, other = two.compare.panes[:2]
    assert own.worth.text().startswith("mask 0.")
    assert own.worth.text().endswith("p not measured")
    assert "relevance mass in the mask 0." in own.worth.toolTip()
    assert other.worth.text().startswith("mask 0.")
    assert "p not measured" not in other.worth.text() + other.worth.toolTip()


def test_a_class_that_the_second_network_lacks_is_said_in_place_of_its_map(two: MainWindow, qtbot: QtBot) -> None:
    two.review.set_class(0)
    own, other = two.compare.panes[:2]
    qtbot.waitUntil(lambda: other.view.message() == "“no tumour” is no class of this network", timeout=20_000)
    assert own.view.message() == ""
    assert "the second" in other.decided.text()


def test_a_scale_of_the_case_says_of_how_many_slices_it_is(two: MainWindow) -> None:
    shown = two.review.shown
    shown.set_appearance(replace(shown.state.appearance, normalise="case"))
    state, count = shown.state, len(shown.state.case.indices)  # type: ignore[union-attr]
    assert scale_told(state)[0] == "full colour: the case's 99th percentile"
    other = beside.seen(state, state.method, state.layer)
    assert len(other.analysis.slices) == 1  # type: ignore[union-attr]
    assert scale_told(other) == (
        f"full colour: 99th percentile of 1 of {count} slices",
        f"99th percentile of 1 of {count} slices",
    )
    other = replace(other, appearance=replace(other.appearance, scale="maximum"))
    assert scale_told(other)[0] == f"full colour: maximum of 1 of {count} slices"


def test_the_difference_lies_as_high_as_the_maps(two: MainWindow, qtbot: QtBot) -> None:
    two.review.compared.show("difference")
    compare = two.compare
    views = [each.view for each in (*compare.panes[:2], compare.extra)]
    qtbot.waitUntil(lambda: len({each.mapTo(compare, each.rect().topLeft()).y() for each in views}) == 1)
