"""The reader's own keys over the program's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from xaiviewer.errors import UsageError
from xaiviewer.ui.dialogs.keys.capture import spelled_key
from xaiviewer.ui.dialogs.keys.page import KeysPage
from xaiviewer.ui.keys.keymap import Keymap, as_json, from_json, normal, taken
from xaiviewer.ui.keys.mouse import MOUSE, PRESETS
from xaiviewer.ui.keys.reader import ReaderKeys, choose_mouse
from xaiviewer.ui.kit.actions import KEYS, with_key
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size

Key = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier
USUAL = {"mask": ("S",), "layer": ("Left", "["), "invert": ("I",), "window.escape": ("Esc",)}


@pytest.fixture(autouse=True)
def _usual_afterwards() -> Iterator[None]:
    yield
    KEYS.take(Keymap(KEYS.keymap.usual))
    choose_mouse(PRESETS[0].key, inverted=False)


@pytest.fixture
def page(qtbot: QtBot) -> KeysPage:
    made = KeysPage()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def _choose(page: KeysPage, title: str) -> None:
    item = page.table.findItems(title, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)[0]
    page.table.setCurrentItem(item)


def _lines(page: KeysPage) -> dict[str, tuple[str, str]]:
    groups = [page.table.topLevelItem(row) for row in range(page.table.topLevelItemCount())]
    items = [each.child(row) for each in groups if each is not None for row in range(each.childCount())]
    return {item.text(0): (item.text(1), item.text(2)) for item in items}


# --- values


def test_a_key_has_one_action_and_the_readers_choice_has_it() -> None:
    keymap = Keymap(USUAL).given("invert", ["S"])
    assert keymap.of("invert") == ("S",)
    assert keymap.of("mask") == ()
    assert keymap.holder("s") == "invert"
    assert keymap.lost("mask") == (("S", "invert"),)
    assert keymap.holder("I") is None


def test_what_lost_a_key_has_it_again_when_the_other_one_is_reset() -> None:
    assert Keymap(USUAL).given("invert", ["S"]).reset("invert").of("mask") == ("S",)


def test_the_usual_keys_given_back_are_no_choice_of_the_readers() -> None:
    keymap = Keymap(USUAL).given("invert", ["S"]).given("mask", ["S"])
    assert keymap.of("mask") == ("S",)
    assert keymap.of("invert") == ()
    assert keymap.given("invert", ["I"]) == Keymap(USUAL)


@pytest.mark.parametrize("key", ["Tab", "Return", "Space", "Esc", "bogus", "Ctrl+K, Ctrl+L"])
def test_what_controls_need_is_no_action_s_key(key: str) -> None:
    keymap = Keymap(USUAL)
    assert not normal(key) or keymap.refusal("mask", key)
    assert not keymap.refusal("window.escape", "Esc")


def test_what_is_kept_of_another_version_or_damaged_leaves_the_usual_keys() -> None:
    kept = {"mask": ["Z"], "gone": ["I"], "layer": "Left", "invert": [3, "Tab"]}
    assert taken(USUAL, kept).written() == {"mask": ["Z"]}
    assert taken(USUAL, {"mask": []}).of("mask") == ()
    assert taken(USUAL, "nonsense") == Keymap(USUAL)


def test_a_file_brings_keys_and_mouse_to_another_machine() -> None:
    keymap = Keymap(USUAL).given("mask", ["Ctrl+Alt+M", "ß"])
    again, mouse = from_json(USUAL, as_json(keymap, {"buttons": "pacs"}), "k.json")
    assert again == keymap
    assert mouse == {"buttons": "pacs"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no json", "no keys of xaiviewer"),
        ('{"format": "other", "keys": {}}', "no keys of xaiviewer"),
        ('{"format": "xaiviewer keys", "keys": {"gone": ["Z"]}}', "no action “gone”"),
        ('{"format": "xaiviewer keys", "keys": {"mask": ["Tab"]}}', "“Tab” cannot be a key of mask"),
        ('{"format": "xaiviewer keys", "keys": {"mask": ["Z"], "invert": ["z"]}}', "Z stands for mask and for invert"),
    ],
)
def test_a_file_that_cannot_be_taken_whole_is_not_taken(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as refused:
        from_json(USUAL, text, "k.json")
    assert str(refused.value).startswith("k.json: ")


def test_keys_are_kept_for_the_next_start() -> None:
    ReaderKeys(USUAL).take(Keymap(USUAL).given("mask", ["Z"]))
    choose_mouse("pacs", inverted=True)
    MOUSE.choose("ohif", inverted=False)
    again = ReaderKeys(USUAL)
    again.load()
    assert again.keymap.of("mask") == ("Z",)
    assert (MOUSE.preset.key, MOUSE.inverted) == ("pacs", True)
    again.take(Keymap(USUAL))
    assert json.dumps(again.keymap.written()) == "{}"


def test_a_sign_is_taken_as_it_is_and_a_letter_with_shift() -> None:
    assert spelled_key(Key.Key_Question, _SHIFT) == "?"
    assert spelled_key(Key.Key_Plus, Qt.KeyboardModifier.KeypadModifier) == "+"
    assert spelled_key(Key.Key_S, _SHIFT) == "Shift+S"
    assert spelled_key(Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier) == "Ctrl+PgUp"


# --- the page


def test_a_pressed_key_is_taken_where_it_is_free(page: KeysPage) -> None:
    _choose(page, "Invert grey levels")
    page.change.click()
    assert page.capture.hasFocus()
    QTest.keyClick(page.capture, Key.Key_Z)
    assert KEYS.keymap.of("picture.invert") == ("Z",)
    assert _lines(page)["Invert grey levels"] == ("Z", "usually I")
    assert page.table.hasFocus()


def test_a_key_that_is_taken_is_named_with_what_it_does(page: KeysPage) -> None:
    _choose(page, "Invert grey levels")
    page.change.click()
    QTest.keyClick(page.capture, Key.Key_S)
    assert page.capture.text() == "S is “Clinician's mask on or off”."
    assert KEYS.keymap.of("picture.invert") == ("I",), "nothing is taken before the reader says so"
    page.leave_it.click()
    assert KEYS.keymap.of("overlay.mask") == ("S",)
    page.change.click()
    QTest.keyClick(page.capture, Key.Key_S)
    page.take_it.click()
    assert KEYS.keymap.of("picture.invert") == ("S",)
    assert _lines(page)["Clinician's mask on or off"] == ("–", "S is “Invert grey levels” now")


def test_tab_is_pressed_and_refused_and_escape_leaves_the_key_as_it_is(page: KeysPage) -> None:
    _choose(page, "Invert grey levels")
    page.change.click()
    QTest.keyClick(page.capture, Key.Key_Tab)
    assert page.capture.text().startswith("Tab cannot be chosen")
    page.change.click()
    QTest.keyClick(page.capture, Key.Key_Shift, _SHIFT)
    assert page.capture.hasFocus(), "a modifier alone is no key yet"
    QTest.keyClick(page.capture, Key.Key_Escape)
    assert not page.capture.hasFocus()
    assert page.isVisible()
    assert KEYS.keymap == Keymap(KEYS.keymap.usual)


def test_a_further_key_none_and_the_usual_ones(page: KeysPage) -> None:
    _choose(page, "Invert grey levels")
    page.add.click()
    QTest.keyClick(page.capture, Key.Key_F9)
    assert KEYS.keymap.of("picture.invert") == ("I", "F9")
    page.take_away.click()
    assert KEYS.keymap.of("picture.invert") == ()
    page.reset.click()
    assert KEYS.keymap.of("picture.invert") == ("I",)


def test_all_is_reset_at_once(page: KeysPage) -> None:
    KEYS.take(KEYS.keymap.given("picture.invert", ["S"]).given("slice.play", ["F9"]))
    page.mouse.button("pacs").click()
    page.wheel.setChecked(True)
    assert (MOUSE.preset.key, MOUSE.inverted) == ("pacs", True)
    page.reset_all.click()
    assert KEYS.keymap == Keymap(KEYS.keymap.usual)
    assert (MOUSE.preset.key, MOUSE.inverted) == ("ohif", False)
    assert not page.wheel.isChecked()


def test_the_list_is_searched_by_words_and_by_keys(page: KeysPage) -> None:
    page.search.setText("grey inv")
    assert list(_lines(page)) == ["Invert grey levels"]
    page.search.setText("ctrl+k")
    assert "Command palette: find anything by its name" in _lines(page)
    page.search.setText("zebra")
    assert _lines(page) == {}
    assert not page.change.isEnabled()


def test_keys_go_out_to_a_file_and_come_back(page: KeysPage, tmp_path: Path) -> None:
    KEYS.take(KEYS.keymap.given("picture.invert", ["Z"]))
    page.export_to(tmp_path / "keys.json")
    page.reset_all.click()
    page.import_from(tmp_path / "keys.json")
    assert KEYS.keymap.of("picture.invert") == ("Z",)
    page.import_from(tmp_path / "missing.json")
    assert "no keys of xaiviewer" in page.capture.text()
    assert KEYS.keymap.of("picture.invert") == ("Z",)


# --- in the window


@pytest.mark.slow
def test_another_key_holds_and_is_told_everywhere_at_once(window: MainWindow) -> None:
    tip = window.slice_frame.controls.invert.toolTip()
    assert tip.endswith("(I)")
    KEYS.take(KEYS.keymap.given("picture.invert", ["S"]))
    QTest.keyClick(window, Key.Key_I)
    assert not window.review.shown.state.appearance.inverted
    QTest.keyClick(window, Key.Key_S)
    assert window.review.shown.state.appearance.inverted
    assert window.review.shown.state.appearance.mask, "S does no longer what it usually does"
    button = window.slice_frame.controls.invert
    assert (button.toolTip(), button.accessibleName()) == (tip.replace("(I)", "(S)"),) * 2
    window.help.cover()
    told = [each.text() for each in window.help.card.findChildren(QLabel)]
    assert told[told.index("Invert grey levels") - 1] == "S"
    window.help.hide()
    window.palette_of_actions.ask()
    found = window.palette_of_actions.found.findItems("Invert grey levels", Qt.MatchFlag.MatchExactly)[0]
    assert found.text(2) == "S"
    window.palette_of_actions.hide()
    KEYS.take(Keymap(KEYS.keymap.usual))
    assert button.toolTip() == tip


@pytest.mark.slow
def test_an_action_without_a_key_is_told_without_one_and_gets_it_back(window: MainWindow) -> None:
    button = window.slice_frame.controls.invert
    tip = button.toolTip()
    KEYS.take(KEYS.keymap.given("picture.invert", ()))
    assert button.toolTip() == tip.removesuffix(" (I)")
    assert with_key("picture.invert", "Negative") == "Negative"
    KEYS.take(Keymap(KEYS.keymap.usual))
    assert button.toolTip() == tip


@pytest.mark.slow
@pytest.mark.parametrize("key", [Key.Key_X, Key.Key_Down, Key.Key_PageDown, Key.Key_Delete])
def test_no_key_without_a_modifier_does_anything_from_a_field_of_text(window: MainWindow, key: Qt.Key) -> None:
    window.activateWindow()
    KEYS.take(KEYS.keymap.given("window.maximise", ["X"]))
    box = QSpinBox(window)
    box.show()
    for field in (window.cases.search, box):
        field.setFocus()
        before = window.review.shown.state
        QTest.keyClick(field, key)
        assert window.review.shown.state is before
        assert window.slice_frame.isVisible()


@pytest.mark.slow
def test_the_page_opens_over_the_window(window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_K, Qt.KeyboardModifier.ControlModifier | _SHIFT)
    dialog = window.dialogs.open_dialog
    assert dialog is not None
    assert dialog.findChild(KeysPage) is not None
    dialog.reject()
