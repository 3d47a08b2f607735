"""The overlay that explains keys and mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from xaiviewer.ui.dialogs.help_overlay import Page
from xaiviewer.ui.window import MainWindow

Key = Qt.Key


@pytest.mark.slow
@pytest.mark.parametrize("key", [Key.Key_S, Key.Key_Down, Key.Key_F1, Key.Key_Escape, Key.Key_Tab, Key.Key_X])
def test_every_key_closes_the_help_and_does_nothing_else(window: MainWindow, key: Qt.Key) -> None:
    window.activateWindow()
    window.setFocus()
    before = window.review.shown.state
    QTest.keyClick(window, Key.Key_F1)
    assert window.help.hasFocus()
    QTest.keyClick(window.help, key)
    assert not window.help.isVisible()
    assert window.review.shown.state is before
    assert window.focusWidget() is window, "the arrows step slices again"


@pytest.mark.slow
def test_the_help_gives_the_keyboard_back_to_the_control_that_had_it(window: MainWindow) -> None:
    window.activateWindow()
    window.heat.opacity.setFocus(Qt.FocusReason.TabFocusReason)
    window.help.toggle()
    window.help.toggle()
    assert window.heat.opacity.hasFocus()


def test_the_help_fits_into_the_smallest_window(window: MainWindow) -> None:
    window.resize(window.minimumSize())
    window.help.toggle()
    QApplication.processEvents()
    card = window.help.findChild(QWidget, "card")
    assert window.help.rect().contains(card.geometry())
    assert card.height() >= card.minimumSizeHint().height()
    page = window.help.findChild(Page)
    assert page.viewport().width() >= page.inner.minimumSizeHint().width(), "keys are cut"
    assert page.verticalScrollBar().maximum() == max(page.inner.height() - page.viewport().height(), 0)


def test_the_help_shows_all_of_itself_where_there_is_room(window: MainWindow) -> None:
    window.resize(1440, 900)
    window.help.toggle()
    QApplication.processEvents()
    page = window.help.findChild(Page)
    assert page.viewport().width() >= page.inner.minimumSizeHint().width()
    assert page.verticalScrollBar().maximum() == 0
