"""The case in words, in the window."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from xaiviewer.summary import Sentence
from xaiviewer.ui.dialogs import words_dialog
from xaiviewer.ui.dialogs.words_dialog import WordsDialog
from xaiviewer.ui.kit import theme
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size


@pytest.mark.slow
def test_the_case_is_told_and_copied(window: MainWindow) -> None:
    window.dialogs.show_words()
    dialog = window.dialogs.open_dialog
    assert isinstance(dialog, WordsDialog)
    told = dialog.told.text()
    assert "slices are called" in told or "No slice of" in told
    assert told.endswith("Research use, not for diagnosis.")
    dialog.copy_text()
    assert QGuiApplication.clipboard().text() == told


@pytest.mark.slow
def test_it_follows_the_slice_shown(window: MainWindow) -> None:
    window.dialogs.show_words()
    dialog = window.dialogs.open_dialog
    window.review.shown.show_slice(2)
    assert "On slice 3 the" in dialog.told.text()
    window.review.shown.show_slice(3)
    assert "On slice 4 the" in dialog.told.text()


def test_nothing_is_told_before_a_case_is_open(build: Any) -> None:
    window = build()
    dialog = WordsDialog(window.review)
    assert dialog.told.text() == "Nothing is known of this case yet."
    assert not dialog.copy.isEnabled()


@pytest.mark.slow
def test_a_long_paragraph_in_large_letters_fits_the_screen_and_can_be_scrolled(
    build: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = build()
    long = (Sentence("{said}", {"said": "Ein Satz mit vielen Worten über den Fall. " * 60}),)
    monkeypatch.setattr(words_dialog, "words", lambda _state: long)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    try:
        theme.apply(application, "dark", 200)
        dialog = WordsDialog(window.review, window)
        dialog.show()
        QApplication.processEvents()
        free = dialog.screen().availableGeometry()
        assert dialog.width() <= free.width()
        assert dialog.height() <= free.height()
        assert dialog.area.verticalScrollBar().maximum() > 0
        assert dialog.rect().contains(dialog.copy.geometry())
        dialog.close()
    finally:
        theme.apply(application)


@pytest.mark.slow
def test_a_short_paragraph_is_seen_whole(build: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    window = build()
    few = (Sentence("{said}", {"said": "Ein Satz über den Fall. " * 12}),)
    monkeypatch.setattr(words_dialog, "words", lambda _state: few)
    dialog = WordsDialog(window.review, window)
    dialog.show()
    QApplication.processEvents()
    assert dialog.area.verticalScrollBar().maximum() == 0
    assert dialog.told.height() >= dialog.told.heightForWidth(dialog.told.width())
    dialog.close()
