from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from xaiviewer.ui.kit.actions import ACTIONS
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

Key = Qt.Key
_KEY = r"\(((?:Ctrl\+|Shift\+)*(?:[A-Z0-9.]|F\d+|Esc|Left|Right|Up|Down|Home|End))\)$"
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier


def _press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
    QTest.keyClick(window, key, modifier)


def test_arrows_step_slices_and_layers(window: MainWindow) -> None:
    review = window.review
    review.shown.show_slice(2)
    _press(window, Key.Key_Down)
    assert review.shown.state.slice_index == 3
    _press(window, Key.Key_Up)
    _press(window, Key.Key_Up)
    assert review.shown.state.slice_index == 1
    _press(window, Key.Key_Down, _SHIFT)
    assert review.shown.state.slice_index == 5
    _press(window, Key.Key_Home)
    assert review.shown.state.slice_index == 0
    _press(window, Key.Key_End)
    assert review.shown.state.slice_index == 5
    review.shown.show_layer(50)
    _press(window, Key.Key_Right)
    _press(window, Key.Key_BracketRight)
    assert review.shown.state.layer == 52
    _press(window, Key.Key_Left)
    _press(window, Key.Key_Left, _SHIFT)
    assert review.shown.state.layer == 41


def test_page_keys_step_cases(window: MainWindow, qtbot: QtBot) -> None:
    _press(window, Key.Key_PageDown)
    assert window.review.shelf.state.current == Path("two")
    qtbot.waitUntil(lambda: window.review.shown.state.complete and window.review.work.state.task is None)
    _press(window, Key.Key_PageUp)
    assert window.review.shelf.state.current == Path("one")
    qtbot.waitUntil(lambda: window.review.work.state.task is None)


def test_letters_switch_overlays_and_grey_levels(window: MainWindow) -> None:
    review = window.review
    for key, field in ((Key.Key_S, "mask"), (Key.Key_M, "model"), (Key.Key_T, "heat")):
        _press(window, key)
        assert getattr(review.shown.state.appearance, field) is False
        _press(window, key)
        assert getattr(review.shown.state.appearance, field) is True
    _press(window, Key.Key_W)
    assert not (review.shown.state.appearance.mask)
    assert not (review.shown.state.appearance.model)
    assert not (review.shown.state.appearance.heat)
    _press(window, Key.Key_W)
    _press(window, Key.Key_I)
    assert review.shown.state.appearance.inverted
    review.shown.set_opacity(0.5)
    _press(window, Key.Key_D)
    assert review.shown.state.appearance.opacity == pytest.approx(0.6)
    _press(window, Key.Key_A)
    _press(window, Key.Key_A)
    assert review.shown.state.appearance.opacity == pytest.approx(0.4)
    _press(window, Key.Key_Q)
    assert review.shown.state.appearance.sequence == "t1c"
    _press(window, Key.Key_Q)
    assert review.shown.state.appearance.sequence == "t1"


def test_reset_undoes_zoom_and_window(window: MainWindow) -> None:
    automatic = window.review.shown.state.appearance.windows["flair"]
    _press(window, Key.Key_Plus)
    assert window.viewport.zoom > 1
    window.review.shown.set_window(type(automatic)(1, 1))
    _press(window, Key.Key_R)
    assert window.viewport.zoom == 1
    assert window.review.shown.state.appearance.windows["flair"] == automatic


def test_help_opens_and_any_key_closes_it(window: MainWindow) -> None:
    _press(window, Key.Key_F1)
    assert window.help.isVisible()
    QTest.keyClick(window.help, Key.Key_X)
    assert not window.help.isVisible()


def test_escape_takes_away_what_is_most_in_the_way(window: MainWindow) -> None:
    window.banner.say("Something is wrong.")
    window.cases.search.setText("tw")
    _press(window, Key.Key_Escape)
    assert not window.banner.isVisible()
    assert window.cases.search.text() == "tw"
    _press(window, Key.Key_Escape)
    assert window.cases.search.text() == ""


@pytest.mark.slow
@pytest.mark.parametrize("maximise", ["maximise_heat", "maximise_slice"])
def test_escape_shows_both_views_again(window: MainWindow, maximise: str) -> None:
    getattr(window, maximise)()
    assert window.slice_frame.isVisible() != window.heat_frame.isVisible()
    _press(window, Key.Key_Escape)
    assert window.slice_frame.isVisible()
    assert window.heat_frame.isVisible()


@pytest.mark.slow
def test_escape_stops_nothing_that_plays(window: MainWindow) -> None:
    window.cine.toggle()
    _press(window, Key.Key_Escape)
    assert window.cine.playing


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Escape])
def test_enter_and_escape_in_the_search_field_give_the_keys_back(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    window.activateWindow()
    window.banner.say("Something is wrong.")
    _press(window, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search = window.cases.search
    assert search.hasFocus()
    QTest.keyClicks(search, "one")
    QTest.keyClick(search, key)
    assert not search.hasFocus()
    assert search.text() == ("" if key == Key.Key_Escape else "one")
    before = window.review.shown.state.slice_index
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Down)
    assert window.review.shown.state.slice_index == before + 1


def test_enter_on_a_name_that_no_case_has_lets_the_reader_correct_it(window: MainWindow) -> None:
    window.activateWindow()
    window.cases.search.setFocus()
    QTest.keyClicks(window.cases.search, "nobody")
    QTest.keyClick(window.cases.search, Key.Key_Return)
    assert window.cases.search.hasFocus()


def test_ctrl_q_closes_the_program(window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()


def test_typing_in_the_search_field_moves_nothing(window: MainWindow) -> None:
    before = window.review.shown.state
    window.cases.search.setFocus()
    QTest.keyClicks(window.cases.search, "siwmr")
    assert window.cases.search.text() == "siwmr"
    assert window.review.shown.state is before


def test_a_slider_reached_with_tab_keeps_its_arrows(window: MainWindow) -> None:
    window.activateWindow()
    slider = window.heat.opacity
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    layer, opacity = window.review.shown.state.layer, window.review.shown.state.appearance.opacity
    QTest.keyClick(slider, Key.Key_Right)
    assert window.review.shown.state.layer == layer
    assert window.review.shown.state.appearance.opacity == pytest.approx(opacity + 0.01)


def test_painted_controls_answer_to_their_arrows(window: MainWindow) -> None:
    review = window.review
    review.shown.show_layer(30)
    QTest.keyClick(window.layer.picture, Key.Key_Right)
    assert review.shown.state.layer == 31
    QTest.keyClick(window.layer.picture, Key.Key_Down)
    analysis = review.shown.state.analysis
    assert analysis is not None
    parts = list(dict.fromkeys(each.part for each in analysis.layers))
    here, before = (parts.index(analysis.layers[each].part) for each in (review.shown.state.layer, 31))
    assert here == before + 1
    QTest.keyClick(window.agreement.curve, Key.Key_Home)
    assert review.shown.state.layer == 0
    QTest.keyClick(window.agreement.scores, Key.Key_Down)
    assert review.shown.state.score == "rank_accuracy"
    QTest.keyClick(window.strip, Key.Key_End)
    assert review.shown.state.slice_index == 5


def test_every_control_can_be_reached_and_has_a_name(window: MainWindow) -> None:
    window.heat.more.toggle.setChecked(True)
    reachable = [
        each
        for each in window.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and each.isEnabled()
    ]
    nameless = [
        each
        for each in reachable
        if not each.accessibleName() and not (isinstance(each, QAbstractButton) and each.text())
    ]
    assert not nameless
    buttons = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
    unreachable = [each for each in buttons if not each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert not [each for each in unreachable if each.parent() is not window.cases.search]


def test_no_two_actions_share_a_key_or_an_id() -> None:
    keys = [QKeySequence(key).toString() for each in ACTIONS for key in each.keys]
    assert all(keys)
    assert len(keys) == len(set(keys))
    assert len({each.id for each in ACTIONS}) == len(ACTIONS)


def test_every_key_on_a_control_is_one_that_works(window: MainWindow) -> None:
    """Tips name keys in brackets at their end; whatever stands there is bound."""
    bound = {key for each in ACTIONS for key in each.keys}
    named = [
        found.group(1)
        for button in window.findChildren(QAbstractButton)
        if (found := re.search(_KEY, button.toolTip().split("\n")[0]))
    ]
    assert len(named) > 10
    assert set(named) <= bound
