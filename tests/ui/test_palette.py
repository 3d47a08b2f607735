"""Everything by its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xaiviewer.ui.dialogs.palette import Palette
from xaiviewer.ui.kit.actions import ACTIONS
from xaiviewer.ui.settings import recent
from xaiviewer.ui.window import MainWindow

Key = Qt.Key


def _open(window: MainWindow) -> Palette:
    QTest.keyClick(window, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.palette_of_actions.isVisible()
    return window.palette_of_actions


def _listed(palette: Palette) -> list[str]:
    items = [palette.found.topLevelItem(row) for row in range(palette.found.topLevelItemCount())]
    return [item.text(0) for item in items if item is not None]


@pytest.mark.slow
def test_it_lists_every_action_with_its_keys(window: MainWindow) -> None:
    palette = _open(window)
    assert _listed(palette) == [each.title for each in ACTIONS]
    first = palette.found.topLevelItem(0)
    assert first is not None
    assert (first.text(1), first.text(2)) == ("Slices", "↑")


def test_words_find_an_action_and_enter_does_it(window: MainWindow) -> None:
    palette = _open(window)
    QTest.keyClicks(palette.search, "grey inv")
    assert _listed(palette) == ["Invert grey levels"]
    QTest.keyClick(palette.search, Key.Key_Return)
    assert window.review.shown.state.appearance.inverted
    assert not palette.isVisible()


@pytest.mark.slow
def test_what_begins_with_the_words_comes_first_and_a_group_finds_all_of_it(window: MainWindow) -> None:
    palette = _open(window)
    QTest.keyClicks(palette.search, "layer")
    found = _listed(palette)
    assert found[0] == "Layer towards the input"
    assert "Ten layers towards the output" in found


@pytest.mark.slow
def test_arrows_walk_through_the_list_and_a_click_does_it(window: MainWindow) -> None:
    window.review.shown.show_slice(2)
    palette = _open(window)
    QTest.keyClicks(palette.search, "slice")
    QTest.keyClick(palette.search, Key.Key_Down)
    current = palette.found.currentItem()
    assert current is not None
    assert current.text(0) == _listed(palette)[1]
    last = palette.found.findItems("Last slice", Qt.MatchFlag.MatchExactly)[0]
    place = palette.found.visualItemRect(last).center()
    QTest.mouseClick(palette.found.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert window.review.shown.state.slice_index == 5


@pytest.mark.slow
def test_escape_does_nothing_and_the_next_search_begins_anew(window: MainWindow) -> None:
    before = window.review.shown.state
    palette = _open(window)
    QTest.keyClicks(palette.search, "invert")
    QTest.keyClick(palette.search, Key.Key_Escape)
    assert not palette.isVisible()
    assert window.review.shown.state is before
    assert _open(window).search.text() == ""


@pytest.mark.slow
def test_what_needs_a_case_waits_for_one(build: Callable[..., MainWindow], fakes: Any) -> None:
    empty = build(fakes.make_case("one"))
    palette = empty.palette_of_actions
    palette.ask()
    able = {
        item.text(0)
        for row in range(palette.found.topLevelItemCount())
        if (item := palette.found.topLevelItem(row)) is not None and not item.isDisabled()
    }
    assert "Open a folder" in able
    assert "Next slice" not in able
    QTest.keyClicks(palette.search, "next slice")
    QTest.keyClick(palette.search, Key.Key_Return)
    assert palette.isVisible()  # nothing to do


@pytest.mark.slow
def test_nothing_found_is_nothing_done(window: MainWindow) -> None:
    palette = _open(window)
    QTest.keyClicks(palette.search, "zebra")
    assert _listed(palette) == []
    QTest.keyClick(palette.search, Key.Key_Return)
    assert palette.isVisible()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "wanted"), [("ruler", "Distance"), ("screenshot", "Save the view as a picture"), ("roi", "Ellipse")]
)
def test_other_viewers_words_find_it_too(window: MainWindow, words: str, wanted: str) -> None:
    palette = _open(window)
    QTest.keyClicks(palette.search, words)
    assert wanted in _listed(palette)


def _first(palette: Palette) -> tuple[str, str]:
    item = palette.found.topLevelItem(0)
    assert item is not None
    return item.text(0), item.text(1)


@pytest.mark.slow
def test_a_slice_is_found_by_its_number(window: MainWindow) -> None:
    palette = _open(window)
    for text in ("5", "slice 5"):
        palette.search.setText(text)
        assert "Slice 5 of 6" in _listed(palette)
    palette.search.setText("7")
    assert "Slice 7 of 6" not in _listed(palette)
    palette.search.setText("5")
    assert _first(palette) == ("Slice 5 of 6", "Slices")
    QTest.keyClick(palette.search, Key.Key_Return)
    assert window.review.shown.state.slice_index == 4


@pytest.mark.slow
def test_layers_and_methods_are_found_by_name(window: MainWindow) -> None:
    palette = _open(window)
    palette.search.setText("layercam")
    assert _first(palette) == ("LayerCAM", "Methods")
    QTest.keyClick(palette.search, Key.Key_Return)
    assert window.review.shown.state.method == "layer-cam"
    name = window.review.shown.state.analysis.layers[40].name
    palette = _open(window)
    palette.search.setText(name)
    assert _first(palette) == (name, "Layers")
    QTest.keyClick(palette.search, Key.Key_Return)
    assert window.review.shown.state.layer == 40


@pytest.mark.slow
def test_a_method_of_many_passes_is_looked_at_and_not_asked(window: MainWindow) -> None:
    palette = _open(window)
    palette.search.setText("rise")
    assert "RISE" in _listed(palette)
    palette.found.setCurrentItem(palette.found.findItems("RISE", Qt.MatchFlag.MatchExactly)[0])
    QTest.keyClick(palette.search, Key.Key_Return)
    assert window.review.work.state.task is None
    assert window.heat.method.currentText() == "RISE"


@pytest.mark.slow
def test_a_case_is_found_by_its_name_unless_names_are_off(window: MainWindow, qtbot: QtBot) -> None:
    palette = _open(window)
    palette.search.setText("two")
    assert _first(palette) == ("two", "Cases")
    palette.hide()
    window.names.toggle()
    palette = _open(window)
    palette.search.setText("two")
    assert "two" not in _listed(palette)
    palette.search.setText("case 2")
    assert "Case 2" in _listed(palette)
    palette.found.setCurrentItem(palette.found.findItems("Case 2", Qt.MatchFlag.MatchExactly)[0])
    QTest.keyClick(palette.search, Key.Key_Return)
    assert window.review.shelf.state.current == Path("two")
    qtbot.waitUntil(lambda: window.review.shown.state.complete and window.review.work.state.task is None)


@pytest.mark.slow
def test_what_was_opened_before_is_found_and_opened(window: MainWindow) -> None:
    recent.remember([Path("somewhere/before")])
    palette = _open(window)
    palette.search.setText("before")
    assert _first(palette) == ("before", "Cases")
    palette.hide()
    window.names.toggle()
    palette = _open(window)
    palette.search.setText("before")
    assert "before" not in _listed(palette)
    recent.forget()
