"""Everything by its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from xaiviewer.ui.dialogs.palette import Palette
from xaiviewer.ui.kit.actions import ACTIONS
from xaiviewer.ui.window import MainWindow

Key = Qt.Key


def _open(window: MainWindow) -> Palette:
    QTest.keyClick(window, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.palette_of_actions.isVisible()
    return window.palette_of_actions


def _listed(palette: Palette) -> list[str]:
    items = [palette.found.topLevelItem(row) for row in range(palette.found.topLevelItemCount())]
    return [item.text(0) for item in items if item is not None]


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


def test_what_begins_with_the_words_comes_first_and_a_group_finds_all_of_it(window: MainWindow) -> None:
    palette = _open(window)
    QTest.keyClicks(palette.search, "layer")
    found = _listed(palette)
    assert found[0] == "Layer towards the input"
    assert "Ten layers towards the output" in found


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


def test_escape_does_nothing_and_the_next_search_begins_anew(window: MainWindow) -> None:
    before = window.review.shown.state
    palette = _open(window)
    QTest.keyClicks(palette.search, "invert")
    QTest.keyClick(palette.search, Key.Key_Escape)
    assert not palette.isVisible()
    assert window.review.shown.state is before
    assert _open(window).search.text() == ""


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


def test_nothing_found_is_nothing_done(window: MainWindow) -> None:
    palette = _open(window)
    QTest.keyClicks(palette.search, "zebra")
    assert _listed(palette) == []
    QTest.keyClick(palette.search, Key.Key_Return)
    assert palette.isVisible()


@pytest.mark.parametrize(
    ("words", "wanted"), [("ruler", "Distance"), ("screenshot", "Save the view as a picture"), ("roi", "Ellipse")]
)
def test_other_viewers_words_find_it_too(window: MainWindow, words: str, wanted: str) -> None:
    palette = _open(window)
    QTest.keyClicks(palette.search, words)
    assert wanted in _listed(palette)
