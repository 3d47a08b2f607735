"""The "?" of every panel: reached with the keyboard, named for screen readers, leading into the manual."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from xaiviewer.ui.kit.about_button import AboutButton
from xaiviewer.ui.kit.explanations import EXPLANATIONS, Explanation
from xaiviewer.ui.manual.chapters import chapters
from xaiviewer.ui.manual.document import build, heading_at
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # a popup wants the keyboard; there is none here

_LONGEST = 560  # characters of a card: two to five sentences


def button_of(window: MainWindow, panel: str) -> AboutButton:
    title = EXPLANATIONS[panel].title
    return next(each for each in window.findChildren(AboutButton) if each.accessibleName().endswith(title))


def test_every_panel_has_one_and_every_explanation_a_panel(window: MainWindow) -> None:
    named = [each.accessibleName() for each in window.findChildren(AboutButton)]
    assert sorted(named) == sorted(f"What is this? {each.title}" for each in EXPLANATIONS.values())


@pytest.mark.parametrize("panel", EXPLANATIONS)
def test_it_leads_to_a_passage_of_the_manual(panel: str) -> None:
    name, _, heading = EXPLANATIONS[panel].link.partition(".md")
    chapter = next(each for each in chapters() if each.name == name)
    assert not heading or heading_at(build(chapter, 1.0), heading.removeprefix("#")) is not None


@pytest.mark.parametrize("explanation", EXPLANATIONS.values(), ids=list(EXPLANATIONS))
def test_it_is_short(explanation: Explanation) -> None:
    told = f"{explanation.shows} {explanation.reads} {explanation.limits}"
    assert 3 <= sum(told.count(mark) for mark in ".?!") <= 8
    assert len(told) <= _LONGEST


@pytest.mark.slow
def test_the_keyboard_opens_it_and_escape_gives_the_keyboard_back(window: MainWindow) -> None:
    button = window.layer.about
    window.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert button.card is not None
    assert button.card.isVisible()
    assert [each.text() for each in button.card.texts][-1] == EXPLANATIONS["layer"].limits
    QTest.keyClick(button.card, Qt.Key.Key_Escape)
    assert not button.card.isVisible()
    assert QApplication.focusWidget() is button


@pytest.mark.slow
def test_a_screen_reader_is_told_all_of_it(window: MainWindow) -> None:
    button = button_of(window, "heat")
    seen = QAccessible.queryAccessibleInterface(button)
    assert seen.role() == QAccessible.Role.Button
    assert seen.text(QAccessible.Text.Name) == "What is this? Heat map"
    assert "not a probability" in seen.text(QAccessible.Text.Description)


@pytest.mark.slow
def test_more_of_it_opens_the_manual_there(window: MainWindow) -> None:
    button = button_of(window, "agreement")
    button.click()
    assert button.card is not None
    button.card.more.click()
    assert not button.card.isVisible()
    manual = window.dialogs.manual
    assert manual is not None
    assert manual.chapter == "scores"
    assert manual.page.verticalScrollBar().value() > 0


@pytest.mark.slow
def test_the_card_stays_on_the_screen(window: MainWindow) -> None:
    for button in window.findChildren(AboutButton):
        if button.isVisible():
            button.open()
            assert button.card is not None
            place = QRect(button.card.pos(), button.card.size())
            screen = window.screen().availableGeometry().adjusted(-4, -4, 4, 4)  # without one, windows have a frame
            assert screen.contains(place), button.accessibleName()
            button.card.hide()


@pytest.mark.slow
def test_the_line_of_the_layer_shown_says_that_layers_grid(window: MainWindow) -> None:
    picture, analysis = window.layer.picture, window.review.shown.state.analysis
    assert analysis is not None
    names = [each.name for each in analysis.layers]
    before, last = names.index("depth2/0/mix-a"), names.index("depth2/3/clip-sum")  # the grid halves between them
    (fine, _), (coarse, _) = analysis.layers[before].grid, analysis.layers[last].grid
    assert fine == 2 * coarse
    assert picture.grids(before)[2] == f"{fine} × {fine}"
    assert picture.grids(last)[2] == f"{coarse} × {coarse}"
    assert picture.grids(0)[2] == f"{coarse} × {coarse}"


@pytest.mark.slow
def test_a_grey_network_says_what_brings_it_back(
    window: MainWindow, tip_over: Callable[[QWidget, QPointF], str]
) -> None:
    picture = window.layer.picture
    told = "Choose a method of one pass over all layers"
    assert told not in tip_over(picture, picture.cell(3).center())
    window.heat.ask.choose("occlusion")
    assert told in tip_over(picture, picture.cell(3).center())
