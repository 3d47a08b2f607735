"""The menus for who looks for things with the mouse: that of the window, of a view and of the layouts."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from xaiviewer.ui.kit.actions import ACTIONS
from xaiviewer.ui.language import tr
from xaiviewer.ui.window import MainWindow


def _titles(menu: QMenu) -> list[str]:
    """Of every line, those of the menus below it, too."""
    menu.aboutToShow.emit()
    found = []
    for action in menu.actions():
        below = action.menu()
        found += _titles(below) if isinstance(below, QMenu) else [action.text().partition("\t")[0]]
    return [each for each in found if each]


def test_the_menu_of_the_window_offers_everything_that_can_be_done_once(window: MainWindow) -> None:
    offered = _titles(window.main_menu)
    assert sorted(offered) == sorted(tr(each.title) for each in ACTIONS if each.id != "window.escape")


@pytest.mark.slow
def test_networks_are_offered_on_the_first_level_of_the_menu(window: MainWindow) -> None:
    window.main_menu.aboutToShow.emit()
    first = [each.text().partition("\t")[0] for each in window.main_menu.actions()]
    assert {tr("Add a network…"), tr("Networks: which one is asked")} <= set(first)


def test_the_menu_of_the_window_does_what_it_says(window: MainWindow) -> None:
    window.main_menu.aboutToShow.emit()
    overlays = next(each.menu() for each in window.main_menu.actions() if each.text() == tr("Overlays"))
    assert isinstance(overlays, QMenu)
    overlays.aboutToShow.emit()
    before = window.review.shown.state.appearance.heat
    next(each for each in overlays.actions() if each.text().startswith(tr("Heat map on or off"))).trigger()
    assert window.review.shown.state.appearance.heat is not before


def test_what_takes_the_place_of_the_views_is_offered_beside_the_layouts(window: MainWindow) -> None:
    offered = _titles(window.layout_bar.menu)
    assert {tr("Compare explanations side by side"), tr("Contact sheet of the layers")} <= set(offered)


@pytest.mark.slow
def test_the_keyboard_is_the_windows_again_after_a_contact_sheet(window: MainWindow) -> None:
    window.activateWindow()
    window.setFocus()
    window.sheet.toggle("layers")
    QApplication.processEvents()
    assert window.sheet.grid.hasFocus()
    window.sheet.close_sheet()
    assert window.focusWidget() is window
