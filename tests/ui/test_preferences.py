"""Preferences: applied at once, kept, and given up together; and what else is remembered from one start to the next."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from xaiviewer.display.appearance import Appearance
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.requests import AnalysisSettings
from xaiviewer.ui.dialogs.preferences.analysis import AnalysisPage
from xaiviewer.ui.dialogs.preferences.appearance import AppearancePage
from xaiviewer.ui.dialogs.preferences.computing import ComputingPage
from xaiviewer.ui.dialogs.preferences.dialog import PreferencesDialog
from xaiviewer.ui.dialogs.preferences.pages import PAGES
from xaiviewer.ui.dialogs.preferences.reset import ResetPage
from xaiviewer.ui.dialogs.recent_menu import RecentMenu
from xaiviewer.ui.kit import display_choices, theme
from xaiviewer.ui.settings import computing, look, recent, settings, store
from xaiviewer.ui.start.remembered import Remembered
from xaiviewer.ui.window import MainWindow

_LEFT = Qt.MouseButton.LeftButton
_NONSENSE = [
    ("opacity", "7"),
    ("opacity", "true"),
    ("opacity", "NaN"),
    ("mask", "1"),
    ("colour_map", '"rainbow"'),
    ("style", '["colour"]'),
    ("fusion", '"sum"'),
    ("windows", "{}"),
    ("unheard", "1"),
]


@pytest.fixture(autouse=True)
def _as_at_first(qapp: QApplication) -> Iterator[None]:
    store.forget_all()
    yield
    store.forget_all()
    if (theme.look.theme, theme.look.percent) != ("dark", 100):
        theme.apply(qapp)


# ---------------------------------------------------------------- the pages


def test_a_theme_and_a_size_of_letters_are_seen_at_once_and_kept(qtbot: QtBot) -> None:
    page = AppearancePage()
    qtbot.addWidget(page)
    QTest.mouseClick(page.themes.button("light"), _LEFT)
    assert theme.look.theme == "light"
    page.letters.setValue(15)
    qtbot.waitUntil(lambda: theme.look.percent == 150)
    assert (look.theme_name(), look.font_percent()) == ("light", 150)


def test_letters_that_are_dragged_change_once_the_page_is_left(qtbot: QtBot) -> None:
    page = AppearancePage()
    qtbot.addWidget(page)
    before = theme.look.edition
    for value in (11, 12, 13):
        page.letters.setValue(value)
    page.settle()
    assert theme.look.percent == 130
    assert theme.look.edition == before + 1


@pytest.mark.parametrize(("written", "percent"), [("much", 100), ("-3", 1), ("140", 140)])
def test_a_damaged_size_of_letters_is_not_taken(written: str, percent: int) -> None:
    store.keep("look/percent", written)
    assert look.font_percent() == percent


def test_device_and_threads_are_kept_for_the_next_start_and_the_page_says_so(qtbot: QtBot) -> None:
    page = ComputingPage(0)
    qtbot.addWidget(page)
    assert (computing.device(), computing.threads()) == ("auto", 0)
    assert page.threads.currentText() == "automatic"
    QTest.mouseClick(page.devices.button("cuda"), _LEFT)
    page.threads.set_current("1")
    page.threads.activated.emit(1)
    assert (computing.device(), computing.threads()) == ("cuda", 1)
    assert "next start" in page.restart.text()
    assert "the window says so" in page.about_device.text()


@pytest.mark.parametrize(("key", "told"), [("computing/device", "abacus"), ("computing/threads", "many")])
def test_a_device_that_there_is_not_is_the_usual_one(key: str, told: str) -> None:
    store.keep(key, told)
    assert (computing.device(), computing.threads()) == ("auto", 0)


def test_an_outline_is_applied_once_the_reader_is_done_with_it(qtbot: QtBot) -> None:
    page = AnalysisPage(AnalysisSettings(), 0.4)
    qtbot.addWidget(page)
    heard: list[AnalysisSettings] = []
    page.changed.connect(lambda: heard.append(page.settings))
    QTest.mouseClick(page.which.button("own"), _LEFT)
    for value in (30, 20, 10):
        page.gate.setValue(value)
    assert heard == []
    page.settle()
    page.settle()
    assert heard == [AnalysisSettings(gate=0.1)]


# ---------------------------------------------------------------- the dialog in the window


@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size
def test_preferences_open_with_their_key_and_show_every_page(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = window.dialogs.open_dialog
    assert isinstance(dialog, PreferencesDialog)
    assert list(dialog.pages) == [each.key for each in PAGES]
    for number, key in enumerate(dialog.pages):
        dialog.list.setCurrentRow(number)
        assert dialog.pages[key].isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.dialogs.open_dialog is None


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_everything_is_reset_only_after_asking(window: MainWindow, qtbot: QtBot, qapp: QApplication) -> None:
    review = window.review
    theme.apply(qapp, "light", 120)
    look.keep_look("light", 120)
    review.shown.set_opacity(0.2)
    window.dialogs.show_preferences()
    dialog = window.dialogs.open_dialog
    assert isinstance(dialog, PreferencesDialog)
    page = dialog.pages["reset"]
    assert isinstance(page, ResetPage)
    dialog.list.setCurrentRow(len(PAGES) - 1)
    for agreed in (False, True):
        QTest.mouseClick(page.everything, _LEFT)
        assert page.question is not None
        asked = {each.text().replace("&", ""): each for each in page.question.findChildren(QPushButton)}
        QTest.mouseClick(asked["Reset everything" if agreed else "Cancel"], _LEFT)
        assert (theme.look.theme == "dark") is agreed
        assert (review.shown.state.appearance.opacity == Appearance().opacity) is agreed
    assert window.dialogs.open_dialog is None
    assert look.theme_name() == ""


@pytest.mark.slow
def test_reset_display_leaves_the_open_case_in_its_automatic_windows(window: MainWindow) -> None:
    shown = window.review.shown
    shown.set_appearance(replace(shown.state.appearance, opacity=0.1, colour_map="viridis", mask=False))
    shown.set_window(WindowLevel(1.0, 2.0))
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert shown.state.appearance == replace(Appearance(), windows=dict(shown.state.presets.automatic))


# ---------------------------------------------------------------- the display


def test_the_display_comes_back_as_it_was_left() -> None:
    left = replace(Appearance(), opacity=0.35, colour_map="viridis", style="contours", mask=False, smooth=False)
    assert display_choices.read(display_choices.written(left)) == left


def test_what_belongs_to_a_case_is_not_kept() -> None:
    left = replace(Appearance(), sequence="t1", windows={"t1": WindowLevel(1.0, 2.0)})
    assert display_choices.read(display_choices.written(left)) == Appearance()


@pytest.mark.parametrize(
    "told",
    ["", "{", "[]", "7", *(f'{{"{key}": {value}}}' for key, value in _NONSENSE)],
)
def test_a_damaged_display_is_as_at_the_first_start(told: str) -> None:
    assert display_choices.read(told) == Appearance()


@pytest.mark.slow
def test_a_window_opens_as_the_last_one_was_closed(
    window: MainWindow, build: Callable[..., MainWindow], fakes: Any
) -> None:
    remembered = Remembered(window)
    window.review.shown.set_opacity(0.25)
    window.review.shown.set_score("pointing")
    remembered.keep()
    another = build(fakes.make_case("one"))
    Remembered(another)
    assert another.review.shown.state.appearance.opacity == 0.25
    assert another.review.shown.state.score == window.review.shown.state.score


# ---------------------------------------------------------------- the cases opened last


def test_the_last_case_is_first_and_none_is_there_twice(tmp_path: Path) -> None:
    cases = [tmp_path / str(number) for number in range(recent.MOST + 3)]
    for each in cases:
        recent.remember([each])
    recent.remember([cases[5]])
    assert recent.recent()[0] == cases[5]
    assert len(recent.recent()) == len(set(recent.recent())) == recent.MOST
    recent.forget()
    assert recent.recent() == ()


@pytest.mark.parametrize("told", ["", "{", "{}", "[1, null]"])
def test_a_damaged_list_of_cases_is_empty(told: str) -> None:
    store.keep("cases/recent", told)
    assert recent.recent() == ()


@pytest.mark.slow
def test_cases_that_are_gone_are_greyed_and_the_list_can_be_forgotten(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    recent.remember([tmp_path / "gone & lost", tmp_path])
    menu = RecentMenu(window.review, window.names, window)
    with qtbot.waitSignal(menu.looked):
        menu.fill()
    gone, there = menu.actions()[:2]
    assert gone.text() == f"gone && lost · {tmp_path.name}"
    assert (gone.isEnabled(), there.isEnabled()) == (False, True)
    window.names.toggle()
    menu.fill()
    assert [each.text() for each in menu.actions()[:2]] == ["Case 1", "Case 2"]
    assert not any("gone" in each.toolTip() for each in menu.actions())
    menu.actions()[-1].trigger()
    menu.fill()
    assert [each.isEnabled() for each in menu.actions()] == [False]
    window.names.toggle()


@pytest.mark.slow
def test_an_opened_case_is_remembered_and_no_log_names_it(window: MainWindow, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        Remembered(window)
        window.review.shown.case_changed.emit()
    current = window.review.shelf.state.current
    assert current is not None
    assert recent.recent() == (current.absolute(),)
    assert str(current.name) not in caplog.text


def test_settings_hold_paths_and_nothing_else_of_a_case(tmp_path: Path) -> None:
    recent.remember([tmp_path])
    kept = settings()
    assert kept is not None
    assert json.loads(str(kept.value("cases/recent"))) == [str(tmp_path)]
