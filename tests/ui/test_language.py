"""The window in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from xaiviewer import paths
from xaiviewer.requests import METHODS, ONE_PASS_METHODS
from xaiviewer.ui.dialogs.about_dialog import AboutDialog
from xaiviewer.ui.dialogs.language_dialog import LanguageDialog
from xaiviewer.ui.dialogs.series_table import HEADINGS, WIDTHS
from xaiviewer.ui.kit import bearings, theme, wording
from xaiviewer.ui.kit.actions import spelled, with_key
from xaiviewer.ui.kit.controls import Elided
from xaiviewer.ui.language import figure, tr, translators
from xaiviewer.ui.manual import ManualDialog
from xaiviewer.ui.start.application import application
from xaiviewer.ui.window import MainWindow

_BOTH = {"Layer", "Problem"}
"""What is called so in both languages, or as the networks call it."""


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """German until the test has ended, for windows that are built after it."""
    translators.speak(qapp, "de")
    yield
    translators.speak(qapp, "en")


@pytest.fixture
def german_window(german: None, build: Any, qtbot: QtBot, fakes: Any) -> MainWindow:
    """A German window with one analysed case."""
    made: MainWindow = build(fakes.make_case("one"), fakes.make_case("two"))
    made.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: made.review.shown.state.complete and made.review.work.state.task is None, timeout=20_000)
    return made


@pytest.fixture
def undecided() -> Iterator[None]:
    """No language was chosen, before and after."""
    translators.choose(translators.SYSTEM)
    yield
    translators.choose(translators.SYSTEM)


def texts_of(root: QWidget) -> Iterator[str]:
    """All that a widget and those in it say, to eyes and to screen readers."""
    for widget in [root, *root.findChildren(QWidget)]:
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(number) for number in range(widget.count()))


def english_texts() -> set[str]:
    """Whatever German says otherwise than English."""
    found = ET.parse(paths.resources() / "language" / "xaiviewer_de.ts").iter("message")
    pairs = [(each.findtext("source"), each.findtext("translation")) for each in found]
    return {text for text, german in pairs if text and text != german and len(text) > 3}


def test_a_german_window_says_nothing_in_english(german_window: MainWindow) -> None:
    english = english_texts() - _BOTH
    said = {line for text in texts_of(german_window) for line in (text, *text.split("\n"))}
    assert said & english == set()
    assert "Nur für die Forschung, nicht zur Diagnose" in said


@pytest.mark.parametrize("method", [key for key in METHODS if key not in ONE_PASS_METHODS])
def test_asking_a_method_says_nothing_in_english(german_window: MainWindow, method: str) -> None:
    choice = german_window.heat.method
    choice.setCurrentIndex(choice.findData(method))
    choice.activated.emit(choice.currentIndex())
    said = {line for text in texts_of(german_window.heat) for line in (text, *text.split("\n"))}
    assert said & (english_texts() - _BOTH) == set()
    assert german_window.heat.ask.button.text() == "Berechnen"


@pytest.mark.parametrize("dialog", [AboutDialog, LanguageDialog, ManualDialog])
def test_a_german_dialog_says_nothing_in_english(german: None, dialog: type[QWidget], qtbot: QtBot) -> None:
    made = dialog()
    qtbot.addWidget(made)
    assert not set(texts_of(made)) & (english_texts() - {"Language · Sprache"})


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900)])
def test_no_german_text_is_cut(german_window: MainWindow, size: tuple[int, int]) -> None:
    german_window.resize(*size)
    german_window.heat.more.toggle.setChecked(True)
    QApplication.processEvents()
    for widget in german_window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, Elided) or not isinstance(widget, QLabel | QAbstractButton):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            assert widget.height() >= widget.heightForWidth(widget.width()), widget.text()
        else:
            assert widget.width() >= widget.fontMetrics().horizontalAdvance(widget.text()), widget.text()


def test_the_german_help_fits_into_the_smallest_window(german_window: MainWindow) -> None:
    german_window.resize(german_window.minimumSize())
    german_window.help.toggle()
    QApplication.processEvents()
    card = german_window.help.card
    assert german_window.help.rect().contains(card.geometry())
    assert card.width() >= card.minimumSizeHint().width()
    assert card.height() >= card.minimumSizeHint().height()


def test_german_headings_fit_their_columns(german: None) -> None:
    for heading, width in zip(HEADINGS, WIDTHS, strict=True):
        assert not width or theme.text_width(theme.SMALL, [tr(heading)]) + 22 <= width, heading


def test_german_writes_numbers_and_keys_as_germans_do(german: None) -> None:
    assert figure("1,240.5") == "1\N{NO-BREAK SPACE}240,5", "a point would leave open what is meant"
    assert wording.count(1, "slice") == "1 Schicht"
    assert wording.count(1240, "file") == "1\N{NO-BREAK SPACE}240 Dateien"
    assert wording.percent(0.982) == "98,2 %"
    assert wording.score(0.5) == "0,50"
    assert with_key("case.search") == "Fälle suchen (Strg+F)"
    assert spelled(("Shift+Up", "PgUp")) == "Umschalt ↑ oder Bild ↑"


def test_english_keeps_its_singulars() -> None:
    assert [wording.count(number, "slice") for number in (0, 1, 2, 1240)] == [
        "0 slices",
        "1 slice",
        "2 slices",
        "1,240 slices",
    ]


def test_coordinates_are_apart_where_the_decimal_mark_is_a_comma(german: None, fakes: Any) -> None:
    geometry = fakes.make_case("one", known=True).geometry
    assert bearings.patient_position(geometry, 2, 1, 3) == "L 1,0; P 2,0; S 15,0 mm"


def test_qts_own_buttons_are_german_too(german: None, qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(QMessageBox.StandardButton.Cancel)
    assert box.button(QMessageBox.StandardButton.Cancel).text() == "Abbrechen"


@pytest.mark.parametrize(("system", "spoken"), [("de_AT", "de"), ("en_GB", "en"), ("fr_FR", "en")])
def test_the_systems_language_is_spoken_where_the_window_can(
    undecided: None, monkeypatch: pytest.MonkeyPatch, system: str, spoken: str
) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(system))
    assert translators.chosen() == translators.SYSTEM
    assert translators.of_system() == spoken


def test_a_chosen_language_is_kept_for_the_next_start(undecided: None, qtbot: QtBot) -> None:
    dialog = LanguageDialog()
    qtbot.addWidget(dialog)
    dialog.languages.button("de").click()
    assert translators.chosen() == translators.SYSTEM, "not before it is accepted"
    dialog.accept_button.click()
    assert translators.chosen() == "de"
    again = LanguageDialog()
    qtbot.addWidget(again)
    assert again.languages.button("de").isChecked()


def test_a_language_that_the_window_does_not_speak_counts_as_none(undecided: None) -> None:
    translators.choose("tlh")
    assert translators.chosen() == translators.SYSTEM


def test_a_language_that_is_spoken_stays_until_the_program_ends(undecided: None, german: None) -> None:
    translators.choose("en")
    application()
    assert tr("Cancel") == "Abbrechen"


@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size
def test_the_palette_is_searched_in_german(german_window: MainWindow) -> None:
    palette = german_window.palette_of_actions
    palette.ask()
    palette.search.setText("vorige schicht")
    assert palette.found.topLevelItemCount() == 1
    palette.search.setText("language")
    item = palette.found.topLevelItem(0)
    assert item is not None
    assert item.text(0) == "Sprache · Language", "who cannot read the rest finds it"
    palette.hide()
    german_window.dialogs.show_language()
    assert isinstance(german_window.dialogs.open_dialog, LanguageDialog)
